// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../src/interfaces/ITokenEvents.sol";
import {AuthorityId} from "../../../src/types/Authority.sol";
import {CachedStanding} from "../../../src/types/CachedStanding.sol";
import {Duty} from "../../../src/types/Duty.sol";
import {Holding} from "../../../src/types/Holding.sol";
import {Country, InvestorId, InvestorKey, Rating, investorKey} from "../../../src/types/Identity.sol";
import {Investor, Registration} from "../../../src/types/Investors.sol";
import {HOOK_CHECK_TRANSFER, PERMISSION_ENCUMBER} from "../../../src/types/Modules.sol";
import {Party, PartyKind, investorParty, partyOfKind} from "../../../src/types/Party.sol";
import {PositionKey, defaultPosition} from "../../../src/types/PositionKey.sol";
import {FIRST_MODULE_CODE, Restriction} from "../../../src/types/Restriction.sol";
import {FULL_REVISION, LAST_GENERATION} from "../../../src/types/Revisions.sol";
import {Standing} from "../../../src/types/Standing.sol";
import {ModuleMock} from "../../mocks/ModuleMock.sol";
import {Vault} from "../../mocks/Vault.sol";
import {newIssuer, newRegistrar, newToken} from "../../utils/Artifacts.sol";
import {BothWays} from "../../utils/BothWays.sol";
import {FullRevisions} from "../../utils/FullRevisions.sol";
import {ReferenceRegister} from "./ReferenceRegister.sol";
import {ReferenceRules} from "./ReferenceRules.sol";
import {TokenCopies} from "./TokenCopies.sol";

/// @notice The contracts and their reference side by side. Every act is done to both; what the contracts answer must be
/// what the reference says.
/// @dev Two issuers share a registrar; the first has another one besides, two tokens and a third that comes later, two
/// custodians, and two modules that lock and one that refuses on its first token. Six people with two accounts each: the
/// second registrar knows bruno under the first one's id of alice and clara under the same id, in another country; frank is
/// known to it alone. Ids share words of records and of counts, and bits of freezes. Of the countries, nobody lives in but the
/// first three; seven at most have a lane in a token's word. David holds something in almost as many positions as can be
/// counted.
contract Twin is BothWays, FullRevisions {
    uint40 internal constant START = 1_800_000_000;
    uint256 internal constant ISSUERS = 2;
    uint256 internal constant TOKENS = 4;
    uint256 internal constant LATE = 3;
    /// @dev Splits stay below: the product of their denominators, and the supply.
    uint256 internal constant MOST_PARTS = 37;
    uint256 internal constant MOST_SHARES = 1e9;
    AuthorityId internal constant PROVIDER = AuthorityId.wrap(2);
    uint256 internal constant COUNTRIES = 10;
    uint256 internal constant INHABITED = 3;
    InvestorId internal constant ALICE = InvestorId.wrap(30);
    InvestorId internal constant BRUNO = InvestorId.wrap(31);
    InvestorId internal constant CLARA = InvestorId.wrap(32);
    /// @dev The freeze bit of alice.
    InvestorId internal constant DAVID = InvestorId.wrap(30 + 16_384);
    /// @dev Another bit of alice's bucket.
    InvestorId internal constant ERIKA = InvestorId.wrap(30 + 64);
    InvestorId internal constant FRANK = InvestorId.wrap(type(uint32).max);
    /// @dev Four below what can be counted.
    uint32 internal constant MANY = 4_091;
    Country[COUNTRIES] public countries = [
        Country.wrap(756),
        Country.wrap(276),
        Country.wrap(840),
        Country.wrap(752),
        Country.wrap(832),
        Country.wrap(1),
        Country.wrap(999),
        Country.wrap(250),
        Country.wrap(64),
        Country.wrap(724)
    ];

    address public immutable owner = makeAddr("owner");
    address public immutable provider = makeAddr("provider");
    address public immutable stranger = makeAddr("stranger");
    uint256 public time = START;
    /// @dev Acts so far.
    uint256 public steps;
    bool public lateTokenAdded;
    /// @dev Codes with which something was refused, a bit for each.
    uint256 public seenCodes;
    TokenCopies private _copies;
    /// @dev Everybody, and all ids that share a word or a bit with somebody's, at both registrars.
    InvestorKey[] private _neighbours;

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
        // The next taking fills a revision, the one after it begins a generation: at the second registrar the last one.
        _setRevisions(registrars[0], 1, FULL_REVISION - 1);
        _setRevisions(registrars[1], LAST_GENERATION - 1, FULL_REVISION - 1);
        _foundIssuers();
        _register("alice", ALICE, 0, 0, 1);
        _register("bruno", BRUNO, 0, 0, 2);
        _register("clara", CLARA, 0, 1, 1);
        _register("david", DAVID, 0, 1, 3);
        _register("erika", ERIKA, 0, 2, 2);
        _registerAgain("bruno", ALICE, 1, 2);
        _registerAgain("clara", CLARA, 2, 3);
        _register("frank", FRANK, 1, 0, 1);
        _findNeighbours();
        _holdElsewhere();
        for (uint256 i; i < 9; ++i) {
            _issue(tokens[i % 3], _accounts[i / 3 * 2], 100);
        }
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

    /// @dev Two holders deal; something is taken from one of them; they deal again; mostly it is given back, and they deal.
    function dealAround(uint256 a, uint256 b) external atPresent {
        ISecurityToken token = _token(a);
        address from = _holder(token, a >> 8);
        address to = _holder(token, b >> 16);
        // Those whom both registrars know.
        if (b >> 12 & 3 == 0) (from, to) = (_accounts[2], _accounts[4]);
        _transfer(token, from, to, 1);
        address either = b & 1 == 0 ? from : to;
        Party party = _copies.directOf(token, either).party();
        if (!party.isInvestor()) return;
        (uint256 r, InvestorId id) = (party.registrar(), party.id());
        ReferenceRegister.Person memory before = registers[r].personOf(id);
        uint256 kind = (b >> 1) % 7;
        if (kind < 4) _setBar(r, id, either, kind, true);
        else if (kind == 6) _acceptRegistrar(token, r, false);
        else if (kind == 4) _renew(r, id, "", 1, before.expiresAt);
        else _renewForASecond(r, id, before.rating);
        _transfer(token, from, to, 1);
        if (b >> 8 & 3 == 0) return;

        if (kind < 4) _setBar(r, id, either, kind, false);
        else if (kind == 6) _acceptRegistrar(token, r, true);
        else _renew(r, id, "", before.rating, uint40(time + 10 days));
        _transfer(token, from, to, 1);
    }

    /// @dev And lets the second pass.
    function _renewForASecond(uint256 r, InvestorId id, uint8 rating) private {
        _bringEverythingForward();
        _renew(r, id, "", rating, uint40(time + 1));
        vm.warp(++time);
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
        _issue(token, to, c % 1001);
    }

    function _issue(ISecurityToken token, address to, uint256 amount) private {
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

    function _bringEverythingForward() private {
        for (uint256 t; t < TOKENS; ++t) {
            if (t == LATE && !lateTokenAdded) continue;
            if (_rulesOf(tokens[t]).isPending(address(tokens[t]))) _bringAllForward(tokens[t]);
        }
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

    /// @dev Neighbours too, whether or not anybody has their ids.
    function freeze(uint256 a, uint256 b) external atPresent movesNoCount {
        InvestorKey[] memory everybody = allKeys();
        InvestorKey key = b >> 8 & 3 == 0 ? _neighbours[a % _neighbours.length] : everybody[a % everybody.length];
        bool frozen = !_oddsOf(a, 4);
        vm.prank(owner);
        issuers[b % 2].setInvestorRestriction(key, frozen);
        rules[b % 2].setFrozen(key, frozen);
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
        uint256 among = a >> 1 & 1 == 0 ? INHABITED : COUNTRIES;
        _setRule(a % 2, countries[(a >> 8) % among], _oddsOf(a, 6), uint8(1 + (a >> 16) % 3), _limits(a >> 24));
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
        _acceptRegistrar(tokens[a % 2 == 0 ? 0 : 2], r, !accepted);
    }

    function _acceptRegistrar(ISecurityToken token, uint256 r, bool accepted) private {
        ReferenceRules book = _rulesOf(token);
        if (book.isAccepted(registers[r]) == accepted) return;
        IIssuingEntity issuer = token.issuer();
        vm.prank(owner);
        if (accepted) issuer.addRegistrar(registrars[r]);
        else issuer.removeRegistrar(registrars[r]);
        book.acceptRegistrar(registers[r], accepted);
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
        InvestorKey[] memory keys = allKeys();
        for (uint256 i; i < ISSUERS; ++i) {
            bool[] memory syncable = issuers[i].isSyncable(keys);
            for (uint256 j; j < keys.length; ++j) {
                assertEq(syncable[j], rules[i].isSyncable(keys[j]), "I15: isSyncable");
            }
            assertEq(issuers[i].sync(keys), rules[i].sync(keys), "I15: sync");
        }
    }

    /* ------------------------------------------------- registrars -------------------------------------------- */

    function renew(uint256 a, uint256 b, uint256 c) external atPresent movesNoCount {
        (uint256 r, InvestorId id) = _record(a);
        bytes3[5] memory regions = [bytes3(0), "ZH", "9", "A0Z", "VD"];
        _renew(r, id, regions[(b >> 8) % 5], uint8(1 + b % 4), uint40(time + 1 + c % 30 days));
    }

    function _renew(uint256 r, InvestorId id, bytes3 region, uint8 rating, uint40 expiresAt) private {
        if (expiresAt <= time) return;
        vm.prank(owner);
        registrars[r].updateInvestor(id, region, Rating.wrap(rating), expiresAt);
        registers[r].renew(id, region, rating, expiresAt, 1);
    }

    /// @dev A record has no place for it.
    function renewBadly(uint256 a, uint256 b) external atPresent {
        (uint256 r, InvestorId id) = _record(a);
        bytes3[5] memory regions = [bytes3("zh"), bytes3(hex"005a48"), bytes3(hex"5a0048"), "Z-H", bytes3(hex"ffffff")];
        bytes3 region = regions[b % 5];
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidRegion.selector, region));
        vm.prank(owner);
        registrars[r].updateInvestor(id, region, Rating.wrap(1), uint40(time + 1));
    }

    function expire(uint256 a) external atPresent movesNoCount {
        uint256 r = a % 2;
        ReferenceRegister.Person[] memory people = registers[r].people();
        InvestorId[] memory ids = new InvestorId[](people.length);
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = people[i].id;
        }
        assertEq(registrars[r].expire(ids), registers[r].expire(), "I88: lapsed");
    }

    /// @dev An investor, one of its accounts, or the authority that answers for it; as its provider or a supervisor.
    function restrict(uint256 a, uint256 b) external atPresent movesNoCount {
        (uint256 r, InvestorId id) = _record(a);
        ReferenceRegister.Person memory person = registers[r].personOf(id);
        _setBar(r, id, person.accounts[(b >> 16) % person.accounts.length], b % 5, !_oddsOf(b, 6));
    }

    function _setBar(uint256 r, InvestorId id, address account, uint256 kind, bool barred) private {
        vm.startPrank(owner);
        if (kind == 0) {
            registrars[r].setInvestorRestriction(id, barred);
            registers[r].setRestricted(id, barred);
        } else if (kind == 1) {
            registrars[r].setInvestorSuspension(_ids(id), barred, "order");
            registers[r].setSuspended(id, barred);
        } else if (kind == 2) {
            registrars[r].setAuthorityRestriction(PROVIDER, barred);
            registers[r].setAuthorityRestricted(2, barred);
        } else if (kind == 3) {
            registrars[r].setAccountSuspension(_one(account), barred, "order");
            registers[r].setAccountSuspended(account, barred);
        } else {
            _restrictAccount(r, id, account, barred);
        }
        vm.stopPrank();
    }

    /// @dev By whoever is pranked. What is not restricted cannot be enabled.
    function _restrictAccount(uint256 r, InvestorId id, address account, bool restricted) private {
        bool before = registrars[r].getAccount(account).restricted;
        if (restricted) registrars[r].restrictAccounts(id, _one(account));
        else if (before) registrars[r].registerAccounts(id, _one(account));
        registers[r].setAccountRestricted(account, restricted);
    }

    /* --------------------------------------------------- time ------------------------------------------------ */

    /// @dev No record date passes while fractions are unknown: at such a date the supply holds more than the positions.
    function pass(uint256 a) external {
        vm.warp(time);
        _bringEverythingForward();
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
            for (uint256 c; c < COUNTRIES; ++c) {
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
        InvestorKey[] memory keys = allKeys();
        for (uint256 i; i < ISSUERS; ++i) {
            for (uint256 j; j < keys.length; ++j) {
                (uint32 positions, Country country, Rating rating,) = issuers[i].investorState(keys[j]);
                assertEq(positions, rules[i].seatsOf(keys[j]), "I15: positions");
                if (positions == 0) continue;
                ReferenceRules.Class memory class = rules[i].classOf(keys[j]);
                assertEq(Country.unwrap(country), Country.unwrap(class.country), "I15: country of the class");
                assertEq(Rating.unwrap(rating), class.rating, "I15: rating of the class");
            }
        }
    }

    /// @notice Records, counts and freezes of everybody and of all neighbours.
    function checkNeighbours() external view {
        for (uint256 j; j < _neighbours.length; ++j) {
            InvestorKey key = _neighbours[j];
            bool isKnown = registers[key.registrar()].isKnown(key.investor());
            Investor memory record = registrars[key.registrar()].getInvestor(key.investor());
            Investor memory expected;
            if (isKnown) expected = _expectedRecord(registers[key.registrar()], key.investor());
            assertEq(abi.encode(record), abi.encode(expected), "I88: record");
            for (uint256 i; i < ISSUERS; ++i) {
                (uint32 positions, Country country, Rating rating, bool frozen) = issuers[i].investorState(key);
                assertEq(frozen, rules[i].isFrozen(key), "I88: frozen");
                assertEq(issuers[i].isInvestorRestricted(key), frozen, "I88: isInvestorRestricted");
                if (isKnown) continue;
                assertFalse(positions != 0 || issuers[i].isAdmitted(key), "I88: a neighbour counts");
                assertEq(Country.unwrap(country), 0, "I88: a neighbour's country");
                assertEq(Rating.unwrap(rating), 0, "I88: a neighbour's rating");
            }
        }
    }

    function _expectedRecord(ReferenceRegister register, InvestorId id) private view returns (Investor memory record) {
        ReferenceRegister.Person memory person = register.personOf(id);
        record.country = person.country;
        record.region = person.region;
        record.rating = Rating.wrap(person.rating);
        record.expiresAt = person.expiresAt;
        record.authority = AuthorityId.wrap(person.authority);
        record.restricted = person.restricted;
        record.lapsed = person.lapsed;
        record.suspended = person.suspended;
        record.barredAccounts = register.barredAccounts(id);
    }

    /// @notice What each token has stored of its issuer's rules.
    function checkCopies() external view {
        for (uint256 t; t < TOKENS; ++t) {
            if (t == LATE && !lateTokenAdded) continue;
            _checkPolicy(tokens[t], _rulesOf(tokens[t]));
            _checkFreezes(tokens[t], _rulesOf(tokens[t]));
            _checkMinRatings(tokens[t], _rulesOf(tokens[t]));
            _checkLanes(tokens[t], _rulesOf(tokens[t]));
        }
    }

    function _checkPolicy(ISecurityToken token, ReferenceRules book) private view {
        (bool tokenPaused, bool issuerPaused, bool primaryAccepted) = _copies.switchesOf(token);
        assertEq(tokenPaused, book.isTokenPaused(address(token)), "I89: token paused");
        assertEq(issuerPaused, book.paused(), "I89: issuer paused");
        assertEq(primaryAccepted, book.isAccepted(registers[0]), "I89: first registrar accepted");
        for (uint256 r; r < 4; ++r) {
            bool accepted = r < 2 && book.isAccepted(registers[r]);
            address expected = accepted ? address(registrars[r]) : address(0);
            assertEq(_copies.registrarOf(token, r), expected, "I89: registrar");
        }
    }

    /// @dev A bit stands while anybody is frozen whose id has it, at whichever registrar.
    function _checkFreezes(ISecurityToken token, ReferenceRules book) private view {
        uint256[64] memory bits;
        uint64 filter;
        InvestorKey[] memory frozen = book.frozenInvestors();
        for (uint256 i; i < frozen.length; ++i) {
            uint256 id = InvestorId.unwrap(frozen[i].investor());
            if (id == 0) continue;
            bits[id % 64] |= 1 << id / 64 % 256;
            filter |= uint64(1 << id % 64);
        }
        assertEq(_copies.filterOf(token), filter, "I89: freeze filter");
        for (uint256 bucket; bucket < 64; ++bucket) {
            assertEq(_copies.freezesOf(token, bucket), bits[bucket], "I89: freezes");
        }
    }

    function _checkMinRatings(ISecurityToken token, ReferenceRules book) private view {
        uint256[16] memory words;
        for (uint256 c; c < COUNTRIES; ++c) {
            uint256 country = Country.unwrap(countries[c]);
            words[country / 64] |= uint256(_minRatingOf(book, countries[c])) << country % 64 * 4;
        }
        for (uint256 i; i < 16; ++i) {
            assertEq(_copies.minRatingsOf(token, i), words[i], "I89: minimum ratings");
        }
    }

    /// @dev A lane is empty, or has a permitted country's rule, and no country has two.
    function _checkLanes(ISecurityToken token, ReferenceRules book) private view {
        uint256 lanes = _copies.LANES();
        Country[] memory seen = new Country[](lanes);
        for (uint256 lane; lane < lanes; ++lane) {
            (Country country, Rating rating) = _copies.laneOf(token, lane);
            assertEq(Rating.unwrap(rating), _minRatingOf(book, country), "I89: rule in a lane");
            assertEq(Rating.unwrap(rating) == 0, Country.unwrap(country) == 0, "I89: empty lane");
            seen[lane] = country;
            for (uint256 i; i < lane; ++i) {
                assertTrue(Country.unwrap(country) == 0 || seen[i] != country, "I89: two lanes of a country");
            }
        }
    }

    /// @notice What positions keep of standings: while it is believed, it is no better than what the register says.
    function checkKeptStandings() external view {
        for (uint256 t; t < TOKENS; ++t) {
            for (uint256 i; i < _accounts.length; ++i) {
                Holding holding = _copies.directOf(tokens[t], _accounts[i]);
                if (holding.party().isInvestor()) _checkKeptStanding(holding, _accounts[i]);
            }
        }
    }

    function _checkKeptStanding(Holding holding, address account) private view {
        (uint256 r, InvestorId id) = (holding.party().registrar(), holding.party().id());
        CachedStanding kept = holding.standing();
        if (!kept.isFresh(registrars[r].revisions().stampOf(id))) return;
        ReferenceRegister.Person memory person = registers[r].personOf(id);
        assertFalse(registers[r].isBarred(id, account), "I90: barred");
        assertFalse(registers[r].isExpired(id), "I90: expired");
        assertTrue(kept.country() == person.country, "I90: country");
        assertLe(Rating.unwrap(kept.rating()), person.rating, "I90: rating");
    }

    /// @dev Zero: not permitted.
    function _minRatingOf(ReferenceRules book, Country country) private view returns (uint8) {
        ReferenceRules.CountryRule memory rule = book.ruleOf(country);
        return rule.permitted ? rule.minRating : 0;
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

    /// @notice All investors of both registrars.
    function allKeys() public view returns (InvestorKey[] memory keys) {
        ReferenceRegister.Person[][2] memory people = [registers[0].people(), registers[1].people()];
        keys = new InvestorKey[](people[0].length + people[1].length);
        for (uint256 i; i < keys.length; ++i) {
            bool first = i < people[0].length;
            keys[i] = first ? investorKey(0, people[0][i].id) : investorKey(1, people[1][i - people[0].length].id);
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
        _compareWays(token, sender, data);
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
            if (t == LATE) _copies = new TokenCopies(tokens[t]);
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
        uint32[8] memory none;
        for (uint256 i; i < ISSUERS * COUNTRIES; ++i) {
            // Seven get a lane: the second and third among them, the first not.
            uint256 c = (1 + 7 * i) % COUNTRIES;
            _setRule(i / COUNTRIES, countries[c], true, c == 2 ? 2 : 1, none);
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

    function _register(string memory name, InvestorId id, uint256 r, uint256 country, uint8 rating) private {
        address[] memory own = new address[](2);
        (own[0], own[1]) = (makeAddr(name), makeAddr(string.concat(name, ", second account")));
        _accounts.push(own[0]);
        _accounts.push(own[1]);
        _enter(id, r, country, rating, own);
    }

    /// @dev The accounts of `name`, at the second registrar too.
    function _registerAgain(string memory name, InvestorId id, uint256 country, uint8 rating) private {
        address[] memory own = new address[](2);
        (own[0], own[1]) = (makeAddr(string.concat(name, ", second account")), makeAddr(name));
        _enter(id, 1, country, rating, own);
    }

    function _enter(InvestorId id, uint256 r, uint256 country, uint8 rating, address[] memory own) private {
        Registration[] memory batch = new Registration[](1);
        batch[0] =
            Registration(id, bytes32(0), countries[country], bytes3(0), Rating.wrap(rating), START + 10 days, own);
        vm.prank(provider);
        registrars[r].registerInvestors(batch);
        registers[r].enter(id, countries[country], rating, START + 10 days, 2);
        registers[r].bind(id, own[0]);
        registers[r].bind(id, own[1]);
    }

    function _findNeighbours() private {
        uint32[4] memory first = [uint32(24), 88, 16_408, type(uint32).max - 7];
        uint8[4] memory count = [16, 8, 8, 8];
        for (uint256 r; r < 2; ++r) {
            for (uint256 i; i < first.length; ++i) {
                for (uint32 j; j < count[i]; ++j) {
                    _neighbours.push(investorKey(uint8(r), InvestorId.wrap(first[i] + j)));
                }
            }
        }
    }

    /// @dev As a token tells its issuer.
    function _holdElsewhere() private {
        Party treasury = partyOfKind(PartyKind.Issuer);
        Party david = investorParty(DAVID, 0);
        vm.startPrank(address(tokens[1]));
        for (uint256 i; i < MANY; ++i) {
            Standing standing = registrars[0].currentStanding(DAVID, address(0));
            issuers[0].updateInvestorCount(treasury, david, true, false, standing, false);
        }
        vm.stopPrank();
        rules[0].holdElsewhere(investorKey(0, DAVID), MANY);
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
