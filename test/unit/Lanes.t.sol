// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rating} from "../../src/types/Identity.sol";
import {LANE_MAX, Lanes, Places, packLanes} from "../../src/types/Lanes.sol";
import {Test} from "forge-std/Test.sol";

contract LanesTest is Test {
    Places private constant NONE = Places.wrap(0);
    Lanes private constant UNLIMITED = Lanes.wrap(0);

    function testFuzz_PackedNumbersComeBack(uint32[8] memory numbers) external view {
        Lanes lanes = _lanes(numbers);
        assertEq(abi.encode(lanes.unpack()), abi.encode(numbers));
        assertEq(lanes.lane(3), numbers[3]);
    }

    /// @dev Also for ratings that no honest registrar states.
    function testFuzz_AClassIsCountedInTotalAndUnderItsRating(uint8 rating, uint32[8] memory limits) external view {
        Lanes limited = _lanes(limits);
        Places before = NONE.relimited(UNLIMITED, limited);
        uint32[8] memory expected;
        assertEq(abi.encode(before.counts(limited).unpack()), abi.encode(expected), "nobody");

        Places added = before.addToClass(Rating.wrap(rating));

        expected[0] = 1;
        if (rating > 0 && rating < 8) expected[rating] = 1;
        assertEq(abi.encode(added.counts(limited).unpack()), abi.encode(expected));
        assertEq(Places.unwrap(added.takeFromClass(Rating.wrap(rating))), Places.unwrap(before), "taken again");
    }

    function testFuzz_OtherLimitsLeaveTheCounts(uint8 rating, uint32[8] memory limits, uint32[8] memory others)
        external
        view
    {
        (Lanes former, Lanes limited) = (_lanes(limits), _lanes(others));
        Places places = NONE.relimited(UNLIMITED, former).addToClass(Rating.wrap(rating));
        Lanes counted = places.counts(former);

        places = places.relimited(former, limited);

        assertEq(Lanes.unwrap(places.counts(limited)), Lanes.unwrap(counted));
    }

    function testFuzz_ALaneIsFullAtItsLimit(uint32 limit, uint32 count, bool freed) external view {
        limit = uint32(bound(limit, 0, 20));
        count = uint32(bound(count, freed ? 1 : 0, 20));
        uint32[8] memory limits;
        (limits[0], limits[2]) = (limit, limit);
        Places places = NONE.relimited(UNLIMITED, this.pack(limits));
        for (uint256 i; i < count; ++i) {
            places = places.addToClass(Rating.wrap(2));
        }

        bool full = limit != 0 && count - (freed ? 1 : 0) >= limit;
        assertEq(places.isFull(0, freed), full, "in total");
        assertEq(places.isFull(2, freed), full, "of the rating");
        assertFalse(places.isFull(1, false), "of another rating");
    }

    function test_TheGreatestLimitIsHeld() external view {
        uint32[8] memory limits;
        limits[7] = uint32(LANE_MAX);
        Places places = NONE.relimited(UNLIMITED, this.pack(limits));
        Places almost = Places.wrap(Places.unwrap(places) + ((LANE_MAX - 1) << 7 * 28));

        assertFalse(almost.isFull(7, false));
        assertTrue(almost.addToClass(Rating.wrap(7)).isFull(7, false));
    }

    function pack(uint32[8] calldata numbers) external pure returns (Lanes) {
        return packLanes(numbers);
    }

    function _lanes(uint32[8] memory numbers) private view returns (Lanes) {
        for (uint256 i; i < 8; ++i) {
            numbers[i] &= uint32(LANE_MAX);
        }
        return this.pack(numbers);
    }
}
