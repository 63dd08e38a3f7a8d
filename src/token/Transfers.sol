// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../interfaces/ICustodian.sol";
import {IModuleHooks} from "../interfaces/IModule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ITokenTerms} from "../interfaces/ITokenTerms.sol";
import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {ForeignCalls} from "../libraries/ForeignCalls.sol";
import {Holding} from "../types/Holding.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../types/Modules.sol";
import {KIND_DEPOSIT, KIND_TREASURY_TRANSFER} from "../types/Move.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {RawMove} from "../types/RawMove.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {
    Config,
    DEFAULT_LOCKED,
    HAS_GRANULARITY,
    ISSUER_PAUSED,
    NOT_APPROVED,
    SPLIT_PENDING,
    TOKEN_PAUSED
} from "./Config.sol";
import {PlainTransfers} from "./PlainTransfers.sol";
import {Position, Positions} from "./Positions.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Transfers
/// @notice The one way in which anything moves: route, judge, keep the issuer's counts, write, notify modules. A dry run
/// takes the same way up to the verdict. Shares of other partitions than the default one move this way, too; what differs
/// for them is in `PartitionTransfers`.
abstract contract Transfers is PlainTransfers {
    using Positions for Position;

    /// @dev Gas for a custodian's answer about a deposit.
    uint256 private constant DEPOSIT_GAS = 50_000;

    /// @dev What a move finds: both holdings, whom they belong to and how those stand. `bar`: refused for its shape.
    /// `asksCustodian`: a deposit that the custodian may refuse. `question`: what modules were asked, `refuser`: one more
    /// than the place of the module that refuses, `reason`: why.
    struct Transit {
        Holding from;
        Holding to;
        Party sender;
        Party receiver;
        Standing receiverStanding;
        Restriction bar;
        bool asksCustodian;
        bytes question;
        uint256 refuser;
        bytes reason;
    }

    /* ------------------------------------------------- routing ------------------------------------------------ */

    /// @dev A direct transfer (kind zero), or a deposit if the receiver is a custodian: then the sender becomes beneficial owner.
    function _route(address from, address to, uint256 amount, Config config)
        internal
        view
        returns (RawMove memory m, Transit memory t)
    {
        (m.operator, m.initiator, m.amount) = (msg.sender, msg.sender, amount);
        (m.from.account, m.to.account) = (from, to);
        t.from = _present(address(0), from, config);
        t.to = _present(address(0), to, config);
        t.sender = _partyOf(t.from, from, config);
        (t.receiver, t.receiverStanding) = to == from ? (t.sender, t.receiverStanding) : _identify(t.to, to, config);
        if (to == address(0) || to == address(this)) t.bar = Restriction.InvalidReceiver;
        if (t.sender.isIssuer()) m.kind = KIND_TREASURY_TRANSFER;
        if (!t.receiver.isCustodian()) return (m, t);

        if (!t.receiver.approved()) t.bar = Restriction.CustodianNotApproved;
        if (t.sender.isIssuer()) t.bar = Restriction.InvalidReceiver;
        if (t.sender.isCustodian()) t.bar = Restriction.CustodianToCustodian;
        t.asksCustodian = t.receiver.asksDeposits();
        m.kind = KIND_DEPOSIT;
        (m.to.custodian, m.to.account) = (to, from);
        t.to = _present(to, from, config);
        t.receiver = t.sender;
    }

    function _routeCustody(RawMove memory m, Config config) internal view returns (Transit memory t) {
        _load(m, t, config);
        bool internally = m.to.custodian != address(0);
        bool ownWithdrawal = !internally && (m.to.account == m.from.account || t.sender.isSameInvestor(t.receiver));
        if (!_roleOf(m.from.custodian).approved() && !ownWithdrawal) t.bar = Restriction.CustodianNotApproved;
        if (internally && t.receiver.isIssuer()) t.bar = Restriction.InvalidReceiver;
        if (t.receiver.isCustodian()) t.bar = Restriction.CustodianToCustodian;
        if (m.to.account == address(0) || m.to.account == address(this)) t.bar = Restriction.InvalidReceiver;
    }

    /// @dev New shares are judged like a transfer from a treasury that holds enough. The supply has grown.
    function _routeIssue(RawMove memory m, Config config) internal view returns (Transit memory t) {
        address to = m.to.account;
        t.from = t.from.withBalance(m.amount);
        t.to = _present(m.to.custodian, to, config);
        t.sender = partyOfKind(PartyKind.Issuer);
        (t.receiver, t.receiverStanding) = _identifyOwner(t.to, m.to.custodian, to, config);
        if (to == address(0) || to == address(this)) t.bar = Restriction.InvalidReceiver;
    }

    function _load(RawMove memory m, Transit memory t, Config config) internal view {
        t.from = _present(m.from.custodian, m.from.account, config);
        t.to = _present(m.to.custodian, m.to.account, config);
        t.sender = _ownerOf(t.from, m.from.custodian, m.from.account, config);
        t.receiver = t.sender;
        if (m.to.account == m.from.account) return;
        (t.receiver, t.receiverStanding) = _identifyOwner(t.to, m.to.custodian, m.to.account, config);
    }

    /* ------------------------------------------------- judging ------------------------------------------------ */

    /// @dev The verdict of a dry run: shape, parties, limits, amounts, modules; `_execute` gives the same.
    function _judge(RawMove memory m, Transit memory t, Config config) internal view returns (Restriction code) {
        code = _judgeRules(m, t, config);
        if (code != Restriction.None || m.amount == 0) return code;

        code = _judgeCount(m, t);
        return code == Restriction.None ? _judgeAmount(m, t, config) : code;
    }

    function _judgeCount(RawMove memory m, Transit memory t) internal view returns (Restriction) {
        (bool counted, bool opens, bool closes) = _edges(m, t);
        if (!counted) return Restriction.None;
        return _issuer().checkInvestorCount(t.sender, t.receiver, opens, closes, t.receiverStanding);
    }

    /// @dev Moving nothing is always legal, but not to nowhere.
    function _judgeRules(RawMove memory m, Transit memory t, Config config)
        internal
        view
        virtual
        returns (Restriction)
    {
        Restriction bar = t.bar;
        if (m.amount == 0) return bar == Restriction.InvalidReceiver ? bar : Restriction.None;
        if (_isStopped(config)) return _judgeStop(config);
        if (bar != Restriction.None) return bar;
        Standing sender;
        (sender, t.receiverStanding) =
            _standingsOf(t.sender, m.from.account, t.receiver, m.to.account, t.receiverStanding);
        return _judgeParties(t.sender, t.receiver, sender, t.receiverStanding, config);
    }

    function _isStopped(Config config) internal pure returns (bool) {
        return config.isOn(TOKEN_PAUSED | ISSUER_PAUSED | NOT_APPROVED | SPLIT_PENDING);
    }

    function _judgeStop(Config config) internal pure returns (Restriction) {
        if (config.isOn(TOKEN_PAUSED)) return Restriction.TokenRestricted;
        if (config.isOn(ISSUER_PAUSED)) return Restriction.IssuerRestricted;
        return config.isOn(NOT_APPROVED) ? Restriction.TokenNotApproved : Restriction.SplitPending;
    }

    /// @dev What the token itself may object to: amounts, then the custodian that is to keep them, then modules.
    function _judgeAmount(RawMove memory m, Transit memory t, Config config) internal view returns (Restriction code) {
        code = _judgeHeld(m, t, config);
        if (t.asksCustodian && code == Restriction.None && !_acceptsDeposit(m)) return Restriction.DepositRefused;
        if (config.hooks() & HOOK_CHECK_TRANSFER == 0 || code != Restriction.None) return code;
        t.question = m.callOf(IModuleHooks.checkTransfer.selector);
        (uint256 refuser, bytes memory reason) = _askModules(t.question, gasleft(), config);
        if (refuser == 0) return Restriction.None;
        (t.refuser, t.reason) = (refuser, reason);
        return Restriction.ModuleRefused;
    }

    /// @dev Anything but `true` refuses, so that a custodian that fails keeps nothing that it would not send back.
    function _acceptsDeposit(RawMove memory m) private view returns (bool) {
        bytes memory question =
            abi.encodeCall(ICustodian.acceptsDeposit, (ISecurityToken(address(this)), m.to.account, m.amount));
        (bool success, uint256 answer) = ForeignCalls.tryWord(m.to.custodian, DEPOSIT_GAS, question);
        return success && answer == 1;
    }

    /// @dev Whether the sending position holds the amount, and what of it may leave. Of the default partition, the only
    /// one that the ledger moves.
    function _judgeHeld(RawMove memory m, Transit memory t, Config config) internal view virtual returns (Restriction) {
        if (m.amount > t.from.balance()) return Restriction.InsufficientBalance;
        if (t.from.flags() == 0 && !config.isOn(HAS_GRANULARITY | DEFAULT_LOCKED)) return Restriction.None;
        return _judgeTies(m, t, config);
    }

    /// @dev The same for a position or a token of which not everything moves. Flags of what ties nothing any more go.
    function _judgeTies(RawMove memory m, Transit memory t, Config config) private view returns (Restriction) {
        if (_isOdd(m.amount, config)) return Restriction.AmountNotMultiple;
        Holding from = t.from;
        if (from.flags() == 0) return _judgeDefaultLocks(m, 0, config);

        (uint256 apart, uint40 lockedUntil) = _apartOf(m.from.account, from);
        uint256 held = from.balance() - apart;
        if (m.amount > held) return Restriction.InsufficientBalance;
        (uint256 encumbered, uint256 empty) = _encumberedOf(m.from.positionId(), from.flags(), config);
        if (m.amount > EncumbranceRules.free(held, encumbered, _frozenIn(m, from))) return Restriction.AmountLocked;
        if (apart == 0 && lockedUntil == 0) empty |= APART_FLAG;
        t.from = from.withFlags(from.flags() & ~empty);
        return _judgeDefaultLocks(m, lockedUntil, config);
    }

    /// @dev The word of the sending position: the account's own in the default partition, the only one that the ledger
    /// moves.
    function _sending(RawMove memory, Holding from) internal view virtual returns (Holding) {
        return from;
    }

    /// @dev What is frozen of the sending position. Nothing is frozen in custody: no word there has the flag.
    function _frozenIn(RawMove memory m, Holding from) internal view virtual returns (uint256) {
        return _frozenOf(m.from.account, from);
    }

    /// @dev The word of the receiving position, likewise.
    function _receiving(RawMove memory, Holding to) internal view virtual returns (Holding) {
        return to;
    }

    function _isOdd(uint256 amount, Config config) internal view returns (bool) {
        return config.isOn(HAS_GRANULARITY) && amount % _granularity != 0;
    }

    /// @dev Whether the move fills an investor's empty position, and whether it empties one that counts for the sender.
    /// The issuer counts each investor's positions; it need not hear of a move that leaves their number.
    function _edges(RawMove memory m, Transit memory t) private pure returns (bool counted, bool opens, bool closes) {
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

    function _isSelf(RawMove memory m) internal pure returns (bool) {
        return m.from.account == m.to.account && m.from.custodian == m.to.custodian;
    }

    /// @dev Where the sender sent it: a deposit goes to the custodian.
    function _target(RawMove memory m) internal pure returns (address) {
        return m.from.custodian == address(0) && m.to.custodian != address(0) ? m.to.custodian : m.to.account;
    }

    /// @dev A module that refuses is named, with its own reason.
    function _refuseMove(Restriction code, RawMove memory m, Transit memory t) internal view {
        (address from, address to) = (m.from.account, _target(m));
        if (code != Restriction.ModuleRefused) _refuse(code, from, to, m.amount);
        revert SecurityToken_ModuleRefused(_moduleAt(t.refuser - 1), t.reason, from, to, m.amount);
    }

    function _refuse(Restriction code, address from, address to, uint256 amount) internal pure {
        revert SecurityToken_TransferRefused(code, from, to, amount);
    }

    /* -------------------------------------------------- moving ------------------------------------------------ */

    /// @dev Uses up the caller's allowance; an endless one stays as it is.
    function _spend(address from, address to, uint256 amount) internal {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed < amount) _refuse(Restriction.InsufficientAllowance, from, to, amount);
        if (amount == 0) return;
        if (_isBarred(msg.sender, _config)) _refuse(Restriction.SpenderBarred, from, to, amount);
        if (allowed != type(uint256).max) _approve(from, msg.sender, allowed - amount);
    }

    /// @dev Before somebody issues shares: what it has reserved is used up first.
    function _addSupply(address issuing, uint256 amount, Config config) internal {
        _requireRoom(issuing, amount, config);
        _useReserved(issuing, amount);
        _grow(_supply, amount, config);
    }

    function _transfer(address from, address to, uint256 amount) internal {
        Config config = _advance();
        if (_transferPlainly(from, to, amount, config)) return;
        (RawMove memory m, Transit memory t) = _route(from, to, amount, config);
        _execute(m, t, config);
    }

    /// @dev Amounts and modules are judged before the issuer keeps its counts, so that modules see what a dry run
    /// shows them; the verdict about limits comes first all the same.
    function _execute(RawMove memory m, Transit memory t, Config config) internal {
        Restriction code = _judgeRules(m, t, config);
        if (code == Restriction.None && m.amount != 0) {
            _bringForward(m, t, config);
            Restriction amountCode = _judgeAmount(m, t, config);
            code = _record(m, t, false);
            if (code == Restriction.None) code = amountCode;
        }
        if (code != Restriction.None) _refuseMove(code, m, t);

        _writeMove(m, t, config);
        if (config.hooks() & HOOK_TRANSFER_TOKENS != 0 && m.amount != 0) _notifyModules(m, t.question, config);
    }

    /// @dev Both positions, as they stand after the splits that they missed. Nothing moves while a split is pending.
    function _bringForward(RawMove memory m, Transit memory t, Config config) internal {
        if (config.isOn(SPLIT_PENDING)) _refuse(Restriction.SplitPending, m.from.account, _target(m), m.amount);
        if (m.from.account != address(0)) t.from = _forward(t.from, m.from.custodian, m.from.account, config);
        t.to = _forward(t.to, m.to.custodian, m.to.account, config);
    }

    /// @dev The part for splits does it: it is rare, and its code is long.
    function _forward(Holding holding, address custodian, address account, Config config) internal returns (Holding) {
        if (holding.splitEpoch() == config.splitEpoch()) return holding;
        if (_position(custodian, account).holding.balance() == 0) return holding;
        return ITokenTerms(address(this)).bringForwardPosition(custodian, account);
    }

    function _record(RawMove memory m, Transit memory t, bool forced) internal returns (Restriction) {
        (bool counted, bool opens, bool closes) = _edges(m, t);
        if (!counted) return Restriction.None;
        return _issuer().updateInvestorCount(t.sender, t.receiver, opens, closes, t.receiverStanding, forced);
    }

    /// @dev Writes the balances and emits the events. All checks ran before, and the caller notifies modules afterwards. A
    /// zero-amount move changes no balance and emits its event.
    function _writeMove(RawMove memory m, Transit memory t, Config config) internal virtual {
        if (m.amount != 0 && !_isSelf(m)) {
            _moveShares(m, t, config);
            if (m.from.account != address(0)) _take(m, t, config);
            _store(m.to.custodian, m.to.account, t.to, t.receiver, _sum(t.to.balance(), m.amount), config);
            if (m.from.custodian != m.to.custodian) _moveTotals(m, config);
        }
        _announce(m);
    }

    function _take(RawMove memory m, Transit memory t, Config config) internal {
        uint256 left = t.from.balance() - m.amount;
        _store(m.from.custodian, m.from.account, t.from, t.sender, left, config);
    }

    /// @dev Two parts of one supply, each below 2^96.
    function _sum(uint256 a, uint256 b) private pure returns (uint256) {
        unchecked {
            return a + b;
        }
    }

    /// @dev Moves what stands apart, before the balances of both sides follow, and marks the receiver's holding. In the
    /// ledger nothing does.
    function _moveShares(RawMove memory m, Transit memory t, Config config) internal virtual {}

    function _store(address custodian, address account, Holding holding, Party party, uint256 balance, Config config)
        private
    {
        Position storage position = _position(custodian, account);
        if (holding.settled() < config.passedDates()) holding = position.settle(holding, config.passedDates());
        if (holding.party() != party) holding = _rebound(account, holding, party, balance == 0);
        position.holding = holding.withBalance(balance).withSplitEpoch(config.splitEpoch());
    }

    /// @dev Keeps an investor's binding, and counts a position that strayed as its account's present registrar has
    /// it, or no more if it ends here.
    function _rebound(address account, Holding holding, Party party, bool ends) private returns (Holding) {
        if (_strays(holding, party)) {
            Party next = ends ? partyOfKind(PartyKind.Issuer) : party;
            Standing standing = ends ? Standing.wrap(0) : _standingOf(party, account);
            _issuer().updateInvestorCount(holding.party(), next, !ends, true, standing, true);
        }
        return party.isInvestor() ? holding.withParty(party) : holding;
    }

    /// @dev A custodian's direct position follows what enters and leaves its custody.
    function _moveTotals(RawMove memory m, Config config) internal {
        if (m.from.custodian != address(0)) {
            Holding held = _forward(_direct[m.from.custodian].holding, address(0), m.from.custodian, config);
            _store(address(0), m.from.custodian, held, held.party(), held.balance() - m.amount, config);
        }
        if (m.to.custodian != address(0)) {
            Holding held = _forward(_direct[m.to.custodian].holding, address(0), m.to.custodian, config);
            _store(address(0), m.to.custodian, held, held.party(), held.balance() + m.amount, config);
        }
    }

    function _announce(RawMove memory m) private {
        if (m.from.custodian == address(0)) {
            bool deposited = m.to.custodian != address(0);
            emit IERC20.Transfer(m.from.account, deposited ? m.to.custodian : m.to.account, m.amount);
            if (deposited) emit CustodyTransferred(m.to.custodian, address(0), m.to.account, m.amount);
            return;
        }
        bool withdrawn = m.to.custodian == address(0);
        if (withdrawn) emit IERC20.Transfer(m.from.custodian, m.to.account, m.amount);
        emit CustodyTransferred(m.from.custodian, m.from.account, withdrawn ? address(0) : m.to.account, m.amount);
    }
}
