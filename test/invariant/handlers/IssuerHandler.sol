// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {Country, InvestorKey, Rating} from "../../../src/types/Identity.sol";
import {Restriction} from "../../../src/types/Restriction.sol";
import {World} from "../World.sol";
import {Cast} from "../stores/Cast.sol";
import {Handler} from "./Handler.sol";

/// @notice The issuer's authority uses every power that it has over holders and rules.
contract IssuerHandler is Handler {
    uint256 private constant MAX_ISSUE = 1_000_000;

    constructor(World world_) Handler(world_) {}

    /* ------------------------------------------------- shares ------------------------------------------------ */

    function issue(uint256 toSeed, uint256 amount) external atPresent {
        address to = _anyReceiver(toSeed);
        amount = bound(amount, 0, MAX_ISSUE);
        bytes memory data = abi.encodeCall(token.issue, (to, amount, ""));
        if (_expect(_issueCode(to, amount), owner, address(token), data)) _bookIssue(to, amount);
    }

    function issueToTreasury(uint256 amount) external atPresent {
        amount = bound(amount, 0, MAX_ISSUE);
        bytes memory data = abi.encodeCall(token.issue, (address(issuer), amount, ""));
        if (_expect(_issueCode(address(issuer), amount), owner, address(token), data)) {
            _bookIssue(address(issuer), amount);
        }
    }

    function transferTreasury(uint256 toSeed, uint256 amount) external atPresent {
        address to = _anyReceiver(toSeed);
        amount = bound(amount, 0, token.balanceOf(address(issuer)) + 1);
        Restriction code = Restriction(token.detectTransferRestriction(address(issuer), to, amount));
        bytes memory data = abi.encodeCall(token.transferTreasury, (to, amount));
        if (_expect(code, owner, address(token), data)) _bookTransfer(address(issuer), to, amount);
    }

    /// @dev Locks, pause, country, rating, expiry and limits do not stop it.
    function controllerTransfer(uint256 fromSeed, uint256 toSeed, uint256 amount) external atPresent {
        address from = _rarely(fromSeed, 8) ? _anyReceiver(fromSeed) : _investorAccount(fromSeed);
        address to = _anyReceiver(toSeed);
        if (from == to) return;
        amount = bound(amount, 0, token.balanceOf(from) + 1);

        bytes memory data = abi.encodeCall(token.controllerTransfer, (from, to, amount, "", ""));
        if (!_expect(_forceCode(from, to, amount), owner, address(token), data)) return;
        _book(_direct(from), _direct(to), amount);
    }

    function redeem(uint256 amount) external atPresent {
        amount = bound(amount, 0, token.balanceOf(address(issuer)) + 1);
        bytes memory data = abi.encodeCall(token.redeem, (amount, ""));
        _redeem(address(issuer), amount, data);
    }

    /// @dev Encumbrances stop it; restriction, freeze, expiry and pause do not.
    function redeemFrom(uint256 fromSeed, uint256 amount) external atPresent {
        address from = _rarely(fromSeed, 8) ? _anyReceiver(fromSeed) : _investorAccount(fromSeed);
        amount = bound(amount, 0, token.balanceOf(from) + 1);
        (, bool accepted) = issuer.registrarAt(0);
        // Only the token remembers whether such an account was ever an investor's.
        if (!accepted && ledger.balanceOf(address(0), from) == 0) return;
        bytes memory data = abi.encodeCall(token.redeemFrom, (from, amount, ""));
        _redeem(from, amount, data);
    }

    function _redeem(address from, uint256 amount, bytes memory data) private {
        if (_expect(_redeemCode(from, amount), owner, address(token), data)) _bookRedemption(from, amount);
    }

    /* -------------------------------------------------- rules ------------------------------------------------ */

    function freeze(uint256 seed, bool frozen) external atPresent {
        InvestorKey key = _key(cast.person(seed % cast.count()).id);
        vm.prank(owner);
        issuer.setInvestorRestriction(key, frozen);
    }

    function pause(uint256 seed, bool everything) external atPresent {
        bool paused = _rarely(seed, 4);
        vm.prank(owner);
        if (everything) issuer.setGlobalRestriction(paused);
        else issuer.setTokenRestriction(address(token), paused);
    }

    function setLimits(uint256 seed) external atPresent {
        vm.prank(owner);
        issuer.setInvestorLimits(_limitsFrom(seed));
    }

    function setCountryRule(uint256 seed) external atPresent {
        Country country = world.countries()[seed % 4];
        bool permitted = !_rarely(seed, 4);
        Rating minRating = Rating.wrap(uint8(1 + (seed >> 8) % 3));
        vm.prank(owner);
        issuer.setCountryRule(country, permitted, minRating, _limitsFrom(seed >> 16));
    }

    function sync() external atPresent {
        InvestorKey[] memory keys = cast.keys();
        bool[] memory syncable = issuer.isSyncable(keys);
        (, bool accepted) = issuer.registrarAt(0);
        uint256 stale;
        for (uint256 i; i < keys.length; ++i) {
            bool isStale = accepted && cast.isStale(i, world.time());
            assertEq(syncable[i], isStale, "I3: isSyncable");
            if (!isStale) continue;
            ++stale;
            cast.touch(i, true, world.time());
        }
        assertEq(issuer.sync(keys), stale, "I3: sync");
    }

    function admit(uint256 seed) external atPresent {
        address account = _rarely(seed, 8) ? _anyReceiver(seed) : _investorAccount(seed);
        address[] memory accounts = new address[](1);
        accounts[0] = account;
        Restriction code = _admitCode(account);
        vm.prank(owner);
        (bool done, bytes memory answer) = address(issuer).call(abi.encodeCall(issuer.admit, (accounts)));
        assertEq(done, code == Restriction.None, "I3: admission is not what was foretold");
        if (!done) {
            bytes4 refusal = IIssuingEntity.IssuingEntity_AdmissionRefused.selector;
            assertEq(answer, abi.encodeWithSelector(refusal, account, code), "I3: refused for another reason");
            return;
        }
        (, uint256 index) = cast.ownerOf(account);
        cast.admit(index, world.time());
    }

    function dismiss(uint256 seed) external atPresent {
        uint256 index = seed % cast.count();
        InvestorKey[] memory keys = new InvestorKey[](1);
        keys[0] = _key(cast.person(index).id);
        vm.prank(owner);
        issuer.dismiss(keys);
        if (cast.admitted(index)) cast.dismiss(index, _positionsOf(cast.person(index).accounts[0]) != 0);
    }

    /// @dev Anyone may; nothing that is looked at changes.
    function prepare(uint256 seed) external atPresent {
        address[] memory accounts = new address[](1);
        accounts[0] = _anyReceiver(seed);
        vm.prank(stranger);
        token.bindAccounts(accounts);
    }

    /* ------------------------------------------------- parties ----------------------------------------------- */

    function approveCustodian(uint256 seed) external atPresent {
        address custodian = _custodian(seed);
        (, bool approved) = issuer.custodianStatus(custodian);
        if (approved && !_rarely(seed, 3)) return;
        vm.prank(owner);
        if (approved) issuer.removeCustodian(custodian);
        else issuer.addCustodian(custodian);
    }

    function acceptRegistrar(uint256 seed) external atPresent {
        (, bool accepted) = issuer.registrarAt(0);
        if (accepted && !_rarely(seed, 8)) return;
        vm.prank(owner);
        if (accepted) issuer.removeRegistrar(registrar);
        else issuer.addRegistrar(registrar);
    }

    function attachHooks(uint256 seed) external atPresent {
        _toggleModule(address(world.noop()), seed, 2);
    }

    function attachLockup(uint256 seed) external atPresent {
        _toggleModule(address(world.lockup()), seed, 6);
    }

    /// @dev A token gives out eight encumbrance slots over its life; a module that returns may need a new one.
    function _toggleModule(address module, uint256 seed, uint256 odds) private {
        bool attached = token.isModule(module);
        if (attached && !_rarely(seed, odds)) return;
        vm.prank(owner);
        if (attached) issuer.detachModule(address(token), module);
        else issuer.attachModule(address(token), module);
    }

    /* ------------------------------------------------ foretelling --------------------------------------------- */

    /// @dev Issuing is judged like a transfer from a treasury that holds enough.
    function _issueCode(address to, uint256 amount) private view returns (Restriction code) {
        code = Restriction(token.detectTransferRestriction(address(issuer), to, amount));
        if (_isCustodian(to)) return amount == 0 ? Restriction.None : _custodianIssueCode(code);
        if (code == Restriction.InsufficientBalance || code == Restriction.AmountLocked) return Restriction.None;
    }

    /// @dev Nothing is issued into custody: a custodian itself is no investor.
    function _custodianIssueCode(Restriction code) private view returns (Restriction) {
        if (token.isRestricted()) return code;
        return issuer.globalRestriction() ? Restriction.IssuerRestricted : Restriction.ReceiverNotRegistered;
    }

    /// @dev Whether the account could receive now, and whether one more has room under each limit.
    function _admitCode(address account) private view returns (Restriction) {
        (bool known, uint256 index) = cast.ownerOf(account);
        (, bool accepted) = issuer.registrarAt(0);
        if (!known || !accepted) return Restriction.ReceiverNotRegistered;
        Cast.Person memory person = cast.person(index);
        if (registrar.currentStanding(person.id, account).restricted()) return Restriction.ReceiverRestricted;
        if (issuer.isInvestorRestricted(_key(person.id))) return Restriction.ReceiverFrozen;
        if (world.time() >= person.expiresAt) return Restriction.ReceiverExpired;
        (bool permitted, Rating minRating,,) = issuer.countryRule(person.country);
        if (!permitted) return Restriction.CountryNotPermitted;
        if (person.rating < Rating.unwrap(minRating)) return Restriction.RatingTooLow;
        return person.counted ? Restriction.None : _roomCode(person);
    }

    function _roomCode(Cast.Person memory person) private view returns (Restriction) {
        (uint32[8] memory counts, uint32[8] memory limits) = issuer.investorCounts();
        if (_isFull(counts[0], limits[0])) return Restriction.InvestorLimitReached;
        if (_isFull(counts[person.rating], limits[person.rating])) return Restriction.RatingLimitReached;
        (,, counts, limits) = issuer.countryRule(person.country);
        if (_isFull(counts[0], limits[0])) return Restriction.CountryLimitReached;
        bool full = _isFull(counts[person.rating], limits[person.rating]);
        return full ? Restriction.CountryRatingLimitReached : Restriction.None;
    }

    function _isFull(uint32 count, uint32 limit) private pure returns (bool) {
        return limit != 0 && count >= limit;
    }

    function _forceCode(address from, address to, uint256 amount) private view returns (Restriction) {
        // Out of the treasury a forced move is a transfer.
        if (from == address(issuer)) return Restriction(token.detectTransferRestriction(from, to, amount));
        if (_isCustodian(from)) return Restriction.SenderNotRegistered;
        if (amount > token.balanceOf(from)) return Restriction.InsufficientBalance;
        if (to == address(issuer)) return Restriction.None;
        if (to == address(token)) return Restriction.InvalidReceiver;

        (bool known, uint256 index) = cast.ownerOf(to);
        (, bool accepted) = issuer.registrarAt(0);
        if (!known || !accepted) return Restriction.ReceiverNotRegistered;
        Cast.Person memory person = cast.person(index);
        if (registrar.currentStanding(person.id, to).restricted()) return Restriction.ReceiverRestricted;
        return issuer.isInvestorRestricted(_key(person.id)) ? Restriction.ReceiverFrozen : Restriction.None;
    }

    function _redeemCode(address from, uint256 amount) private view returns (Restriction) {
        (bool known,) = cast.ownerOf(from);
        if (!known && from != address(issuer)) return Restriction.SenderNotRegistered;
        uint256 balance = ledger.balanceOf(address(0), from);
        if (amount > balance) return Restriction.InsufficientBalance;
        uint256 free = balance - token.encumberedBalanceOf(from);
        return amount > free ? Restriction.AmountLocked : Restriction.None;
    }

    /// @dev Small numbers, so that limits are met; half of them zero, which is no limit.
    function _limitsFrom(uint256 seed) private pure returns (uint32[8] memory limits) {
        for (uint256 i; i < 8; ++i) {
            limits[i] = uint32((seed >> i * 4) % 8);
            if (limits[i] > 4) limits[i] = 0;
        }
    }
}
