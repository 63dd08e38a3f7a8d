// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {Call, SignedApproval} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract WithdrawApprovalTest is MultiSigTest {
    Call private call;
    Call private direct;

    function setUp() public override {
        super.setUp();
        call = _flagCall();
        direct = _direct(AGENTS, address(multiSig), _setFlagData());
    }

    function test_RevertWhen_TheSenderIsNoActiveMemberOfTheCallsAuthority() external {
        _remove(AGENTS, agents[2].addr);

        _refused(owners[0].addr, call, abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, owners[0].addr));
        _refused(agents[2].addr, call, abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, agents[2].addr));
    }

    function test_RevertGiven_TheCallIsClosed() external {
        _approve(agents[0].addr, call);
        _byOwners(abi.encodeCall(multiSig.cancelCall, (call)));

        bytes32 callHash = multiSig.hashOf(call);
        _refused(agents[0].addr, call, abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, callHash));
    }

    function test_RevertGiven_ADirectlySentCallThatTheMemberHasNotApproved() external {
        _send(agents[1].addr, _setFlagData());

        _refused(agents[0].addr, direct, _notApproved(direct));
    }

    function test_GivenADirectlySentCallThatTheMemberHasApproved_ItShouldTakeBackThisApprovalAlone() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 3)));
        _send(agents[0].addr, _setFlagData());
        _send(agents[1].addr, _setFlagData());
        _withdraw(agents[0].addr, direct);
        (address[] memory members,) = _approvals(direct);
        assertEq(members, _list(agents[1].addr));
        assertFalse(_send(agents[2].addr, _setFlagData()), "one is lacking");

        assertTrue(_send(agents[0].addr, _setFlagData()), "approving again lifts the withdrawal");
    }

    function test_GivenADirectlySentCallThatTheMemberHasApproved_ItShouldCountThirtyDaysFromTheNextApproval() external {
        _send(agents[0].addr, _setFlagData());
        _withdraw(agents[0].addr, direct);
        uint256 next = vm.getBlockTimestamp() + 20 days;
        vm.warp(next);
        _send(agents[0].addr, _setFlagData());

        (,,, uint40 expiresAt) = multiSig.approvals(multiSig.hashOf(direct));
        assertEq(expiresAt, next + 30 days);
        vm.warp(next + 30 days);
        assertTrue(_send(agents[1].addr, _setFlagData()), "the last second");
    }

    function test_GivenASaltedCallThatTheMemberHasApprovedOnChain_ItShouldTakeTheApprovalBack() external {
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);
        _withdraw(agents[0].addr, call);

        (address[] memory members,) = _approvals(call);
        assertEq(members, _list(agents[1].addr));
        _notMet(_none(), 1);
    }

    function test_GivenASaltedCallThatTheMemberMayHaveSigned_ItShouldMakeTheSignatureWorthless() external {
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));
        _withdraw(agents[0].addr, call);
        (, address[] memory members,, uint40 expiresAt) = multiSig.approvals(multiSig.hashOf(call));
        assertEq(members.length, 0);
        assertEq(expiresAt, call.deadline, "a withdrawal lasts as long as what was signed");
        _notMet(bundle, 1);

        // The withdrawal outlives the approvals of others.
        _approve(agents[2].addr, call);
        _withdraw(agents[2].addr, call);
        _notMet(bundle, 1);

        _approve(agents[0].addr, call);
        multiSig.executeCall(call, bundle);
        assertTrue(multiSig.flag());
    }

    function test_RevertGiven_TheMemberHasWithdrawnAlready() external {
        _withdraw(agents[0].addr, call);

        _refused(agents[0].addr, call, _notApproved(call));
    }

    function _withdraw(address member, Call memory call_) private {
        bytes32 callHash = multiSig.hashOf(call_);
        vm.prank(member);
        vm.expectEmit();
        emit IMultiSig.ApprovalWithdrawn(callHash, AGENTS, member);
        multiSig.withdrawApproval(call_);
    }

    function _notMet(SignedApproval[] memory bundle, uint16 count) private {
        bytes32 callHash = multiSig.hashOf(call);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, callHash, count, 2));
        multiSig.executeCall(call, bundle);
    }

    function _notApproved(Call memory call_) private view returns (bytes memory) {
        return abi.encodeWithSelector(IMultiSig.MultiSig_NotApproved.selector, multiSig.hashOf(call_), agents[0].addr);
    }

    function _refused(address member, Call memory call_, bytes memory reason) private {
        vm.prank(member);
        vm.expectRevert(reason);
        multiSig.withdrawApproval(call_);
    }
}
