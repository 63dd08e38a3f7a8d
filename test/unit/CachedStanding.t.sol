// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CachedStanding, cachedStanding} from "../../src/types/CachedStanding.sol";
import {STANDING_MASK} from "../../src/types/Holding.sol";
import {Country, InvestorId, Rating} from "../../src/types/Identity.sol";
import {Standing, newStanding} from "../../src/types/Standing.sol";
import {Test} from "forge-std/Test.sol";

contract CachedStandingTest is Test {
    uint256 private constant STAMP = 5 << 7 | 3;
    uint40 private constant DAY = 20_000;
    /// @dev In the middle of the day before.
    uint40 private constant NOW = DAY * 1 days - 12 hours;
    uint40 private constant END = DAY * 1 days + 12 hours;

    function setUp() external {
        vm.warp(NOW);
    }

    function test_TheWordIsAsDecided() external view {
        CachedStanding kept = _kept(STAMP, 756, 5, END, false);
        assertEq(CachedStanding.unwrap(kept), STAMP << 29 | uint256(DAY) << 13 | 756 << 3 | 5);
    }

    function test_AnAccreditationIsBelievedUntilItsLastDayBegins() external {
        CachedStanding kept = _kept(STAMP, 756, 5, END, false);
        assertTrue(kept.isFresh(STAMP));
        vm.warp(DAY * 1 days - 1);
        assertTrue(kept.isFresh(STAMP), "the second before");
        assertEq(kept.liveStamp(), STAMP, "the stamp to ask with");
        vm.warp(DAY * 1 days);
        assertEq(kept.liveStamp(), 0, "none on its last day");
        assertFalse(kept.isFresh(STAMP), "its last day");
        vm.warp(END);
        assertFalse(kept.isFresh(STAMP), "its end");
        vm.warp(uint256(type(uint40).max));
        assertFalse(kept.isFresh(STAMP), "for good");
    }

    function test_OneThatEndsTodayIsNotBelieved() external view {
        assertFalse(_kept(STAMP, 756, 5, NOW + 1, false).isFresh(STAMP));
    }

    function test_WhatIsBadIsNotKept() external view {
        assertEq(CachedStanding.unwrap(_kept(STAMP, 756, 5, END, true)), 0, "restricted");
        assertEq(CachedStanding.unwrap(_kept(STAMP, 756, 5, NOW, false)), 0, "expired");
        assertEq(CachedStanding.unwrap(_kept(0, 756, 5, END, false)), 0, "without stamp");
    }

    function test_WhatDoesNotFitIsNotKept() external view {
        assertNotEq(CachedStanding.unwrap(_kept(STAMP, 1023, 7, END, false)), 0);
        assertEq(CachedStanding.unwrap(_kept(STAMP, 1024, 7, END, false)), 0, "country");
        assertEq(CachedStanding.unwrap(_kept(STAMP, 1023, 8, END, false)), 0, "rating");
    }

    /// @dev The last day that has a place is in 2149: an end beyond is asked about from then on.
    function test_AnEndBeyondTheLastDayIsTheLastDay() external {
        CachedStanding kept = _kept(STAMP, 756, 5, type(uint40).max, false);
        vm.warp(uint256(type(uint16).max) * 1 days - 1);
        assertTrue(kept.isFresh(STAMP));
        vm.warp(uint256(type(uint16).max) * 1 days);
        assertFalse(kept.isFresh(STAMP));
    }

    function test_WithoutStampNothingIsBelieved() external view {
        assertFalse(_kept(STAMP, 756, 5, END, false).isFresh(0));
        assertFalse(CachedStanding.wrap(uint64(uint256(type(uint16).max) << 13)).isFresh(0), "nor without one kept");
    }

    /// @dev Believed under its own stamp alone; and what is believed is what was said.
    function testFuzz_WhatIsKeptIsWhatWasSaid(uint256 stamp, uint256 other, uint16 country, uint8 rating, uint40 end)
        external
        view
    {
        stamp = bound(stamp, 1, 2 ** 23 - 1);
        other = bound(other, 0, 2 ** 23 - 1);
        (country, rating) = (country % 1024, rating % 8);
        CachedStanding kept = _kept(stamp, country, rating, end, false);
        assertLe(CachedStanding.unwrap(kept), STANDING_MASK, "52 bits");
        bool fresh = kept.isFresh(stamp);
        if (other != stamp) assertFalse(kept.isFresh(other), "another stamp");
        if (end <= NOW) assertFalse(fresh, "expired");
        else if (end >= NOW + 1 days) assertTrue(fresh, "runs for a day");
        if (!fresh) return;
        assertEq(Country.unwrap(kept.country()), country);
        assertEq(Rating.unwrap(kept.rating()), rating);
    }

    function _kept(uint256 stamp, uint16 country, uint8 rating, uint40 end, bool restricted)
        private
        view
        returns (CachedStanding)
    {
        Standing standing = newStanding(InvestorId.wrap(7), Country.wrap(country), Rating.wrap(rating), end, restricted);
        return cachedStanding(standing.withStamp(stamp));
    }
}
