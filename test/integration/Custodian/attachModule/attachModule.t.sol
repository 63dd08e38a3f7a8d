// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian, ICustodianModule} from "../../../../src/interfaces/ICustodian.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS, PERMISSION_CUSTODY} from "../../../../src/types/Modules.sol";
import {KIND_CUSTODY_TRANSFER, KIND_WITHDRAWAL, Move} from "../../../../src/types/Move.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {CustodianModuleMock} from "../../../mocks/CustodianModuleMock.sol";
import {newCustodian} from "../../../utils/Artifacts.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";
import {custodyMove} from "../../../utils/Moves.sol";

contract AttachModuleToCustodianTest is CustodianBase {
    function test_RevertWhen_TheCallerIsNoAuthorityOfTheCustodian() external {
        CustodianModuleMock module = new CustodianModuleMock(custodian, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, owner));
        vm.prank(owner);
        custodian.attachModule(module);
    }

    function test_GivenApprovalsAreMissing_ItShouldAttachNothingAndReturnFalse() external {
        _needTwoCustodianOfficers();
        CustodianModuleMock module = new CustodianModuleMock(custodian, 0, 0);
        vm.prank(custodianOfficer);
        assertFalse(custodian.attachModule(module));
        assertEq(custodian.modules().length, 0);
        vm.prank(secondCustodianOfficer);
        assertTrue(custodian.attachModule(module));
    }

    function test_RevertGiven_TheModuleIsAttached() external {
        CustodianModuleMock module = _attached(0, 0);
        _assertRefuses(ICustodian.Custodian_ModuleAttached.selector, module);
    }

    function test_RevertGiven_EightModulesAreAttached() external {
        for (uint256 i; i < 8; ++i) {
            _attached(0, 0);
        }
        CustodianModuleMock ninth = new CustodianModuleMock(custodian, 0, 0);
        vm.expectRevert(ICustodian.Custodian_TooManyModules.selector);
        vm.prank(custodianOfficer);
        custodian.attachModule(ninth);
    }

    function test_RevertWhen_TheModuleNamesAnotherCustodian() external {
        ICustodian another = newCustodian(_one(custodianOfficer), 1);
        _assertRefuses(ICustodian.Custodian_InvalidModule.selector, new CustodianModuleMock(another, 0, 0));
    }

    function test_RevertWhen_TheModuleDeclaresAHookOrPermissionThatDoesNotExist() external {
        _assertRefuses(ICustodian.Custodian_InvalidModule.selector, new CustodianModuleMock(custodian, 1 << 2, 0));
        _assertRefuses(ICustodian.Custodian_InvalidModule.selector, new CustodianModuleMock(custodian, 0, 1 << 0));
    }

    function test_WhenTheModuleJudges_ItShouldLetItRefuseAChangeOfOwnerAndAWithdrawal() external {
        CustodianModuleMock module = _attached(HOOK_CHECK_TRANSFER, 0);
        module.setMood(true, false);
        vm.startPrank(custodianOfficer);
        vm.expectRevert(CustodianModuleMock.CustodianModuleMock_Refused.selector);
        custodian.transferInternal(token, alice, bob, 40);
        vm.expectRevert(CustodianModuleMock.CustodianModuleMock_Refused.selector);
        custodian.transfer(token, alice, bob, 40);
        module.setMood(false, false);
        assertTrue(custodian.transferInternal(token, alice, bob, 40));
        assertTrue(custodian.transfer(token, alice, bob, 40));
        vm.stopPrank();
        assertEq(module.seen().length, 0);
    }

    function test_WhenTheModuleJudges_GivenItDidNotDeclareThat_ItShouldNotAskIt() external {
        CustodianModuleMock module = _attached(HOOK_TRANSFER_TOKENS, 0);
        module.setMood(true, false);
        vm.prank(custodianOfficer);
        assertTrue(custodian.transferInternal(token, alice, bob, 40));
    }

    function test_WhenTheModuleJudges_GivenAnotherWasAttachedBefore_ItShouldLetEitherRefuse() external {
        CustodianModuleMock[2] memory judges = [_attached(HOOK_CHECK_TRANSFER, 0), _attached(HOOK_CHECK_TRANSFER, 0)];
        for (uint256 i; i < 2; ++i) {
            judges[i].setMood(true, false);
            vm.expectRevert(CustodianModuleMock.CustodianModuleMock_Refused.selector);
            vm.prank(custodianOfficer);
            custodian.transferInternal(token, alice, bob, 40);
            judges[i].setMood(false, false);
        }
        vm.prank(custodianOfficer);
        assertTrue(custodian.transferInternal(token, alice, bob, 40));
    }

    function test_WhenTheModuleIsTold_ItShouldShowItWhatMovedWhereAfterItMoved() external {
        CustodianModuleMock module = _attached(HOOK_TRANSFER_TOKENS, 0);
        vm.startPrank(custodianOfficer);
        custodian.transferInternal(token, alice, bob, 40);
        custodian.transfer(token, bob, alice, 30);
        vm.stopPrank();
        address house = address(custodian);
        Move memory moved = custodyMove(KIND_CUSTODY_TRANSFER, house, alice, house, bob, 40);
        assertEq(module.seen()[0], abi.encode(token, moved));
        moved = custodyMove(KIND_WITHDRAWAL, house, bob, address(0), alice, 30);
        assertEq(module.seen()[1], abi.encode(token, moved));
    }

    function test_WhenTheModuleIsTold_GivenItFails_ItShouldUndoTheMove() external {
        _attached(HOOK_TRANSFER_TOKENS, 0).setMood(false, true);
        vm.expectRevert(CustodianModuleMock.CustodianModuleMock_Failed.selector);
        vm.prank(custodianOfficer);
        custodian.transfer(token, alice, bob, 40);
        assertEq(custodian.balanceOf(token, alice), 100);
    }

    function test_WhenTheModuleIsTold_GivenItMovesOnWhatHasJustCome_ItShouldLetItIfItMay() external {
        CustodianModuleMock module = _attached(HOOK_TRANSFER_TOKENS, PERMISSION_CUSTODY);
        module.callBack(abi.encodeCall(custodian.transferInternal, (token, bob, alice, 40)));
        vm.prank(custodianOfficer);
        custodian.transferInternal(token, alice, bob, 40);
        assertEq(custodian.balanceOf(token, alice), 100);
        assertEq(token.balanceOf(address(custodian)), 100);
        assertEq(module.seen().length, 2);
    }

    function test_RevertWhen_TheModuleIsTold_GivenItMovesAgainWhatHasJustLeft() external {
        CustodianModuleMock module = _attached(HOOK_TRANSFER_TOKENS, PERMISSION_CUSTODY);
        module.callBack(abi.encodeCall(custodian.transferInternal, (token, alice, bob, 1)));
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, alice, bob, 1));
        vm.prank(custodianOfficer);
        custodian.transfer(token, alice, bob, 100);
    }

    function test_WhenTheModuleMayMoveWhatIsKept_ItShouldLetItUnderTheRulesOfTheToken() external {
        CustodianModuleMock module = _attached(0, PERMISSION_CUSTODY);
        vm.startPrank(address(module));
        assertTrue(custodian.transferInternal(token, alice, bob, 40));
        assertTrue(custodian.transfer(token, bob, bob, 15));
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, alice, stranger, 1));
        custodian.transfer(token, alice, stranger, 1);
        vm.stopPrank();
        assertEq(custodian.balanceOf(token, alice), 60);
        assertEq(custodian.balanceOf(token, bob), 25);
        assertEq(token.balanceOf(bob), 15);
    }

    function test_RevertWhen_TheModuleMayMoveWhatIsKept_GivenItDeclaresThatOnlyAfterwards() external {
        CustodianModuleMock module = _attached(0, 0);
        module.declareAnew(0, PERMISSION_CUSTODY);
        vm.startPrank(address(module));
        vm.expectRevert(abi.encodeWithSelector(ICustodian.Custodian_NotPermitted.selector, module));
        custodian.transferInternal(token, alice, bob, 40);
        vm.expectRevert(abi.encodeWithSelector(ICustodian.Custodian_NotPermitted.selector, module));
        custodian.transfer(token, alice, bob, 40);
    }

    function test_RevertWhen_TheCallerIsAStrangerWhoLooksLikeAModule() external {
        CustodianModuleMock module = new CustodianModuleMock(custodian, 0, PERMISSION_CUSTODY);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, module));
        vm.prank(address(module));
        custodian.transfer(token, alice, bob, 40);
    }

    function test_WhenTheModuleIsSound_ItShouldListItTellAndLetItShareTheAuthorities() external {
        CustodianModuleMock module = new CustodianModuleMock(custodian, HOOK_CHECK_TRANSFER, PERMISSION_CUSTODY);
        vm.expectEmit(address(custodian));
        emit ICustodian.ModuleAttached(module, HOOK_CHECK_TRANSFER, PERMISSION_CUSTODY);
        vm.prank(custodianOfficer);
        assertTrue(custodian.attachModule(module));
        assertEq(custodian.modules().length, 1);
        assertEq(address(custodian.modules()[0]), address(module));
        vm.prank(address(module));
        assertTrue(custodian.checkMultiSigExternal(custodianOfficer, bytes4("abcd"), ""));
    }

    function _attached(uint8 hooks, uint16 permissions) private returns (CustodianModuleMock module) {
        module = new CustodianModuleMock(custodian, hooks, permissions);
        vm.prank(custodianOfficer);
        custodian.attachModule(module);
    }

    function _assertRefuses(bytes4 selector, ICustodianModule module) private {
        vm.expectRevert(abi.encodeWithSelector(selector, module));
        vm.prank(custodianOfficer);
        custodian.attachModule(module);
    }
}
