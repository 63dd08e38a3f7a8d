// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";

/// @title TokenHolders
/// @notice What holders, spenders, their wallets and anybody else do beyond ERC-20: batches, transfers with data, the way out
/// of a custodian that is approved no more.
interface ITokenHolders {
    /* -------------------------------------------------- holders ---------------------------------------------- */

    /// @notice `transfer` to many; all or none.
    function transferBatch(address[] calldata to, uint256[] calldata amounts) external;

    /// @notice Lets the other accounts of the caller's investor collect what is free in the caller's, or no more.
    /// @dev Off at first: a stolen key should not open all accounts of its owner.
    function allowSweep(bool allowed) external;

    function isSweepable(address account) external view returns (bool);

    /// @notice Moves to the caller what is free in the default partition of other accounts of its own investor, that
    /// allowed it. All or none.
    /// @return swept sum of what moved
    function sweep(address[] calldata accounts) external returns (uint256 swept);

    /// @notice Withdraws to the caller what it owns at a custodian, without the custodian: from `CUSTODY_TERM` (30 days) after
    /// the issuer ended its approval, until it is approved again.
    /// @dev Under the rules of a move between own positions: pause, freeze and restriction hold. What a lost account owns there
    /// goes to its successor first (`recoverCustody`), who withdraws it.
    function exitCustody(address custodian, uint256 amount) external;

    /* -------------------------------------------------- anyone ----------------------------------------------- */

    /// @notice Writes down ahead to which investors accounts belong, so that their first shares cost less gas. Anyone:
    /// what is written is what the first transfer would write. Skips accounts that the primary registrar does not know.
    function bindAccounts(address[] calldata accounts) external;

    /* ------------------------------------------- data ------------------------------------------------------- */

    /// @notice ERC-1594: `transfer` with data for the modules that read it.
    /// @param data empty, or `abi.encode(Tagged[])` of at most 2,048 bytes: each tag is TAG_REFERENCE or one that an attached
    /// module declared; any other is refused, so that nothing that nobody reads passes for a permission
    function transferWithData(address to, uint256 amount, bytes calldata data) external;

    /// @notice ERC-1594: `transferFrom` with data, as `transferWithData`.
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata data) external;

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
