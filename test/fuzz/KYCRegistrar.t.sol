// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {OWNER} from "../../src/types/Authority.sol";
import {Duty} from "../../src/types/Duty.sol";
import {Country, InvestorId, NOBODY, Rating} from "../../src/types/Identity.sol";
import {MAX_EXPIRY} from "../../src/types/InvestorWord.sol";
import {Account as AccountState, Investor, Registration} from "../../src/types/Investors.sol";
import {Standing} from "../../src/types/Standing.sol";
import {SupervisionTest} from "../utils/SupervisionTest.sol";

/// @notice Whatever is done to one investor changes that alone: the fields share a word, with one another and with those of
/// two more investors.
contract KYCRegistrarFuzz is SupervisionTest {
    /// @dev What is done to Alice, who has two accounts from the start.
    enum Act {
        Restrict,
        Suspend,
        RestrictAccount,
        SuspendAccount,
        Renew,
        AddAccount,
        Expire,
        HandOver
    }

    /// @dev Of the word of Alice and Bob the third, who is not registered.
    InvestorId private constant THIRD = InvestorId.wrap(32);
    uint256 private constant MANY = 150;

    Investor private expected;
    bytes private bob;
    address[3] private accounts;
    AccountState[3] private states;
    uint256 private accountCount = 2;

    function setUp() public override {
        super.setUp();
        accounts = [account0, account1, account2];
        (states[0].investor, states[1].investor) = (ALICE, ALICE);
        expected = registrar.getInvestor(ALICE);
        vm.prank(owner);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, new address[](0))));
        bob = abi.encode(registrar.getInvestor(BOB));
    }

    function testFuzz_TheRecordIsWhatWasDoneToIt(uint256[12] memory seeds) external {
        for (uint256 i; i < seeds.length; ++i) {
            _act(Act(seeds[i] % 8), seeds[i] >> 8);
            expected.barredAccounts = _barredAccounts();
            assertEq(abi.encode(registrar.getInvestor(ALICE)), abi.encode(expected));
            assertEq(abi.encode(registrar.getInvestor(BOB)), bob, "her neighbour");
            assertEq(Country.unwrap(registrar.getInvestor(THIRD).country), 0, "nobody came to be");
            _checkStandings();
        }
    }

    /// @dev More accounts than the record can count: the count may stay too high, and no bar is ever overlooked.
    function testFuzz_ABarOfAnyAccountCountsAmongSoMany(uint256[16] memory seeds) external {
        address[] memory many = new address[](MANY);
        for (uint256 i; i < MANY; ++i) {
            many[i] = address(uint160(0x10000 + i));
        }
        vm.prank(owner);
        registrar.registerAccounts(ALICE, many);
        bool[MANY] memory restricted;
        for (uint256 i; i < seeds.length; ++i) {
            bool on = seeds[i] & 3 != 0;
            (uint256 first, uint256 length) = (seeds[i] >> 8 & 63, 1 + (seeds[i] >> 16) % (MANY - 64));
            address[] memory some = _restrictSome(many, restricted, first, length, on);
            vm.prank(owner);
            if (on) registrar.restrictAccounts(ALICE, some);
            else registrar.registerAccounts(ALICE, some);
        }
        uint256 barred;
        for (uint256 i; i < MANY; ++i) {
            if (restricted[i]) ++barred;
            assertEq(registrar.currentStanding(ALICE, many[i]).restricted(), restricted[i], "standing of an account");
        }
        uint256 counted = registrar.getInvestor(ALICE).barredAccounts;
        assertTrue(counted == barred || counted == 127, "counted, or more than can be counted");
        assertEq(abi.encode(registrar.getInvestor(BOB)), bob, "her neighbour");
    }

    /// @dev Those of a range whose restriction changes, or all that are to be restricted, some again.
    function _restrictSome(address[] memory many, bool[MANY] memory restricted, uint256 first, uint256 length, bool on)
        private
        pure
        returns (address[] memory some)
    {
        some = new address[](length);
        uint256 found;
        for (uint256 i = first; i < first + length; ++i) {
            if (!on && !restricted[i]) continue;
            restricted[i] = on;
            some[found++] = many[i];
        }
        assembly ("memory-safe") {
            mstore(some, found)
        }
    }

    function testFuzz_ARecordIsWhatWasRegistered(
        uint32 id,
        uint16 country,
        uint24 region,
        uint8 rating,
        uint40 expiresAt
    ) external {
        id = uint32(bound(id, 33, type(uint32).max));
        Registration memory registration = _registration(InvestorId.wrap(id), FRANCE, _list(account2));
        registration.country = Country.wrap(uint16(bound(country, 1, 999)));
        registration.region = _region(region);
        registration.rating = Rating.wrap(uint8(bound(rating, 1, 7)));
        registration.expiresAt = uint40(bound(expiresAt, block.timestamp + 1, MAX_EXPIRY));
        vm.prank(owner);
        registrar.registerInvestors(_one(registration));

        Investor memory record;
        (record.country, record.region) = (registration.country, registration.region);
        (record.rating, record.expiresAt) = (registration.rating, registration.expiresAt);
        record.authority = OWNER;
        assertEq(abi.encode(registrar.getInvestor(registration.id)), abi.encode(record));
        assertEq(abi.encode(registrar.getInvestor(BOB)), bob);
        Standing standing = registrar.currentStanding(NOBODY, account2);
        assertTrue(standing.investor() == registration.id && standing.country() == registration.country);
        assertEq(Rating.unwrap(standing.rating()), Rating.unwrap(registration.rating));
        assertFalse(standing.restricted() || standing.expired());
    }

    function testFuzz_ARegionThatIsNoneIsRefused(bytes3 region) external {
        bool valid = true;
        for (uint256 i; i < 3; ++i) {
            bytes1 c = region[i];
            bool isCharacter = (c >= "0" && c <= "9") || (c >= "A" && c <= "Z");
            bool endsBefore = i > 0 && region[i - 1] == 0;
            valid = valid && (c == 0 || (isCharacter && !endsBefore));
        }
        if (!valid) vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidRegion.selector, region));
        vm.prank(owner);
        registrar.updateInvestor(BOB, region, Rating.wrap(1), EXPIRY);
        if (valid) assertEq(registrar.getInvestor(BOB).region, region);
    }

    function testFuzz_NoYearBeyondTheRecordsIsTaken(uint40 expiresAt) external {
        expiresAt = uint40(bound(expiresAt, uint256(MAX_EXPIRY) + 1, type(uint40).max));
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidExpiry.selector, expiresAt));
        vm.prank(owner);
        registrar.updateInvestor(BOB, "", Rating.wrap(1), expiresAt);
    }

    function testFuzz_ARangeOfCountriesIsExact(uint16 first, uint16 last, uint16 asked) external {
        first = uint16(bound(first, 1, 999));
        last = uint16(bound(last, first, 999));
        vm.prank(owner);
        registrar.setAuthorityCountryRange(ATTESTER, Duty.Supervise, Country.wrap(first), Country.wrap(last), true);

        bool within = asked >= first && asked <= last;
        assertEq(registrar.isOnDuty(ATTESTER, Duty.Supervise, Country.wrap(asked)), within);
    }

    function _act(Act act, uint256 seed) private {
        bool on = seed & 1 == 1;
        if (act == Act.Restrict) _restrict(on);
        else if (act == Act.Suspend) _suspend(on);
        else if (act == Act.RestrictAccount) _restrictAccount(seed >> 1);
        else if (act == Act.SuspendAccount) _suspendAccount(seed >> 1, on);
        else if (act == Act.Renew) _renew(seed >> 1);
        else if (act == Act.AddAccount) _addAccount();
        else if (act == Act.Expire) _expire(seed >> 1);
        else _handOver(on);
    }

    function _restrict(bool on) private {
        vm.prank(owner);
        registrar.setInvestorRestriction(ALICE, on);
        expected.restricted = on;
    }

    function _suspend(bool on) private {
        vm.prank(supervisor);
        registrar.setInvestorSuspension(_ids(ALICE), on, "order");
        expected.suspended = on;
    }

    function _restrictAccount(uint256 seed) private {
        uint256 index = seed % accountCount;
        bool restricted = states[index].restricted;
        vm.prank(owner);
        if (restricted) registrar.registerAccounts(ALICE, _list(accounts[index]));
        else registrar.restrictAccounts(ALICE, _list(accounts[index]));
        states[index].restricted = !restricted;
    }

    function _suspendAccount(uint256 seed, bool on) private {
        uint256 index = seed % accountCount;
        vm.prank(supervisor);
        registrar.setAccountSuspension(_list(accounts[index]), on, "order");
        states[index].suspended = on;
    }

    function _renew(uint256 seed) private {
        expected.region = _region(uint24(seed));
        expected.rating = Rating.wrap(uint8(1 + seed % 7));
        expected.expiresAt = uint40(block.timestamp + 1 + seed % 365 days);
        expected.lapsed = false;
        // The rival where it may; else the owner, who answers from then on.
        bool byRival = expected.authority == RIVAL;
        if (!byRival) expected.authority = OWNER;
        vm.prank(byRival ? rival : owner);
        registrar.updateInvestor(ALICE, expected.region, expected.rating, expected.expiresAt);
    }

    function _addAccount() private {
        if (accountCount == 3) return;
        vm.prank(owner);
        registrar.registerAccounts(ALICE, _list(account2));
        accountCount = 3;
        states[2].investor = ALICE;
    }

    function _expire(uint256 seed) private {
        vm.warp(block.timestamp + seed % 400 days);
        if (registrar.isExpirable(_ids(ALICE))[0]) {
            registrar.expire(_ids(ALICE));
            expected.lapsed = true;
        }
    }

    function _handOver(bool toProvider) private {
        expected.authority = toProvider ? PROVIDER : RIVAL;
        vm.prank(owner);
        registrar.setInvestorAuthority(expected.authority, _ids(ALICE));
    }

    function _checkStandings() private view {
        for (uint8 i; i < 3; ++i) {
            assertEq(abi.encode(registrar.getAccount(accounts[i])), abi.encode(states[i]));
            Standing standing = registrar.currentStanding(NOBODY, accounts[i]);
            if (i >= accountCount) {
                assertTrue(standing.investor() == NOBODY && standing.restricted(), "an account that nobody has");
                continue;
            }
            bool barred = expected.restricted || expected.suspended || states[i].restricted || states[i].suspended;
            assertEq(standing.restricted(), barred);
            assertEq(standing.expired(), expected.expiresAt <= block.timestamp);
            assertEq(Standing.unwrap(registrar.currentStanding(ALICE, accounts[i])), Standing.unwrap(standing));
        }
    }

    function _barredAccounts() private view returns (uint8 count) {
        for (uint256 i; i < 3; ++i) {
            if (states[i].restricted || states[i].suspended) ++count;
        }
    }

    /// @dev None, or one to three characters.
    function _region(uint24 seed) private pure returns (bytes3 region) {
        bytes memory characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (uint256 i; i < seed % 4; ++i) {
            region |= bytes3(characters[(seed >> 4 + 6 * i) % 36]) >> 8 * i;
        }
    }
}
