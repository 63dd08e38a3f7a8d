// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {Holding} from "../types/Holding.sol";
import {KIND_DEPOSIT, KIND_PARTITION_CHANGE} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {RawMove} from "../types/RawMove.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config} from "./Config.sol";
import {Transfers} from "./Transfers.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title PartitionTransfers
/// @notice What differs for shares of another partition than the default one: how much is held, what locks it, and what is
/// written beside the balances.
abstract contract PartitionTransfers is Transfers {
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

    /// @dev A holder's move, which may end in another partition: of the receiver, or of the holder itself.
    function _routeBetween(
        Partition from,
        Partition to,
        address holder,
        address receiver,
        uint256 amount,
        Config config
    ) internal view returns (RawMove memory m, Transit memory t, Restriction code) {
        (m, t) = _routeIn(from, holder, receiver, amount, config);
        if (from == to) return (m, t, _isPartition(from) ? Restriction.None : Restriction.UnknownPartition);

        code = _judgeWay(m, t, to);
        m.to.partition = to;
        if (receiver == holder) m.kind = KIND_PARTITION_CHANGE;
    }

    /// @dev Whether holders may go from one partition to another, whatever the amount. Both exist if the way is open.
    function _judgeWay(RawMove memory m, Transit memory t, Partition to) private view returns (Restriction) {
        if (!_exchanges[m.from.partition][to]) return Restriction.ExchangeClosed;
        if (t.sender.isIssuer()) return Restriction.SenderNotRegistered;
        bool kept = t.sender.isCustodian() || m.kind == KIND_DEPOSIT;
        return kept ? Restriction.PartitionNotAtCustodian : Restriction.None;
    }

    /// @inheritdoc Transfers
    function _judgeHeld(RawMove memory m, Transit memory t, Config config)
        internal
        view
        virtual
        override
        returns (Restriction)
    {
        if (m.from.partition.isDefault()) return super._judgeHeld(m, t, config);
        if (m.from.account == address(0)) {
            return _isOdd(m.amount, config) ? Restriction.AmountNotMultiple : Restriction.None;
        }
        Holding shares = _sending(m, t.from);
        if (m.amount > shares.balance()) return Restriction.InsufficientBalance;
        if (_isOdd(m.amount, config)) return Restriction.AmountNotMultiple;
        if (m.amount > _freeOfPartition(m, t.from, shares, config)) return Restriction.AmountLocked;
        return _judgeLocks(m, _positionLocks[m.from.partition][m.from.account]);
    }

    function _freeOfPartition(RawMove memory m, Holding from, Holding shares, Config config)
        private
        view
        returns (uint256)
    {
        (uint256 encumbered,) = _encumberedOf(m.from.positionId(), shares.flags(), config);
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
        (Partition from, Partition to) = (m.from.partition, m.to.partition);
        bool changes = from != to;
        if (!from.isDefault() && m.from.account != address(0)) {
            _takeApart(from, m.from.account, m.amount, config);
            if (changes || m.to.account == address(0)) _shrink(_partitions[from].supply, m.amount, config);
        }
        if (to.isDefault() || m.to.account == address(0)) return;

        if (changes || m.from.account == address(0)) _grow(_partitions[to].supply, m.amount, config);
        _addApart(to, m.to.account, m.amount, config);
        t.to = t.to.withFlags(t.to.flags() | APART_FLAG);
    }

    /// @inheritdoc Transfers
    /// @dev A change of partition leaves the balance: only what stands apart of it is written.
    function _writeMove(RawMove memory m, Transit memory t, Config config) internal override {
        if (m.kind != KIND_PARTITION_CHANGE) return super._writeMove(m, t, config);
        if (m.amount == 0) return;
        _moveShares(m, t, config);
        if (!m.to.partition.isDefault()) _markApart(m.to.account);
    }

    /// @dev Whether an account may move a holder's shares: any amount as an operator, otherwise what its allowance says.
    function _judgeOperator(Partition partition, address operator, address holder, uint256 amount)
        internal
        view
        returns (Restriction)
    {
        if (!_isOperatorIn(partition, operator, holder)) {
            uint256 allowed = _allowanceIn(partition, holder, operator);
            if (allowed == 0) return Restriction.NotOperator;
            if (allowed < amount) return Restriction.InsufficientAllowance;
        }
        return amount != 0 && _isBarred(operator, _config) ? Restriction.SpenderBarred : Restriction.None;
    }
}
