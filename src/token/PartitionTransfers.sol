// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding} from "../types/Holding.sol";
import {Move} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config} from "./Config.sol";
import {Position} from "./Positions.sol";
import {Transfers} from "./Transfers.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title PartitionTransfers
/// @notice What differs for shares that stand in another partition than the default one: how much is held, what locks
/// it, and what is written beside the balances.
abstract contract PartitionTransfers is Transfers {
    /// @inheritdoc Transfers
    function _judgeHeld(Move memory m, Holding from, Config config) internal view override returns (Restriction) {
        if (m.partition.isDefault()) return super._judgeHeld(m, from, config);
        if (m.from != address(0) && m.amount > _heldBy(m, from)) return Restriction.InsufficientBalance;
        if (_isOdd(m.amount, config)) return Restriction.AmountNotMultiple;
        if (m.amount > _unfrozen(m, from)) return Restriction.AmountLocked;
        return _judgeLocks(m, _positionLocks[m.partition][m.from]);
    }

    /// @dev What is frozen lies on the default partition, and as far as that does not hold it, on the others.
    function _unfrozen(Move memory m, Holding from) private view returns (uint256) {
        uint256 frozen = m.from == address(0) ? 0 : _frozenOf(m.from);
        return from.balance() - Math.min(frozen, from.balance());
    }

    /// @inheritdoc Transfers
    function _heldBy(Move memory m, Holding from) internal view override returns (uint256) {
        return m.partition.isDefault() ? super._heldBy(m, from) : _shares[m.partition][m.from].holding.balance();
    }

    /// @inheritdoc Transfers
    function _moveShares(Move memory m, Transit memory t, Config config) internal override {
        if (m.partition.isDefault()) return;
        Position storage supply = _partitions[m.partition].supply;
        if (m.from == address(0)) _grow(supply, m.amount, config);
        else _takeApart(m.partition, m.from, m.amount, config);
        if (m.to == address(0)) return _shrink(supply, m.amount, config);

        _addApart(m.partition, m.to, m.amount, config);
        t.to = t.to.withFlags(t.to.flags() | APART_FLAG);
    }

    function _requirePartition(Partition partition) internal view {
        if (!_isPartition(partition)) revert SecurityToken_UnknownPartition(partition);
    }

    function _isPartition(Partition partition) internal view returns (bool) {
        return partition.isDefault() || _partitions[partition].named;
    }
}
