// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {Holding} from "../types/Holding.sol";
import {MoveKind} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config} from "./Config.sol";
import {Issues} from "./Issues.sol";
import {Position} from "./Positions.sol";
import {RawMove} from "./RawMove.sol";
import {Transfers} from "./Transfers.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title PartitionTransfers
/// @notice What differs for shares of another partition than the default one: how much is held, what locks it, and what is
/// written beside the balances.
abstract contract PartitionTransfers is Issues {
    /// @dev As a direct transfer, but no custodian keeps shares of a partition.
    function _routeIn(Partition partition, address from, address to, uint256 amount, Config config)
        internal
        view
        returns (RawMove memory m, Transit memory t)
    {
        (m, t) = _route(from, to, amount, config);
        (m.from.partition, m.to.partition) = (partition, partition);
        if (m.to.custodian != address(0) && !partition.isDefault()) t.bar = Restriction.PartitionNotAtCustodian;
    }

    /// @inheritdoc Transfers
    function _judgeHeld(RawMove memory m, Holding from, Config config)
        internal
        view
        virtual
        override
        returns (Restriction)
    {
        if (m.from.partition.isDefault()) return super._judgeHeld(m, from, config);
        if (m.from.account == address(0)) {
            return _isOdd(m.amount, config) ? Restriction.AmountNotMultiple : Restriction.None;
        }
        Holding shares = _sending(m, from);
        if (m.amount > shares.balance()) return Restriction.InsufficientBalance;
        if (_isOdd(m.amount, config)) return Restriction.AmountNotMultiple;
        if (m.amount > _freeOfPartition(m, from, shares, config)) return Restriction.AmountLocked;
        return _judgeLocks(m, _positionLocks[m.from.partition][m.from.account]);
    }

    function _freeOfPartition(RawMove memory m, Holding from, Holding shares, Config config)
        private
        view
        returns (uint256)
    {
        uint256 encumbered = _encumberedOf(m.from.positionId(), shares.flags(), config);
        return EncumbranceRules.free(shares.balance(), encumbered, _frozenIn(m, from));
    }

    /// @inheritdoc Transfers
    /// @dev What is frozen lies on the default partition first, and on another as far as no other partition holds it.
    function _frozenIn(RawMove memory m, Holding from) internal view override returns (uint256 frozen) {
        frozen = super._frozenIn(m, from);
        if (frozen == 0 || m.from.partition.isDefault()) return frozen;
        return Math.saturatingSub(frozen, from.balance() - _sharesOf(m.from.partition, m.from.account).balance());
    }

    /// @inheritdoc Transfers
    function _sending(RawMove memory m, Holding from) internal view override returns (Holding) {
        return m.from.partition.isDefault() ? from : _sharesOf(m.from.partition, m.from.account);
    }

    /// @inheritdoc Transfers
    function _receiving(RawMove memory m, Holding to) internal view override returns (Holding) {
        return m.to.partition.isDefault() ? to : _sharesOf(m.to.partition, m.to.account);
    }

    /// @inheritdoc Transfers
    function _moveShares(RawMove memory m, Transit memory t, Config config) internal override {
        Partition partition = m.from.partition;
        if (partition.isDefault()) return;
        Position storage supply = _partitions[partition].supply;
        if (m.from.account == address(0)) _grow(supply, m.amount, config);
        else _takeApart(partition, m.from.account, m.amount, config);
        if (m.to.account == address(0)) return _shrink(supply, m.amount, config);

        _addApart(partition, m.to.account, m.amount, config);
        t.to = t.to.withFlags(t.to.flags() | APART_FLAG);
    }

    /// @dev Whether an account may move a holder's shares.
    function _judgeOperator(Partition partition, address operator, address holder, uint256 amount)
        internal
        view
        returns (Restriction)
    {
        bool allowed = _operators[holder][operator] || _partitionOperators[holder][partition][operator];
        if (!allowed) return Restriction.NotOperator;
        return amount != 0 && _isBarred(operator, _config) ? Restriction.SpenderBarred : Restriction.None;
    }

    function _announceRedeemed(PositionKey memory from, uint256 amount, bytes memory data) internal {
        if (from.partition.isDefault()) emit Redeemed(msg.sender, from.account, amount, data);
        else emit RedeemedByPartition(from.partition, msg.sender, from.account, amount, "", data);
    }

    function _requirePosition(PositionKey memory position) internal view {
        if (!_isPosition(position)) revert SecurityToken_UnknownPartition(position.partition);
    }
}
