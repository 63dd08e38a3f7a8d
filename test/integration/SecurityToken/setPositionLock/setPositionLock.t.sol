// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 10 in the default partition and 100 in the first.
contract SetPositionLockTest is GuardedBase, PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setPositionLock, (LOCKED, ada, LOCKED_BY_HAND)));
    }

    function _isDone() internal view override returns (bool) {
        return token.positionLockOf(LOCKED, ada) == LOCKED_BY_HAND;
    }

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _expectUnknownPartition();
        _lockPosition(UNKNOWN, ada, 1);
    }

    function test_WhenThePositionIsOneOfTheDefaultPartition_ItShouldStopWhatLeavesItUntilTheSecondTheLockEnds()
        external
    {
        uint40 end = _now() + 10;
        _lockPosition(NONE, ada, end);
        _issue(adaToo, 1);
        assertEq(token.positionLockOf(NONE, ada), end);
        assertEq(token.positionLockOf(LOCKED, ada), 0);
        vm.warp(end - 1);
        _assertRefused(Restriction.PositionLocked, ada, ben, 1);
        _assertRefusedIn(NONE, Restriction.PositionLocked, ada, adaToo, 1);
        vm.expectRevert(_refusal(Restriction.PositionLocked, ada, address(0), 1));
        vm.prank(owner);
        token.redeemFrom(ada, 1, "");
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 11);
        _assertPassesIn(LOCKED, ada, ben, 100);
        _assertPasses(adaToo, ada, 1);
        vm.warp(end);
        _assertPasses(ada, ben, 11);
    }

    function test_WhenThePositionIsOneOfTheDefaultPartition_ItShouldStopADepositAndLeaveWhatIsAtTheCustodian()
        external
    {
        address custodian = _custodian();
        _deposit(ada, custodian, 4);
        _lockPosition(NONE, ada, LOCKED_BY_HAND);
        _assertRefused(Restriction.PositionLocked, ada, custodian, 1);
        vm.prank(custodian);
        token.custodyTransfer(ada, ben, 4);
        assertEq(token.custodyBalanceOf(custodian, ben), 4);
    }

    function test_WhenThePositionIsOneOfTheDefaultPartition_GivenTheHoldingBecameEmptyMeanwhile_ItShouldStillHold()
        external
    {
        _lockPosition(NONE, ada, LOCKED_BY_HAND);
        vm.startPrank(owner);
        token.controllerTransfer(ada, ben, 10, "", "");
        token.controllerTransferByPartition(LOCKED, ada, ben, 100, "", "");
        vm.stopPrank();
        _assertHolds(ada, 0, 0, 0);
        _issue(ada, 5);
        _assertRefused(Restriction.PositionLocked, ada, ben, 1);
    }

    function test_WhenTheLockEndsEarlierThanThePartitions_ItShouldLeaveThePartitions() external {
        uint40 end = _now() + 10;
        _lock(LOCKED, end + 10);
        _lock(NONE, end + 10);
        _lockPosition(LOCKED, ada, end);
        _lockPosition(NONE, ada, end);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        vm.warp(end);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 1);
        _assertRefused(Restriction.PartitionLocked, ada, ben, 1);
        vm.warp(end + 10);
        _assertPassesIn(LOCKED, ada, ben, 1);
        _assertPasses(ada, ben, 1);
    }

    function test_WhenTheHolderHadLockedItself_ItShouldEndThatEarly() external {
        vm.prank(ada);
        token.lockPosition(NONE, LOCKED_BY_HAND);
        _lockPosition(NONE, ada, 0);
        _assertPasses(ada, ben, 10);
    }

    function test_WhenThePositionIsOneOfAnotherPartition_ItShouldLockItThereAloneAndTell() external {
        _issueIn(SEVENTH, ada, 1);
        _issueIn(LOCKED, ben, 1);
        vm.expectEmit(address(token));
        emit ITokenEvents.PositionLockSet(LOCKED, ada, LOCKED_BY_HAND);
        _lockPosition(LOCKED, ada, LOCKED_BY_HAND);
        assertEq(token.positionLockOf(LOCKED, ada), LOCKED_BY_HAND);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        _assertPassesIn(LOCKED, ben, ada, 1);
        _assertPassesIn(SEVENTH, ada, ben, 1);
        _assertPasses(ada, ben, 10);
    }
}
