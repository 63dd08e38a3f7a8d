// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract CancelCallTest is MultiSigTest {
    Call private call;

    function setUp() public override {
        super.setUp();
        call = _flagCall();
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);
    }

    function test_RevertWhen_TheSenderIsBoundToNoAuthority() external {
        vm.prank(stranger.addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger.addr));
        multiSig.cancelCall(call);
    }

    function test_RevertWhen_TheActingAuthorityIsNeitherTheOwnerNorTheCalls() external {
        Call memory ofOwner = _ownerCall(_setFlagData());

        vm.prank(agents[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER));
        multiSig.cancelCall(ofOwner);
    }

    /// @dev Else the owner could close salts of an authority that is added later.
    function test_RevertWhen_TheCallsAuthorityIsUnknown() external {
        call.authority = AuthorityId.wrap(3);
        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 3));
        multiSig.cancelCall(call);
    }

    function test_RevertWhen_TheSaltIsZero() external {
        call.salt = 0;
        vm.prank(agents[0].addr);
        vm.expectRevert(IMultiSig.MultiSig_SaltRequired.selector);
        multiSig.cancelCall(call);
    }

    function test_RevertGiven_TheCallWasExecuted() external {
        multiSig.executeCall(call, _none());

        bytes32 callHash = multiSig.hashOf(call);
        vm.prank(agents[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, callHash));
        multiSig.cancelCall(call);
    }

    function test_WhenOneMemberOfTwoCancels_ItShouldLeaveTheCallOpen() external {
        assertFalse(_send(agents[0].addr, abi.encodeCall(multiSig.cancelCall, (call))));

        assertFalse(_isClosed(call));
        multiSig.executeCall(call, _none());
        assertTrue(multiSig.flag());
    }

    function test_WhenTheCallsAuthorityCancelsAtItsThreshold_ItShouldCloseTheCallWithoutAnyPermission() external {
        _byAgents(abi.encodeCall(multiSig.cancelCall, (call)));

        (address[] memory members,) = _approvals(call);
        assertEq(members.length, 0);
        _assertClosed();
    }

    function test_WhenTheOwnerCancelsAtItsThreshold_ItShouldCloseTheCall() external {
        bytes memory data = abi.encodeCall(multiSig.cancelCall, (call));
        bytes32 callHash = multiSig.hashOf(call);
        _send(owners[0].addr, data);
        vm.expectEmit();
        emit IMultiSig.CallCancelled(callHash, AGENTS, call.salt);
        _send(owners[1].addr, data);

        _assertClosed();
    }

    function test_WhenTheOwnerCancelsAtItsThreshold_ItShouldCloseTheOtherCallsWithItsSalt() external {
        Call memory other = _callOf(AGENTS, address(multiSig), abi.encodeCall(multiSig.setFlag, (false)));
        other.salt = call.salt;
        _byOwners(abi.encodeCall(multiSig.cancelCall, (other)));

        _assertClosed();
    }

    function test_WhenTheCallsAuthorityCancelsBySignature_ItShouldCloseTheCall() external {
        Call memory cancel = _callOf(AGENTS, address(multiSig), abi.encodeCall(multiSig.cancelCall, (call)));
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, cancel, agents[0]), _sign(multiSig, cancel, agents[1]));
        multiSig.executeCall(cancel, bundle);

        _assertClosed();
    }

    /// @dev Not even a new epoch and new signatures open it again.
    function _assertClosed() private {
        bytes32 callHash = multiSig.hashOf(call);
        assertTrue(_isClosed(call));
        _remove(AGENTS, agents[2].addr);
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, callHash));
        multiSig.executeCall(call, bundle);
    }
}
