// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {Authority, AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {MultiSigHarness} from "../../../mocks/MultiSigHarness.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract AddAuthorityTest is MultiSigTest {
    AuthorityId private constant THIRD = AuthorityId.wrap(3);

    address private immutable _first = makeAddr("first");
    address private immutable _second = makeAddr("second");

    function test_RevertWhen_TheThresholdIsZero() external {
        _refused(_list(_first), 0, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidThreshold.selector, 0, 1));
    }

    function test_RevertWhen_TheThresholdExceedsTheMembers() external {
        _refused(_list(_first), 2, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidThreshold.selector, 2, 1));
    }

    function test_RevertWhen_ThereAreNoMembers() external {
        _refused(new address[](0), 1, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidThreshold.selector, 1, 0));
    }

    function test_RevertWhen_AMemberIsTheZeroAddress() external {
        _refused(
            _list(_first, address(0)), 1, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidMember.selector, address(0))
        );
    }

    function test_RevertWhen_AMemberIsTheMultisigItself() external {
        _refused(
            _list(address(multiSig)),
            1,
            abi.encodeWithSelector(IMultiSig.MultiSig_InvalidMember.selector, address(multiSig))
        );
    }

    function test_RevertWhen_AMemberIsNamedTwice() external {
        _refused(
            _list(_first, _first), 1, abi.encodeWithSelector(IMultiSig.MultiSig_AccountBound.selector, _first, THIRD)
        );
    }

    function test_RevertWhen_AMemberHasAnotherRoleInTheContract() external {
        _refused(
            _list(address(shared)),
            1,
            abi.encodeWithSelector(IMultiSig.MultiSig_InvalidMember.selector, address(shared))
        );
    }

    function test_RevertWhen_AMemberBelongsToAnotherAuthority() external {
        _refused(
            _list(agents[2].addr),
            1,
            abi.encodeWithSelector(IMultiSig.MultiSig_AccountBound.selector, agents[2].addr, AGENTS)
        );
    }

    function test_RevertWhen_ThereAreMoreThan64Members() external {
        _refused(_many(65), 1, abi.encodeWithSelector(IMultiSig.MultiSig_TooManyMembers.selector, THIRD, 65));
    }

    function test_WhenAPermittedAuthorityAddsOne_ItShouldAddAnAuthorityThatIsPermittedNothing() external {
        _permit(multiSig.addAuthority.selector);
        _byAgents(abi.encodeCall(multiSig.addAuthority, (_list(_first), 1, type(uint40).max)));

        assertFalse(multiSig.isApprovedAuthority(_first, address(multiSig), multiSig.setFlag.selector));
        assertFalse(multiSig.isApprovedAuthority(_first, address(multiSig), multiSig.addAuthority.selector));
    }

    function test_WhenTheOwnerAddsOne_ItShouldStoreNumberMembersThresholdAndEnd() external {
        address[] memory members = _many(64);
        bytes memory data = abi.encodeCall(multiSig.addAuthority, (members, 64, 2_000_000_000));
        _send(owners[0].addr, data);
        vm.expectEmit();
        emit IMultiSig.AuthorityAdded(THIRD, members, 64, 2_000_000_000, 1);
        _send(owners[1].addr, data);

        Authority memory record = multiSig.getAuthority(THIRD);
        assertEq(record.epoch, 1);
        assertEq(record.memberCount, 64);
        assertEq(record.threshold, 64);
        assertEq(record.approvedUntil, 2_000_000_000);
        assertEq(multiSig.membersOf(THIRD), members);
        assertTrue(multiSig.authorityOf(members[63]) == THIRD);
    }

    function test_WhenTheContractIsMade_ItShouldMakeTheOwnerWhoNeverEnds() external {
        address[] memory members = _list(_first, _second);
        vm.expectEmit(true, true, true, true);
        emit IMultiSig.AuthorityAdded(OWNER, members, 2, type(uint40).max, 1);
        multiSig = new MultiSigHarness(members, 2);

        Authority memory record = multiSig.getAuthority(OWNER);
        assertEq(record.threshold, 2);
        assertEq(record.approvedUntil, type(uint40).max);
        assertEq(multiSig.membersOf(OWNER), members);
    }

    function _refused(address[] memory members, uint16 threshold, bytes memory reason) private {
        bytes memory data = abi.encodeCall(multiSig.addAuthority, (members, threshold, type(uint40).max));
        _send(owners[0].addr, data);
        vm.prank(owners[1].addr);
        vm.expectRevert(reason);
        multiSig.addAuthority(members, threshold, type(uint40).max);
    }

    function _many(uint160 count) private pure returns (address[] memory members) {
        members = new address[](count);
        for (uint160 i; i < count; ++i) {
            members[i] = address(0x1000 + i);
        }
    }
}
