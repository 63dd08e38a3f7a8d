// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev As what a move is judged in a dry run, by its kind, partitions and operator.
enum Question {
    /// @dev As its kind says, and only if its operator may make it.
    Move,
    /// @dev The holder's own direct transfer in the partition of `from`.
    Transfer,
    /// @dev The same by an operator with an allowance of ERC-20.
    TransferBySpender,
    /// @dev The same by an operator of ERC-1410, or with an allowance in the partition.
    TransferByOperator,
    /// @dev An issue to the position `to`.
    Issue
}
