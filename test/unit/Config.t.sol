// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {COUNTRIES_SHIFT, Config, ISSUANCE_FINISHED, TOKEN_PAUSED} from "../../src/token/Config.sol";
import {FreezeFilter} from "../../src/types/FreezeFilter.sol";
import {Country, Rating} from "../../src/types/Identity.sol";
import {Test} from "forge-std/Test.sol";

contract ConfigTest is Test {
    uint256 private constant SWITCHES = (1 << 10) - 1;

    /// @dev What the lanes are held against.
    mapping(Country => Rating) private _minRatings;

    /// @dev Whatever was in the word before, each field takes its value and the others keep theirs. Hooks have six bits, the
    /// number of modules that have some five: the token holds both to less.
    function testFuzz_EachFieldIsSetAlone(uint256 word, uint8 small, uint16 middle, uint40 date, uint64 filter)
        external
        pure
    {
        Config before = Config.wrap(word);
        _assertFields(before.withHooks(small & 63), _fields(before, 0, small & 63));
        _assertFields(before.withHookedModules(small & 31), _fields(before, 1, small & 31));
        _assertFields(before.withEncumbering(middle), _fields(before, 2, middle));
        _assertFields(before.withSplitEpoch(small), _fields(before, 3, small));
        _assertFields(before.withPassedDates(middle), _fields(before, 4, middle));
        _assertFields(before.withNextRecordDate(date), _fields(before, 5, date));
        _assertFields(before.withFreezeFilter(FreezeFilter.wrap(filter)), _fields(before, 6, filter));
    }

    function testFuzz_ASwitchIsSetAlone(uint256 word, bool on) external pure {
        Config before = Config.wrap(word);
        Config changed = before.withSwitch(ISSUANCE_FINISHED, on);
        assertEq(changed.isOn(ISSUANCE_FINISHED), on);
        assertEq(Config.unwrap(changed) & ~ISSUANCE_FINISHED, word & ~ISSUANCE_FINISHED);
        assertEq(changed.isOn(TOKEN_PAUSED), before.isOn(TOKEN_PAUSED));
    }

    function test_TheWordIsAsDecided() external pure {
        Config config = Config.wrap(1).withHooks(2).withHookedModules(3).withEncumbering(4).withSplitEpoch(5)
            .withPassedDates(6).withNextRecordDate(7).withFreezeFilter(FreezeFilter.wrap(8));
        config = config.withMinRating(Country.wrap(10), Rating.wrap(7)).withMinRating(Country.wrap(9), Rating.wrap(1));
        uint256 fields = 8 << 101 | 7 << 61 | 5 << 53 | 6 << 37 | 4 << 21 | 3 << 16 | 2 << 10 | 1;
        assertEq(Config.unwrap(config), (1 << 10 | 9) << 178 | (7 << 10 | 10) << 165 | fields);
    }

    /* -------------------------------------------------- countries -------------------------------------------- */

    function testFuzz_ACountryIsSetAlone(uint256 word, uint16 country, uint8 rating) external pure {
        Config before = Config.wrap(word).withMinRating(Country.wrap(1), Rating.wrap(0));
        Config changed = before.withMinRating(Country.wrap(uint16(bound(country, 1, 999))), Rating.wrap(rating % 8));
        uint256 others = type(uint256).max >> (256 - COUNTRIES_SHIFT);
        assertEq(Config.unwrap(changed) & others, word & others);
    }

    /// @dev Whatever is permitted, changed and forbidden in whatever order: a lane holds what the map holds, of seven
    /// countries at most, and none is left out while a lane is free.
    function testFuzz_TheLanesAgreeWithAMap(uint32[24] memory changes) external {
        Config config;
        uint256 inLanes;
        for (uint256 i; i < changes.length; ++i) {
            Country country = _countryOf(changes[i] % 12);
            Rating rating = Rating.wrap(uint8(changes[i] >> 8) % 3 * uint8(1 + (changes[i] >> 16) % 3));
            Rating before = config.ratingInLane(country);
            config = config.withMinRating(country, rating);
            _minRatings[country] = rating;

            bool had = Rating.unwrap(before) != 0;
            bool has = Rating.unwrap(rating) != 0 && (had || inLanes < 7);
            inLanes = inLanes + (has ? 1 : 0) - (had ? 1 : 0);
            assertTrue(config.ratingInLane(country) == (has ? rating : Rating.wrap(0)), "what was written");
            assertEq(_checkLanes(config), inLanes, "countries in lanes");
        }
    }

    function test_GivenSevenCountriesHaveALane_ItShouldLeaveTheEighthToTheMapUntilOneIsFree() external pure {
        Config config;
        for (uint256 i; i < 8; ++i) {
            config = config.withMinRating(_countryOf(i), Rating.wrap(7));
        }
        for (uint256 i; i < 8; ++i) {
            assertEq(Rating.unwrap(config.ratingInLane(_countryOf(i))), i < 7 ? 7 : 0);
        }
        Config freed = config.withMinRating(_countryOf(7), Rating.wrap(0));
        assertEq(Config.unwrap(freed), Config.unwrap(config), "it had no lane");
        freed = config.withMinRating(_countryOf(3), Rating.wrap(0)).withMinRating(_countryOf(7), Rating.wrap(2));
        assertEq(Rating.unwrap(freed.ratingInLane(_countryOf(7))), 2);
        assertEq(Rating.unwrap(freed.ratingInLane(_countryOf(3))), 0);
    }

    function testFuzz_NoOtherCountryIsTakenForOneThatHasALane(uint16 asked, uint16[7] memory stored) external pure {
        Config config;
        asked %= 1_024;
        bool has;
        for (uint256 i; i < stored.length; ++i) {
            Country country = Country.wrap(uint16(bound(stored[i], 1, 999)));
            config = config.withMinRating(country, Rating.wrap(uint8(1 + i)));
            has = has || Country.unwrap(country) == asked;
        }
        assertEq(Rating.unwrap(config.ratingInLane(Country.wrap(asked))) != 0, has);
    }

    /// @dev Countries that differ in one bit, in all, and by one.
    function _countryOf(uint256 index) private pure returns (Country) {
        return Country.wrap([uint16(1), 2, 3, 512, 511, 513, 999, 998, 256, 756, 276, 840][index]);
    }

    /// @dev No lane says what the map does not.
    function _checkLanes(Config config) private view returns (uint256 count) {
        for (uint256 i; i < 12; ++i) {
            Rating rating = config.ratingInLane(_countryOf(i));
            if (Rating.unwrap(rating) == 0) continue;
            assertTrue(rating == _minRatings[_countryOf(i)], "as in the map");
            ++count;
        }
    }

    function _fields(Config before, uint256 changed, uint256 value) private pure returns (uint256[8] memory fields) {
        fields = [
            before.hooks(),
            before.hookedModules(),
            before.encumbering(),
            before.splitEpoch(),
            before.passedDates(),
            before.nextRecordDate(),
            uint256(FreezeFilter.unwrap(before.freezeFilter())),
            Config.unwrap(before) & SWITCHES
        ];
        fields[changed] = value;
    }

    function _assertFields(Config config, uint256[8] memory fields) private pure {
        uint256[8] memory actual = _fields(config, 7, Config.unwrap(config) & SWITCHES);
        for (uint256 i; i < fields.length; ++i) {
            assertEq(actual[i], fields[i]);
        }
    }
}
