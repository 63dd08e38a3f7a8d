// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FreezeFilter, bitOf, bucketOf} from "../../src/types/FreezeFilter.sol";
import {InvestorId} from "../../src/types/Identity.sol";
import {Test} from "forge-std/Test.sol";

contract FreezeFilterTest is Test {
    function testFuzz_TwoIdsHaveTheSameBitIfTheyAreEqualModulo16384(uint32 a, uint32 b, bool near) external pure {
        if (near) b = uint32(uint256(a) + uint256(b) % 4 * 16_384);
        bool same = bucketOf(InvestorId.wrap(a)) == bucketOf(InvestorId.wrap(b))
            && bitOf(InvestorId.wrap(a)) == bitOf(InvestorId.wrap(b));
        assertEq(same, a % 16_384 == b % 16_384);
    }

    function testFuzz_ABucketHasOneBitAWord(uint32 id) external pure {
        uint256 bit = bitOf(InvestorId.wrap(id));
        assertTrue(bit != 0 && bit & (bit - 1) == 0);
        assertLt(bucketOf(InvestorId.wrap(id)), 64);
    }

    function testFuzz_AMarkIsTheBucketsAlone(uint64 filter, uint32 id, bool set) external pure {
        uint256 bucket = bucketOf(InvestorId.wrap(id));
        FreezeFilter next = FreezeFilter.wrap(filter).marked(bucket, set);
        assertEq(next.mayHold(InvestorId.wrap(id)), set);
        uint64 others = ~uint64(1 << bucket);
        assertEq(FreezeFilter.unwrap(next) & others, filter & others);
        for (uint32 other; other < 64; ++other) {
            if (other != bucket) assertEq(next.mayHold(InvestorId.wrap(other)), filter >> other & 1 == 1);
        }
    }
}
