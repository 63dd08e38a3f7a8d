// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {Holding} from "../types/Holding.sol";
import {KIND_SETTLEMENT} from "../types/Move.sol";
import {UNLOCKED} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {RawMove} from "./RawMove.sol";

/// @title Settlements
/// @notice How a module moves shares out of what it encumbers.
abstract contract Settlements is PartitionTransfers {
    /// @dev The receiver obeys all rules. The sender agreed when the module encumbered the amount: of its side only what the
    /// issuer itself stops does matter, see docs/decisions/0016-encumbrances.md.
    function _settle(RawMove memory m, Config config) internal {
        Transit memory t;
        _load(m, t, config);
        if (t.from.party().isInvestor()) t.sender = t.from.party();
        t.bar = _barSettlement(m);
        if (m.to.custodian != address(0)) _enterCustody(m.to.custodian, t);
        if (m.to.custodian == m.from.custodian) t.asksCustodian = false;
        _useEncumbrance(m.operator, m.from, m.amount);
        _execute(m, t, config);
    }

    function _barSettlement(RawMove memory m) private view returns (Restriction) {
        if (m.to.account == address(0) || m.to.account == address(this)) return Restriction.InvalidReceiver;
        bool between = m.from.custodian != address(0) && m.to.custodian != m.from.custodian;
        if (between && m.to.custodian != address(0)) return Restriction.CustodianToCustodian;
        return Restriction.None;
    }

    /// @dev The sender's own standing does not matter.
    function _judgeRules(RawMove memory m, Transit memory t, Config config)
        internal
        view
        override
        returns (Restriction)
    {
        if (m.kind != KIND_SETTLEMENT) return super._judgeRules(m, t, config);
        if (_isStopped(config)) return _judgeStop(config);
        if (t.bar != Restriction.None) return t.bar;
        if (t.receiver.isInvestor()) t.receiverStanding = _standingOf(t.receiver);
        return _judgeParties(t.sender, t.receiver, Standing.wrap(0), t.receiverStanding, config);
    }

    /// @inheritdoc PartitionTransfers
    function _judgeHeld(RawMove memory m, Transit memory t, Config config)
        internal
        view
        override
        returns (Restriction)
    {
        if (m.kind != KIND_SETTLEMENT) return super._judgeHeld(m, t, config);
        uint256 held = _heldIn(m.from, _sending(m, t.from));
        if (m.amount > held) return Restriction.InsufficientBalance;
        if (_isOdd(m.amount, config)) return Restriction.AmountNotMultiple;
        if (m.amount > EncumbranceRules.free(held, 0, _frozenIn(m, t.from))) return Restriction.AmountLocked;
        return _judgePartitionLock(m.from);
    }

    /// @dev A lock of the position itself does not stop a settlement: the holder can set it, and would escape. One that opens
    /// it opens the partition's, too.
    function _judgePartitionLock(PositionKey memory from) private view returns (Restriction) {
        bool opened = from.custodian == address(0) && _positionLockOf(from.partition, from.account) == UNLOCKED;
        if (opened || !_locks(_partitions[from.partition].lockedUntil)) return Restriction.None;
        return Restriction.PartitionLocked;
    }
}
