// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE
} from "../../../../src/types/Modules.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {HostileModule} from "../../../mocks/HostileModule.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract AttachModuleTest is ComplianceBase {
    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        ModuleMock module = new ModuleMock(token, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.attachModule(address(module));
    }

    function test_RevertGiven_TheModuleIsAttached() external {
        ModuleMock module = _module(0, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_ModuleAttached.selector, address(module)));
        _attach(module);
    }

    function test_RevertGiven_SixteenModulesAreAttached() external {
        ModuleMock last;
        for (uint256 i; i < 16; ++i) {
            last = _module(0, 0);
        }
        ModuleMock further = new ModuleMock(token, 0, 0);
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyModules.selector);
        _attach(further);
        _detach(last);
        _attach(further);
        assertEq(token.modules().length, 16);
    }

    function test_RevertWhen_TheModuleNamesAnotherToken() external {
        _assertInvalid(new ModuleMock(_secondToken(), 0, 0));
    }

    function test_RevertWhen_TheModuleDeclaresAnUnknownHook() external {
        _assertInvalid(new ModuleMock(token, 1 << 5, 0));
    }

    function test_RevertWhen_TheModuleDeclaresAnUnknownPermission() external {
        _assertInvalid(new ModuleMock(token, 0, 1 << 4));
    }

    function test_GivenTheModuleDeclaresSomethingElseAfterwards_ItShouldHaveTheHooksAndPermissionsThatItDeclaredThen()
        external
    {
        HostileModule module = new HostileModule(token, 0, PERMISSION_ENCUMBER);
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
        module.declareAnew(HOOK_CHECK_TRANSFER, PERMISSION_ENCUMBER | PERMISSION_ISSUE);
        module.setMood(HostileModule.Mood.Burning);

        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_ISSUE)
        );
        vm.prank(address(module));
        token.issue(ada, 1, "");
        _issue(ada, 10);
        _assertPasses(ada, ben, 1);
        vm.prank(address(module));
        token.encumber(ada, 9);
        assertEq(token.encumberedBalanceOf(ada), 9);
    }

    function test_WhenTheModuleEncumbers_ItShouldEncumberAnAccountWithFifteenOthers() external {
        _issue(ada, 160);
        for (uint256 i; i < 16; ++i) {
            _encumbered(ada, 10);
        }
        assertEq(token.encumberedBalanceOf(ada), 160);
    }

    function test_WhenTheModuleEncumbers_GivenOthersCameAndWentThatEncumberNothing_ItShouldHaveASlot() external {
        _issue(ada, 100);
        for (uint256 i; i < 40; ++i) {
            ModuleMock module = _encumbered(ada, 10);
            vm.prank(address(module));
            token.release(ada, 10);
            _detach(module);
        }
        _encumbered(ada, 10);
        assertEq(token.encumberedBalanceOf(ada), 10);
    }

    function test_RevertWhen_TheModuleEncumbers_GivenSixteenOthersEncumberSomethingDetachedOrNot() external {
        _issue(ada, 160);
        ModuleMock first = _encumbered(ada, 10);
        _detach(first);
        for (uint256 i; i < 15; ++i) {
            _encumbered(ada, 10);
        }
        ModuleMock further = new ModuleMock(token, 0, PERMISSION_ENCUMBER);
        vm.expectRevert(ITokenEvents.SecurityToken_NoEmptySlot.selector);
        _attach(further);
        _module(0, PERMISSION_ISSUE);
    }

    function test_RevertGiven_AHookRuns() external {
        ModuleMock hooked = _module(HOOK_TRANSFER_TOKENS, 0);
        ModuleMock further = new ModuleMock(token, 0, 0);
        _issue(ada, 10);
        bytes memory attaching = abi.encodeCall(issuer.attachModule, (address(token), address(further)));
        hooked.callBack(address(issuer), _approved(address(issuer), attaching));
        vm.expectRevert(ITokenEvents.SecurityToken_HookRunning.selector);
        vm.prank(ada);
        token.transfer(ben, 1);
        _attach(further);
    }

    function test_GivenModulesWithoutHooksAreAttached_ItShouldCallTheModuleThatHasThem() external {
        _issue(ada, 10);
        _module(0, 0);
        ModuleMock last = _module(HOOK_CHECK_TRANSFER, 0);
        _module(0, 0);
        last.setRefusing(true);
        refusingModule = address(last);
        _assertRefused(Restriction.ModuleRefused, ada, ben, 1);
        _detach(last);
        assertEq(token.modules().length, 2);
        _assertPasses(ada, ben, 1);
    }

    function test_WhenTheModuleEncumbers_GivenItWasAttachedBefore_ItsEncumbrancesShouldCountAgain() external {
        _issue(ada, 100);
        ModuleMock first = _encumbered(ada, 30);
        ModuleMock second = _encumbered(ada, 40);
        _detach(first);
        assertEq(token.encumberedBalanceOf(ada), 40);

        _attach(first);

        assertEq(token.encumbranceOf(ada, address(first)), 30);
        assertEq(token.encumbranceOf(ada, address(second)), 40);
        assertEq(token.encumberedBalanceOf(ada), 70);
        _assertRefused(Restriction.AmountLocked, ada, ben, 31);
    }

    function test_WhenTheModuleEncumbers_GivenItWasAttachedBefore_TheyShouldCountUpToTheBalance() external {
        _issue(ada, 100);
        ModuleMock module = _encumbered(ada, 80);
        _detach(module);
        _assertPasses(ada, ben, 70);

        _attach(module);

        assertEq(token.encumberedBalanceOf(ada), 30);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
        vm.prank(address(module));
        assertEq(token.release(ada, 60), 60);
        assertEq(token.encumberedBalanceOf(ada), 20);
        _assertPasses(ada, ben, 10);
    }

    function test_WhenTheModuleIsSound_ItShouldAttachItWithItsHooksAndPermissions() external {
        ModuleMock module = new ModuleMock(token, HOOK_CHECK_TRANSFER, PERMISSION_ISSUE);
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleAttached(address(module), HOOK_CHECK_TRANSFER, PERMISSION_ISSUE);
        _attach(module);
        assertTrue(token.isModule(address(module)));
        assertEq(token.modules(), _one(address(module)));
    }

    function _assertInvalid(ModuleMock module) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidModule.selector, address(module)));
        _attach(module);
    }
}
