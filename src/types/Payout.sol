// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "./Partition.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev The states of a distribution. `mayMove` says which follow which.
enum DistributionState {
    None,
    Declared,
    Funded,
    Open,
    Closed,
    Reclaimed,
    Cancelled
}

/// @dev What became of a position in a distribution.
enum PaymentStatus {
    /// not seen yet
    None,
    Paid,
    /// seen and not paid: its owner is restricted, or the payment failed. It can be paid later
    Withheld
}

enum WithheldReason {
    Restricted,
    PaymentFailed
}

/// @param ofPartition it is shared out to holders of `partition` alone, otherwise of the whole token
/// @param amount payment units to share out
/// @param eligibleSupply sum of all positions' weights, fixed when opened
/// @param paid payment units paid to holders so far
/// @param settledSupply weights of the positions that are paid or withheld
/// @param withheld positions that are withheld now
/// @param funder who paid the amount in; zero before
/// @param claimDeadline last second in which anybody can be paid
/// @param openedAt Unix time; zero before
/// @param refunded payment units returned to the funder, after the distribution was cancelled
struct Distribution {
    IERC20 payment;
    uint40 recordDate;
    uint40 paymentDate;
    DistributionState state;
    bool ofPartition;
    uint128 amount;
    uint96 eligibleSupply;
    uint128 paid;
    uint96 settledSupply;
    uint32 withheld;
    address funder;
    uint40 claimDeadline;
    uint40 openedAt;
    uint128 refunded;
    Partition partition;
}

uint256 constant DECLARED = 1 << uint8(DistributionState.Declared);
uint256 constant FUNDED = 1 << uint8(DistributionState.Funded);
uint256 constant OPEN = 1 << uint8(DistributionState.Open);
uint256 constant CLOSED = 1 << uint8(DistributionState.Closed);
uint256 constant RECLAIMED = 1 << uint8(DistributionState.Reclaimed);
uint256 constant CANCELLED = 1 << uint8(DistributionState.Cancelled);

/// @dev The table of moves: byte i holds the states that may follow state i. Nothing follows Reclaimed or Cancelled.
uint256 constant MOVES = DECLARED // from None
    | (FUNDED | CANCELLED) << 8 // from Declared
    | (OPEN | CANCELLED) << 16 // from Funded
    | (CLOSED | RECLAIMED) << 24 // from Open
    | RECLAIMED << 32; // from Closed

function mayMove(DistributionState from, DistributionState to) pure returns (bool) {
    return isAmong(to, MOVES >> (8 * uint256(uint8(from))) & 0xff);
}

/// @param states bit i set: state i is among them
function isAmong(DistributionState state, uint256 states) pure returns (bool) {
    return states >> uint8(state) & 1 == 1;
}
