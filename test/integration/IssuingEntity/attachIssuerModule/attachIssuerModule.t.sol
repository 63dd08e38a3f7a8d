// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IModule} from "../../../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_TRANSFER} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {IssuerModuleMock} from "../../../mocks/IssuerModuleMock.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {newToken} from "../../../utils/Artifacts.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {directMove} from "../../../utils/Moves.sol";

contract AttachIssuerModuleTest is GuardedBase {
    ISecurityToken private second;
    IssuerModuleMock private module;

    function setUp() public override {
        super.setUp();
        second = _secondToken();
        module = new IssuerModuleMock(issuer, HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.attachIssuerModule, (address(module))));
    }

    function _isDone() internal view override returns (bool) {
        return token.isModule(address(module)) && second.isModule(address(module));
    }

    function test_RevertGiven_TheModuleIsTheIssuersAlready() external {
        _attachToAll(address(module));
        _assertRefuses(IIssuingEntity.IssuingEntity_ModuleExists.selector, address(module));
    }

    function test_RevertGiven_TheAddressIsATokenACustodianWasAttachedAsAContractOrHasNoCode() external {
        _assertRefuses(IIssuingEntity.IssuingEntity_InvalidContract.selector, address(token));
        _assertRefuses(IIssuingEntity.IssuingEntity_InvalidContract.selector, stranger);
        _assertRefuses(IIssuingEntity.IssuingEntity_InvalidContract.selector, _custodian());
        vm.prank(owner);
        issuer.attachContract(address(module));
        _assertRefuses(IIssuingEntity.IssuingEntity_InvalidContract.selector, address(module));
    }

    function test_RevertGiven_ThereAreSixteenModulesOfTheIssuer() external {
        IssuerModuleMock last;
        for (uint256 i; i < 16; ++i) {
            last = new IssuerModuleMock(issuer, 0, 0);
            _attachToAll(address(last));
        }
        assertEq(issuer.issuerModules().length, 16);
        vm.startPrank(owner);
        vm.expectRevert(IIssuingEntity.IssuingEntity_TooManyModules.selector);
        issuer.attachIssuerModule(address(module));
        issuer.detachIssuerModule(address(last));
        assertTrue(issuer.attachIssuerModule(address(module)));
        vm.stopPrank();
    }

    function test_RevertWhen_OneTokenRefusesTheModule() external {
        ModuleMock ofOneToken = new ModuleMock(token, 0, 0);
        bytes memory reason =
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidModule.selector, address(ofOneToken));
        vm.expectRevert(
            abi.encodeWithSelector(
                IIssuingEntity.IssuingEntity_ModuleRefused.selector, address(second), address(ofOneToken), reason
            )
        );
        vm.prank(owner);
        issuer.attachIssuerModule(address(ofOneToken));

        assertFalse(token.isModule(address(ofOneToken)));
        assertFalse(issuer.isAttached(address(ofOneToken)));
        assertEq(issuer.issuerModules().length, 0);
    }

    function test_GivenOneTokenHasTheModuleAlready_ItShouldAttachItToTheOthers() external {
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
        _attachToAll(address(module));
        assertEq(token.modules(), _one(address(module)));
        assertEq(second.modules(), _one(address(module)));
    }

    function test_WhenAllTokensAcceptTheModule_ItShouldAttachItToAllSaySoAndLetItShareTheAuthorities() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.IssuerModuleAttached(address(module));
        _attachToAll(address(module));

        assertTrue(_isDone());
        assertEq(issuer.issuerModules(), _one(address(module)));
        assertTrue(issuer.isAttached(address(module)));
        vm.prank(owner);
        assertTrue(module.raiseFlag());
    }

    function test_WhenAllTokensAcceptTheModule_ItShouldBeToldOfMovesByEachTokenAndByNoStranger() external {
        _attachToAll(address(module));
        vm.startPrank(owner);
        token.issue(ada, 1, "");
        second.issue(ada, 1, "");
        second.issue(ben, 1, "");
        vm.stopPrank();
        assertEq(module.told(address(token)), 1);
        assertEq(module.told(address(second)), 2);
        vm.expectRevert(abi.encodeWithSelector(IModule.Module_NotToken.selector, stranger));
        vm.prank(stranger);
        module.transferTokens(directMove(KIND_TRANSFER, ada, ada, ben, 1));
    }

    function test_WhenAllTokensAcceptTheModule_ItShouldLetItJudgeEachTokensTransfers() external {
        _attachToAll(address(module));
        _issue(ada, 10);
        module.refuse(address(second));
        _assertPasses(ada, ben, 1);
        module.refuse(address(token));
        (refusingModule, refuserReason) = (address(module), "");
        _assertRefused(Restriction.ModuleRefused, ada, ben, 1);
    }

    function test_WhenAllTokensAcceptTheModule_ItShouldAttachItToATokenAddedLater() external {
        _attachToAll(address(module));
        ISecurityToken third = newToken(issuer, "Third", "3RD", 0);
        vm.startPrank(owner);
        issuer.addToken(address(third));
        third.issue(ada, 1, "");
        vm.stopPrank();
        assertTrue(third.isModule(address(module)));
        assertEq(module.told(address(third)), 1);
    }

    function _attachToAll(address attached) private {
        vm.prank(owner);
        issuer.attachIssuerModule(attached);
    }

    function _assertRefuses(bytes4 reason, address candidate) private {
        vm.expectRevert(abi.encodeWithSelector(reason, candidate));
        vm.prank(owner);
        issuer.attachIssuerModule(candidate);
    }
}
