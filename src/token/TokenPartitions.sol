// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenPartitions} from "../interfaces/ITokenPartitions.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenPartitions
/// @notice Code of every token for what stands in partitions, and their locks in time.
abstract contract TokenPartitions is TokenPart, ITokenPartitions {
    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @inheritdoc ITokenPartitions
    function balanceOfByPartition(Partition partition, address account) public view returns (uint256) {
        PositionKey memory key = PositionKey(address(0), partition, account);
        return _heldIn(key, _presentAt(key, _config));
    }

    /// @inheritdoc ITokenPartitions
    function totalSupplyByPartition(Partition partition) public view returns (uint256 supply) {
        if (!partition.isDefault()) return _partitions[partition].supply.holding.balance();
        supply = _supply.holding.balance();
        for (uint256 i; i < _partitionNames.length; ++i) {
            supply -= _partitions[_partitionNames[i]].supply.holding.balance();
        }
    }

    /// @inheritdoc ITokenPartitions
    function partitions() public view returns (Partition[] memory all) {
        all = new Partition[](_partitionNames.length + 1);
        for (uint256 i = 1; i < all.length; ++i) {
            all[i] = _partitionNames[i - 1];
        }
    }

    /// @inheritdoc ITokenPartitions
    function partitionsOf(address account) external view returns (Partition[] memory held) {
        held = partitions();
        uint256 count;
        for (uint256 i; i < held.length; ++i) {
            if (balanceOfByPartition(held[i], account) != 0) held[count++] = held[i];
        }
        // Shortens the array in place; `count` is at most its length.
        assembly ("memory-safe") {
            mstore(held, count)
        }
    }

    /* -------------------------------------------------- locks ------------------------------------------------- */

    /// @inheritdoc ITokenPartitions
    function getPartition(Partition partition)
        external
        view
        returns (bool named, uint256 supply, uint40 lockedUntil, string memory description)
    {
        PartitionState storage state = _partitions[partition];
        return (_isPartition(partition), totalSupplyByPartition(partition), state.lockedUntil, state.description);
    }

    /// @inheritdoc ITokenPartitions
    function positionLockOf(Partition partition, address account) external view returns (uint40) {
        return _positionLockOf(partition, account);
    }

    /// @inheritdoc ITokenPartitions
    function isPartitionExchangeOpen(Partition from, Partition to) external view returns (bool) {
        return _exchanges[from][to];
    }
}
