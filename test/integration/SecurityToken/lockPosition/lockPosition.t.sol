// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {LOCKED_BY_HAND, Partition, UNLOCKED} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 10 in the default partition and 100 in the first.
contract LockPositionTest is PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
    }

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _expectUnknownPartition();
        _lockOwn(UNKNOWN, LOCKED_BY_HAND);
    }

    function test_RevertWhen_TheLockWouldEndNowOrBefore() external {
        _assertShortened(LOCKED, 0, _now());
        _assertShortened(LOCKED, 0, _now() - 1);
        _assertShortened(NONE, 0, 0);
        _lockOwn(LOCKED, _now() + 1);
    }

    function test_RevertWhen_TheLockWouldEndNoLaterThanTheOwnOne() external {
        uint40 end = _now() + 10;
        _lockOwn(LOCKED, end);
        _lockOwn(NONE, end);
        _assertShortened(LOCKED, end, end);
        _assertShortened(NONE, end, end - 1);
        _assertShortened(NONE, end, 0);
        _lockOwn(LOCKED, end + 1);
    }

    function test_RevertWhen_TheLockWouldEndNoLaterThanThePartitions() external {
        uint40 end = _now() + 10;
        _lock(LOCKED, end);
        _lock(NONE, end);
        _assertShortened(LOCKED, end, end);
        _assertShortened(NONE, end, end);
        _lockPosition(LOCKED, ada, end - 5);
        _assertShortened(LOCKED, end, end - 1);
        _lockPosition(LOCKED, ada, end + 5);
        _assertShortened(LOCKED, end + 5, end + 1);
        _lock(LOCKED, LOCKED_BY_HAND);
        _assertShortened(LOCKED, LOCKED_BY_HAND, LOCKED_BY_HAND);
    }

    function test_RevertWhen_TheLockIsTheOneThatOpensAPosition() external {
        _lock(LOCKED, LOCKED_BY_HAND);
        _assertShortened(LOCKED, LOCKED_BY_HAND, UNLOCKED);
        _assertShortened(NONE, 0, UNLOCKED);
    }

    function test_GivenTheIssuerHasUnlockedThePosition_ItShouldLockItAndGiveUpTheOpening() external {
        uint40 end = _now() + 10;
        _lock(LOCKED, end + 10);
        _lockPosition(LOCKED, ada, UNLOCKED);
        _assertShortened(LOCKED, UNLOCKED, UNLOCKED);
        _assertShortened(LOCKED, UNLOCKED, _now());
        _lockOwn(LOCKED, end);
        vm.warp(end);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 1);
    }

    function test_GivenAnOwnLockHasEnded_ItShouldLockAnew() external {
        _lockOwn(NONE, _now() + 1);
        skip(1);
        _assertPasses(ada, ben, 1);
        _lockOwn(NONE, _now() + 1);
        _assertRefused(Restriction.PositionLocked, ada, ben, 1);
    }

    function test_WhenTheLockIsLonger_ItShouldLockTheCallersPositionAloneAndTell() external {
        _issueIn(LOCKED, ben, 1);
        uint40 end = _now() + 10;
        vm.expectEmit(address(token));
        emit ITokenEvents.PositionLockSet(LOCKED, ada, end);
        _lockOwn(LOCKED, end);
        assertEq(token.positionLockOf(LOCKED, ada), end);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        _assertPassesIn(LOCKED, ben, ada, 1);
        _assertPasses(ada, ben, 10);
        vm.warp(end);
        _assertPassesIn(LOCKED, ada, ben, 1);
    }

    function test_WhenTheLockIsLonger_ItShouldLockByHandUntilTheIssuerEndsIt() external {
        _lockOwn(LOCKED, LOCKED_BY_HAND);
        _assertShortened(LOCKED, LOCKED_BY_HAND, LOCKED_BY_HAND - 1);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        _lockPosition(LOCKED, ada, 0);
        _assertPassesIn(LOCKED, ada, ben, 1);
    }

    function _lockOwn(Partition partition, uint40 lockedUntil) private {
        vm.prank(ada);
        token.lockPosition(partition, lockedUntil);
    }

    function _assertShortened(Partition partition, uint40 inForce, uint40 asked) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_LockShortened.selector, inForce, asked));
        _lockOwn(partition, asked);
    }
}
