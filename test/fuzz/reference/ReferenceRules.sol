// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, InvestorId, InvestorKey, investorKey} from "../../../src/types/Identity.sol";
import {Restriction} from "../../../src/types/Restriction.sol";
import {ReferenceRegister} from "./ReferenceRegister.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice The rules of transfer of one issuer, said in the most obvious way: lists and loops, nothing packed, nothing
/// remembered that can be computed. It is told what happens and never asks the contracts that it is compared with.
/// @dev A seat is a position: what an account holds of a token, directly (custodian zero) or at a custodian.
contract ReferenceRules {
    enum Kind {
        Nobody,
        Investor,
        Treasury,
        Custodian,
        Token
    }

    /// @param key of an investor: the place of the registrar that answers for it, and its number there
    struct Who {
        Kind kind;
        InvestorKey key;
    }

    /// @param holder the investor as which the seat was last written; nobody if it never was an investor's
    /// @param old balance before a split that left fractions; zero once it was brought forward
    /// @param fraction of that, which nobody has learnt of yet, in parts of the split's denominator
    struct Seat {
        address token;
        address custodian;
        address account;
        uint256 balance;
        Who holder;
        uint256 old;
        uint256 fraction;
    }

    /// @dev The class under which an investor counts while it has a seat that is not empty.
    struct Class {
        InvestorKey key;
        Country country;
        uint8 rating;
    }

    struct CountryRule {
        Country country;
        bool permitted;
        uint8 minRating;
        uint32[8] limits;
    }

    struct Registrar {
        ReferenceRegister register;
        bool accepted;
    }

    struct CustodianEntry {
        address account;
        bool approved;
    }

    /// @param parts of one share, in which locks and frozen amounts are kept: the product of all splits' denominators
    /// @param denominator of the last split
    struct TokenEntry {
        address token;
        bool paused;
        bool expiryStops;
        uint256 supply;
        uint256 parts;
        uint256 denominator;
    }

    /// @dev Modules in the order in which they were first attached, which is that of their slots.
    struct Plug {
        address token;
        address module;
        bool attached;
        bool refuses;
    }

    /// @dev Of a module, or (module zero) what the issuer has frozen. In parts of a share.
    /// @param taken by force, to be made up for by the module's next releases
    struct Lock {
        address token;
        address module;
        address account;
        uint256 amount;
        uint256 taken;
    }

    /// @dev One entry for every change of a seat or (account and custodian zero) of a supply.
    struct Change {
        uint256 time;
        address token;
        address custodian;
        address account;
        uint256 balance;
    }

    /// @dev Positions of an investor beside the seats. `uncounted`: that force gave it where the count was full.
    struct Surplus {
        InvestorKey key;
        uint32 elsewhere;
        uint32 uncounted;
    }

    /// @dev A move with all that is to be known before it is judged. `bar`: its shape alone forbids it.
    struct Plan {
        address token;
        address custodianFrom;
        address from;
        address custodianTo;
        address to;
        uint256 amount;
        Who sender;
        Who receiver;
        Restriction bar;
    }

    uint32 private constant MOST_POSITIONS = 4095;

    address public immutable treasury;
    bool public paused;
    uint32[8] private _limits;

    TokenEntry[] private _tokens;
    Registrar[] private _registrars;
    CustodianEntry[] private _custodians;
    CountryRule[] private _countries;
    InvestorKey[] private _frozen;
    Plug[] private _plugs;

    Seat[] private _seats;
    Class[] private _classes;
    Surplus[] private _surpluses;
    Lock[] private _locks;
    Change[] private _history;

    constructor(address treasury_) {
        treasury = treasury_;
    }

    /* -------------------------------------------------- the rules -------------------------------------------- */

    function addToken(address token) external {
        _tokens.push(TokenEntry(token, false, false, 0, 1, 1));
    }

    function acceptRegistrar(ReferenceRegister register, bool accepted) external {
        for (uint256 i; i < _registrars.length; ++i) {
            if (_registrars[i].register == register) {
                _registrars[i].accepted = accepted;
                return;
            }
        }
        _registrars.push(Registrar(register, accepted));
    }

    function approveCustodian(address custodian, bool approved) external {
        for (uint256 i; i < _custodians.length; ++i) {
            if (_custodians[i].account == custodian) {
                _custodians[i].approved = approved;
                return;
            }
        }
        _custodians.push(CustodianEntry(custodian, approved));
    }

    function setPaused(bool paused_) external {
        paused = paused_;
    }

    function setTokenPaused(address token, bool paused_) external {
        _tokens[_tokenIndex(token)].paused = paused_;
    }

    function setExpiryStops(address token, bool stops) external {
        _tokens[_tokenIndex(token)].expiryStops = stops;
    }

    function setFrozen(InvestorKey key, bool frozen) external {
        for (uint256 i; i < _frozen.length; ++i) {
            if (_isSameKey(_frozen[i], key)) _frozen[i] = InvestorKey.wrap(0);
        }
        if (frozen) _frozen.push(key);
    }

    /// @notice The investor holds something in so many positions that are told of nowhere else here.
    function holdElsewhere(InvestorKey key, uint32 positions) external {
        _surpluses.push(Surplus(key, positions, 0));
        _classify(Who(Kind.Investor, key));
    }

    function setLimits(uint32[8] calldata limits) external {
        _limits = limits;
    }

    function setCountryRule(Country country, bool permitted, uint8 minRating, uint32[8] calldata limits) external {
        for (uint256 i; i < _countries.length; ++i) {
            if (_countries[i].country == country) {
                _countries[i] = CountryRule(country, permitted, minRating, limits);
                return;
            }
        }
        _countries.push(CountryRule(country, permitted, minRating, limits));
    }

    function attach(address token, address module, bool attached) external {
        for (uint256 i; i < _plugs.length; ++i) {
            if (_plugs[i].module == module) {
                _plugs[i].attached = attached;
                return;
            }
        }
        _plugs.push(Plug(token, module, attached, false));
    }

    function setRefuses(address module, bool refuses) external {
        for (uint256 i; i < _plugs.length; ++i) {
            if (_plugs[i].module == module) _plugs[i].refuses = refuses;
        }
    }

    /* -------------------------------------------------- verdicts --------------------------------------------- */

    function judgeTransfer(address token, address from, address to, uint256 amount)
        external
        view
        returns (Restriction)
    {
        return _judge(_planTransfer(token, from, to, amount));
    }

    function judgeCustody(address token, address custodian, address from, address to, uint256 amount, bool withdraw)
        external
        view
        returns (Restriction)
    {
        return _judge(_planCustody(token, custodian, from, to, amount, withdraw));
    }

    /// @notice Judged as if the treasury held enough.
    function judgeIssue(address token, address to, uint256 amount) external view returns (Restriction code) {
        Plan memory p = _planIssue(token, to, amount);
        code = _judgeRules(p);
        if (code != Restriction.None || amount == 0) return code;
        code = _judgeLimits(p);
        return code == Restriction.None && _isRefusedByModule(token) ? Restriction.ModuleRefused : code;
    }

    function judgeForce(address token, address from, address to, uint256 amount) external view returns (Restriction) {
        if (isPending(token)) return Restriction.SplitPending;
        Plan memory p = _planForce(token, from, to, amount);
        if (p.sender.kind == Kind.Treasury) {
            bool nowhere = to == address(0) || to == token || p.receiver.kind == Kind.Custodian;
            if (nowhere) p.bar = Restriction.InvalidReceiver;
            return _judge(p);
        }
        if (p.sender.kind == Kind.Custodian) return Restriction.SenderNotRegistered;
        if (amount > balanceOf(token, from)) return Restriction.InsufficientBalance;
        return _judgeForcedReceiver(p);
    }

    /// @notice Out of custody; the owner authority's.
    function judgeCustodyForce(address token, address custodian, address from, address to, uint256 amount)
        external
        view
        returns (Restriction)
    {
        if (isPending(token)) return Restriction.SplitPending;
        if (amount > seatBalance(token, custodian, from)) return Restriction.InsufficientBalance;
        return _judgeForcedReceiver(_planCustodyForce(token, custodian, from, to, amount));
    }

    function _judgeForcedReceiver(Plan memory p) private view returns (Restriction) {
        if (p.receiver.kind == Kind.Treasury) return Restriction.None;
        if (p.receiver.kind == Kind.Token) return Restriction.InvalidReceiver;
        if (p.receiver.kind != Kind.Investor) return Restriction.ReceiverNotRegistered;
        if (_isBarred(p.receiver, p.to)) return Restriction.ReceiverRestricted;
        return isFrozen(p.receiver.key) ? Restriction.ReceiverFrozen : Restriction.None;
    }

    /// @param forced takes what is locked or frozen, too, and asks no module
    function judgeRedemption(address token, address from, uint256 amount, bool forced)
        external
        view
        returns (Restriction)
    {
        if (isPending(token)) return Restriction.SplitPending;
        Kind kind = _boundOr(token, address(0), from).kind;
        if (kind != Kind.Investor && kind != Kind.Treasury) return Restriction.SenderNotRegistered;
        if (amount == 0) return Restriction.None;
        if (!forced) return _judgeAmount(token, address(0), from, amount);
        return amount > balanceOf(token, from) ? Restriction.InsufficientBalance : Restriction.None;
    }

    /// @dev In this order: the shape, pauses, parties, country and rating, limits, amounts, modules.
    function _judge(Plan memory p) private view returns (Restriction code) {
        code = _judgeRules(p);
        if (code != Restriction.None || p.amount == 0) return code;
        code = _judgeLimits(p);
        return code != Restriction.None ? code : _judgeAmount(p.token, p.custodianFrom, p.from, p.amount);
    }

    function _judgeRules(Plan memory p) private view returns (Restriction) {
        if (p.amount == 0) return p.bar == Restriction.InvalidReceiver ? p.bar : Restriction.None;
        TokenEntry memory token = _tokens[_tokenIndex(p.token)];
        if (token.paused) return Restriction.TokenRestricted;
        if (paused) return Restriction.IssuerRestricted;
        if (isPending(p.token)) return Restriction.SplitPending;
        if (p.bar != Restriction.None) return p.bar;

        if (p.sender.kind != Kind.Investor && p.sender.kind != Kind.Treasury) return Restriction.SenderNotRegistered;
        if (p.receiver.kind == Kind.Token) return Restriction.InvalidReceiver;
        if (p.receiver.kind != Kind.Investor && p.receiver.kind != Kind.Treasury) {
            return Restriction.ReceiverNotRegistered;
        }
        if (_isBarred(p.sender, p.from)) return Restriction.SenderRestricted;
        if (p.sender.kind == Kind.Investor && isFrozen(p.sender.key)) return Restriction.SenderFrozen;
        if (_isBarred(p.receiver, p.to)) return Restriction.ReceiverRestricted;
        if (p.receiver.kind == Kind.Investor && isFrozen(p.receiver.key)) return Restriction.ReceiverFrozen;
        if (_isSame(p.sender, p.receiver)) return Restriction.None;
        if (token.expiryStops && _isExpired(p.sender)) return Restriction.SenderExpired;
        return p.receiver.kind == Kind.Treasury ? Restriction.None : _judgeReceiver(p.receiver);
    }

    function _judgeReceiver(Who memory receiver) private view returns (Restriction) {
        if (_isExpired(receiver)) return Restriction.ReceiverExpired;
        ReferenceRegister.Person memory person = _personOf(receiver);
        CountryRule memory rule = ruleOf(person.country);
        if (!rule.permitted) return Restriction.CountryNotPermitted;
        return person.rating < rule.minRating ? Restriction.RatingTooLow : Restriction.None;
    }

    /// @dev Whose positions are as many as can be counted fills no other seat, unless its own move empties one. The issuer's
    /// limits stop newcomers only: who holds nothing yet, and fills a seat. Whoever empties its last seat by the same move
    /// makes room in its own class.
    function _judgeLimits(Plan memory p) private view returns (Restriction) {
        if (p.receiver.kind != Kind.Investor || _isSelf(p)) return Restriction.None;
        if (seatBalance(p.token, p.custodianTo, p.to) != 0) return Restriction.None;
        uint32 held = seatsOf(p.receiver.key);
        bool exchanges = _isSame(p.sender, p.receiver) && _empties(p);
        if (held == MOST_POSITIONS && !exchanges) return Restriction.PositionLimitReached;
        if (held != 0) return Restriction.None;

        ReferenceRegister.Person memory person = _personOf(p.receiver);
        uint8 rating = person.rating;
        bool leaves = _empties(p) && seatsOf(p.sender.key) == 1;
        Class memory left;
        if (leaves) left = classOf(p.sender.key);
        bool sameRating = leaves && left.rating == rating;
        bool sameCountry = leaves && left.country == person.country;
        (uint32[8] memory all, uint32[8] memory ofCountry) = counts(person.country);
        uint32[8] memory countryLimits = ruleOf(person.country).limits;
        if (_isFull(all[0], leaves, _limits[0])) return Restriction.InvestorLimitReached;
        if (_isFull(all[rating], sameRating, _limits[rating])) return Restriction.RatingLimitReached;
        if (_isFull(ofCountry[0], sameCountry, countryLimits[0])) return Restriction.CountryLimitReached;
        bool sameClass = sameCountry && sameRating;
        return _isFull(ofCountry[rating], sameClass, countryLimits[rating])
            ? Restriction.CountryRatingLimitReached
            : Restriction.None;
    }

    function _isFull(uint32 count, bool oneLeaves, uint32 limit) private pure returns (bool) {
        return limit != 0 && (oneLeaves ? count - 1 : count) >= limit;
    }

    function _judgeAmount(address token, address custodian, address account, uint256 amount)
        private
        view
        returns (Restriction)
    {
        uint256 balance = custodian == address(0) ? balanceOf(token, account) : seatBalance(token, custodian, account);
        if (amount > balance) return Restriction.InsufficientBalance;
        if (custodian == address(0) && amount > balance - tiedOf(token, account)) return Restriction.AmountLocked;
        return _isRefusedByModule(token) ? Restriction.ModuleRefused : Restriction.None;
    }

    function _isRefusedByModule(address token) private view returns (bool) {
        for (uint256 i; i < _plugs.length; ++i) {
            if (_plugs[i].token == token && _plugs[i].attached && _plugs[i].refuses) return true;
        }
        return false;
    }

    /* --------------------------------------------------- moves ----------------------------------------------- */

    function transfer(address token, address from, address to, uint256 amount) external {
        _carryOut(_planTransfer(token, from, to, amount));
    }

    function moveInCustody(address token, address custodian, address from, address to, uint256 amount, bool withdraw)
        external
    {
        _carryOut(_planCustody(token, custodian, from, to, amount, withdraw));
    }

    function issue(address token, address to, uint256 amount) external {
        if (amount == 0) return;
        _changeSupply(token, _tokens[_tokenIndex(token)].supply + amount);
        Plan memory p = _planIssue(token, to, amount);
        if (p.receiver.kind == Kind.Investor && seatBalance(token, address(0), to) == 0) _classify(p.receiver);
        _fill(p);
    }

    function force(address token, address from, address to, uint256 amount) external {
        Plan memory p = _planForce(token, from, to, amount);
        if (p.sender.kind != Kind.Treasury) _takeByForce(token, from, amount);
        _bringBack(token, to, amount);
        _carryOut(p);
    }

    function forceCustody(address token, address custodian, address from, address to, uint256 amount) external {
        _bringBack(token, to, amount);
        _carryOut(_planCustodyForce(token, custodian, from, to, amount));
    }

    function redeem(address token, address from, uint256 amount, bool forced) external {
        if (amount == 0) return;
        if (forced) _takeByForce(token, from, amount);
        _changeSupply(token, _tokens[_tokenIndex(token)].supply - amount);
        Plan memory p;
        (p.token, p.from, p.amount) = (token, from, amount);
        p.sender = _boundOr(token, address(0), from);
        _empty(p);
    }

    function sync(InvestorKey[] calldata keys) external returns (uint256 moved) {
        for (uint256 i; i < keys.length; ++i) {
            if (!isSyncable(keys[i])) continue;
            _classify(Who(Kind.Investor, keys[i]));
            ++moved;
        }
    }

    /// @dev An investor is classed anew when it fills a seat, when its own move changes how many seats it has, and when a
    /// seat that was another's in name becomes its own.
    function _carryOut(Plan memory p) private {
        if (p.amount == 0 || _isSelf(p)) return;
        bool fills = p.receiver.kind == Kind.Investor && seatBalance(p.token, p.custodianTo, p.to) == 0;
        bool empties = _empties(p);
        bool within = _isSame(p.sender, p.receiver);
        if (fills && !(within && empties)) _classify(p.receiver);
        if (within && empties && !fills) _classify(p.receiver);
        _empty(p);
        _fill(p);
    }

    function _empty(Plan memory p) private {
        Seat storage seat = _seatOf(p.token, p.custodianFrom, p.from);
        bool strayed = _strays(seat, p.sender);
        seat.balance -= p.amount;
        _write(seat);
        if (p.sender.kind != Kind.Investor) return;
        seat.holder = p.sender;
        if (strayed && seat.balance != 0) _classify(p.sender);
    }

    function _fill(Plan memory p) private {
        Seat storage seat = _seatOf(p.token, p.custodianTo, p.to);
        bool strayed = _strays(seat, p.receiver);
        seat.balance += p.amount;
        _write(seat);
        if (p.receiver.kind != Kind.Investor) return;
        seat.holder = p.receiver;
        if (strayed) _classify(p.receiver);
        uint32 count = seatsOf(p.receiver.key);
        if (count > MOST_POSITIONS) _surpluses.push(Surplus(p.receiver.key, 0, count - MOST_POSITIONS));
    }

    /// @dev Whether a seat counts as another's, or as another registrar's, than its account answers to now.
    function _strays(Seat memory seat, Who memory who) private pure returns (bool) {
        if (seat.balance == 0 || seat.holder.kind != Kind.Investor) return false;
        return !_isSame(seat.holder, who);
    }

    /// @dev Whether the sender has one seat less after the move.
    function _empties(Plan memory p) private view returns (bool) {
        (bool found, uint256 i) = _findSeat(p.token, p.custodianFrom, p.from);
        if (!found || p.sender.kind != Kind.Investor) return false;
        return _seats[i].balance == p.amount && !_strays(_seats[i], p.sender);
    }

    function _classify(Who memory who) private {
        Class memory class = Class(who.key, _personOf(who).country, _register(who).presentRating(who.key.investor()));
        for (uint256 i; i < _classes.length; ++i) {
            if (_isSameKey(_classes[i].key, who.key)) {
                _classes[i] = class;
                return;
            }
        }
        _classes.push(class);
    }

    function _changeSupply(address token, uint256 supply) private {
        _tokens[_tokenIndex(token)].supply = supply;
        _history.push(Change(block.timestamp, token, address(0), address(0), supply));
    }

    function _write(Seat memory seat) private {
        _history.push(Change(block.timestamp, seat.token, seat.custodian, seat.account, seat.balance));
    }

    /* --------------------------------------------------- splits ---------------------------------------------- */

    /// @notice Every seat and every lock follows at once. What stands in history keeps its unit.
    function split(address token, uint256 numerator, uint256 denominator) external {
        for (uint256 i; i < _seats.length; ++i) {
            Seat storage seat = _seats[i];
            if (seat.token != token) continue;
            if (denominator != 1) seat.old = seat.balance;
            uint256 product = seat.balance * numerator;
            (seat.balance, seat.fraction) = (product / denominator, product % denominator);
            _write(seat);
        }
        for (uint256 i; i < _locks.length; ++i) {
            if (_locks[i].token != token) continue;
            _locks[i].amount *= numerator;
            _locks[i].taken *= numerator;
        }
        TokenEntry storage entry = _tokens[_tokenIndex(token)];
        (entry.parts, entry.denominator) = (entry.parts * denominator, denominator);
        _changeSupply(token, _sumOf(token));
    }

    /// @notice Now everybody knows of the seat's fraction, and a seat that holds nothing any more counts no more.
    function bringForward(address token, address custodian, address account) external {
        Seat storage seat = _seatOf(token, custodian, account);
        (seat.old, seat.fraction) = (0, 0);
        _changeSupply(token, _sumOf(token));
    }

    function isPending(address token) public view returns (bool) {
        return restOf(token) != 0;
    }

    function restOf(address token) public view returns (uint256 rest) {
        for (uint256 i; i < _seats.length; ++i) {
            if (_seats[i].token == token) rest += _seats[i].old;
        }
    }

    function partsOf(address token) public view returns (uint256) {
        return _tokens[_tokenIndex(token)].parts;
    }

    function _sumOf(address token) private view returns (uint256 sum) {
        uint256 fractions;
        for (uint256 i; i < _seats.length; ++i) {
            if (_seats[i].token != token) continue;
            sum += _seats[i].balance;
            fractions += _seats[i].fraction;
        }
        sum += fractions / _tokens[_tokenIndex(token)].denominator;
    }

    /// @dev A share of which a part is kept is kept.
    function _whole(address token, uint256 amount) private view returns (uint256) {
        return Math.ceilDiv(amount, partsOf(token));
    }

    /* --------------------------------------------------- locks ----------------------------------------------- */

    function lock(address token, address module, address account, uint256 amount) external {
        _lockOf(token, module, account).amount += amount * partsOf(token);
    }

    /// @notice So much of the account's is frozen, whatever was before.
    function freezeAmount(address token, address account, uint256 amount) external {
        Lock storage entry = _lockOf(token, address(0), account);
        (entry.amount, entry.taken) = (amount * partsOf(token), 0);
    }

    /// @notice What force has taken is made up for first.
    function unlock(address token, address module, address account, uint256 amount) external returns (uint256 freed) {
        Lock storage entry = _lockOf(token, module, account);
        amount *= partsOf(token);
        uint256 part = Math.min(amount, entry.taken);
        (amount, entry.taken) = (amount - part, entry.taken - part);
        freed = _whole(token, entry.amount);
        entry.amount -= Math.min(amount, entry.amount);
        freed -= _whole(token, entry.amount);
    }

    /// @dev What modules leave free is taken first; then they give, the first attached first. What is frozen lies over the
    /// same balance, and gives likewise.
    function _takeByForce(address token, address account, uint256 amount) private {
        uint256 balance = balanceOf(token, account);
        uint256 frozen = Math.min(balance, frozenOf(token, account));
        _take(token, address(0), account, Math.saturatingSub(amount, balance - frozen));
        amount = Math.saturatingSub(amount, balance - lockedOf(token, account));
        for (uint256 i; i < _plugs.length && amount > 0; ++i) {
            Plug memory plug = _plugs[i];
            if (plug.token == token && plug.attached) amount -= _take(token, plug.module, account, amount);
        }
    }

    function _take(address token, address module, address account, uint256 most) private returns (uint256 shares) {
        Lock storage entry = _lockOf(token, module, account);
        shares = Math.min(_whole(token, entry.amount), most);
        uint256 part = Math.min(entry.amount, shares * partsOf(token));
        (entry.amount, entry.taken) = (entry.amount - part, entry.taken + part);
    }

    /// @dev What was taken last comes back first, whether or not its module is attached now.
    function _bringBack(address token, address account, uint256 amount) private {
        _giveBack(token, address(0), account, amount);
        for (uint256 i = _plugs.length; i > 0 && amount > 0; --i) {
            if (_plugs[i - 1].token == token) amount -= _giveBack(token, _plugs[i - 1].module, account, amount);
        }
    }

    function _giveBack(address token, address module, address account, uint256 most) private returns (uint256 shares) {
        Lock storage entry = _lockOf(token, module, account);
        shares = Math.min(_whole(token, entry.taken), most);
        uint256 part = Math.min(entry.taken, shares * partsOf(token));
        (entry.amount, entry.taken) = (entry.amount + part, entry.taken - part);
    }

    function _lockOf(address token, address module, address account) private returns (Lock storage) {
        for (uint256 i; i < _locks.length; ++i) {
            Lock memory entry = _locks[i];
            if (entry.token == token && entry.module == module && entry.account == account) return _locks[i];
        }
        _locks.push(Lock(token, module, account, 0, 0));
        return _locks[_locks.length - 1];
    }

    /* -------------------------------------------------- planning --------------------------------------------- */

    function _planTransfer(address token, address from, address to, uint256 amount)
        private
        view
        returns (Plan memory p)
    {
        (p.token, p.from, p.to, p.amount) = (token, from, to, amount);
        p.sender = _who(token, address(0), from);
        p.receiver = from == to ? p.sender : _who(token, address(0), to);
        if (to == address(0) || to == token) p.bar = Restriction.InvalidReceiver;
        if (p.receiver.kind != Kind.Custodian) return p;

        p.bar = isApproved(to) ? Restriction.None : Restriction.CustodianNotApproved;
        if (p.sender.kind == Kind.Treasury) p.bar = Restriction.InvalidReceiver;
        if (p.sender.kind == Kind.Custodian) p.bar = Restriction.CustodianToCustodian;
        (p.custodianTo, p.to, p.receiver) = (to, from, p.sender);
    }

    function _planCustody(address token, address custodian, address from, address to, uint256 amount, bool withdraw)
        private
        view
        returns (Plan memory p)
    {
        (p.token, p.custodianFrom, p.from, p.to, p.amount) = (token, custodian, from, to, amount);
        if (!withdraw) p.custodianTo = custodian;
        p.sender = _who(token, custodian, from);
        p.receiver = from == to ? p.sender : _who(token, p.custodianTo, to);
        bool own = withdraw && (from == to || _isSame(p.sender, p.receiver));
        if (!isApproved(custodian) && !own) p.bar = Restriction.CustodianNotApproved;
        if (!withdraw && p.receiver.kind == Kind.Treasury) p.bar = Restriction.InvalidReceiver;
        if (p.receiver.kind == Kind.Custodian) p.bar = Restriction.CustodianToCustodian;
        if (to == address(0) || to == token) p.bar = Restriction.InvalidReceiver;
    }

    function _planIssue(address token, address to, uint256 amount) private view returns (Plan memory p) {
        (p.token, p.to, p.amount) = (token, to, amount);
        p.sender.kind = Kind.Treasury;
        p.receiver = _who(token, address(0), to);
        if (to == address(0) || to == token) p.bar = Restriction.InvalidReceiver;
    }

    function _planForce(address token, address from, address to, uint256 amount) private view returns (Plan memory p) {
        (p.token, p.from, p.to, p.amount) = (token, from, to, amount);
        p.sender = _boundOr(token, address(0), from);
        p.receiver = _who(token, address(0), to);
    }

    function _planCustodyForce(address token, address custodian, address from, address to, uint256 amount)
        private
        view
        returns (Plan memory p)
    {
        (p.token, p.custodianFrom, p.from, p.to, p.amount) = (token, custodian, from, to, amount);
        p.sender = _boundOr(token, custodian, from);
        p.receiver = _who(token, address(0), to);
    }

    function _isSelf(Plan memory p) private pure returns (bool) {
        return p.from == p.to && p.custodianFrom == p.custodianTo;
    }

    /* --------------------------------------------------- people ---------------------------------------------- */

    /// @dev Whom a seat answers to: an investor stays bound while its registrar is accepted; else the first accepted
    /// registrar that knows the account says.
    function _who(address token, address custodian, address account) private view returns (Who memory who) {
        if (account == treasury) return Who(Kind.Treasury, InvestorKey.wrap(0));
        if (isCustodian(account)) return Who(Kind.Custodian, InvestorKey.wrap(0));
        if (_isToken(account)) return Who(Kind.Token, InvestorKey.wrap(0));
        (bool found, uint256 place) = _findSeat(token, custodian, account);
        if (found && _seats[place].holder.kind == Kind.Investor) {
            if (_registrars[_seats[place].holder.key.registrar()].accepted) return _seats[place].holder;
        }
        for (uint256 i; i < _registrars.length; ++i) {
            if (!_registrars[i].accepted) continue;
            (bool known, InvestorId id) = _registrars[i].register.investorFor(account);
            if (known) return Who(Kind.Investor, investorKey(uint8(i), id));
        }
    }

    /// @dev What the issuer does to a holder asks for no accepted registrar.
    function _boundOr(address token, address custodian, address account) private view returns (Who memory) {
        (bool found, uint256 i) = _findSeat(token, custodian, account);
        if (found && _seats[i].holder.kind == Kind.Investor) return _seats[i].holder;
        return _who(token, custodian, account);
    }

    function _register(Who memory who) private view returns (ReferenceRegister) {
        return _registrars[who.key.registrar()].register;
    }

    function _personOf(Who memory who) private view returns (ReferenceRegister.Person memory) {
        return _register(who).personOf(who.key.investor());
    }

    function _isBarred(Who memory who, address account) private view returns (bool) {
        return who.kind == Kind.Investor && _register(who).isBarred(who.key.investor(), account);
    }

    function _isExpired(Who memory who) private view returns (bool) {
        return who.kind == Kind.Investor && _register(who).isExpired(who.key.investor());
    }

    function _isSame(Who memory a, Who memory b) private pure returns (bool) {
        return a.kind == Kind.Investor && b.kind == Kind.Investor && _isSameKey(a.key, b.key);
    }

    /// @dev The same number at another registrar is another investor.
    function _isSameKey(InvestorKey a, InvestorKey b) private pure returns (bool) {
        return a.registrar() == b.registrar() && a.investor() == b.investor();
    }

    function isFrozen(InvestorKey key) public view returns (bool) {
        for (uint256 i; i < _frozen.length; ++i) {
            if (_isSameKey(_frozen[i], key)) return true;
        }
        return false;
    }

    /// @notice Everybody whom the issuer has frozen, with blanks where it has lifted that.
    function frozenInvestors() external view returns (InvestorKey[] memory) {
        return _frozen;
    }

    function isCustodian(address account) public view returns (bool) {
        for (uint256 i; i < _custodians.length; ++i) {
            if (_custodians[i].account == account) return true;
        }
        return false;
    }

    function isApproved(address custodian) public view returns (bool) {
        for (uint256 i; i < _custodians.length; ++i) {
            if (_custodians[i].account == custodian) return _custodians[i].approved;
        }
        return false;
    }

    function isAccepted(ReferenceRegister register) external view returns (bool) {
        for (uint256 i; i < _registrars.length; ++i) {
            if (_registrars[i].register == register) return _registrars[i].accepted;
        }
        return false;
    }

    function isAttached(address module) external view returns (bool) {
        for (uint256 i; i < _plugs.length; ++i) {
            if (_plugs[i].module == module) return _plugs[i].attached;
        }
        return false;
    }

    function ruleOf(Country country) public view returns (CountryRule memory rule) {
        for (uint256 i; i < _countries.length; ++i) {
            if (_countries[i].country == country) return _countries[i];
        }
    }

    function isTokenPaused(address token) external view returns (bool) {
        return _tokens[_tokenIndex(token)].paused;
    }

    function investorLimits() external view returns (uint32[8] memory) {
        return _limits;
    }

    /* --------------------------------------------------- figures --------------------------------------------- */

    function supplyOf(address token) external view returns (uint256) {
        return _tokens[_tokenIndex(token)].supply;
    }

    function seats() external view returns (Seat[] memory) {
        return _seats;
    }

    function seatBalance(address token, address custodian, address account) public view returns (uint256) {
        (bool found, uint256 i) = _findSeat(token, custodian, account);
        return found ? _seats[i].balance : 0;
    }

    /// @notice What the token says that an account holds directly: a custodian, all that it keeps.
    function balanceOf(address token, address account) public view returns (uint256 sum) {
        sum = seatBalance(token, address(0), account);
        if (!isCustodian(account)) return sum;
        uint256 fractions;
        for (uint256 i; i < _seats.length; ++i) {
            if (_seats[i].token != token || _seats[i].custodian != account) continue;
            sum += _seats[i].balance;
            fractions += _seats[i].fraction;
        }
        sum += fractions / _tokens[_tokenIndex(token)].denominator;
    }

    /// @notice What a module locks, and what force took of it.
    function lockedBy(address token, address module, address account)
        public
        view
        returns (uint256 locked, uint256 taken)
    {
        (locked, taken) = _partsBy(token, module, account);
        return (_whole(token, locked), _whole(token, taken));
    }

    function frozenOf(address token, address account) public view returns (uint256 frozen) {
        (frozen,) = lockedBy(token, address(0), account);
    }

    /// @notice What the attached modules lock of an account; never more than there is.
    function lockedOf(address token, address account) public view returns (uint256) {
        return Math.min(_whole(token, _lockedParts(token, account)), balanceOf(token, account));
    }

    /// @notice What may not leave: what modules lock and what is frozen; never more than there is.
    function tiedOf(address token, address account) public view returns (uint256) {
        uint256 tied = _whole(token, _lockedParts(token, account)) + frozenOf(token, account);
        return Math.min(tied, balanceOf(token, account));
    }

    /// @notice What a module may lock further: a freeze is no obstacle, and neither is a part of a share.
    function lockableOf(address token, address account) external view returns (uint256) {
        return Math.saturatingSub(balanceOf(token, account), _lockedParts(token, account) / partsOf(token));
    }

    function _lockedParts(address token, address account) private view returns (uint256 sum) {
        for (uint256 i; i < _plugs.length; ++i) {
            if (_plugs[i].token != token || !_plugs[i].attached) continue;
            (uint256 locked,) = _partsBy(token, _plugs[i].module, account);
            sum += locked;
        }
    }

    function _partsBy(address token, address module, address account) private view returns (uint256, uint256) {
        for (uint256 i; i < _locks.length; ++i) {
            Lock memory entry = _locks[i];
            if (entry.token == token && entry.module == module && entry.account == account) {
                return (entry.amount, entry.taken);
            }
        }
        return (0, 0);
    }

    function seatBalanceAt(address token, address custodian, address account, uint256 date)
        public
        view
        returns (uint256 balance)
    {
        for (uint256 i; i < _history.length && _history[i].time <= date; ++i) {
            Change memory change = _history[i];
            bool same = change.token == token && change.custodian == custodian && change.account == account;
            if (same) balance = change.balance;
        }
    }

    /// @notice In how many seats of all tokens an investor holds something, or did until a split that nobody has told it of.
    function seatsOf(InvestorKey key) public view returns (uint32 count) {
        for (uint256 i; i < _seats.length; ++i) {
            if (_seats[i].balance + _seats[i].old == 0 || _seats[i].holder.kind != Kind.Investor) continue;
            if (_isSameKey(_seats[i].holder.key, key)) ++count;
        }
        for (uint256 i; i < _surpluses.length; ++i) {
            Surplus memory surplus = _surpluses[i];
            if (_isSameKey(surplus.key, key)) count = count + surplus.elsewhere - surplus.uncounted;
        }
    }

    function classOf(InvestorKey key) public view returns (Class memory class) {
        for (uint256 i; i < _classes.length; ++i) {
            if (_isSameKey(_classes[i].key, key)) return _classes[i];
        }
    }

    function isSyncable(InvestorKey key) public view returns (bool) {
        if (seatsOf(key) == 0) return false;
        Registrar memory registrar = _registrars[key.registrar()];
        return registrar.accepted && registrar.register.presentRating(key.investor()) != classOf(key).rating;
    }

    /// @notice How many investors count: [0] in total, [1] to [7] by rating; of all countries, and of one.
    function counts(Country country) public view returns (uint32[8] memory all, uint32[8] memory ofCountry) {
        for (uint256 i; i < _classes.length; ++i) {
            Class memory class = _classes[i];
            if (seatsOf(class.key) == 0) continue;
            ++all[0];
            if (class.rating != 0) ++all[class.rating];
            if (class.country != country) continue;
            ++ofCountry[0];
            if (class.rating != 0) ++ofCountry[class.rating];
        }
    }

    function _isToken(address account) private view returns (bool) {
        for (uint256 i; i < _tokens.length; ++i) {
            if (_tokens[i].token == account) return true;
        }
        return false;
    }

    function _tokenIndex(address token) private view returns (uint256 index) {
        while (_tokens[index].token != token) ++index;
    }

    function _findSeat(address token, address custodian, address account) private view returns (bool, uint256) {
        for (uint256 i; i < _seats.length; ++i) {
            Seat storage seat = _seats[i];
            if (seat.account == account && seat.token == token && seat.custodian == custodian) return (true, i);
        }
        return (false, 0);
    }

    function _seatOf(address token, address custodian, address account) private returns (Seat storage seat) {
        (bool found, uint256 i) = _findSeat(token, custodian, account);
        if (found) return _seats[i];
        seat = _seats.push();
        (seat.token, seat.custodian, seat.account) = (token, custodian, account);
    }
}
