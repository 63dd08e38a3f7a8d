// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {LOCKED_BY_HAND, Partition, UNLOCKED} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev The treasury holds 10 in the default partition and 100 in the first.
contract RedeemByPartitionTest is GuardedBase, PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _issue(address(issuer), 10);
        _issueIn(LOCKED, address(issuer), 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.redeemByPartition, (LOCKED, 40, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.totalSupplyByPartition(LOCKED) == 60;
    }

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _expectUnknownPartition();
        _redeem(UNKNOWN, 0);
    }

    function test_RevertWhen_TheTreasuryHoldsLessInThePartition() external {
        _assertNotRedeemed(Restriction.InsufficientBalance, LOCKED, 101);
        _assertNotRedeemed(Restriction.InsufficientBalance, NONE, 11);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, address(issuer), address(0), 11));
        vm.prank(owner);
        token.redeem(11, "");
    }

    function test_RevertGiven_ThePartitionOrTheTreasurysPositionIsLocked_UntilTheSecondTheLockEnds() external {
        uint40 end = _now() + 10;
        _lock(LOCKED, end);
        _lock(NONE, end);
        _assertNotRedeemed(Restriction.PartitionLocked, LOCKED, 1);
        _assertNotRedeemed(Restriction.PartitionLocked, NONE, 1);
        _lockPosition(LOCKED, address(issuer), end + 1);
        _lockPosition(NONE, address(issuer), end + 1);
        vm.warp(end);
        _assertNotRedeemed(Restriction.PositionLocked, LOCKED, 1);
        _assertNotRedeemed(Restriction.PositionLocked, NONE, 1);
        vm.warp(end + 1);
        _redeem(LOCKED, 100);
        _redeem(NONE, 10);
        _assertSupplies(0, 0, 0);
    }

    function test_GivenTheTreasurysPositionIsUnlocked_ItShouldRedeem() external {
        _lock(LOCKED, LOCKED_BY_HAND);
        _lockPosition(LOCKED, address(issuer), UNLOCKED);
        _redeem(LOCKED, 1);
        _assertSupplies(10, 99, 0);
    }

    function test_WhenTheTreasuryHoldsEnough_ItShouldRedeemOutOfThePartitionAndTell() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(issuer), address(0), 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.RedeemedByPartition(LOCKED, owner, address(issuer), 40, "why", "");
        vm.prank(owner);
        assertTrue(token.redeemByPartition(LOCKED, 40, "why"));
        _assertHolds(address(issuer), 10, 60, 0);
        _assertSupplies(10, 60, 0);
    }

    function _redeem(Partition partition, uint256 amount) private {
        vm.prank(owner);
        token.redeemByPartition(partition, amount, "");
    }

    function _assertNotRedeemed(Restriction code, Partition partition, uint256 amount) private {
        vm.expectRevert(_refusal(code, address(issuer), address(0), amount));
        _redeem(partition, amount);
    }
}
