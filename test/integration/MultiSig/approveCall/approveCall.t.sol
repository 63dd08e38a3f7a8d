// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract ApproveCallTest is MultiSigTest {
    Call private call;

    function setUp() public override {
        super.setUp();
        call = _flagCall();
    }

    function test_RevertWhen_TheSenderIsNoActiveMemberOfTheCallsAuthority() external {
        _remove(AGENTS, agents[2].addr);

        _refused(stranger.addr, abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger.addr));
        _refused(owners[0].addr, abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, owners[0].addr));
        _refused(agents[2].addr, abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, agents[2].addr));
    }

    function test_RevertWhen_TheSaltIsZero() external {
        call.salt = 0;
        _refused(agents[0].addr, abi.encodeWithSelector(IMultiSig.MultiSig_SaltRequired.selector));
    }

    function test_RevertWhen_TheDeadlineHasPassed() external {
        vm.warp(call.deadline + 1);
        _refused(agents[0].addr, abi.encodeWithSelector(IMultiSig.MultiSig_DeadlinePassed.selector, call.deadline));
    }

    function test_RevertWhen_TheDataHasNoSelector() external {
        call.data = hex"aabbcc";
        _refused(agents[0].addr, abi.encodeWithSelector(IMultiSig.MultiSig_NoSelector.selector));
    }

    function test_RevertWhen_TheTargetHasNoCode() external {
        call.target = stranger.addr;
        _refused(agents[0].addr, abi.encodeWithSelector(IMultiSig.MultiSig_NoCode.selector, stranger.addr));
    }

    function test_RevertGiven_TheAuthorityIsNotPermitted() external {
        call.target = address(shared);
        _refused(
            agents[0].addr,
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, AGENTS, address(shared), shared.setFlag.selector
            )
        );
    }

    function test_RevertGiven_TheAuthorityHasEnded() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, 5)));
        _refused(agents[0].addr, abi.encodeWithSelector(IMultiSig.MultiSig_AuthorityEnded.selector, AGENTS, 5));
    }

    function test_RevertGiven_TheCallIsClosed() external {
        _byOwners(abi.encodeCall(multiSig.cancelCall, (call)));
        _refused(agents[0].addr, abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call)));
    }

    function test_RevertGiven_TheMemberHasApprovedAlready() external {
        _approve(agents[0].addr, call);
        _refused(
            agents[0].addr,
            abi.encodeWithSelector(IMultiSig.MultiSig_AlreadyApproved.selector, multiSig.hashOf(call), agents[0].addr)
        );
    }

    function test_GivenNobodyHasApproved_ItShouldShowTheWholeCallAndRecordTheApproval() external {
        bytes32 callHash = multiSig.hashOf(call);
        vm.expectEmit();
        emit IMultiSig.CallProposed(callHash, AGENTS, call.target, call.data, call.salt, call.deadline);
        vm.expectEmit();
        emit IMultiSig.MultiSigCall(
            callHash, agents[1].addr, _summary(AGENTS, call.target, multiSig.setFlag.selector, 1, 2)
        );
        _approve(agents[1].addr, call);

        (AuthorityId authority, address[] memory members, uint16 threshold, uint40 expiresAt) =
            multiSig.approvals(callHash);
        assertEq(AuthorityId.unwrap(authority), 2);
        assertEq(members, _list(agents[1].addr));
        assertEq(threshold, 2);
        assertEq(expiresAt, call.deadline);
    }

    function test_GivenAnotherMemberHasApproved_ItShouldAddTheApprovalWithoutRunningTheCall() external {
        _approve(agents[2].addr, call);
        vm.recordLogs();
        _approve(agents[0].addr, call);
        assertEq(vm.getRecordedLogs().length, 1, "the call is shown once");

        (address[] memory members,) = _approvals(call);
        assertEq(members, _list(agents[0].addr, agents[2].addr));
        assertFalse(multiSig.flag());
        assertFalse(_isClosed(call));
    }

    function test_GivenTheMemberHasWithdrawnItsApproval_ItShouldRestoreIt() external {
        _approve(agents[0].addr, call);
        vm.prank(agents[0].addr);
        multiSig.withdrawApproval(call);
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);

        multiSig.executeCall(call, _none());
        assertTrue(multiSig.flag());
    }

    function test_GivenTheChainWasSplitSince_ItShouldNotCountOnTheOtherChain() external {
        _approve(agents[0].addr, call);
        vm.chainId(1);

        (address[] memory members,) = _approvals(call);
        assertEq(members.length, 0);
    }

    function test_GivenANewEpochHasBegun_ItShouldBeginAnew() external {
        _approve(agents[0].addr, call);
        _remove(AGENTS, agents[2].addr);
        (address[] memory members,) = _approvals(call);
        assertEq(members.length, 0);

        _approve(agents[1].addr, call);
        (members,) = _approvals(call);
        assertEq(members, _list(agents[1].addr));
    }

    function _refused(address member, bytes memory reason) private {
        vm.prank(member);
        vm.expectRevert(reason);
        multiSig.approveCall(call);
    }
}
