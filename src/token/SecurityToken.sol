// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {RestrictionTexts} from "../libraries/RestrictionTexts.sol";
import {Governed} from "../multisig/Governed.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ISSUE,
    PERMISSION_RECORD_DATE
} from "../types/Modules.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Modular} from "./Modular.sol";
import {Position, Positions} from "./Positions.sol";
import {RecordDates} from "./RecordDates.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @title SecurityToken
contract SecurityToken is Governed, RecordDates, Modular {
    using Positions for Position;

    /// @dev What a move finds: both holdings and whom they belong to. `bar`: refused for its shape alone.
    struct Transit {
        Holding from;
        Holding to;
        Party sender;
        Party receiver;
        Restriction bar;
    }

    string public name;
    string public symbol;
    uint8 public immutable decimals;

    mapping(address owner => mapping(address spender => uint256)) private _allowances;

    constructor(IIssuingEntity issuer_, string memory name_, string memory symbol_, uint8 decimals_) Governed(issuer_) {
        if (decimals_ > 18) revert SecurityToken_InvalidDecimals(decimals_);
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
    }

    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @inheritdoc IERC20
    function totalSupply() external view returns (uint256) {
        return _supply.holding.balance();
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) external view returns (uint256) {
        return _positions[address(0)][account].holding.balance();
    }

    /// @inheritdoc ISecurityToken
    function custodyBalanceOf(address custodian, address account) external view returns (uint256) {
        return _positions[custodian][account].holding.balance();
    }

    /// @inheritdoc IERC20
    function allowance(address owner, address spender) external view returns (uint256) {
        return _allowances[owner][spender];
    }

    /* ------------------------------------------------ transfers ----------------------------------------------- */

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed < amount) _refuse(Restriction.InsufficientAllowance, from, to, amount);
        if (allowed != type(uint256).max) _allowances[from][msg.sender] = allowed - amount;

        _transfer(from, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function approve(address spender, uint256 amount) external returns (bool) {
        if (spender == address(0)) revert SecurityToken_InvalidSpender(spender);

        _allowances[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function checkTransfer(address from, address to, uint256 amount) external view returns (bool) {
        Restriction code = _restrictionOf(from, to, amount);
        if (code != Restriction.None) _refuse(code, from, to, amount);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function detectTransferRestriction(address from, address to, uint256 amount) external view returns (uint8) {
        return uint8(_restrictionOf(from, to, amount));
    }

    /// @inheritdoc ISecurityToken
    function messageForTransferRestriction(uint8 code) external pure returns (string memory) {
        return RestrictionTexts.text(code);
    }

    /// @inheritdoc ISecurityToken
    function canTransfer(address to, uint256 amount, bytes calldata) external view returns (bool, bytes1, bytes32) {
        Restriction code = _restrictionOf(msg.sender, to, amount);
        return (code == Restriction.None, bytes1(uint8(code)), bytes32(0));
    }

    /// @inheritdoc ISecurityToken
    function detectCustodyRestriction(address custodian, address from, address to, uint256 amount, bool withdraw)
        external
        view
        returns (Restriction)
    {
        Move memory m = Move(from, custodian, to, withdraw ? address(0) : custodian, amount);
        return _judge(m, _routeCustody(m));
    }

    /* -------------------------------------------- issuer's functions ------------------------------------------ */

    /// @inheritdoc ISecurityToken
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _issue(to, amount, data);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        if (to.length != amounts.length) revert SecurityToken_LengthMismatch(to.length, amounts.length);

        for (uint256 i; i < to.length; ++i) {
            _issue(to[i], amounts[i], data);
        }
        return true;
    }

    /// @inheritdoc ISecurityToken
    function transferTreasury(address to, uint256 amount) external returns (bool) {
        if (!_checkAuthority()) return false;
        _transfer(address(issuer), to, amount);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function controllerTransfer(
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkAuthority()) return false;
        if (from == to) revert SecurityToken_SelfTransfer(from);

        emit ControllerTransfer(msg.sender, from, to, amount, data, operatorData);
        _force(Move(from, address(0), to, address(0), amount));
        return true;
    }

    /// @inheritdoc ISecurityToken
    function isControllable() external pure returns (bool) {
        return true;
    }

    /// @inheritdoc ISecurityToken
    function scheduleRecordDate(uint40 recordDate) external returns (bool) {
        if (!_checkPermission(PERMISSION_RECORD_DATE)) return false;
        _schedule(recordDate);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function setRestriction(bool restricted) external {
        _onlyIssuer();
        _config.restricted = restricted;
        emit RestrictionSet(restricted);
    }

    /// @inheritdoc ISecurityToken
    function isRestricted() external view returns (bool) {
        return _config.restricted;
    }

    /// @inheritdoc ISecurityToken
    function attachModule(address module) external {
        _onlyIssuer();
        _attach(module);
    }

    /// @inheritdoc ISecurityToken
    function detachModule(address module) external {
        _onlyIssuer();
        _detach(module);
    }

    /* ------------------------------------------------- custody ------------------------------------------------ */

    /// @inheritdoc ISecurityToken
    function custodyTransfer(address from, address to, uint256 amount) external {
        _moveCustody(Move(from, msg.sender, to, msg.sender, amount));
    }

    /// @inheritdoc ISecurityToken
    function custodyWithdraw(address from, address to, uint256 amount) external {
        _moveCustody(Move(from, msg.sender, to, address(0), amount));
    }

    function _moveCustody(Move memory m) private {
        (bool known,) = issuer.custodianStatus(m.custodianFrom);
        if (!known) revert SecurityToken_NotCustodian(m.custodianFrom);
        _execute(m, _routeCustody(m));
    }

    /* ------------------------------------------------- routing ------------------------------------------------ */

    /// @dev A direct transfer, or a deposit if the receiver is a custodian: then the sender becomes beneficial owner.
    function _route(address from, address to, uint256 amount) private view returns (Move memory m, Transit memory t) {
        m = Move(from, address(0), to, address(0), amount);
        _load(m, t);
        if (to == address(0) || to == address(this)) t.bar = Restriction.InvalidReceiver;
        if (t.receiver.kind() != PartyKind.Custodian) return (m, t);

        if (!t.receiver.approved()) t.bar = Restriction.CustodianNotApproved;
        if (t.sender.kind() == PartyKind.Issuer) t.bar = Restriction.InvalidReceiver;
        if (t.sender.kind() == PartyKind.Custodian) t.bar = Restriction.CustodianToCustodian;
        m.custodianTo = to;
        m.to = from;
        t.to = _positions[to][from].holding;
        t.receiver = t.sender;
    }

    function _routeCustody(Move memory m) private view returns (Transit memory t) {
        _load(m, t);
        bool approved = issuer.resolve(m.custodianFrom).approved();
        bool internally = m.custodianTo != address(0);
        bool ownWithdrawal = !internally && t.sender.id() == t.receiver.id();
        if (!approved && !ownWithdrawal) t.bar = Restriction.CustodianNotApproved;
        if (internally && t.receiver.kind() == PartyKind.Issuer) t.bar = Restriction.InvalidReceiver;
        if (t.receiver.kind() == PartyKind.Custodian) t.bar = Restriction.CustodianToCustodian;
        if (m.to == address(0) || m.to == address(this)) t.bar = Restriction.InvalidReceiver;
    }

    function _load(Move memory m, Transit memory t) private view {
        t.from = _positions[m.custodianFrom][m.from].holding;
        t.to = _positions[m.custodianTo][m.to].holding;
        t.sender = _partyOf(t.from, m.from);
        t.receiver = m.to == m.from ? t.sender : _partyOf(t.to, m.to);
    }

    /// @dev The kept binding of an investor's account; anything else is asked of the issuer each time.
    function _partyOf(Holding holding, address account) private view returns (Party party) {
        party = holding.party();
        if (party.kind() != PartyKind.Investor) party = issuer.resolve(account);
    }

    /// @return changed whether the issuer is worth asking again
    function _rebind(Move memory m, Transit memory t) private view returns (bool changed) {
        Party sender = _renewed(t.sender, m.from);
        Party receiver = _renewed(t.receiver, m.to);
        changed = Party.unwrap(sender) != Party.unwrap(t.sender) || Party.unwrap(receiver) != Party.unwrap(t.receiver);
        t.sender = sender;
        t.receiver = receiver;
    }

    /// @dev The registrar of a kept binding may be accepted no more, and another one know the account.
    function _renewed(Party party, address account) private view returns (Party) {
        if (party.kind() != PartyKind.Investor) return party;
        (, bool accepted) = issuer.registrarAt(party.registrar());
        return accepted ? party : issuer.resolve(account);
    }

    /// @dev Whether a position is counted under another id than the one its account answers to now: each registrar may
    /// know an account under an id of its own.
    function _strays(Holding holding, Party party) private pure returns (bool) {
        Party kept = holding.party();
        return holding.balance() != 0 && kept.kind() == PartyKind.Investor && kept.id() != party.id();
    }

    /* ------------------------------------------------- judging ------------------------------------------------ */

    function _restrictionOf(address from, address to, uint256 amount) private view returns (Restriction) {
        (Move memory m, Transit memory t) = _route(from, to, amount);
        return _judge(m, t);
    }

    /// @dev The verdict of a dry run: shape, issuer's rules, amounts, modules; `_execute` gives the same.
    function _judge(Move memory m, Transit memory t) private view returns (Restriction code) {
        Config memory config = _config;
        code = _bar(m, t, config);
        if (code != Restriction.None || m.amount == 0) return code;

        code = _check(m, t);
        if (_isUnregistered(code) && _rebind(m, t)) code = _check(m, t);
        return code == Restriction.None ? _judgeHere(m, t, config) : code;
    }

    /// @dev Moving nothing is always legal, but not to nowhere.
    function _bar(Move memory m, Transit memory t, Config memory config) private pure returns (Restriction) {
        if (m.amount == 0) return t.bar == Restriction.InvalidReceiver ? t.bar : Restriction.None;
        if (config.restricted) return Restriction.TokenRestricted;
        return t.bar;
    }

    /// @dev What the token itself may object to: amounts, then modules.
    function _judgeHere(Move memory m, Transit memory t, Config memory config) private view returns (Restriction) {
        uint256 balance = t.from.balance();
        if (m.amount > balance) return Restriction.InsufficientBalance;
        if (m.custodianFrom == address(0) && m.amount > balance - _encumberedOf(m.from, t.from, config.encumbering)) {
            return Restriction.AmountLocked;
        }
        if (config.hooks & HOOK_CHECK_TRANSFER != 0 && !_modulesPermit(m)) return Restriction.ModuleRefused;
        return Restriction.None;
    }

    function _check(Move memory m, Transit memory t) private view returns (Restriction) {
        (bool opens, bool closes) = _edges(m, t);
        return issuer.checkTransfer(t.sender, t.receiver, opens, closes);
    }

    /// @dev Whether the move fills an empty position, and whether it empties one that counts for the sender.
    function _edges(Move memory m, Transit memory t) private pure returns (bool opens, bool closes) {
        if (m.amount == 0 || _isSelf(m)) return (false, false);
        return (t.to.balance() == 0, t.from.balance() == m.amount && !_strays(t.from, t.sender));
    }

    /// @dev Where the sender sent it: a deposit goes to the custodian.
    function _target(Move memory m) private pure returns (address) {
        return m.custodianFrom == address(0) && m.custodianTo != address(0) ? m.custodianTo : m.to;
    }

    function _isSelf(Move memory m) private pure returns (bool) {
        return m.from == m.to && m.custodianFrom == m.custodianTo;
    }

    function _isUnregistered(Restriction code) private pure returns (bool) {
        return code == Restriction.SenderNotRegistered || code == Restriction.ReceiverNotRegistered;
    }

    function _refuse(Restriction code, address from, address to, uint256 amount) private pure {
        revert SecurityToken_TransferRefused(code, from, to, amount);
    }

    /* -------------------------------------------------- moving ------------------------------------------------ */

    function _transfer(address from, address to, uint256 amount) private {
        (Move memory m, Transit memory t) = _route(from, to, amount);
        _execute(m, t);
    }

    /// @dev Amounts and modules are judged before the issuer keeps its counts, so that modules see what a dry run
    /// shows them; the issuer's verdict comes first all the same.
    function _execute(Move memory m, Transit memory t) private {
        Config memory config = _advance();
        Restriction code = _bar(m, t, config);
        if (code == Restriction.None && m.amount != 0) {
            Restriction here = _judgeHere(m, t, config);
            code = _record(m, t);
            if (_isUnregistered(code) && _rebind(m, t)) code = _record(m, t);
            if (code == Restriction.None) code = here;
        }
        if (code != Restriction.None) _refuse(code, m.from, _target(m), m.amount);

        _write(m, t, config);
    }

    function _record(Move memory m, Transit memory t) private returns (Restriction) {
        (bool opens, bool closes) = _edges(m, t);
        return issuer.recordTransfer(t.sender, t.receiver, opens, closes);
    }

    function _issue(address to, uint256 amount, bytes calldata data) private {
        Config memory config = _advance();
        Holding supply = _supply.holding;
        uint256 supplyAfter = supply.balance() + amount;
        if (supplyAfter > MAX_BALANCE) revert SecurityToken_SupplyOverflow(supplyAfter);
        Move memory m = Move(address(0), address(0), to, address(0), amount);
        Transit memory t;
        t.to = _positions[address(0)][to].holding;
        t.sender = partyOfKind(PartyKind.Issuer);
        t.receiver = _partyOf(t.to, to);
        t.bar = to == address(0) || to == address(this) ? Restriction.InvalidReceiver : Restriction.None;
        t.from = t.from.withBalance(amount);

        _supply.holding = _supply.settle(supply, config.passedDates).withBalance(supplyAfter);
        _execute(m, t);
        emit Issued(msg.sender, to, amount, data);
    }

    function _force(Move memory m) private {
        Config memory config = _advance();
        Transit memory t;
        _load(m, t);
        if (t.sender.kind() == PartyKind.Custodian) _refuse(Restriction.SenderNotRegistered, m.from, m.to, m.amount);
        uint256 balance = t.from.balance();
        if (m.amount > balance) _refuse(Restriction.InsufficientBalance, m.from, m.to, m.amount);
        t.receiver = _renewed(t.receiver, m.to);
        (bool opens, bool closes) = _edges(m, t);
        Restriction code = issuer.recordForcedTransfer(t.sender, t.receiver, opens, closes);
        if (code != Restriction.None) _refuse(code, m.from, m.to, m.amount);

        if (_encumberedOf(m.from, t.from, config.encumbering) > balance - m.amount) {
            _cutEncumbrances(m.from, balance - m.amount);
            t.from = _positions[address(0)][m.from].holding;
        }
        _write(m, t, config);
    }

    /// @dev Effects, events, then hooks. Judged before: nothing here refuses. Of nothing moved, nobody is told.
    function _write(Move memory m, Transit memory t, Config memory config) private {
        if (m.amount != 0 && !_isSelf(m)) {
            if (m.from != address(0)) {
                _store(m.custodianFrom, m.from, t.from, t.sender, t.from.balance() - m.amount, config.passedDates);
            }
            _store(m.custodianTo, m.to, t.to, t.receiver, t.to.balance() + m.amount, config.passedDates);
            if (m.custodianFrom != m.custodianTo) _moveTotals(m, config.passedDates);
        }
        _announce(m);
        if (config.hooks & HOOK_TRANSFER_TOKENS != 0 && m.amount != 0) _notifyModules(m);
    }

    function _store(address custodian, address account, Holding old, Party party, uint256 balance, uint16 passedDates)
        private
    {
        if (_strays(old, party)) _follow(old.party(), party, balance == 0);
        Position storage position = _positions[custodian][account];
        Holding holding = position.settle(old, passedDates).withBalance(balance);
        position.holding = party.kind() == PartyKind.Investor ? holding.withParty(party) : holding;
    }

    /// @dev Counts a position under its account's present id, or no more if it ends here. The issuer has just let that
    /// id pass, so it does not refuse.
    function _follow(Party kept, Party party, bool ends) private {
        issuer.recordForcedTransfer(kept, ends ? partyOfKind(PartyKind.Issuer) : party, !ends, true);
    }

    /// @dev A custodian's direct position follows what enters and leaves its custody.
    function _moveTotals(Move memory m, uint16 passedDates) private {
        Party none = partyOfKind(PartyKind.Custodian);
        if (m.custodianFrom != address(0)) {
            Holding held = _positions[address(0)][m.custodianFrom].holding;
            _store(address(0), m.custodianFrom, held, none, held.balance() - m.amount, passedDates);
        }
        if (m.custodianTo != address(0)) {
            Holding held = _positions[address(0)][m.custodianTo].holding;
            _store(address(0), m.custodianTo, held, none, held.balance() + m.amount, passedDates);
        }
    }

    function _announce(Move memory m) private {
        bool fromCustody = m.custodianFrom != address(0);
        bool toCustody = m.custodianTo != address(0);
        if (!fromCustody || !toCustody) {
            emit Transfer(fromCustody ? m.custodianFrom : m.from, _target(m), m.amount);
        }
        if (fromCustody) emit CustodyTransferred(m.custodianFrom, m.from, toCustody ? m.to : address(0), m.amount);
        else if (toCustody) emit CustodyTransferred(m.custodianTo, address(0), m.to, m.amount);
    }

    /* -------------------------------------------------- guards ------------------------------------------------ */

    function _onlyIssuer() private view {
        if (msg.sender != address(issuer)) revert SecurityToken_NotIssuer(msg.sender);
    }

    /// @dev A module with the permission, or the issuer's authorities.
    function _checkPermission(uint8 permission) private returns (bool) {
        if (!isModule(msg.sender)) return _checkAuthority();
        if (!_hasPermission(msg.sender, permission)) revert SecurityToken_NotPermitted(msg.sender, permission);
        return true;
    }
}
