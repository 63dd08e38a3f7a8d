// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";

/// @title TokenHolders
/// @notice What holders, spenders, their wallets and anybody else do beyond ERC-20: batches, transfers with data, the way out
/// of a custodian that is approved no more.
interface ITokenHolders {
    /* -------------------------------------------------- holders ---------------------------------------------- */

    /// @notice Lets the other accounts of the caller's investor collect what is free in the caller's, or no more.
    /// @dev Off at first: a stolen key should not open all accounts of its owner.
    function allowSweep(bool allowed) external;

    function isSweepable(address account) external view returns (bool);

    /* ------------------------------------------- data ------------------------------------------------------- */

    /* ------------------------------------------------ operators ----------------------------------------------- */

    /// @notice ERC-1410: lets an operator transfer all that the caller could, in every partition, until revoked.
    function authorizeOperator(address operator) external;

    function revokeOperator(address operator) external;

    /// @notice ERC-1410: the same for one partition.
    function authorizeOperatorByPartition(Partition partition, address operator) external;

    /// @dev An operator for all partitions stays one.
    function revokeOperatorByPartition(Partition partition, address operator) external;

    function isOperator(address operator, address account) external view returns (bool);

    /// @notice Whether for this partition or for all.
    function isOperatorForPartition(Partition partition, address operator, address account) external view returns (bool);

    /// @notice Lets a spender move up to `amount` of the caller's shares of a partition (`operatorTransferByPartition`).
    /// @dev Of the default partition it is ERC-20's allowance. A split leaves it as it is.
    /// @param amount 2^256 - 1: without end
    function approveByPartition(Partition partition, address spender, uint256 amount) external;

    function allowanceByPartition(Partition partition, address account, address spender) external view returns (uint256);
}
