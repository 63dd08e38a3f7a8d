// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../../../src/interfaces/IClaimRegistry.sol";
import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {AuthorityId} from "../../../src/types/Authority.sol";
import {Attestation, Claim, Subject, Topic, subjectOfInvestor} from "../../../src/types/Claims.sol";
import {Duty} from "../../../src/types/Duty.sol";
import {Country, InvestorId, NOBODY, Rating} from "../../../src/types/Identity.sol";
import {Account as AccountState, Investor, Registration} from "../../../src/types/Investors.sol";
import {Standing} from "../../../src/types/Standing.sol";
import {Suspension} from "../../../src/types/Suspension.sol";
import {newClaimRegistry, newRegistrar} from "../../utils/Artifacts.sol";
import {RegisterWitness} from "../stores/RegisterWitness.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Every authority of a registrar tries everything on every investor. Whether it may is foretold from the events
/// so far.
/// @dev Authority 1 is the owner; 2 and 3 register, 4 and 5 supervise, 6 and 7 attest: the first of each pair in
/// countries 0 and 1, the second in 1 and 2. Authority 3 needs consents, which nobody gives here. Investor i lives in
/// country i % 3. Records share words with one another, with ids that nobody has, and with nobody's.
contract ProviderHandler is Test {
    uint40 private constant START = 1_800_000_000;
    uint32 private constant AUTHORITIES = 7;
    uint256 private constant PEOPLE = 6;
    uint256 private constant ACCOUNTS = 10;
    Topic private constant TOPIC = Topic.wrap("QUALIFIED_INVESTOR");

    struct Attested {
        uint40 attestedAt;
        uint40 expiresAt;
        bytes32 data;
    }

    uint256 public time = START;
    IKYCRegistrar public immutable registrar;
    IClaimRegistry public immutable claims;
    RegisterWitness public immutable witness = new RegisterWitness();
    mapping(uint32 authority => uint40) private _until;
    mapping(uint32 authority => bool) private _onTopic;
    mapping(uint256 person => mapping(uint32 authority => Attested)) private _attested;
    /// @dev As first bound, for ever.
    mapping(address account => InvestorId) private _firstId;
    mapping(uint256 person => bytes32) private _identityHash;

    constructor() {
        vm.warp(START);
        registrar = newRegistrar(_one(_member(1)), 1);
        claims = newClaimRegistry(registrar);
        vm.startPrank(_member(1));
        registrar.setAttachment(address(claims), true);
        _until[1] = type(uint40).max;
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (claims.attestClaims.selector, claims.revokeClaim.selector);
        for (uint32 i = 2; i <= AUTHORITIES; ++i) {
            registrar.addAuthority(_one(_member(i)), 1, type(uint40).max);
            _until[i] = type(uint40).max;
            AuthorityId authority = AuthorityId.wrap(i);
            registrar.setAuthoritySignatures(authority, address(claims), selectors, true);
            _setTopic(i, true);
            Duty duty = i == 2 ? Duty.Import : Duty((i - 2) / 2);
            registrar.setAuthorityCountryRange(authority, duty, _country(i % 2), _country(i % 2 + 1), true);
        }
        vm.stopPrank();
    }

    modifier atPresent() {
        vm.warp(time);
        _;
    }

    function pass(uint256 a) external {
        time += a % 5 days;
    }

    /* -------------------------------------------------- providers ------------------------------------------- */

    function register(uint256 a, uint256 p, uint256 b) external atPresent {
        uint32 authority = a % 4 == 0 ? _authority(a >> 8) : uint32(1 + (a >> 8) % 3);
        Registration[] memory batch = new Registration[](1);
        uint40 expiresAt = uint40(time + b % 10 days);
        batch[0].id = id(p);
        batch[0].identityHash = bytes32(b);
        batch[0].country = _country(p % 3);
        batch[0].region = b >> 16 & 7 == 0 ? bytes3("zh") : bytes3("ZH");
        batch[0].rating = Rating.wrap(uint8(b % 9));
        batch[0].expiresAt = expiresAt;
        batch[0].accounts = _some(b >> 24);
        bool expected = authority != 3 && _isOnDuty(authority, 0, p) && !_isKnown(p) && b % 9 != 0 && b % 9 != 8
            && expiresAt > time && batch[0].region == "ZH";
        for (uint256 i; i < batch[0].accounts.length; ++i) {
            expected = expected && _isFree(batch[0].accounts[i]);
        }
        if (expected) _identityHash[p % PEOPLE] = bytes32(b);
        _attempt(authority, abi.encodeCall(registrar.registerInvestors, (batch)), expected);
    }

    function renew(uint256 a, uint256 p, uint256 b) external atPresent {
        uint32 authority = _authority(a);
        uint40 expiresAt = uint40(time + 1 + b % 10 days);
        bytes memory data =
            abi.encodeCall(registrar.updateInvestor, (id(p), bytes3("GE"), Rating.wrap(uint8(1 + b % 7)), expiresAt));
        _attempt(authority, data, _answersFor(authority, p));
    }

    function restrict(uint256 a, uint256 p, bool restricted) external atPresent {
        uint32 authority = _authority(a);
        bytes memory data = abi.encodeCall(registrar.setInvestorRestriction, (id(p), restricted));
        _attempt(authority, data, _answersFor(authority, p));
    }

    function bind(uint256 a, uint256 p, uint256 b) external atPresent {
        uint32 authority = _authority(a);
        address account = _account(b);
        AccountState memory state = witness.account(account);
        bool enables = state.investor == id(p) && state.restricted;
        bool expected = _answersFor(authority, p) && (enables || (authority != 3 && _isFree(account)));
        _attempt(authority, abi.encodeCall(registrar.registerAccounts, (id(p), _one(account))), expected);
    }

    function restrictAccount(uint256 a, uint256 p, uint256 b) external atPresent {
        uint32 authority = _authority(a);
        bool expected = _answersFor(authority, p) && witness.account(_account(b)).investor == id(p);
        _attempt(authority, abi.encodeCall(registrar.restrictAccounts, (id(p), _one(_account(b)))), expected);
    }

    function expire() external atPresent {
        InvestorId[] memory ids = _allIds();
        uint256 due;
        for (uint256 p; p < PEOPLE; ++p) {
            Investor memory record = witness.investor(id(p));
            bool isDue = _isKnown(p) && !record.lapsed && record.expiresAt <= time;
            assertEq(registrar.isExpirable(ids)[p], isDue, "I56: isExpirable");
            if (isDue) ++due;
        }
        vm.recordLogs();
        assertEq(registrar.expire(ids), due, "I56: expire");
        _tell();
    }

    /* ------------------------------------------------- supervisors ------------------------------------------ */

    function suspend(uint256 a, uint256 p, bool suspended) external atPresent {
        uint32 authority = a % 4 == 0 ? _authority(a >> 8) : 4 + uint32(a >> 8 & 1);
        Suspension memory former = witness.investorSuspension(id(p));
        bool own = former.since == 0 || _mayActFor(authority, AuthorityId.unwrap(former.authority));
        bytes memory data = abi.encodeCall(registrar.setInvestorSuspension, (_ids(id(p)), suspended, "order"));
        _attempt(authority, data, _isOnDuty(authority, 1, p) && _isKnown(p) && own);
    }

    function suspendAccount(uint256 a, uint256 b, bool suspended) external atPresent {
        uint32 authority = a % 4 == 0 ? _authority(a >> 8) : 4 + uint32(a >> 8 & 1);
        address account = _account(b);
        InvestorId bound = witness.account(account).investor;
        Suspension memory former = witness.accountSuspension(account);
        bool own = former.since == 0 || _mayActFor(authority, AuthorityId.unwrap(former.authority));
        bool may = bound == NOBODY ? authority == 1 : _isOnDuty(authority, 1, _personOf(bound));
        bytes memory data = abi.encodeCall(registrar.setAccountSuspension, (_one(account), suspended, "order"));
        _attempt(authority, data, may && own);
    }

    /* ---------------------------------------------------- owner --------------------------------------------- */

    function restrictAuthority(uint256 a, uint256 b) external atPresent {
        uint32 authority = a % 4 == 0 ? _authority(a >> 8) : 1;
        AuthorityId target = AuthorityId.wrap(2 + uint32(b % 6));
        bytes memory data = abi.encodeCall(registrar.setAuthorityRestriction, (target, b >> 8 & 3 == 0));
        _attempt(authority, data, authority == 1);
    }

    function endAuthority(uint256 b) external atPresent {
        uint32 target = 2 + uint32(b % 6);
        uint40 until = b >> 8 & 3 == 0 ? uint40(time - 1) : type(uint40).max;
        _until[target] = until;
        vm.prank(_member(1));
        registrar.setAuthorityApprovedUntil(AuthorityId.wrap(target), until);
    }

    function handOver(uint256 a, uint256 p, uint256 b) external atPresent {
        uint32 authority = _authority(a);
        uint32 successor = uint32(1 + b % AUTHORITIES);
        bool able =
            successor == 1 || ((successor - 2) / 2 == 0 && _isCountryOf(successor, p) && !_isRestricted(successor));
        bytes memory data = abi.encodeCall(registrar.setInvestorAuthority, (AuthorityId.wrap(successor), _ids(id(p))));
        _attempt(authority, data, authority == 1 && able && _isKnown(p));
    }

    /* ---------------------------------------------------- claims -------------------------------------------- */

    function permitTopic(uint256 b) external atPresent {
        uint32 target = 2 + uint32(b % 6);
        vm.prank(_member(1));
        _setTopic(target, b >> 8 & 7 != 0);
    }

    function attest(uint256 a, uint256 p, uint256 b) external atPresent {
        uint32 authority = a % 4 == 0 ? _authority(a >> 8) : 6 + uint32(a >> 8 & 1);
        Attestation[] memory batch = new Attestation[](1);
        batch[0] = Attestation(_subject(p), TOPIC, uint40(time + 1 + b % 10 days), bytes32(b));
        bool expected = _mayAttest(authority, p) && _mayCall(authority);
        bytes memory before = _standings();
        vm.prank(_member(authority));
        (bool done,) = address(claims).call(abi.encodeCall(claims.attestClaims, (batch)));
        assertEq(done, expected, "I59: attested");
        assertEq(_standings(), before, "I61: a claim changed a standing");
        if (done) _attested[p % PEOPLE][authority] = Attested(uint40(time), batch[0].expiresAt, batch[0].data);
    }

    function revoke(uint256 a, uint256 p, uint256 b) external atPresent {
        uint32 authority = _authority(a);
        uint32 attester = b % 3 == 0 ? authority : uint32(1 + b % AUTHORITIES);
        bool expected = _attested[p % PEOPLE][attester].attestedAt != 0 && _mayCall(authority);
        if (authority != attester && authority != 1) {
            expected = expected && _isOut(attester) && _mayAttest(authority, p);
        }
        vm.prank(_member(authority));
        (bool done,) =
            address(claims).call(abi.encodeCall(claims.revokeClaim, (_subject(p), TOPIC, AuthorityId.wrap(attester))));
        assertEq(done, expected, "I59: revoked");
        if (done) delete _attested[p % PEOPLE][attester];
    }

    /* -------------------------------------------------- comparisons ------------------------------------------ */

    function checkRecords() external view {
        for (uint256 p; p < PEOPLE; ++p) {
            Investor memory told = witness.investor(id(p));
            assertEq(abi.encode(registrar.getInvestor(id(p))), abi.encode(told), "I50: record");
            assertEq(
                abi.encode(registrar.investorSuspension(id(p))),
                abi.encode(witness.investorSuspension(id(p))),
                "I50: suspension"
            );
            bool suspended = registrar.investorSuspension(id(p)).since != 0;
            assertEq(registrar.getInvestor(id(p)).suspended, suspended, "I57: suspended if and only if on record");
            assertEq(witness.identityHashOf(id(p)), _identityHash[p], "I50: identity hash");
            if (!_isKnown(p)) continue;
            assertEq(Country.unwrap(told.country), Country.unwrap(_country(p % 3)), "I52: the country is fixed");
            if (told.lapsed) assertLe(told.expiresAt, time, "I56: lapsed before its time");
        }
    }

    /// @notice Ids that nobody has stay without a record, whatever is written beside them; nobody too.
    function checkNeighbours() external view {
        Investor memory unknown;
        uint32[8] memory neighbours = [0, 2, 29, 33, 35, type(uint32).max - 1, type(uint32).max - 2, 30 + 16_384];
        for (uint256 i; i < neighbours.length; ++i) {
            Investor memory record = registrar.getInvestor(InvestorId.wrap(neighbours[i]));
            assertEq(abi.encode(record), abi.encode(unknown), "I50: a record that no event tells");
        }
    }

    function checkBindings() external view {
        uint256[PEOPLE] memory barred;
        for (uint256 i; i < ACCOUNTS; ++i) {
            AccountState memory actual = registrar.getAccount(_account(i));
            assertEq(abi.encode(actual), abi.encode(witness.account(_account(i))), "I50: account");
            assertTrue(actual.investor == _firstId[_account(i)], "I51: a binding changed");
            assertTrue(registrar.investorFor(_account(i)) == actual.investor, "I51: investorFor");
            Suspension memory suspension = registrar.accountSuspension(_account(i));
            assertEq(abi.encode(suspension), abi.encode(witness.accountSuspension(_account(i))), "I50: suspension");
            assertEq(actual.suspended, suspension.since != 0, "I57: suspended if and only if on record");
            bool counts = actual.investor != NOBODY && (actual.restricted || actual.suspended);
            if (counts) ++barred[_personOf(actual.investor)];
        }
        for (uint256 p; p < PEOPLE; ++p) {
            assertEq(registrar.getInvestor(id(p)).barredAccounts, barred[p], "I53: barred accounts are counted");
        }
    }

    function checkStandings() external view {
        for (uint256 i; i < ACCOUNTS; ++i) {
            address account = _account(i);
            AccountState memory state = witness.account(account);
            Standing standing = registrar.currentStanding(NOBODY, account);
            (Standing first, Standing second) =
                registrar.standingsOfTransfer(state.investor, account, NOBODY, _account(i + 1));
            assertEq(Standing.unwrap(first), Standing.unwrap(standing), "I55: asked by id");
            Standing next = registrar.currentStanding(NOBODY, _account(i + 1));
            assertEq(Standing.unwrap(second), Standing.unwrap(next), "I55: asked with another");
            assertTrue(standing.investor() == state.investor, "I55: investor");
            if (state.investor == NOBODY) assertTrue(standing.restricted(), "I55: an account that nobody has");
            else _checkStanding(standing, state);
        }
    }

    function _checkStanding(Standing standing, AccountState memory state) private view {
        Investor memory r = witness.investor(state.investor);
        bool barred = r.restricted || r.suspended || _isRestricted(AuthorityId.unwrap(r.authority)) || state.restricted
            || state.suspended;
        assertEq(standing.restricted(), barred, "I55: restricted");
        assertEq(standing.expired(), time >= r.expiresAt, "I55: expired");
        assertEq(Rating.unwrap(standing.rating()), Rating.unwrap(r.rating), "I55: rating");
        assertTrue(standing.country() == r.country, "I55: country");
    }

    function checkClaims() external view {
        for (uint256 p; p < PEOPLE; ++p) {
            bool any;
            uint256 attesters;
            for (uint32 i = 1; i <= AUTHORITIES; ++i) {
                Attested memory told = _attested[p][i];
                Claim memory actual = claims.claimOf(_subject(p), TOPIC, AuthorityId.wrap(i));
                assertEq(abi.encode(actual), abi.encode(told), "I60: claim on record");
                bool valid = told.expiresAt > time && (i == 1 || _onTopic[i]) && !_isRestricted(i);
                assertEq(claims.isValidClaim(_subject(p), TOPIC, AuthorityId.wrap(i)), valid, "I60: valid");
                any = any || valid;
                if (told.attestedAt != 0) ++attesters;
            }
            assertEq(claims.hasClaim(_subject(p), TOPIC), any, "I60: has a claim");
            assertEq(claims.attestersOf(_subject(p), TOPIC).length, attesters, "I60: attesters");
        }
    }

    function id(uint256 p) public pure returns (InvestorId) {
        uint32[PEOPLE] memory ids = [1, 30, 31, 32, 34, type(uint32).max];
        return InvestorId.wrap(ids[p % PEOPLE]);
    }

    /* --------------------------------------------------- rights ---------------------------------------------- */

    function _isOnDuty(uint32 authority, uint256 duty, uint256 p) private view returns (bool) {
        if (!_mayCall(authority)) return false;
        return authority == 1 || ((authority - 2) / 2 == duty && _isCountryOf(authority, p));
    }

    /// @dev Neither restricted nor ended.
    function _mayCall(uint32 authority) private view returns (bool) {
        return !_isRestricted(authority) && _until[authority] >= time;
    }

    function _answersFor(uint32 authority, uint256 p) private view returns (bool) {
        if (!_isKnown(p) || !_isOnDuty(authority, 0, p)) return false;
        return _mayActFor(authority, AuthorityId.unwrap(witness.investor(id(p)).authority));
    }

    function _mayActFor(uint32 authority, uint32 other) private view returns (bool) {
        return authority == 1 || authority == other || _isOut(other);
    }

    function _mayAttest(uint32 authority, uint256 p) private view returns (bool) {
        if (!_isKnown(p)) return false;
        if (authority == 1) return true;
        return (authority - 2) / 2 == 2 && _isCountryOf(authority, p) && _onTopic[authority];
    }

    function _isCountryOf(uint32 authority, uint256 p) private pure returns (bool) {
        return p % 3 == authority % 2 || p % 3 == authority % 2 + 1;
    }

    function _isOut(uint32 authority) private view returns (bool) {
        return _isRestricted(authority) || _until[authority] < time;
    }

    function _isRestricted(uint32 authority) private view returns (bool) {
        return witness.isRestricted(AuthorityId.wrap(authority));
    }

    function _isKnown(uint256 p) private view returns (bool) {
        return Country.unwrap(witness.investor(id(p)).country) != 0;
    }

    function _isFree(address account) private view returns (bool) {
        return witness.account(account).investor == NOBODY && witness.accountSuspension(account).since == 0;
    }

    /* --------------------------------------------------- acting ---------------------------------------------- */

    function _attempt(uint32 authority, bytes memory data, bool expected) private {
        vm.recordLogs();
        vm.prank(_member(authority));
        (bool done,) = address(registrar).call(data);
        assertEq(done, expected, "I54: done by one who may not, or refused to one who may");
        if (done) _tell();
    }

    function _tell() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            witness.fold(logs[i]);
        }
        for (uint256 i; i < ACCOUNTS; ++i) {
            address account = _account(i);
            if (_firstId[account] == NOBODY) _firstId[account] = witness.account(account).investor;
        }
    }

    function _standings() private view returns (bytes memory all) {
        for (uint256 i; i < ACCOUNTS; ++i) {
            all = abi.encodePacked(all, Standing.unwrap(registrar.currentStanding(NOBODY, _account(i))));
        }
    }

    /// @dev By whoever is pranked.
    function _setTopic(uint32 authority, bool permitted) private {
        _onTopic[authority] = permitted;
        Topic[] memory topics = new Topic[](1);
        topics[0] = TOPIC;
        claims.setAuthorityTopics(AuthorityId.wrap(authority), topics, permitted);
    }

    function _authority(uint256 seed) private pure returns (uint32) {
        return uint32(1 + seed % AUTHORITIES);
    }

    function _member(uint32 authority) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("member", authority)))));
    }

    function _account(uint256 seed) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("account", seed % ACCOUNTS)))));
    }

    /// @dev None, one or two different accounts.
    function _some(uint256 seed) private pure returns (address[] memory some) {
        some = new address[](seed % 3);
        for (uint256 i; i < some.length; ++i) {
            some[i] = _account((seed >> 8) % ACCOUNTS + i);
        }
    }

    function _country(uint256 index) private pure returns (Country) {
        return Country.wrap(uint16(276 + index));
    }

    function _subject(uint256 p) private pure returns (Subject) {
        return subjectOfInvestor(id(p));
    }

    function _personOf(InvestorId investor) private pure returns (uint256 p) {
        while (id(p) != investor) ++p;
    }

    function _allIds() private pure returns (InvestorId[] memory ids) {
        ids = new InvestorId[](PEOPLE);
        for (uint256 p; p < PEOPLE; ++p) {
            ids[p] = id(p);
        }
    }

    function _ids(InvestorId one) private pure returns (InvestorId[] memory ids) {
        ids = new InvestorId[](1);
        ids[0] = one;
    }

    function _one(address account) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }
}
