// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rating} from "../../src/types/Identity.sol";
import {LANE_MAX, Lanes, packLanes, withRule} from "../../src/types/Lanes.sol";
import {Test} from "forge-std/Test.sol";

contract LanesTest is Test {
    function testFuzz_PackedNumbersComeBack(uint32[8] memory numbers, uint32 rule) external view {
        for (uint256 i; i < 8; ++i) {
            numbers[i] &= uint32(LANE_MAX);
        }
        Lanes lanes = this.pack(numbers, rule);
        assertEq(abi.encode(lanes.unpack()), abi.encode(numbers));
        assertEq(lanes.rule(), rule);
        assertEq(lanes.lane(3), numbers[3]);
    }

    function testFuzz_TheRuleIsSetAlone(uint256 word, uint32 rule) external pure {
        Lanes lanes = withRule(Lanes.wrap(word), rule);
        assertEq(lanes.rule(), rule);
        assertEq(abi.encode(lanes.unpack()), abi.encode(Lanes.wrap(word).unpack()));
    }

    /// @dev Also for ratings that no honest registrar states.
    function testFuzz_AClassIsAddedInTotalAndUnderItsRating(uint8 rating, uint32 rule) external view {
        uint32[8] memory ones = [uint32(1), 1, 1, 1, 1, 1, 1, 1];
        Lanes before = this.pack(ones, rule);

        Lanes added = before.addToClass(Rating.wrap(rating));

        ++ones[0];
        if (rating > 0 && rating < 8) ++ones[rating];
        assertEq(abi.encode(added.unpack()), abi.encode(ones));
        assertEq(added.rule(), rule, "rule");
        assertEq(Lanes.unwrap(added.takeFromClass(Rating.wrap(rating))), Lanes.unwrap(before), "taken again");
    }

    function pack(uint32[8] calldata numbers, uint32 rule) external pure returns (Lanes) {
        return packLanes(numbers, rule);
    }
}
