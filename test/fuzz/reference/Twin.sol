// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../src/interfaces/ITokenEvents.sol";
import {AuthorityId} from "../../../src/types/Authority.sol";
import {Duty} from "../../../src/types/Duty.sol";
import {FREEZE_BUCKETS} from "../../../src/types/FreezeFilter.sol";
import {Country, InvestorId, Rating} from "../../../src/types/Identity.sol";
import {Registration} from "../../../src/types/Investors.sol";
import {HOOK_CHECK_TRANSFER, PERMISSION_ENCUMBER} from "../../../src/types/Modules.sol";
import {PositionKey, defaultPosition} from "../../../src/types/PositionKey.sol";
import {FIRST_MODULE_CODE, Restriction} from "../../../src/types/Restriction.sol";
import {ModuleMock} from "../../mocks/ModuleMock.sol";
import {Vault} from "../../mocks/Vault.sol";
import {newIssuer, newRegistrar, newToken} from "../../utils/Artifacts.sol";
import {ReferenceRegister} from "./ReferenceRegister.sol";
import {ReferenceRules} from "./ReferenceRules.sol";
import {Test} from "forge-std/Test.sol";

/// @notice The contracts and their reference side by side. Every act is done to both; what the contracts answer must be
/// what the reference says.
/// @dev Two issuers share a registrar; the first has another one besides, two tokens and a third that comes later, two
/// custodians, and two modules that lock and one that refuses on its first token. Six people with two accounts each: the
/// second registrar knows bruno under another id and clara under the same one, in another country; frank is known to it
/// alone.
contract Twin is Test {
    uint40 internal constant START = 1_800_000_000;
    uint256 internal constant ISSUERS = 2;
    uint256 internal constant TOKENS = 4;
    uint256 internal constant LATE = 3;
    /// @dev Splits stay below: the product of their denominators, and the supply.
    uint256 internal constant MOST_PARTS = 37;
    uint256 internal constant MOST_SHARES = 1e9;
    AuthorityId internal constant PROVIDER = AuthorityId.wrap(2);
    Country[3] public countries = [Country.wrap(756), Country.wrap(276), Country.wrap(840)];

    address public immutable owner = makeAddr("owner");
    address public immutable provider = makeAddr("provider");
    address public immutable stranger = makeAddr("stranger");
    uint256 public time = START;
    /// @dev Acts so far.
    uint256 public steps;
    bool public lateTokenAdded;
    /// @dev Codes with which something was refused, a bit for each.
    uint256 public seenCodes;

    IKYCRegistrar[2] public registrars;
    ReferenceRegister[2] public registers;
    IIssuingEntity[ISSUERS] public issuers;
    ReferenceRules[ISSUERS] public rules;
    ISecurityToken[TOKENS] public tokens;
    address[2] public custodians;
    ModuleMock[3] public modules;
    address[] private _accounts;
    uint40[] private _dates;

    constructor() {
        vm.warp(START);
        for (uint256 i; i < 2; ++i) {
            registrars[i] = newRegistrar(_one(owner), 1);
            registers[i] = new ReferenceRegister();
            custodians[i] = address(new Vault());
        }
        _foundIssuers();
        _register("alice", 0, 0, 1);
        _register("bruno", 0, 0, 2);
        _register("clara", 0, 1, 1);
        _register("david", 0, 1, 3);
        _register("erika", 0, 2, 2);
        _registerAgain("bruno, elsewhere", "bruno", 1, 2);
        _registerAgain("clara", "clara", 2, 3);
        _register("frank", 1, 0, 1);
    }

    modifier atPresent() {
        vm.warp(time);
        ++steps;
        _;
    }

    /// @dev Rules say who may come, not who is there: a change of them counts nobody anew.
    modifier movesNoCount() {
        bytes memory before = _allCounts();
        _;
        assertEq(_allCounts(), before, "I17: a change of rules moved a count");
    }

    /* --------------------------------------------------- shares ---------------------------------------------- */

    function transfer(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address from = _holder(token, a);
        _transfer(token, from, _receiver(b), _amount(token.balanceOf(from), c));
    }

    function moveWithin(uint256 a, uint256 b) external atPresent {
        ISecurityToken token = _token(a);
        address from = _holder(token, a);
        _transfer(token, from, _sibling(from), _amount(token.balanceOf(from), b));
    }

    function deposit(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address from = _holder(token, a);
        _transfer(token, from, custodians[b % 2], _amount(token.balanceOf(from), c));
    }

    function transferTreasury(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address treasury = address(token.issuer());
        _transfer(token, treasury, _receiver(b), _amount(token.balanceOf(treasury), c));
    }

    function moveInCustody(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address custodian = custodians[b % 2];
        address from = _beneficialOwner(token, custodian, a >> 8);
        bool withdraw = b >> 8 & 1 == 1;
        address to = withdraw && b >> 9 & 1 == 1 ? from : _receiver(b >> 16);
        _moveInCustody(token, custodian, from, to, _amount(token.custodyBalanceOf(custodian, from), c), withdraw);
    }

    function issue(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address to = b % 8 == 0 ? address(token.issuer()) : _receiver(b);
        uint256 amount = c % 1001;
        Restriction code = _rulesOf(token).judgeIssue(address(token), to, amount);
        if (_send(code, owner, address(token), abi.encodeCall(token.issue, (to, amount, "")))) {
            _rulesOf(token).issue(address(token), to, amount);
        }
    }

    function force(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address from = a % 8 == 0 ? _receiver(a >> 8) : _holder(token, a);
        address to = _receiver(b);
        if (from == to) return;
        uint256 amount = _amount(token.balanceOf(from), c);
        Restriction code = _rulesOf(token).judgeForce(address(token), from, to, amount);
        bytes memory data = abi.encodeCall(token.controllerTransfer, (from, to, amount, "", ""));
        if (_send(code, owner, address(token), data)) _rulesOf(token).force(address(token), from, to, amount);
    }

    function forceCustody(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address custodian = custodians[b % 2];
        if (!_rulesOf(token).isCustodian(custodian)) return;
        address from = _beneficialOwner(token, custodian, a >> 8);
        if (token.custodyBalanceOf(custodian, from) == 0) from = _accounts[(a >> 8) % _accounts.length];
        address to = b >> 8 & 1 == 1 ? from : _receiver(b >> 16);
        uint256 amount = _amount(token.custodyBalanceOf(custodian, from), c);
        Restriction code = _rulesOf(token).judgeCustodyForce(address(token), custodian, from, to, amount);
        bytes memory data =
            abi.encodeCall(token.controllerTransferFromCustody, (custodian, from, to, amount, bytes32("order")));
        if (!_send(code, owner, address(token), data)) return;
        _rulesOf(token).forceCustody(address(token), custodian, from, to, amount);
    }

    function redeem(uint256 a, uint256 b, uint256 c) external atPresent {
        ISecurityToken token = _token(a);
        address from = b % 4 == 0 ? _receiver(b >> 8) : _holder(token, a);
        bool forced = b >> 16 & 3 == 0;
        uint256 amount = _amount(token.balanceOf(from), c);
        Restriction code = _rulesOf(token).judgeRedemption(address(token), from, amount, forced);
        bytes memory data = forced
            ? abi.encodeCall(token.controllerRedeem, (from, amount, "", ""))
            : abi.encodeCall(token.redeemFrom, (from, amount, ""));
        if (_send(code, owner, address(token), data)) _rulesOf(token).redeem(address(token), from, amount, forced);
    }

    /* --------------------------------------------------- splits ---------------------------------------------- */

    /// @dev Ratios that leave fractions are followed by acts that are refused, until all are brought forward.
    function split(uint256 a, uint256 b) external atPresent {
        ISecurityToken token = _token(a);
        ReferenceRules book = _rulesOf(token);
        uint32[2][6] memory ratios =
            [[uint32(2), 1], [uint32(3), 1], [uint32(1), 2], [uint32(1), 3], [uint32(2), 3], [uint32(3), 2]];
        uint32[2] memory ratio = ratios[b % 6];
        bool tooFine = book.partsOf(address(token)) * ratio[1] > MOST_PARTS;
        if (tooFine || token.totalSupply() > MOST_SHARES) return;
        bool pending = book.isPending(address(token));
        vm.prank(owner);
        (bool done,) = address(token).call(abi.encodeCall(token.split, (ratio[0], ratio[1])));
        assertEq(done, !pending, "I83: split");
        if (done) book.split(address(token), ratio[0], ratio[1]);
    }

    /// @dev Some account's positions, or those of all.
    function bringForward(uint256 a, uint256 b) external atPresent {
        ISecurityToken token = _token(a);
        if (b % 3 == 0) return _bringAllForward(token);
        _bringForward(
            token, b >> 8 & 1 == 0 ? address(0) : custodians[b >> 9 & 1], _accounts[(b >> 10) % _accounts.length]
        );
    }

    function _bringAllForward(ISecurityToken token) private {
        for (uint256 i; i < _accounts.length; ++i) {
            for (uint256 c; c < 3; ++c) {
                _bringForward(token, c == 2 ? address(0) : custodians[c], _accounts[i]);
            }
        }
        _bringForward(token, address(0), address(token.issuer()));
        assertFalse(_rulesOf(token).isPending(address(token)), "I83: somebody was left behind");
    }

    function _bringForward(ISecurityToken token, address custodian, address account) private {
        PositionKey[] memory keys = new PositionKey[](1);
        keys[0] = defaultPosition(custodian, account);
        vm.prank(stranger);
        token.bringForward(keys);
        _rulesOf(token).bringForward(address(token), custodian, account);
    }

    /* --------------------------------------------------- locks ----------------------------------------------- */

    function lock(uint256 a, uint256 b) external atPresent {
        ModuleMock module = modules[a % 2];
        ISecurityToken token = tokens[0];
        address account = _holder(token, a >> 8);
        if (!_isPlugged(module) || rules[0].isCustodian(account)) return;
        uint256 amount = b % (rules[0].lockableOf(address(token), account) + 1);
        vm.prank(address(module));
        token.encumber(account, amount);
        if (amount != 0) rules[0].lock(address(token), address(module), account, amount);
    }

    function unlock(uint256 a, uint256 b) external atPresent {
        ModuleMock module = modules[a % 2];
        address account = _holder(tokens[0], a >> 8);
        if (!_isPlugged(module)) return;
        vm.prank(address(module));
        uint256 released = tokens[0].release(account, b % 1001);
        uint256 expected = rules[0].unlock(address(tokens[0]), address(module), account, b % 1001);
        assertEq(released, expected, "I20: released");
    }

    /// @dev Often more than there is.
    function freezeAmount(uint256 a, uint256 b) external atPresent {
        ISecurityToken token = _token(a);
        address account = _holder(token, a >> 8);
        if (!_isInvestors(account)) return;
        uint256 amount = _oddsOf(b, 4) ? b % (2 * token.balanceOf(account) + 1) : 0;
        vm.prank(owner);
        token.setFrozenTokens(account, amount);
        _rulesOf(token).freezeAmount(address(token), account, amount);
    }

    function plug(uint256 a) external atPresent {
        ModuleMock module = modules[a % 3];
        bool attached = _isPlugged(module);
        if (attached && _oddsOf(a, 3)) return;
        vm.prank(owner);
        if (attached) issuers[0].detachModule(address(tokens[0]), address(module));
        else issuers[0].attachModule(address(tokens[0]), address(module));
        rules[0].attach(address(tokens[0]), address(module), !attached);
    }

    function setRefusing(uint256 a) external atPresent {
        bool refusing = !_oddsOf(a, 3);
        modules[2].setRefusing(refusing);
        rules[0].setRefuses(address(modules[2]), refusing);
    }

    /// @dev A module, attached or not, can do nothing but what it declared.
    function overreach(uint256 a) external atPresent {
        ModuleMock module = modules[a % 3];
        ISecurityToken token = tokens[0];
        address account = _holder(token, a >> 8);
        _expectFailure(module, abi.encodeCall(token.issue, (account, 1, "")));
        _expectFailure(module, abi.encodeCall(token.redeemFrom, (account, 0, "")));
        _expectFailure(module, abi.encodeCall(token.scheduleRecordDate, (uint40(time + 1))));
        _expectFailure(module, abi.encodeCall(token.controllerTransfer, (account, provider, 0, "", "")));
        if (a % 3 != 2 && _isPlugged(module)) return;
        _expectFailure(module, abi.encodeCall(token.encumber, (account, 0)));
        _expectFailure(module, abi.encodeCall(token.release, (account, 0)));
    }

    function _expectFailure(ModuleMock module, bytes memory data) private {
        vm.prank(address(module));
        (bool done,) = address(tokens[0]).call(data);
        assertFalse(done, "I58: a module did what it had not declared");
    }

    /* --------------------------------------------------- rules ----------------------------------------------- */

    function freeze(uint256 a, uint256 b) external atPresent movesNoCount {
        InvestorId id = _id(a);
        bool frozen = !_oddsOf(a, 6);
        vm.prank(owner);
        issuers[b % 2].setInvestorRestriction(id, frozen);
        rules[b % 2].setFrozen(id, frozen);
    }

    function pause(uint256 a) external atPresent movesNoCount {
        bool paused = !_oddsOf(a, 4);
        ISecurityToken token = _token(a >> 8);
        IIssuingEntity issuer = token.issuer();
        vm.startPrank(owner);
        if (a & 1 == 0) issuer.setGlobalRestriction(paused);
        else issuer.setTokenRestriction(address(token), paused);
        vm.stopPrank();
        if (a & 1 == 0) _rulesOf(token).setPaused(paused);
        else _rulesOf(token).setTokenPaused(address(token), paused);
    }

    function setExpiryStops(uint256 a) external atPresent movesNoCount {
        ISecurityToken token = _token(a);
        vm.prank(owner);
        token.setExpiryStopsSending(a >> 8 & 1 == 1);
        _rulesOf(token).setExpiryStops(address(token), a >> 8 & 1 == 1);
    }

    function setLimits(uint256 a) external atPresent movesNoCount {
        uint32[8] memory limits = _limits(a >> 8);
        vm.prank(owner);
        issuers[a % 2].setInvestorLimits(limits);
        rules[a % 2].setLimits(limits);
    }

    function setCountryRule(uint256 a) external atPresent movesNoCount {
        _setRule(a % 2, countries[(a >> 8) % 3], _oddsOf(a, 6), uint8(1 + (a >> 16) % 3), _limits(a >> 24));
    }

    function approveCustodian(uint256 a) external atPresent movesNoCount {
        address custodian = custodians[a >> 8 & 1];
        (, bool approved) = issuers[a % 2].custodianStatus(custodian);
        if (approved && _oddsOf(a, 5)) return;
        vm.prank(owner);
        if (approved) issuers[a % 2].removeCustodian(custodian);
        else issuers[a % 2].addCustodian(custodian);
        rules[a % 2].approveCustodian(custodian, !approved);
    }

    function acceptRegistrar(uint256 a) external atPresent movesNoCount {
        uint256 r = a >> 8 & 1;
        bool accepted = rules[a % 2].isAccepted(registers[r]);
        if (accepted && _oddsOf(a, 6)) return;
        vm.prank(owner);
        if (accepted) issuers[a % 2].removeRegistrar(registrars[r]);
        else issuers[a % 2].addRegistrar(registrars[r]);
        rules[a % 2].acceptRegistrar(registers[r], !accepted);
    }

    /// @dev The third token of the first issuer comes late and must know all that the others know.
    function addLateToken() external atPresent movesNoCount {
        if (lateTokenAdded) return;
        lateTokenAdded = true;
        vm.prank(owner);
        issuers[0].addToken(address(tokens[LATE]));
        rules[0].addToken(address(tokens[LATE]));
    }

    function sync() external atPresent {
        InvestorId[] memory ids = allIds();
        for (uint256 i; i < ISSUERS; ++i) {
            bool[] memory syncable = issuers[i].isSyncable(ids);
            for (uint256 j; j < ids.length; ++j) {
                assertEq(syncable[j], rules[i].isSyncable(ids[j]), "I15: isSyncable");
            }
            assertEq(issuers[i].sync(ids), rules[i].sync(ids), "I15: sync");
        }
    }

    /* ------------------------------------------------- registrars -------------------------------------------- */

    function renew(uint256 a, uint256 b, uint256 c) external atPresent movesNoCount {
        (uint256 r, InvestorId id) = _record(a);
        uint8 rating = uint8(1 + b % 4);
        uint40 expiresAt = uint40(time + 1 + c % 30 days);
        vm.prank(owner);
        registrars[r].updateInvestor(id, bytes3(0), Rating.wrap(rating), expiresAt);
        registers[r].renew(id, rating, expiresAt, 1);
    }

    /// @dev An investor, one of its accounts, or the authority that answers for it; as its provider or a supervisor.
    function restrict(uint256 a, uint256 b) external atPresent movesNoCount {
        (uint256 r, InvestorId id) = _record(a);
        bool restricted = !_oddsOf(b, 8);
        vm.startPrank(owner);
        if (b % 4 == 0) {
            registrars[r].setInvestorRestriction(id, restricted);
            registers[r].setRestricted(id, restricted);
        } else if (b % 4 == 1) {
            registrars[r].setInvestorSuspension(_ids(id), restricted, "order");
            registers[r].setSuspended(id, restricted);
        } else if (b % 4 == 2) {
            registrars[r].setAuthorityRestriction(PROVIDER, restricted);
            registers[r].setAuthorityRestricted(2, restricted);
        } else {
            _restrictAccount(r, id, b >> 8);
        }
        vm.stopPrank();
    }

    function _restrictAccount(uint256 r, InvestorId id, uint256 b) private {
        ReferenceRegister.Person memory person = registers[r].personOf(id);
        uint256 place = b % person.accounts.length;
        address[] memory account = _one(person.accounts[place]);
        if (b >> 8 & 1 == 0) {
            bool suspended = !_oddsOf(b, 8);
            registrars[r].setAccountSuspension(account, suspended, "order");
            registers[r].setAccountSuspended(account[0], suspended);
            return;
        }
        bool restricted = person.restrictedAccounts[place];
        if (!restricted && _oddsOf(b, 4)) return;
        if (restricted) registrars[r].registerAccounts(id, account);
        else registrars[r].restrictAccounts(id, account);
        registers[r].setAccountRestricted(account[0], !restricted);
    }

    /* --------------------------------------------------- time ------------------------------------------------ */

    /// @dev No record date passes while fractions are unknown: at such a date the supply holds more than the positions.
    function pass(uint256 a) external {
        vm.warp(time);
        for (uint256 t; t < TOKENS; ++t) {
            if (t == LATE && !lateTokenAdded) continue;
            if (_rulesOf(tokens[t]).isPending(address(tokens[t]))) _bringAllForward(tokens[t]);
        }
        time += _oddsOf(a, 2) ? a % 3 : a % 15 days;
    }

    function scheduleRecordDate(uint256 a) external atPresent {
        uint256 ahead;
        for (uint256 i; i < _dates.length; ++i) {
            if (_dates[i] >= time) ++ahead;
        }
        if (ahead == 8) return;
        uint40 date = uint40(time + 1 + (_oddsOf(a, 2) ? a % 3 : a % 10 days));
        for (uint256 i; i < TOKENS; ++i) {
            if (i == LATE && !lateTokenAdded) continue;
            vm.prank(owner);
            tokens[i].scheduleRecordDate(date);
        }
        _dates.push(date);
    }

    /* ------------------------------------------------ comparisons -------------------------------------------- */

    /// @notice Balances, custody, supply: of every account of every token.
    function checkBalances() external view {
        for (uint256 t; t < TOKENS; ++t) {
            if (t == LATE && !lateTokenAdded) continue;
            ISecurityToken token = tokens[t];
            ReferenceRules book = _rulesOf(token);
            assertEq(token.totalSupply(), book.supplyOf(address(token)), "I14: supply");
            (bool pending, uint256 rest) = token.splitStatus();
            assertEq(rest, book.restOf(address(token)), "I83: rest");
            assertEq(pending, rest != 0, "I83: pending");
            assertEq(token.balanceOf(book.treasury()), book.balanceOf(address(token), book.treasury()), "I14: treasury");
            for (uint256 i; i < _accounts.length; ++i) {
                address account = _accounts[i];
                assertEq(token.balanceOf(account), book.balanceOf(address(token), account), "I14: balance");
            }
            for (uint256 c; c < 2; ++c) {
                assertEq(token.balanceOf(custodians[c]), book.balanceOf(address(token), custodians[c]), "I14: custody");
                for (uint256 i; i < _accounts.length; ++i) {
                    uint256 kept = book.seatBalance(address(token), custodians[c], _accounts[i]);
                    assertEq(token.custodyBalanceOf(custodians[c], _accounts[i]), kept, "I14: kept for");
                }
            }
        }
    }

    /// @notice What is locked and frozen of every account, in all and by each module, and what force took of it.
    function checkLocks() external view {
        for (uint256 t; t < TOKENS; ++t) {
            if (t == LATE && !lateTokenAdded) continue;
            (ISecurityToken token, ReferenceRules book) = (tokens[t], _rulesOf(tokens[t]));
            for (uint256 i; i < _accounts.length; ++i) {
                uint256 tied = book.tiedOf(address(token), _accounts[i]);
                assertEq(token.encumberedBalanceOf(_accounts[i]), tied, "I20: tied");
                uint256 frozen = book.frozenOf(address(token), _accounts[i]);
                assertEq(token.getFrozenTokens(_accounts[i]), frozen, "I84: frozen");
            }
        }
        for (uint256 i; i < _accounts.length; ++i) {
            for (uint256 m; m < 2; ++m) {
                _checkLock(modules[m], _accounts[i]);
            }
        }
    }

    function _checkLock(ModuleMock module, address account) private view {
        (uint256 locked, uint256 taken) = rules[0].lockedBy(address(tokens[0]), address(module), account);
        if (!_isPlugged(module)) locked = 0;
        assertEq(tokens[0].encumbranceOf(account, address(module)), locked, "I20: locked by a module");
        assertEq(tokens[0].takenOf(defaultPosition(address(0), account), address(module)), taken, "I20: taken");
    }

    /// @notice Counts and limits of all lanes and countries.
    function checkCounts() external view {
        for (uint256 i; i < ISSUERS; ++i) {
            (uint32[8] memory counts, uint32[8] memory limits) = issuers[i].investorCounts();
            for (uint256 c; c < 3; ++c) {
                (uint32[8] memory all, uint32[8] memory ofCountry) = rules[i].counts(countries[c]);
                assertEq(abi.encode(counts), abi.encode(all), "I15: counts");
                ReferenceRules.CountryRule memory rule = rules[i].ruleOf(countries[c]);
                (bool permitted, Rating minRating, uint32[8] memory actual, uint32[8] memory its) =
                    issuers[i].countryRule(countries[c]);
                assertEq(abi.encode(actual), abi.encode(ofCountry), "I15: counts of a country");
                assertEq(abi.encode(its), abi.encode(rule.limits), "limits of a country");
                assertEq(permitted, rule.permitted, "permitted");
                assertEq(Rating.unwrap(minRating), rule.permitted ? rule.minRating : 0, "minimum rating");
            }
            assertEq(abi.encode(limits), abi.encode(rules[i].investorLimits()), "limits");
        }
    }

    /// @notice Each investor's positions, and the class under which it counts.
    function checkStates() external view {
        InvestorId[] memory ids = allIds();
        for (uint256 i; i < ISSUERS; ++i) {
            for (uint256 j; j < ids.length; ++j) {
                (uint32 positions, Country country, Rating rating, bool frozen) = issuers[i].investorState(ids[j]);
                assertEq(positions, rules[i].seatsOf(ids[j]), "I15: positions");
                assertEq(frozen, rules[i].isFrozen(ids[j]), "I13: frozen");
                if (positions == 0) continue;
                ReferenceRules.Class memory class = rules[i].classOf(ids[j]);
                assertEq(Country.unwrap(country), Country.unwrap(class.country), "I15: country of the class");
                assertEq(Rating.unwrap(rating), class.rating, "I15: rating of the class");
            }
        }
    }

    /// @notice What everybody held at record date number `index`, if it has passed.
    function checkDate(uint256 index) public view {
        uint40 date = _dates[index];
        if (date >= time) return;
        for (uint256 t; t < TOKENS - 1; ++t) {
            ISecurityToken token = tokens[t];
            ReferenceRules book = _rulesOf(token);
            uint256 supply = book.seatBalanceAt(address(token), address(0), address(0), date);
            assertEq(token.totalSupplyAt(date), supply, "I22: supply at a date");
            for (uint256 i; i < _accounts.length; ++i) {
                uint256 held = book.seatBalanceAt(address(token), address(0), _accounts[i], date);
                assertEq(token.balanceOfAt(_accounts[i], date), held, "I22: balance at a date");
                for (uint256 c; c < 2; ++c) {
                    held = book.seatBalanceAt(address(token), custodians[c], _accounts[i], date);
                    assertEq(token.custodyBalanceOfAt(custodians[c], _accounts[i], date), held, "I22: kept at a date");
                }
            }
        }
    }

    function dates() external view returns (uint40[] memory) {
        return _dates;
    }

    function dateCount() external view returns (uint256) {
        return _dates.length;
    }

    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    /// @notice All ids of both registrars.
    function allIds() public view returns (InvestorId[] memory ids) {
        ReferenceRegister.Person[] memory first = registers[0].people();
        ReferenceRegister.Person[] memory second = registers[1].people();
        ids = new InvestorId[](first.length + second.length - 1);
        uint256 found;
        for (uint256 i; i < first.length; ++i) {
            ids[found++] = first[i].id;
        }
        for (uint256 i; i < second.length; ++i) {
            if (!registers[0].isKnown(second[i].id)) ids[found++] = second[i].id;
        }
    }

    /* --------------------------------------------------- acting ---------------------------------------------- */

    function _transfer(ISecurityToken token, address from, address to, uint256 amount) private {
        ReferenceRules book = _rulesOf(token);
        Restriction code = book.judgeTransfer(address(token), from, to, amount);
        uint8 dry = token.detectTransferRestriction(from, to, amount);
        assertEq(dry < FIRST_MODULE_CODE ? dry : uint8(Restriction.ModuleRefused), uint8(code), "I13: dry run");
        bytes memory data = from == book.treasury()
            ? abi.encodeCall(token.transferTreasury, (to, amount))
            : abi.encodeCall(token.transfer, (to, amount));
        address sender = from == book.treasury() ? owner : from;
        if (_send(code, sender, address(token), data)) book.transfer(address(token), from, to, amount);
    }

    function _moveInCustody(
        ISecurityToken token,
        address custodian,
        address from,
        address to,
        uint256 amount,
        bool withdraw
    ) private {
        ReferenceRules book = _rulesOf(token);
        if (!book.isCustodian(custodian)) return;
        Restriction code = book.judgeCustody(address(token), custodian, from, to, amount, withdraw);
        Restriction dry = token.detectCustodyRestriction(custodian, from, to, amount, withdraw);
        assertEq(uint8(dry), uint8(code), "I13: dry run in custody");
        bytes memory data = withdraw
            ? abi.encodeCall(token.custodyWithdraw, (from, to, amount))
            : abi.encodeCall(token.custodyTransfer, (from, to, amount));
        if (!_send(code, custodian, address(token), data)) return;
        book.moveInCustody(address(token), custodian, from, to, amount, withdraw);
    }

    /// @dev Sends a call and holds its outcome to the reference's verdict.
    function _send(Restriction code, address sender, address target, bytes memory data) private returns (bool done) {
        bytes memory answer;
        vm.prank(sender);
        (done, answer) = target.call(data);
        if (done) {
            assertEq(uint8(code), 0, "I13: the reference refuses what passed");
            return true;
        }
        if (code == Restriction.ModuleRefused) {
            assertEq(bytes4(answer), ITokenEvents.SecurityToken_ModuleRefused.selector, "I13: no module refused");
            seenCodes |= 1 << uint8(code);
            return false;
        }
        assertEq(
            bytes4(answer), ITokenEvents.SecurityToken_TransferRefused.selector, "I13: failed without a restriction"
        );
        uint8 actual;
        assembly ("memory-safe") {
            actual := mload(add(answer, 0x24))
        }
        assertEq(actual, uint8(code), "I13: refused for another reason");
        seenCodes |= 1 << actual;
    }

    function _setRule(uint256 i, Country country, bool permitted, uint8 minRating, uint32[8] memory limits) private {
        vm.prank(owner);
        issuers[i].setCountryRule(country, permitted, Rating.wrap(minRating), limits);
        rules[i].setCountryRule(country, permitted, minRating, limits);
    }

    function _allCounts() private view returns (bytes memory) {
        (uint32[8] memory first,) = issuers[0].investorCounts();
        (uint32[8] memory second,) = issuers[1].investorCounts();
        return abi.encode(first, second);
    }

    /* --------------------------------------------------- choosing -------------------------------------------- */

    function _token(uint256 seed) private view returns (ISecurityToken) {
        return tokens[seed % (lateTokenAdded ? TOKENS : TOKENS - 1)];
    }

    function _rulesOf(ISecurityToken token) internal view returns (ReferenceRules) {
        return rules[token == tokens[2] ? 1 : 0];
    }

    function _isPlugged(ModuleMock module) private view returns (bool) {
        return rules[0].isAttached(address(module));
    }

    /// @dev Mostly one who holds something, if anybody does.
    function _holder(ISecurityToken token, uint256 seed) private view returns (address) {
        if (_oddsOf(seed, 12)) {
            for (uint256 i; i < _accounts.length; ++i) {
                address account = _accounts[(seed % _accounts.length + i) % _accounts.length];
                if (token.balanceOf(account) != 0) return account;
            }
        }
        return _receiver(seed >> 16);
    }

    function _beneficialOwner(ISecurityToken token, address custodian, uint256 seed) private view returns (address) {
        for (uint256 i; i < _accounts.length; ++i) {
            address account = _accounts[(seed % _accounts.length + i) % _accounts.length];
            if (token.custodyBalanceOf(custodian, account) != 0) return account;
        }
        return _receiver(seed >> 16);
    }

    /// @dev Mostly an investor's account.
    function _receiver(uint256 seed) private view returns (address) {
        uint256 choice = (seed >> 4) % 24;
        if (choice == 0) return address(issuers[0]);
        if (choice == 1) return stranger;
        if (choice == 2) return address(tokens[0]);
        if (choice == 3) return address(0);
        if (choice == 4) return custodians[seed & 1];
        if (choice == 5) return address(issuers[1]);
        return _accounts[seed % _accounts.length];
    }

    function _isInvestors(address account) private view returns (bool) {
        return _sibling(account) != account;
    }

    function _sibling(address account) private view returns (address) {
        for (uint256 i; i < _accounts.length; ++i) {
            if (_accounts[i] == account) return _accounts[i ^ 1];
        }
        return account;
    }

    function _record(uint256 seed) private view returns (uint256 r, InvestorId id) {
        r = seed >> 8 & 1;
        ReferenceRegister.Person[] memory people = registers[r].people();
        id = people[seed % people.length].id;
    }

    function _id(uint256 seed) private view returns (InvestorId) {
        InvestorId[] memory ids = allIds();
        return ids[seed % ids.length];
    }

    /// @dev Often all, sometimes one too much.
    function _amount(uint256 balance, uint256 seed) private pure returns (uint256) {
        uint256 kind = seed % 8;
        if (kind < 4) return balance;
        return kind == 4 ? balance + 1 : (seed >> 3) % (balance + 1);
    }

    /// @dev All but one in `odds` times.
    function _oddsOf(uint256 seed, uint256 odds) private pure returns (bool) {
        return uint256(keccak256(abi.encode(seed))) % odds != 0;
    }

    /// @dev Small numbers, so that limits are met; most of them zero, which is no limit.
    function _limits(uint256 seed) private pure returns (uint32[8] memory limits) {
        for (uint256 i; i < 8; ++i) {
            limits[i] = uint32((seed >> i * 4) % 16);
            if (limits[i] > 3) limits[i] = 0;
        }
    }

    /* -------------------------------------------------- founding --------------------------------------------- */

    function _foundIssuers() private {
        for (uint256 i; i < ISSUERS; ++i) {
            issuers[i] = newIssuer(_one(owner), 1);
            rules[i] = new ReferenceRules(address(issuers[i]));
            vm.prank(owner);
            issuers[i].addRegistrar(registrars[0]);
            rules[i].acceptRegistrar(registers[0], true);
        }
        for (uint256 t; t < TOKENS; ++t) {
            uint256 i = t == 2 ? 1 : 0;
            tokens[t] = newToken(issuers[i], "Muster Group AG", "MUST", 0);
            if (t == LATE) continue;
            vm.prank(owner);
            issuers[i].addToken(address(tokens[t]));
            rules[i].addToken(address(tokens[t]));
        }
        vm.startPrank(owner);
        issuers[0].addRegistrar(registrars[1]);
        issuers[0].addCustodian(custodians[0]);
        issuers[0].addCustodian(custodians[1]);
        issuers[1].addCustodian(custodians[0]);
        vm.stopPrank();
        rules[0].acceptRegistrar(registers[1], true);
        rules[0].approveCustodian(custodians[0], true);
        rules[0].approveCustodian(custodians[1], true);
        rules[1].approveCustodian(custodians[0], true);
        for (uint256 i; i < ISSUERS * 3; ++i) {
            uint32[8] memory none;
            _setRule(i / 3, countries[i % 3], true, i % 3 == 2 ? 2 : 1, none);
        }
        _attachModules();
        _addProviders();
    }

    function _attachModules() private {
        for (uint256 i; i < 3; ++i) {
            bool locks = i < 2;
            modules[i] = new ModuleMock(tokens[0], locks ? 0 : HOOK_CHECK_TRANSFER, locks ? PERMISSION_ENCUMBER : 0);
            vm.prank(owner);
            issuers[0].attachModule(address(tokens[0]), address(modules[i]));
            rules[0].attach(address(tokens[0]), address(modules[i]), true);
        }
    }

    function _addProviders() private {
        vm.startPrank(owner);
        for (uint256 r; r < 2; ++r) {
            registrars[r].addAuthority(_one(provider), 1, type(uint40).max);
            registrars[r].setAuthorityCountryRange(PROVIDER, Duty.Import, Country.wrap(1), Country.wrap(999), true);
        }
        vm.stopPrank();
    }

    function _register(string memory name, uint256 r, uint256 country, uint8 rating) private {
        address[] memory own = new address[](2);
        (own[0], own[1]) = (makeAddr(name), makeAddr(string.concat(name, ", second account")));
        _accounts.push(own[0]);
        _accounts.push(own[1]);
        _enter(_idOf(name), r, country, rating, own);
    }

    /// @dev The accounts of `name`, under another id or in another country.
    function _registerAgain(string memory id, string memory name, uint256 country, uint8 rating) private {
        address[] memory own = new address[](2);
        (own[0], own[1]) = (makeAddr(string.concat(name, ", second account")), makeAddr(name));
        _enter(_idOf(id), 1, country, rating, own);
    }

    function _enter(InvestorId id, uint256 r, uint256 country, uint8 rating, address[] memory own) private {
        Registration[] memory batch = new Registration[](1);
        batch[0] = Registration(id, countries[country], bytes3(0), Rating.wrap(rating), START + 10 days, own);
        vm.prank(provider);
        registrars[r].registerInvestors(batch);
        registers[r].enter(id, countries[country], rating, START + 10 days, 2);
        registers[r].bind(id, own[0]);
        registers[r].bind(id, own[1]);
    }

    /// @dev All fall into two of the buckets of the freeze filter, so that one's freeze meets another's.
    function _idOf(string memory name) private pure returns (InvestorId) {
        uint96 hash = uint96(bytes12(keccak256(bytes(name))));
        return InvestorId.wrap(bytes12(hash - hash % uint96(FREEZE_BUCKETS) + hash % 2));
    }

    function _one(address account) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }

    function _ids(InvestorId id) private pure returns (InvestorId[] memory list) {
        list = new InvestorId[](1);
        list[0] = id;
    }
}
