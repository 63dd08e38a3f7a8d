// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";

/// @title TokenPartitions
/// @notice Shares that stand apart (ERC-1410): partitions, operators, and locks in time (OEP-506). See docs/decisions/0009-partitions-locks-recovery.md.
/// @dev `balanceOf` is the sum over partitions; ERC-20 moves the default partition (zero), which is all that stands in no
/// other. Custodians keep the default partition only. What moves stays in its partition, under the rules of a
/// transfer, unless the call names another one.
interface ITokenPartitions {
    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @notice What an account holds directly in a partition; none in one that does not exist.
    function balanceOfByPartition(Partition partition, address account) external view returns (uint256);

    /// @notice The default partition's supply includes what custodians keep.
    function totalSupplyByPartition(Partition partition) external view returns (uint256);

    /// @notice The default partition first, then all that were ever named.
    function partitions() external view returns (Partition[] memory);

    /// @notice ERC-1410: partitions in which the account holds something.
    function partitionsOf(address account) external view returns (Partition[] memory);

    /* ------------------------------------------------ transfers ----------------------------------------------- */

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

    /* -------------------------------------------------- locks ------------------------------------------------- */

    /// @notice What is known of a partition; nothing of one that was never named.
    /// @return named whether it is the default one, or the issuer named it
    /// @return supply includes what custodians keep of the default partition
    /// @return lockedUntil as it was set; it may have ended
    function getPartition(Partition partition)
        external
        view
        returns (bool named, uint256 supply, uint40 lockedUntil, string memory description);

    /// @notice A position's own lock, as it was set; it may have ended.
    function positionLockOf(Partition partition, address account) external view returns (uint40 lockedUntil);

    function isPartitionExchangeOpen(Partition from, Partition to) external view returns (bool);
}
