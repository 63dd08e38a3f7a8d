// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenRules} from "../interfaces/ITokenRules.sol";
import {Eligibility} from "../libraries/Eligibility.sol";
import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {Holding} from "../types/Holding.sol";
import {Act, Sides} from "../types/Judgement.sol";
import {KIND_ISSUE, KIND_SETTLEMENT, KIND_SWEEP, KIND_TRANSFER, KIND_WITHDRAWAL} from "../types/Move.sol";
import {UNLOCKED} from "../types/Partition.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove} from "../types/RawMove.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config, SPLIT_PENDING} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {TokenQuestions} from "./TokenQuestions.sol";

/// @title TokenRules
/// @notice Code of every token that judges moves of all partitions; the ledger alone judges its own.
contract TokenRules is TokenQuestions {
    /// @inheritdoc ITokenRules
    function judge(RawMove calldata asked, Act act) external view returns (Sides memory) {
        Config config = _config;
        RawMove memory m = asked;
        Transit memory t;
        if (act == Act.Move) (m, t) = _judgeMove(m, config);
        else _judgeOrder(m, t, act, config);
        return Sides(m.kind, m.to.custodian, m.to.account, t.sender, t.receiver, t.receiverStanding, t.from.flags());
    }

    /* ---------------------------------------------- what is asked of all -------------------------------------- */

    /// @dev The issuer judges its limits when it counts, and its verdict comes before what the token objects to.
    function _judgeMove(RawMove memory asked, Config config) private view returns (RawMove memory m, Transit memory t) {
        (m, t) = _routeMove(asked, config);
        Restriction code = _judgeRules(m, t, config);
        if (code == Restriction.None && m.amount != 0) {
            Restriction amountCode = _judgeAmount(m, t, config);
            if (amountCode != Restriction.None) code = _judgeCount(m, t);
            if (code == Restriction.None) code = amountCode;
        }
        if (code != Restriction.None) _refuseMove(code, m, t);
    }

    function _routeMove(RawMove memory asked, Config config) private view returns (RawMove memory m, Transit memory t) {
        if (asked.kind == KIND_TRANSFER) _requireSpender(asked, config);
        if (asked.kind == KIND_SWEEP) _requireSweepable(asked.from.account, asked.to.account, config);
        _requireRead(asked.data);
        if (asked.kind == KIND_ISSUE) return (asked, _routeIssueAt(asked, config));
        if (asked.kind == KIND_SETTLEMENT) return (asked, _routeSettlement(asked, config));
        if (asked.kind == KIND_WITHDRAWAL) return (asked, _routeCustody(asked, config));
        Restriction code;
        (m, t, code) = _routeBetween(
            asked.from.partition, asked.to.partition, asked.from.account, asked.to.account, asked.amount, config
        );
        if (code != Restriction.None) _refuse(code, asked.from.account, asked.to.account, asked.amount);
        (m.operator, m.initiator, m.data) = (asked.operator, asked.initiator, asked.data);
        if (asked.kind == KIND_SWEEP) m.kind = KIND_SWEEP;
    }

    /// @dev The account that collects is the investor's own, and no custodian's, where this were a deposit.
    function _requireSweepable(address from, address to, Config config) private view {
        Party sender = _partyOf(_direct[from].holding, from, config);
        _requireOneInvestor(from, sender, to, _partyOf(_direct[to].holding, to, config));
        if (!_sweepable[from]) revert SecurityToken_SweepNotAllowed(from);
    }

    /// @dev Who moves another's shares, which that one has not signed for, may deal himself.
    function _requireSpender(RawMove memory m, Config config) private view {
        bool own = m.operator == m.from.account || m.initiator == m.from.account || m.amount == 0;
        if (own || !_isBarred(m.operator, config)) return;
        _refuse(Restriction.SpenderBarred, m.from.account, m.to.account, m.amount);
    }

    /* ------------------------------------------------- settlement --------------------------------------------- */

    /// @dev The receiver obeys all rules. The sender agreed when the module encumbered the amount: of its side only what the
    /// issuer itself stops does matter, see docs/decisions/0016-encumbrances.md.
    function _routeSettlement(RawMove memory m, Config config) private view returns (Transit memory t) {
        _load(m, t, config);
        if (t.from.party().isInvestor()) t.sender = t.from.party();
        t.bar = _barSettlement(m);
        if (m.to.custodian != address(0)) _enterCustody(m.to.custodian, t);
        if (m.to.custodian == m.from.custodian) t.asksCustodian = false;
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
        if (t.receiver.isInvestor()) t.receiverStanding = _standingOf(t.receiver, m.to.account);
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

    /* --------------------------------------------------- orders ----------------------------------------------- */

    /// @dev What the issuer or a module orders, whether the holder agrees or not. Nothing of it happens while a split is pending.
    function _judgeOrder(RawMove memory m, Transit memory t, Act act, Config config) private view {
        if (config.isOn(SPLIT_PENDING)) _refuseMove(Restriction.SplitPending, m, t);
        if (act == Act.Redemption) _loadSender(m, t, config);
        else _load(m, t, config);
        Restriction code;
        if (act == Act.Change) code = _judgeHeld(m, t, config);
        else if (act == Act.Force) code = _judgeForce(m, t, config);
        else if (act == Act.Redemption) code = _judgeRedemption(m, t, config);
        else if (act == Act.Recovery) code = _judgeRecovery(m, t);
        else if (t.sender.isCustodian()) code = Restriction.PartitionNotAtCustodian;
        else code = _judgeAmount(m, t, config);
        if (code != Restriction.None) _refuseMove(code, m, t);
    }

    /// @dev Out of the treasury it is no force: the part that moves shares asks again, as about a transfer.
    function _judgeForce(RawMove memory m, Transit memory t, Config config) private view returns (Restriction code) {
        if (t.sender.isIssuer()) return Restriction.None;
        if (t.from.party().isInvestor()) t.sender = t.from.party();
        if (t.sender.isCustodian()) return Restriction.SenderNotRegistered;
        if (t.receiver.isInvestor()) t.receiverStanding = _standingOf(t.receiver, m.to.account);
        code = _judgeTaking(m, t.from, config);
        return code == Restriction.None ? _judgeForced(t.receiver, t.receiverStanding, config) : code;
    }

    function _loadSender(RawMove memory m, Transit memory t, Config config) private view {
        t.from = _present(m.from.custodian, m.from.account, config);
        t.sender =
            t.from.party().isInvestor() ? t.from.party() : _ownerOf(t.from, m.from.custodian, m.from.account, config);
        t.receiver = partyOfKind(PartyKind.Issuer);
    }

    function _judgeRedemption(RawMove memory m, Transit memory t, Config config)
        private
        view
        returns (Restriction code)
    {
        code = Eligibility.senderKind(t.sender);
        if (code != Restriction.None) return code;
        if (m.kind.isForced()) return _judgeTaking(m, t.from, config);
        return m.amount == 0 ? code : _judgeAmount(m, t, config);
    }

    /// @dev What even force cannot take.
    function _judgeTaking(RawMove memory m, Holding from, Config config) private view returns (Restriction) {
        if (m.amount > _heldIn(m.from, _sending(m, from))) return Restriction.InsufficientBalance;
        return _isOdd(m.amount, config) ? Restriction.AmountNotMultiple : Restriction.None;
    }

    /// @dev In custody, where the account was found lost before, the receiver must be an investor; directly it is the same one,
    /// whom its registrar has barred from the lost account alone. A registrar that gives no answer bars nobody: it is asked in a
    /// way that reverts then.
    function _judgeRecovery(RawMove memory m, Transit memory t) private view returns (Restriction) {
        if (m.from.custodian != address(0)) {
            if (!t.receiver.isInvestor()) return Restriction.ReceiverNotRegistered;
            t.receiverStanding = _standingOf(t.receiver, m.to.account);
            return Restriction.None;
        }
        if (m.from.account == m.to.account) revert SecurityToken_SelfTransfer(m.from.account);
        _requireOneInvestor(m.from.account, t.sender, m.to.account, t.receiver);
        if (!_standingNow(t.sender, m.from.account).restricted()) revert SecurityToken_NotBarred(m.from.account);
        t.receiverStanding = _standingNow(t.receiver, m.to.account);
        return t.receiverStanding.restricted() ? Restriction.ReceiverRestricted : Restriction.None;
    }

    function _standingNow(Party party, address account) private view returns (Standing) {
        return _registrarOf(party).currentStanding(party.id(), account);
    }
}
