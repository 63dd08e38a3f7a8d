// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OWNER} from "../../src/types/Authority.sol";
import {Duty} from "../../src/types/Duty.sol";
import {Country, Rating} from "../../src/types/Identity.sol";
import {Investor, Registration} from "../../src/types/Investors.sol";
import {Standing} from "../../src/types/Standing.sol";
import {SupervisionTest} from "../utils/SupervisionTest.sol";

/// @notice Whatever is done to one investor changes that alone: the fields share one word.
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

    Investor private expected;
    address[3] private accounts;

    function setUp() public override {
        super.setUp();
        accounts = [account0, account1, account2];
        expected = registrar.getInvestor(ALICE);
    }

    function testFuzz_TheRecordIsWhatWasDoneToIt(uint256[12] memory seeds) external {
        for (uint256 i; i < seeds.length; ++i) {
            _act(Act(seeds[i] % 8), seeds[i] >> 8);
            assertEq(abi.encode(registrar.getInvestor(ALICE)), abi.encode(expected));
            _checkStandings();
        }
    }

    function testFuzz_ARecordIsWhatWasRegistered(uint16 country, bytes3 region, uint8 rating, uint40 expiresAt)
        external
    {
        country = uint16(bound(country, 1, 999));
        rating = uint8(bound(rating, 1, 7));
        expiresAt = uint40(bound(expiresAt, block.timestamp + 1, type(uint40).max));
        vm.prank(owner);
        registrar.registerInvestors(
            _one(Registration(BOB, Country.wrap(country), region, Rating.wrap(rating), expiresAt, _list(account2)))
        );

        Investor memory bob = registrar.getInvestor(BOB);
        assertEq(Country.unwrap(bob.country), country);
        assertEq(bob.region, region);
        assertEq(Rating.unwrap(bob.rating), rating);
        assertEq(bob.expiresAt, expiresAt);
        assertEq(bob.accountCount, 1);
        assertFalse(bob.restricted || bob.suspended || bob.lapsed);
        Standing standing = registrar.currentStanding(BOB, 0);
        assertEq(Country.unwrap(standing.country()), country);
        assertEq(Rating.unwrap(standing.rating()), rating);
        assertFalse(standing.restricted() || standing.expired());
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
        uint256 index = seed % expected.accountCount;
        bool restricted = expected.restrictedAccounts >> index & 1 == 1;
        vm.prank(owner);
        if (restricted) registrar.registerAccounts(ALICE, _list(accounts[index]));
        else registrar.restrictAccounts(ALICE, _list(accounts[index]));
        expected.restrictedAccounts ^= uint64(1 << index);
    }

    function _suspendAccount(uint256 seed, bool on) private {
        uint256 index = seed % expected.accountCount;
        vm.prank(supervisor);
        registrar.setAccountSuspension(_list(accounts[index]), on, "order");
        uint64 bit = uint64(1 << index);
        expected.suspendedAccounts = on ? expected.suspendedAccounts | bit : expected.suspendedAccounts & ~bit;
    }

    function _renew(uint256 seed) private {
        expected.region = bytes3(uint24(seed));
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
        if (expected.accountCount == 3) return;
        vm.prank(owner);
        registrar.registerAccounts(ALICE, _list(account2));
        expected.accountCount = 3;
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
        for (uint8 i; i < 4; ++i) {
            bool barred = expected.restricted || expected.suspended || i >= expected.accountCount
                || (expected.restrictedAccounts | expected.suspendedAccounts) >> i & 1 == 1;
            Standing standing = registrar.currentStanding(ALICE, i);
            assertEq(standing.restricted(), barred);
            assertEq(standing.expired(), expected.expiresAt <= block.timestamp);
        }
    }
}
