// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract ReplaceAuthorityMembersTest is MultiSigTest {
    function test_RevertWhen_TheActingAuthorityIsNeitherTheOwnerNorTheAuthorityItself() external {
        _permit(multiSig.replaceAuthorityMembers.selector);

        vm.prank(agents[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER));
        multiSig.replaceAuthorityMembers(OWNER, _list(agents[0].addr), 1);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 3));
        multiSig.replaceAuthorityMembers(AuthorityId.wrap(3), _list(stranger.addr), 1);
    }

    function test_RevertWhen_ANewMemberBelongsToAnotherAuthority() external {
        _refused(
            AGENTS,
            _list(owners[0].addr),
            1,
            abi.encodeWithSelector(IMultiSig.MultiSig_AccountBound.selector, owners[0].addr, OWNER)
        );
    }

    function test_RevertWhen_TheThresholdExceedsTheNewMembers() external {
        _refused(
            AGENTS, _list(stranger.addr), 2, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidThreshold.selector, 2, 1)
        );
    }

    function test_WhenTheNewMembersCanReachTheThreshold_ItShouldReplaceAllMembersSetTheThresholdAndBeginANewEpoch()
        external
    {
        uint32 before = _epoch(AGENTS);

        _replace(AGENTS, _list(agents[1].addr, stranger.addr), 1);

        assertEq(multiSig.membersOf(AGENTS), _list(agents[1].addr, stranger.addr));
        assertEq(multiSig.getAuthority(AGENTS).threshold, 1);
        assertEq(_epoch(AGENTS), before + 1);
        assertTrue(multiSig.authorityOf(agents[0].addr) == AuthorityId.wrap(0));
    }

    function test_WhenTheNewMembersCanReachTheThreshold_ItShouldTellWhomItRemovedWhomItAddedAndTheThreshold() external {
        address[] memory former = multiSig.membersOf(AGENTS);
        uint32 epoch = _epoch(AGENTS) + 1;
        bytes memory data =
            abi.encodeCall(multiSig.replaceAuthorityMembers, (AGENTS, _list(agents[1].addr, stranger.addr), 1));
        _send(owners[0].addr, data);

        vm.expectEmit(address(multiSig));
        emit IMultiSig.AuthorityMembersRemoved(AGENTS, former, epoch);
        vm.expectEmit(address(multiSig));
        emit IMultiSig.AuthorityMembersAdded(AGENTS, _list(agents[1].addr, stranger.addr), epoch);
        vm.expectEmit(address(multiSig));
        emit IMultiSig.AuthorityThresholdSet(AGENTS, 1, epoch);
        _send(owners[1].addr, data);
    }

    function test_WhenTheNewMembersCanReachTheThreshold_GivenACallWasApprovedByTheFormerMembers_ItShouldVoidTheirApprovals()
        external
    {
        bytes memory pending = abi.encodeCall(multiSig.setFlag, (true));
        _send(owners[0].addr, pending);

        _replace(OWNER, _list(owners[0].addr, owners[1].addr, stranger.addr), 2);
        _send(owners[1].addr, pending);

        assertFalse(multiSig.flag());
        _send(stranger.addr, pending);
        assertTrue(multiSig.flag());
    }

    function _replace(AuthorityId authority, address[] memory members, uint16 threshold) private {
        bytes memory data = abi.encodeCall(multiSig.replaceAuthorityMembers, (authority, members, threshold));
        _send(owners[0].addr, data);
        _send(owners[1].addr, data);
    }

    function _refused(AuthorityId authority, address[] memory members, uint16 threshold, bytes memory reason) private {
        bytes memory data = abi.encodeCall(multiSig.replaceAuthorityMembers, (authority, members, threshold));
        _send(owners[0].addr, data);
        vm.prank(owners[1].addr);
        (bool success, bytes memory answer) = address(multiSig).call(data);
        assertFalse(success);
        assertEq(answer, reason);
    }
}
