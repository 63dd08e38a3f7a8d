// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OWNER} from "../../src/types/Authority.sol";
import {Country, InvestorId, InvestorKey, Rating, investorKey} from "../../src/types/Identity.sol";
import {Investor, Registration} from "../../src/types/Investors.sol";
import {Party, investorParty} from "../../src/types/Party.sol";
import {newStanding} from "../../src/types/Standing.sol";
import {ComplianceBase} from "../utils/ComplianceBase.sol";

/// @notice Investors with neighbouring ids share storage words. What is done to one is held against a plain model of all:
/// three records a word at the registrar, eight states a word at the issuer.
contract SharedWordsTest is ComplianceBase {
    uint256 private constant PEOPLE = 20;

    struct State {
        uint32 positions;
        Country country;
        Rating rating;
        bool frozen;
    }

    InvestorId[PEOPLE] private _people;
    address[PEOPLE] private _accounts;
    Investor[PEOPLE] private _records;
    mapping(InvestorKey => State) private _states;

    /// @dev Both ends of the numbers, and a run in the middle. The last one is never registered.
    function setUp() public override {
        super.setUp();
        for (uint32 i; i < PEOPLE; ++i) {
            uint32 id = i < 7 ? i + 1 : i < 14 ? type(uint32).max - (i - 7) : 16_380 + i;
            (_people[i], _accounts[i]) = (InvestorId.wrap(id), vm.addr(i + 1));
        }
    }

    /* ------------------------------------------------- registrar -------------------------------------------- */

    function testFuzz_ARecordsNeighboursKeepTheirs(uint256[24] memory seeds) external {
        for (uint256 i; i < seeds.length; ++i) {
            _actOnRecord(seeds[i] % (PEOPLE - 1), (seeds[i] >> 8) % 4, seeds[i] >> 16);
        }
        for (uint256 j; j < PEOPLE; ++j) {
            assertEq(abi.encode(registrar.getInvestor(_people[j])), abi.encode(_records[j]));
        }
    }

    function _actOnRecord(uint256 who, uint256 act, uint256 seed) private {
        Investor storage record = _records[who];
        bool on = seed & 1 == 1;
        vm.startPrank(owner);
        if (Country.unwrap(record.country) == 0) {
            _enter(who, seed);
        } else if (act == 0) {
            registrar.setInvestorRestriction(_people[who], on);
            record.restricted = on;
        } else if (act == 1) {
            registrar.setInvestorSuspension(_ids(_people[who]), on, "");
            record.suspended = on;
        } else if (act == 2) {
            if (record.barredAccounts == 0) registrar.restrictAccounts(_people[who], _one(_accounts[who]));
            else registrar.registerAccounts(_people[who], _one(_accounts[who]));
            record.barredAccounts ^= 1;
        } else if (act == 3) {
            record.expiresAt = uint40(bound(seed, START + 1, (1 << 35) - 1));
            record.rating = Rating.wrap(uint8(1 + seed % 7));
            record.region = "9Z";
            registrar.updateInvestor(_people[who], "9Z", record.rating, record.expiresAt);
        }
        vm.stopPrank();
    }

    function _enter(uint256 who, uint256 seed) private {
        Investor storage record = _records[who];
        record.country = Country.wrap(uint16(bound(seed, 1, 999)));
        record.region = "ZZZ";
        record.rating = Rating.wrap(uint8(1 + seed % 7));
        record.expiresAt = uint40(bound(seed, START + 1, (1 << 35) - 1));
        record.authority = OWNER;
        Registration[] memory batch = new Registration[](1);
        batch[0] = Registration(
            _people[who],
            bytes32(seed),
            record.country,
            record.region,
            record.rating,
            record.expiresAt,
            _one(_accounts[who])
        );
        registrar.registerInvestors(batch);
    }

    /* -------------------------------------------------- issuer ---------------------------------------------- */

    /// @dev At two registrars: the same ids are others there.
    function testFuzz_AStatesNeighboursKeepTheirs(uint256[24] memory seeds) external {
        for (uint256 i; i < seeds.length; ++i) {
            _actOnState(investorKey(uint8(seeds[i] >> 255), _people[seeds[i] % PEOPLE]), seeds[i] >> 8);
        }
        for (uint256 j; j < 2 * PEOPLE; ++j) {
            _assertState(investorKey(uint8(j % 2), _people[j / 2]));
        }
        _assertTotal();
    }

    function _actOnState(InvestorKey who, uint256 seed) private {
        State storage state = _states[who];
        uint256 act = seed % 3;
        if (act == 0) {
            state.frozen = !state.frozen;
            vm.prank(owner);
            issuer.setInvestorRestriction(who, state.frozen);
        } else if (act == 1) {
            (state.country, state.rating) =
            (Country.wrap(uint16(bound(seed >> 8, 1, 999))), Rating.wrap(uint8((seed >> 24) % 8)));
            ++state.positions;
            _move(investorParty(InvestorId.wrap(0), 31), _party(who), true, false, state);
        } else if (state.positions != 0) {
            --state.positions;
            _move(_party(who), investorParty(InvestorId.wrap(0), 31), false, true, state);
        }
    }

    /// @dev As the token tells it; the other side is nobody.
    function _move(Party from, Party to, bool opens, bool closes, State memory state) private {
        vm.prank(address(token));
        issuer.updateInvestorCount(
            from, to, opens, closes, newStanding(InvestorId.wrap(1), state.country, state.rating, FAR, false), true
        );
    }

    function _assertState(InvestorKey who) private view {
        State memory expected = _states[who];
        (uint32 positions, Country country, Rating rating, bool frozen) = issuer.investorState(who);
        assertEq(positions, expected.positions, "positions");
        assertEq(frozen, expected.frozen, "frozen");
        assertEq(Country.unwrap(country), Country.unwrap(expected.country), "country");
        assertEq(Rating.unwrap(rating), Rating.unwrap(expected.rating), "rating");
    }

    function _assertTotal() private view {
        uint32 counted;
        for (uint256 j; j < 2 * PEOPLE; ++j) {
            if (_states[investorKey(uint8(j % 2), _people[j / 2])].positions != 0) ++counted;
        }
        _assertInvestors(counted);
    }

    function _party(InvestorKey who) private pure returns (Party) {
        return investorParty(who.investor(), who.registrar());
    }
}
