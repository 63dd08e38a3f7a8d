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
