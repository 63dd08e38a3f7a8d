// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {LOCKED_BY_HAND, Partition, UNLOCKED} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract SetPartitionTest is GuardedBase, PartitionBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setPartition, (LOCKED, 5, "restricted")));
    }

    function _isDone() internal view override returns (bool named) {
        (named,,,) = token.getPartition(LOCKED);
    }

    /* --------------------------------------------------- names ----------------------------------------------- */

    function test_WhenThePartitionIsNew_ItShouldNameItWithItsLockAndDescriptionAndTell() external {
        _assertPartition(LOCKED, false, 0, 0, "");
        _assertPartition(NONE, true, 0, 0, "");
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionSet(LOCKED, LOCKED_BY_HAND, "restricted");
        vm.prank(owner);
        assertTrue(token.setPartition(LOCKED, LOCKED_BY_HAND, "restricted"));
        _issueIn(LOCKED, ada, 5);
        _assertPartition(LOCKED, true, 5, LOCKED_BY_HAND, "restricted");
        assertEq(token.partitions().length, 2);
        assertEq(Partition.unwrap(token.partitions()[0]), Partition.unwrap(NONE));
        assertEq(Partition.unwrap(token.partitions()[1]), Partition.unwrap(LOCKED));
    }

    function test_WhenThePartitionIsNamedAlready_ItShouldSetLockAndDescriptionAnewAndListItOnce() external {
        vm.startPrank(owner);
        token.setPartition(LOCKED, 7, "restricted");
        token.setPartition(LOCKED, 0, "");
        token.setPartition(NONE, 9, "common");
        vm.stopPrank();
        _assertPartition(LOCKED, true, 0, 0, "");
        _assertPartition(NONE, true, 0, 9, "common");
        assertEq(token.partitions().length, 2);
    }

    function test_RevertGiven_ThereAre32Partitions_ForAnother() external {
        _nameAll();
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyPartitions.selector);
        _name(UNKNOWN);
    }

    function test_GivenThereAre32Partitions_ItShouldStillSetThoseThereAreAndTheDefaultOne() external {
        _nameAll();
        _lock(NONE, LOCKED_BY_HAND);
        _lock(Partition.wrap(bytes32(uint256(32))), LOCKED_BY_HAND);
        _assertPartition(Partition.wrap(bytes32(uint256(32))), true, 0, LOCKED_BY_HAND, "");
        assertEq(token.partitions().length, 33);
        _issueIn(Partition.wrap(bytes32(uint256(32))), ada, 1);
        assertEq(token.partitionsOf(ada).length, 1);
    }

    /* -------------------------------------------- the default partition -------------------------------------- */

    function test_WhenTheDefaultPartitionGetsALock_ItShouldStopEveryWayOutOfDirectPositionsUntilTheSecondItEnds()
        external
    {
        address custodian = _custodian();
        uint40 end = _now() + 10;
        _issue(ada, 10);
        _issue(address(issuer), 10);
        _lock(NONE, end);
        vm.prank(ada);
        token.approve(stranger, 10);

        vm.warp(end - 1);
        _assertRefused(Restriction.PartitionLocked, ada, ben, 1);
        _assertRefused(Restriction.PartitionLocked, ada, adaToo, 1);
        _assertRefused(Restriction.PartitionLocked, ada, custodian, 1);
        _assertRefused(Restriction.PartitionLocked, ada, address(issuer), 1);
        _assertRefusedIn(NONE, Restriction.PartitionLocked, ada, ben, 1);
        vm.expectRevert(_refusal(Restriction.PartitionLocked, ada, ben, 1));
        vm.prank(stranger);
        token.transferFrom(ada, ben, 1);
        vm.startPrank(owner);
        vm.expectRevert(_refusal(Restriction.PartitionLocked, address(issuer), ben, 1));
        token.transferTreasury(ben, 1);
        vm.expectRevert(_refusal(Restriction.PartitionLocked, address(issuer), address(0), 1));
        token.redeem(1, "");
        vm.expectRevert(_refusal(Restriction.PartitionLocked, ada, address(0), 1));
        token.redeemFrom(ada, 1, "");
        vm.stopPrank();
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 11);
        _assertPasses(ada, ben, 0);

        vm.warp(end);
        _assertPasses(ada, ben, 1);
        _assertPasses(ada, custodian, 1);
        vm.prank(owner);
        token.transferTreasury(ben, 10);
    }

    function test_WhenTheDefaultPartitionGetsALock_ItShouldStopMovesAndWithdrawalsAtCustodians() external {
        address custodian = _custodian();
        uint40 end = _now() + 10;
        _issue(ada, 10);
        _deposit(ada, custodian, 10);
        _lock(NONE, end);
        _lockPosition(NONE, ada, UNLOCKED);
        _lockPosition(NONE, custodian, UNLOCKED);
        vm.warp(end - 1);
        _assertCustodyRefused(Restriction.PartitionLocked, custodian, ada, ben, 1, false);
        _assertCustodyRefused(Restriction.PartitionLocked, custodian, ada, ada, 1, true);
        _assertCustodyRefused(Restriction.PartitionLocked, custodian, ada, ben, 1, true);
        vm.warp(end);
        vm.startPrank(custodian);
        token.custodyTransfer(ada, ben, 1);
        token.custodyWithdraw(ada, ada, 9);
        vm.stopPrank();
        _assertBalances(9, 0);
    }

    function test_WhenTheDefaultPartitionGetsALock_ItShouldLetTheTreasuryAndHoldersReceiveIssuesAndForcedMoves()
        external
    {
        _lock(NONE, LOCKED_BY_HAND);
        _lockPosition(NONE, ada, LOCKED_BY_HAND);
        _issue(ada, 10);
        _issue(address(issuer), 10);
        vm.startPrank(owner);
        token.controllerTransfer(ada, ben, 4, "", "");
        token.controllerRedeem(ada, 1, "", "");
        vm.stopPrank();
        _assertBalances(5, 4);
    }

    function test_WhenTheDefaultPartitionGetsALock_ItShouldLeaveOtherPartitionsOpen() external {
        _name(SEVENTH);
        _issueIn(SEVENTH, ada, 10);
        _lock(NONE, LOCKED_BY_HAND);
        _lockPosition(NONE, ada, LOCKED_BY_HAND);
        _assertPassesIn(SEVENTH, ada, ben, 10);
    }

    function test_WhenTheDefaultPartitionGetsALock_GivenAPositionIsUnlocked_ItShouldLetItSendAndDeposit() external {
        address custodian = _custodian();
        _issue(ada, 10);
        _issue(adaToo, 10);
        _lock(NONE, LOCKED_BY_HAND);
        _lockPosition(NONE, ada, UNLOCKED);
        _assertPasses(ada, ben, 4);
        _assertPasses(ada, custodian, 6);
        _assertRefused(Restriction.PartitionLocked, adaToo, ben, 1);
        _issue(ada, 1);
        _assertPasses(ada, ben, 1);
    }

    function test_WhenTheDefaultPartitionGetsALock_WhenTheLockIsTakenAway_ItShouldOpenAll() external {
        _issue(ada, 10);
        _lock(NONE, LOCKED_BY_HAND);
        _assertRefused(Restriction.PartitionLocked, ada, ben, 1);
        _lock(NONE, 0);
        _assertPasses(ada, ben, 10);
    }

    function test_GivenTheLockOfAPartitionWasSetWhileSharesStandThere_ItShouldHoldFromNowOnAndEndWhenSetToZero()
        external
    {
        _name(LOCKED);
        _issueIn(LOCKED, ada, 10);
        _assertPassesIn(LOCKED, ada, ben, 1);
        _lock(LOCKED, LOCKED_BY_HAND);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 1);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ben, ada, 1);
        _lock(LOCKED, 0);
        _assertPassesIn(LOCKED, ada, ben, 9);
    }

    function _nameAll() private {
        for (uint256 i = 1; i <= 32; ++i) {
            _name(Partition.wrap(bytes32(i)));
        }
    }

    function _assertPartition(
        Partition partition,
        bool named,
        uint256 supply,
        uint40 lockedUntil,
        string memory description
    ) private view {
        (bool named_, uint256 supply_, uint40 lockedUntil_, string memory description_) = token.getPartition(partition);
        assertEq(named_, named);
        assertEq(supply_, supply);
        assertEq(lockedUntil_, lockedUntil);
        assertEq(description_, description);
    }
}
