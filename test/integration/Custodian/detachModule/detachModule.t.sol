// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../../src/interfaces/ICustodian.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS, PERMISSION_CUSTODY} from "../../../../src/types/Modules.sol";
import {CustodianModuleMock} from "../../../mocks/CustodianModuleMock.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";

contract DetachModuleFromCustodianTest is CustodianBase {
    CustodianModuleMock private module;

    function setUp() public override {
        super.setUp();
        module = new CustodianModuleMock(custodian, HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, PERMISSION_CUSTODY);
        vm.prank(custodianOfficer);
        custodian.attachModule(module);
    }

    function test_RevertWhen_TheCallerIsNoAuthorityOfTheCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, module));
        vm.prank(address(module));
        custodian.detachModule(module);
    }

    function test_GivenApprovalsAreMissing_ItShouldDetachNothingAndReturnFalse() external {
        _needTwoCustodianOfficers();
        vm.prank(custodianOfficer);
        assertFalse(custodian.detachModule(module));
        assertEq(custodian.modules().length, 1);
        vm.prank(secondCustodianOfficer);
        assertTrue(custodian.detachModule(module));
        assertEq(custodian.modules().length, 0);
    }

    function test_RevertGiven_TheModuleIsNotAttached() external {
        vm.startPrank(custodianOfficer);
        custodian.detachModule(module);
        vm.expectRevert(abi.encodeWithSelector(ICustodian.Custodian_ModuleNotAttached.selector, module));
        custodian.detachModule(module);
    }

    function test_RevertGiven_AHookRuns_ForAttachingToo() external {
        CustodianModuleMock second = new CustodianModuleMock(custodian, HOOK_TRANSFER_TOKENS, 0);
        CustodianModuleMock third = new CustodianModuleMock(custodian, HOOK_TRANSFER_TOKENS, 0);
        vm.prank(custodianOfficer);
        custodian.attachModule(second);
        bytes[2] memory calls =
            [abi.encodeCall(custodian.detachModule, (second)), abi.encodeCall(custodian.attachModule, (third))];
        for (uint256 i; i < calls.length; ++i) {
            Call memory call = Call(OWNER, address(custodian), calls[i], keccak256(calls[i]), FAR);
            vm.startPrank(custodianOfficer);
            custodian.approveCall(call);
            module.callBack(abi.encodeCall(custodian.executeCall, (call, new SignedApproval[](0))));
            vm.expectRevert(ICustodian.Custodian_HookRunning.selector);
            custodian.transferInternal(token, alice, bob, 1);
            vm.stopPrank();
        }
    }

    function test_GivenItIsOneOfSeveral_ItShouldKeepTheOthers() external {
        CustodianModuleMock second = new CustodianModuleMock(custodian, HOOK_TRANSFER_TOKENS, 0);
        CustodianModuleMock third = new CustodianModuleMock(custodian, HOOK_TRANSFER_TOKENS, 0);
        vm.startPrank(custodianOfficer);
        custodian.attachModule(second);
        custodian.attachModule(third);
        custodian.detachModule(module);
        custodian.transferInternal(token, alice, bob, 1);
        vm.stopPrank();
        assertEq(custodian.modules().length, 2);
        assertEq(module.seen().length, 0);
        assertEq(second.seen().length, 1);
        assertEq(third.seen().length, 1);
    }

    function test_GivenTheModuleIsAttached_ItShouldEndItsHooksPermissionsAndShareInTheAuthoritiesWithoutCallingIt()
        external
    {
        module.setMood(true, true);
        vm.etch(address(module), "");
        vm.expectEmit(address(custodian));
        emit ICustodian.ModuleDetached(module);
        vm.startPrank(custodianOfficer);
        assertTrue(custodian.detachModule(module));
        assertTrue(custodian.transferInternal(token, alice, bob, 40));
        vm.stopPrank();
        assertEq(custodian.modules().length, 0);

        vm.startPrank(address(module));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, module));
        custodian.transferInternal(token, alice, bob, 1);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, module));
        custodian.checkMultiSigExternal(custodianOfficer, bytes4("abcd"), "");
    }

    function test_GivenTheModuleIsAttached_ItShouldBeFreeToBeAttachedAgain() external {
        vm.startPrank(custodianOfficer);
        custodian.detachModule(module);
        assertTrue(custodian.attachModule(module));
        custodian.transferInternal(token, alice, bob, 1);
        assertEq(module.seen().length, 1);
    }
}
