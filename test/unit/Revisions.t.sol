// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../../src/types/Authority.sol";
import {InvestorId} from "../../src/types/Identity.sol";
import {FIRST_REVISIONS, FULL_REVISION, LAST_GENERATION, Revisions} from "../../src/types/Revisions.sol";
import {FullRevisions} from "../utils/FullRevisions.sol";

contract RevisionsTest is FullRevisions {
    function test_TheWordIsAsDecided() external pure {
        assertEq(Revisions.unwrap(FIRST_REVISIONS), 1 << 240, "first");
        assertEq(Revisions.unwrap(FIRST_REVISIONS.bumped(InvestorId.wrap(0))), 1 << 240 | 1 << 128, "revision 0");
        assertEq(Revisions.unwrap(FIRST_REVISIONS.bumped(InvestorId.wrap(31))), 1 << 240 | 1 << 233, "revision 15");
        assertEq(Revisions.unwrap(FIRST_REVISIONS.withRestriction(AuthorityId.wrap(127), true)), 2 << 240 | 1 << 127);
        assertEq(FIRST_REVISIONS.bumped(InvestorId.wrap(31)).stampOf(InvestorId.wrap(15)), 1 << 7 | 1, "stamp");
    }

    function test_NoRevisionsHaveNoStamp() external pure {
        for (uint32 id; id < 32; ++id) {
            assertEq(Revisions.wrap(0).stampOf(InvestorId.wrap(id)), 0);
        }
    }

    /// @dev Whatever the word, what is taken changes the stamps of one sixteenth, or of all, and no bit of an authority.
    function testFuzz_ATakingChangesItsStampAndSpendsNoOther(uint256 word, uint32 id) external pure {
        Revisions before = Revisions.wrap(word);
        Revisions present = before.bumped(InvestorId.wrap(id));
        assertEq(uint128(Revisions.unwrap(present)), uint128(word), "authorities");
        if (before.generation() == LAST_GENERATION) return _assertNoStamps(present);

        bool isFull = _revisionOf(before, id) == FULL_REVISION;
        assertEq(present.generation(), before.generation() + (isFull ? 1 : 0), "generation");
        if (present.generation() == LAST_GENERATION) return _assertNoStamps(present);
        for (uint32 i; i < 16; ++i) {
            uint256 expected = before.stampOf(InvestorId.wrap(i)) + (i == id % 16 ? 1 : 0);
            if (isFull) expected = before.generation() + 1 << 7;
            assertEq(present.stampOf(InvestorId.wrap(i)), expected, "stamp");
        }
    }

    function test_OneBelowFullIsFilledAlone() external pure {
        Revisions present = _revisionsOf(5, FULL_REVISION - 1).bumped(InvestorId.wrap(3));
        assertEq(present.stampOf(InvestorId.wrap(3)), 5 << 7 | FULL_REVISION);
        assertEq(present.stampOf(InvestorId.wrap(2)), 5 << 7 | FULL_REVISION - 1);
        assertEq(present.stampOf(InvestorId.wrap(4)), 5 << 7 | FULL_REVISION - 1);
    }

    function test_AFullOneBeginsAGenerationForAll() external pure {
        Revisions present = _revisionsOf(5, FULL_REVISION).bumped(InvestorId.wrap(3));
        assertEq(Revisions.unwrap(present), 6 << 240);
    }

    function test_TheLastGenerationStaysAndSaysNothing() external pure {
        Revisions last = _revisionsOf(LAST_GENERATION - 1, FULL_REVISION).bumped(InvestorId.wrap(15));
        assertEq(last.generation(), LAST_GENERATION);
        _assertNoStamps(last);
        last = last.allBumped().bumped(InvestorId.wrap(15)).withRestriction(AuthorityId.wrap(2), true);
        assertEq(last.generation(), LAST_GENERATION);
        _assertNoStamps(last);
        for (uint256 i; i <= FULL_REVISION; ++i) {
            last = last.bumped(InvestorId.wrap(15));
        }
        assertEq(last.generation(), LAST_GENERATION, "no way round");
        assertTrue(last.restricts(AuthorityId.wrap(2)));
    }

    /// @dev From the first word on: no stamp comes back, however things are taken.
    function testFuzz_NoStampComesBack(uint256 seed, uint32 id) external pure {
        Revisions present = _revisionsOf(1, FULL_REVISION - 1);
        InvestorId investor = InvestorId.wrap(id);
        for (uint256 i; i < 200; ++i) {
            uint256 before = present.stampOf(investor);
            seed = uint256(keccak256(abi.encode(seed)));
            bool own = seed % 4 != 0;
            present = own
                ? present.bumped(investor)
                : seed % 8 == 0 ? present.allBumped() : present.bumped(InvestorId.wrap(uint32(seed >> 8)));
            if (own || seed % 8 == 0) assertGt(present.stampOf(investor), before, "taken");
            else assertGe(present.stampOf(investor), before, "another's");
        }
    }

    function testFuzz_ToRestrictAnAuthorityTakesFromAllToLiftFromNone(uint256 word, uint8 number) external pure {
        Revisions before = Revisions.wrap(word);
        AuthorityId authority = AuthorityId.wrap(number % 128);
        Revisions restricted = before.withRestriction(authority, true);
        assertEq(uint128(Revisions.unwrap(restricted)), uint128(word | 1 << number % 128), "one bit");
        assertTrue(restricted.restricts(authority));
        if (before.generation() < LAST_GENERATION) {
            assertEq(Revisions.unwrap(restricted) >> 128, before.generation() + 1 << 112, "a generation");
        } else {
            _assertNoStamps(restricted);
        }
        Revisions lifted = before.withRestriction(authority, false);
        assertEq(Revisions.unwrap(lifted), word & ~(1 << number % 128));
        assertFalse(lifted.restricts(authority));
    }

    function _revisionOf(Revisions revisions, uint32 id) private pure returns (uint256) {
        return Revisions.unwrap(revisions) >> 128 + id % 16 * 7 & 127;
    }

    function _assertNoStamps(Revisions revisions) private pure {
        for (uint32 i; i < 16; ++i) {
            assertEq(revisions.stampOf(InvestorId.wrap(i)), 0, "no stamp");
        }
    }
}
