// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding} from "../types/Holding.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../types/Modules.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config, ISSUER_PAUSED, TOKEN_PAUSED} from "./Config.sol";
import {Modular} from "./Modular.sol";
import {Parties} from "./Parties.sol";
import {Position, Positions} from "./Positions.sol";
import {RecordDates} from "./RecordDates.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Transfers
/// @notice The one way in which anything moves: route, judge, keep the issuer's counts, write, tell. A dry run takes
/// the same way up to the verdict.
abstract contract Transfers is Parties, RecordDates, Modular {
    using Positions for Position;

    /// @dev What a move finds: both holdings, whom they belong to and how those stand. `bar`: refused for its shape.
    struct Transit {
        Holding from;
        Holding to;
        Party sender;
        Party receiver;
        Standing receiverStanding;
        Restriction bar;
    }

    /* ------------------------------------------------- routing ------------------------------------------------ */

    /// @dev A direct transfer, or a deposit if the receiver is a custodian: then the sender becomes beneficial owner.
    function _route(address from, address to, uint256 amount, Config config)
        internal
        view
        returns (Move memory m, Transit memory t)
    {
        (m.from, m.to, m.amount) = (from, to, amount);
        _load(m, t, config);
        if (to == address(0) || to == address(this)) t.bar = Restriction.InvalidReceiver;
        if (!t.receiver.isCustodian()) return (m, t);

        if (!t.receiver.approved()) t.bar = Restriction.CustodianNotApproved;
        if (t.sender.isIssuer()) t.bar = Restriction.InvalidReceiver;
        if (t.sender.isCustodian()) t.bar = Restriction.CustodianToCustodian;
        m.custodianTo = to;
        m.to = from;
        t.to = _position(to, from).holding;
        t.receiver = t.sender;
    }

    function _routeCustody(Move memory m, Config config) internal view returns (Transit memory t) {
        _load(m, t, config);
        bool internally = m.custodianTo != address(0);
        bool ownWithdrawal = !internally && t.sender.id() == t.receiver.id();
        if (!_custodian(m.custodianFrom).approved() && !ownWithdrawal) t.bar = Restriction.CustodianNotApproved;
        if (internally && t.receiver.isIssuer()) t.bar = Restriction.InvalidReceiver;
        if (t.receiver.isCustodian()) t.bar = Restriction.CustodianToCustodian;
        if (m.to == address(0) || m.to == address(this)) t.bar = Restriction.InvalidReceiver;
    }

    /// @dev The party of an account's direct position: a custodian's is always kept there.
    function _custodian(address account) internal view returns (Party) {
        return _direct[account].holding.party();
    }

    function _load(Move memory m, Transit memory t, Config config) internal view {
        t.from = _position(m.custodianFrom, m.from).holding;
        t.to = _position(m.custodianTo, m.to).holding;
        t.sender = _partyOf(t.from, m.from, config);
        t.receiver = m.to == m.from ? t.sender : _partyOf(t.to, m.to, config);
    }

    /* ------------------------------------------------- judging ------------------------------------------------ */

    function _restrictionOf(address from, address to, uint256 amount) internal view returns (Restriction) {
        Config config = _config;
        (Move memory m, Transit memory t) = _route(from, to, amount, config);
        return _judge(m, t, config);
    }

    /// @dev The verdict of a dry run: shape, parties, limits, amounts, modules; `_execute` gives the same.
    function _judge(Move memory m, Transit memory t, Config config) internal view returns (Restriction code) {
        code = _judgeRules(m, t, config);
        if (code != Restriction.None || m.amount == 0) return code;

        (bool counted, bool opens, bool closes) = _edges(m, t);
        if (counted) code = _issuer().checkPositions(t.sender, t.receiver, opens, closes, t.receiverStanding);
        return code == Restriction.None ? _judgeAmount(m, t, config) : code;
    }

    /// @dev Moving nothing is always legal, but not to nowhere.
    function _judgeRules(Move memory m, Transit memory t, Config config) private view returns (Restriction) {
        Restriction bar = t.bar;
        if (m.amount == 0) return bar == Restriction.InvalidReceiver ? bar : Restriction.None;
        if (config.isOn(TOKEN_PAUSED | ISSUER_PAUSED)) {
            return config.isOn(TOKEN_PAUSED) ? Restriction.TokenRestricted : Restriction.IssuerRestricted;
        }
        if (bar != Restriction.None) return bar;
        Standing sender;
        (sender, t.receiverStanding) = _standingsOf(t.sender, t.receiver);
        return _judgeParties(t.sender, t.receiver, sender, t.receiverStanding, config);
    }

    /// @dev What the token itself may object to: amounts, then modules.
    function _judgeAmount(Move memory m, Transit memory t, Config config) private view returns (Restriction) {
        uint256 balance = t.from.balance();
        if (m.amount > balance) return Restriction.InsufficientBalance;
        if (t.from.flags() != 0 && m.custodianFrom == address(0)) {
            if (m.amount > balance - _encumberedOf(m.from, t.from, config.encumbering())) {
                return Restriction.AmountLocked;
            }
        }
        if (config.hooks() & HOOK_CHECK_TRANSFER != 0 && !_modulesPermit(m, config)) return Restriction.ModuleRefused;
        return Restriction.None;
    }

    /// @dev Whether the move fills an investor's empty position, and whether it empties one that counts for the sender.
    /// The issuer counts each investor's positions; it need not hear of a move that leaves their number.
    function _edges(Move memory m, Transit memory t) private pure returns (bool counted, bool opens, bool closes) {
        opens = t.to.balance() == 0 && t.receiver.isInvestor();
        closes = t.from.balance() == m.amount && t.sender.isInvestor() && !_strays(t.from, t.sender);
        counted = (opens != closes || (opens && !t.sender.isSameInvestor(t.receiver))) && !_isSelf(m);
    }

    /// @dev Whether a position is counted as another registrar's, or under another id, than its account answers to now:
    /// each registrar may know an account under an id of its own.
    function _strays(Holding holding, Party party) private pure returns (bool) {
        Party kept = holding.party();
        return kept != party && kept.isInvestor() && holding.balance() != 0;
    }

    function _isSelf(Move memory m) private pure returns (bool) {
        return m.from == m.to && m.custodianFrom == m.custodianTo;
    }

    /// @dev Where the sender sent it: a deposit goes to the custodian.
    function _target(Move memory m) private pure returns (address) {
        return m.custodianFrom == address(0) && m.custodianTo != address(0) ? m.custodianTo : m.to;
    }

    function _refuse(Restriction code, address from, address to, uint256 amount) internal pure {
        revert SecurityToken_TransferRefused(code, from, to, amount);
    }

    /* -------------------------------------------------- moving ------------------------------------------------ */

    /// @dev Uses up the caller's allowance; an endless one stays.
    function _spend(address from, address to, uint256 amount) internal {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed < amount) _refuse(Restriction.InsufficientAllowance, from, to, amount);
        if (allowed != type(uint256).max) _allowances[from][msg.sender] = allowed - amount;
    }

    function _transfer(address from, address to, uint256 amount) internal {
        Config config = _advance();
        (Move memory m, Transit memory t) = _route(from, to, amount, config);
        _execute(m, t, config);
    }

    /// @dev Amounts and modules are judged before the issuer keeps its counts, so that modules see what a dry run
    /// shows them; the limits' verdict comes first all the same.
    function _execute(Move memory m, Transit memory t, Config config) internal {
        Restriction code = _judgeRules(m, t, config);
        if (code == Restriction.None && m.amount != 0) {
            Restriction amountCode = _judgeAmount(m, t, config);
            code = _record(m, t, false);
            if (code == Restriction.None) code = amountCode;
        }
        if (code != Restriction.None) _refuse(code, m.from, _target(m), m.amount);

        _write(m, t, config);
    }

    /// @dev A forced move: whatever its owner, locks or a pause say.
    function _force(Move memory m, Config config) internal {
        Transit memory t;
        _load(m, t, config);
        if (t.from.party().isInvestor()) t.sender = t.from.party();
        if (t.sender.isCustodian()) _refuse(Restriction.SenderNotRegistered, m.from, m.to, m.amount);
        uint256 balance = t.from.balance();
        if (m.amount > balance) _refuse(Restriction.InsufficientBalance, m.from, m.to, m.amount);
        if (t.receiver.isInvestor()) t.receiverStanding = _standingOf(t.receiver);
        Restriction code = _judgeForced(t.receiver, t.receiverStanding, config);
        if (code != Restriction.None) _refuse(code, m.from, m.to, m.amount);

        if (m.amount != 0) _record(m, t, true);
        _cutEncumbrances(m.from, t.from, balance - m.amount, config);
        _write(m, t, config);
    }

    /// @dev Takes free shares from a direct position, of an investor or the treasury, and from the supply, before any
    /// module is told. Of nothing taken, none is asked or told.
    function _redeem(address from, uint256 amount, Config config) internal {
        Move memory m;
        Transit memory t;
        (m.from, m.amount) = (from, amount);
        t.from = _direct[from].holding;
        t.sender = t.from.party().isInvestor() ? t.from.party() : _partyOf(t.from, from, config);
        t.receiver = partyOfKind(PartyKind.Issuer);
        if (!t.sender.isOwner()) _refuse(Restriction.SenderNotRegistered, from, address(0), amount);
        Restriction code = amount == 0 ? Restriction.None : _judgeAmount(m, t, config);
        if (code != Restriction.None) _refuse(code, from, address(0), amount);

        if (amount != 0) {
            _record(m, t, true);
            _store(_direct[from], _cleared(from, t.from, config), t.sender, t.from.balance() - amount, config);
            Holding supply = _supply.holding;
            _supply.holding = _supply.settle(supply, config.passedDates()).withBalance(supply.balance() - amount);
        }
        emit IERC20.Transfer(from, address(0), amount);
        if (config.hooks() & HOOK_TRANSFER_TOKENS != 0 && amount != 0) _notifyModules(m, config);
    }

    function _record(Move memory m, Transit memory t, bool forced) private returns (Restriction) {
        (bool counted, bool opens, bool closes) = _edges(m, t);
        if (!counted) return Restriction.None;
        return _issuer().recordPositions(t.sender, t.receiver, opens, closes, t.receiverStanding, forced);
    }

    /// @dev Effects, events, then hooks. Judged before: nothing here refuses. Of nothing moved, nobody is told.
    function _write(Move memory m, Transit memory t, Config config) private {
        if (m.amount != 0 && !_isSelf(m)) {
            if (m.from != address(0)) {
                Holding from = t.from.flags() == 0 ? t.from : _cleared(m.from, t.from, config);
                _store(_position(m.custodianFrom, m.from), from, t.sender, from.balance() - m.amount, config);
            }
            _store(_position(m.custodianTo, m.to), t.to, t.receiver, t.to.balance() + m.amount, config);
            if (m.custodianFrom != m.custodianTo) _moveTotals(m, config);
        }
        _announce(m);
        if (config.hooks() & HOOK_TRANSFER_TOKENS != 0 && m.amount != 0) _notifyModules(m, config);
    }

    function _store(Position storage position, Holding holding, Party party, uint256 balance, Config config) private {
        if (holding.settled() < config.passedDates()) holding = position.settle(holding, config.passedDates());
        if (holding.party() != party) holding = _rebound(holding, party, balance == 0);
        position.holding = holding.withBalance(balance);
    }

    /// @dev Keeps an investor's binding, and counts a position that strayed as its account's present registrar and id
    /// have it, or no more if it ends here.
    function _rebound(Holding holding, Party party, bool ends) private returns (Holding) {
        if (_strays(holding, party)) {
            Party next = ends ? partyOfKind(PartyKind.Issuer) : party;
            Standing standing = ends ? Standing.wrap(0) : _standingOf(party);
            _issuer().recordPositions(holding.party(), next, !ends, true, standing, true);
        }
        return party.isInvestor() ? holding.withParty(party) : holding;
    }

    /// @dev A custodian's direct position follows what enters and leaves its custody.
    function _moveTotals(Move memory m, Config config) private {
        if (m.custodianFrom != address(0)) {
            Holding held = _direct[m.custodianFrom].holding;
            _store(_direct[m.custodianFrom], held, held.party(), held.balance() - m.amount, config);
        }
        if (m.custodianTo != address(0)) {
            Holding held = _direct[m.custodianTo].holding;
            _store(_direct[m.custodianTo], held, held.party(), held.balance() + m.amount, config);
        }
    }

    function _announce(Move memory m) private {
        if (m.custodianFrom == address(0)) {
            emit IERC20.Transfer(m.from, _target(m), m.amount);
            if (m.custodianTo != address(0)) emit CustodyTransferred(m.custodianTo, address(0), m.to, m.amount);
            return;
        }
        bool withdrawn = m.custodianTo == address(0);
        if (withdrawn) emit IERC20.Transfer(m.custodianFrom, m.to, m.amount);
        emit CustodyTransferred(m.custodianFrom, m.from, withdrawn ? address(0) : m.to, m.amount);
    }
}
