// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS, PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract DetachModuleTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        ModuleMock module = _module(0, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.detachModule(address(module));
    }

    function test_RevertGiven_TheModuleIsNotAttached() external {
        ModuleMock module = new ModuleMock(token, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_ModuleNotAttached.selector, address(module)));
        _detach(module);
    }

    function test_GivenItEncumbers_ItShouldFreeThatAtOnceAndLeaveWhatOthersEncumber() external {
        ModuleMock first = _encumbered(ada, 60);
        _encumbered(ada, 30);
        _detach(first);

        assertEq(token.encumbranceOf(ada, address(first)), 0);
        assertEq(token.encumberedBalanceOf(ada), 30);
        _assertRefused(Restriction.AmountLocked, ada, ben, 71);
        _assertPasses(ada, ben, 70);
    }

    function test_GivenItHasHooks_ItShouldNotBeCalledAgain() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
        module.setRefusing(true);
        module.setFailing(true);
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleDetached(address(module));
        _detach(module);

        assertFalse(token.isModule(address(module)));
        assertEq(token.modules().length, 0);
        _assertPasses(ada, ben, 1);
    }

    function test_GivenItHasHooks_GivenAnotherModuleHasTheSameHook_ItShouldStillCallThatOne() external {
        ModuleMock first = _module(HOOK_CHECK_TRANSFER, 0);
        ModuleMock second = _module(HOOK_TRANSFER_TOKENS, 0);
        ModuleMock third = _module(HOOK_CHECK_TRANSFER, 0);
        third.setRefusing(true);
        _detach(first);

        assertEq(token.modules(), _two(address(third), address(second)));
        _assertRefused(Restriction.ModuleRefused, ada, ben, 1);
        _detach(third);
        _assertPasses(ada, ben, 1);
        assertEq(second.seen().length, 1);
    }

    function test_GivenItHasHooks_GivenAnotherModuleWithHooksComesAfterwards_ItShouldCallThatOneInItsPlace() external {
        _detach(_module(HOOK_TRANSFER_TOKENS, 0));
        ModuleMock next = _module(HOOK_TRANSFER_TOKENS, 0);
        ModuleMock last = _module(HOOK_TRANSFER_TOKENS, 0);
        assertEq(token.modules(), _two(address(next), address(last)));
        _assertPasses(ada, ben, 1);
        assertEq(next.seen().length, 1);
        assertEq(last.seen().length, 1);
    }

    function test_RevertGiven_AHookRuns_WhicheverModuleIsMeant() external {
        ModuleMock hooked = _module(HOOK_TRANSFER_TOKENS, 0);
        ModuleMock[2] memory others = [_module(0, 0), _module(HOOK_TRANSFER_TOKENS, 0)];
        for (uint256 i; i < others.length; ++i) {
            bytes memory detaching = abi.encodeCall(issuer.detachModule, (address(token), address(others[i])));
            hooked.callBack(address(issuer), _approved(address(issuer), detaching));
            vm.expectRevert(ITokenEvents.SecurityToken_HookRunning.selector);
            vm.prank(ada);
            token.transfer(ben, 1);
            _detach(others[i]);
            _attach(others[i]);
        }
    }

    function test_GivenItHasPermissions_ItShouldTakeThem() external {
        ModuleMock module = _encumbered(ada, 60);
        _detach(module);
        bytes memory refusal = abi.encodeWithSelector(
            ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_ENCUMBER
        );
        vm.startPrank(address(module));
        vm.expectRevert(refusal);
        token.encumber(ada, 1);
        vm.expectRevert(refusal);
        token.release(ada, 1);
    }
}
