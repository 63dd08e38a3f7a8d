// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";

/// @title TokenTransfers
/// @notice How holders, spenders and operators move shares beyond ERC-20: with data, between partitions (ERC-1410), out of the
/// custody of who is approved no more, from one account of theirs to another.
interface ITokenTransfers {
    /* -------------------------------------------------- data ------------------------------------------------- */

    /// @notice ERC-1594: `transfer` with data for the modules that read it.
    /// @param data empty, or `abi.encode(Tagged[])` of at most 2,048 bytes: each tag is TAG_REFERENCE or one that an attached
    /// module declared; any other is refused, so that nothing that nobody reads passes for a permission
    function transferWithData(address to, uint256 amount, bytes calldata data) external;

    /// @notice ERC-1594: `transferFrom` with data, as `transferWithData`.
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata data) external;

    /* ------------------------------------------------ partitions --------------------------------------------- */

    /// @notice ERC-1410: transfers the caller's shares of a partition. The receiver holds them in the same partition.
    /// The treasury's move by `executeCall` of the issuer.
    /// @param data as `transferWithData` takes it
    /// @return the partition
    function transferByPartition(Partition partition, address to, uint256 amount, bytes calldata data)
        external
        returns (Partition);

    /// @notice ERC-1410: the same for a holder, by its operator or out of the caller's allowance in the partition.
    /// @dev The allowance is used up unless the caller is an operator; an endless one stays. Like a spender, an operator who
    /// is an investor must not be restricted, frozen or lost; nothing is asked of others.
    function operatorTransferByPartition(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (Partition);

    /// @notice Transfers the caller's shares of one partition so that the receiver holds them in another, where the issuer has
    /// opened that way to holders (`setPartitionExchange`). To the caller itself it is `changePartition`.
    /// @dev One move, under the rules of a transfer out of the partition that it leaves. `TransferByPartition` tells of it in
    /// that partition, then `PartitionChanged` of the receiver. Never of the treasury, never of or to a custodian.
    /// @param data as `transferByPartition` takes it: modules that read its tags are shown it
    function transferBetweenPartitions(
        Partition from,
        Partition to,
        address receiver,
        uint256 amount,
        bytes calldata data
    ) external;

    /// @notice The same for a holder, by its operator in the partition that the shares leave, or out of the caller's allowance
    /// there. Only a holder changes the partition of what it keeps: the receiver is somebody else.
    function operatorTransferBetweenPartitions(
        Partition from,
        Partition to,
        address holder,
        address receiver,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external;

    /// @notice Puts an account's shares from one partition into another; the balance stays.
    /// @dev The account itself, where the issuer has opened that way (`setPartitionExchange`), under the rules of a
    /// transfer to itself; or an authority at its threshold, whoever the holder is. Neither moves what is locked,
    /// encumbered or frozen.
    function changePartition(address account, Partition from, Partition to, uint256 amount, bytes calldata data)
        external
        returns (bool executed);

    /* ------------------------------------------------ own accounts ------------------------------------------- */

    /// @notice Moves to the caller what is free in the default partition of other accounts of its own investor, that
    /// allowed it. All or none.
    /// @return swept sum of what moved
    function sweep(address[] calldata accounts) external returns (uint256 swept);

    /// @notice Withdraws to the caller what it owns at a custodian, without the custodian: from `CUSTODY_TERM` (30 days) after
    /// the issuer ended its approval, until it is approved again.
    /// @dev Under the rules of a move between own positions: pause, freeze and restriction hold. What a lost account owns there
    /// goes to its successor first (`recoverCustody`), who withdraws it.
    function exitCustody(address custodian, uint256 amount) external;
}
