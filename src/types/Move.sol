// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "./Partition.sol";

/// @dev Shares that change their position.
/// @param from zero: they are issued
/// @param custodianFrom custodian that keeps the sending position; zero if it is held directly
/// @param to zero: they are redeemed
/// @param custodianTo custodian that keeps the receiving position; zero if it is held directly
/// @param amount in the token's smallest units
/// @param partition in which they stand, before and after
struct Move {
    address from;
    address custodianFrom;
    address to;
    address custodianTo;
    uint256 amount;
    Partition partition;
}
