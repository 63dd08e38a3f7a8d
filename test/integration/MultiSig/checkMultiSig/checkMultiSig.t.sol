// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract CheckMultiSigTest is MultiSigTest {
    function test_RevertWhen_TheSenderIsBoundToNoAuthority() external {
        vm.prank(stranger.addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger.addr));
        multiSig.setFlag(true);
    }

    function test_RevertGiven_TheSenderWasRemoved() external {
        _remove(OWNER, owners[2].addr);

        vm.prank(owners[2].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, owners[2].addr));
        multiSig.setFlag(true);
    }

    function test_RevertGiven_TheSendersAuthorityIsNotPermitted() external {
        _setPermission(address(multiSig), multiSig.setFlag.selector, false);

        vm.prank(agents[0].addr);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, AGENTS, address(multiSig), multiSig.setFlag.selector
            )
        );
        multiSig.setFlag(true);
    }

    function test_RevertGiven_TheSendersAuthorityHasEnded() external {
        uint40 end = multiSig.getAuthority(AGENTS).approvedUntil;
        vm.warp(end);
        vm.prank(agents[0].addr);
        assertFalse(multiSig.setFlag(true), "the last second");

        vm.warp(end + 1);
        vm.prank(agents[1].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_AuthorityEnded.selector, AGENTS, end));
        multiSig.setFlag(true);
    }

    function test_GivenAThresholdOfOne_ItShouldRunAtOnce() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 1)));

        bytes32 callHash = multiSig.hashOf(_direct(AGENTS, address(multiSig), _setFlagData()));
        vm.expectEmit();
        emit IMultiSig.MultiSigCallApproved(
            callHash, _summary(AGENTS, address(multiSig), multiSig.setFlag.selector, 1, 1)
        );
        assertTrue(_send(agents[0].addr, _setFlagData()));
        assertTrue(multiSig.flag());
    }

    function test_GivenAThresholdOfThree_ItShouldCountThirtyDaysFromTheFirstApproval() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 3)));
        uint256 start = vm.getBlockTimestamp();
        _send(agents[0].addr, _setFlagData());
        vm.warp(start + 20 days);
        _send(agents[1].addr, _setFlagData());
        vm.warp(start + 30 days + 1);

        assertFalse(_send(agents[2].addr, _setFlagData()));
        assertFalse(multiSig.flag());
    }

    function test_GivenAThresholdOfTwo_WhenTheFirstMemberSends_ItShouldRecordTheApprovalAndChangeNothing() external {
        Call memory direct = _direct(OWNER, address(multiSig), _setFlagData());
        vm.expectEmit();
        emit IMultiSig.MultiSigCall(
            multiSig.hashOf(direct), owners[0].addr, _summary(OWNER, address(multiSig), multiSig.setFlag.selector, 1, 2)
        );
        assertFalse(_send(owners[0].addr, _setFlagData()));

        (AuthorityId authority, address[] memory members, uint16 threshold, uint40 expiresAt) =
            multiSig.approvals(multiSig.hashOf(direct));
        assertEq(AuthorityId.unwrap(authority), 1);
        assertEq(members, _list(owners[0].addr));
        assertEq(threshold, 2);
        assertEq(expiresAt, vm.getBlockTimestamp() + 30 days);
        assertFalse(multiSig.flag());
    }

    function test_RevertGiven_AThresholdOfTwo_WhenTheSameMemberSendsAgain() external {
        _send(owners[0].addr, _setFlagData());

        bytes32 callHash = multiSig.hashOf(_direct(OWNER, address(multiSig), _setFlagData()));
        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_AlreadyApproved.selector, callHash, owners[0].addr));
        multiSig.setFlag(true);
    }

    function test_GivenAThresholdOfTwo_WhenAnotherMemberSendsOtherData_ItShouldRecordASecondCall() external {
        assertFalse(_send(owners[0].addr, abi.encodeCall(multiSig.setFlag, (true))));
        assertFalse(_send(owners[1].addr, abi.encodeCall(multiSig.setFlag, (false))));
        // The same arguments, but a byte more at the end: other data.
        assertFalse(_send(owners[1].addr, abi.encodePacked(_setFlagData(), hex"00")));
        assertFalse(multiSig.flag());
    }

    function test_GivenAThresholdOfTwo_WhenAMemberOfAnotherAuthoritySendsTheSameData_ItShouldRecordASecondCall()
        external
    {
        assertFalse(_send(owners[0].addr, _setFlagData()));
        assertFalse(_send(agents[0].addr, _setFlagData()));
        assertFalse(multiSig.flag());
    }

    function test_GivenAThresholdOfTwo_WhenTheSecondMemberSends_ItShouldRun() external {
        _send(owners[0].addr, _setFlagData());

        bytes32 callHash = multiSig.hashOf(_direct(OWNER, address(multiSig), _setFlagData()));
        vm.expectEmit();
        emit IMultiSig.MultiSigCallApproved(
            callHash, _summary(OWNER, address(multiSig), multiSig.setFlag.selector, 2, 2)
        );
        assertTrue(_send(owners[2].addr, _setFlagData()));
        assertTrue(multiSig.flag());
    }

    function test_GivenAThresholdOfTwo_WhenTheSecondMemberSends_ItShouldForgetTheApprovals() external {
        _byOwners(_setFlagData());

        (address[] memory members,) = _approvals(_direct(OWNER, address(multiSig), _setFlagData()));
        assertEq(members.length, 0);
        assertFalse(_send(owners[1].addr, _setFlagData()), "the same call again needs two again");
    }

    function test_GivenAThresholdOfTwo_GivenTheFirstApprovalIsOlderThanThirtyDays_ItShouldBeginAnew() external {
        uint256 start = vm.getBlockTimestamp();
        _send(owners[0].addr, _setFlagData());
        vm.warp(start + 30 days + 1);
        assertFalse(_send(owners[1].addr, _setFlagData()), "expired");

        vm.warp(start + 60 days + 1);
        assertTrue(_send(owners[0].addr, _setFlagData()), "the last second");
    }

    function test_GivenAThresholdOfTwo_GivenTheApprovingMemberWasRemovedAndAddedAgain_ItShouldBeginAnew() external {
        _send(agents[0].addr, _setFlagData());
        _remove(AGENTS, agents[0].addr);
        _add(AGENTS, agents[0].addr);

        assertFalse(_send(agents[1].addr, _setFlagData()));
        assertFalse(multiSig.flag());
    }

    function test_GivenAThresholdOfTwo_GivenTheThresholdWasLoweredToOne_ItShouldRunOnlyWhenAMemberSendsAgain()
        external
    {
        _send(agents[0].addr, _setFlagData());
        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 1)));
        assertFalse(multiSig.flag());

        assertTrue(_send(agents[0].addr, _setFlagData()));
        assertTrue(multiSig.flag());
    }
}
