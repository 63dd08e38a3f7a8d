// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CachedStanding} from "../../src/types/CachedStanding.sol";
import {FLAG_MASK, Holding, MAX_BALANCE, PARTY_MASK, STANDING_MASK} from "../../src/types/Holding.sol";
import {Party} from "../../src/types/Party.sol";
import {Test} from "forge-std/Test.sol";

contract HoldingTest is Test {
    /// @dev Whatever was in the word before, each field takes its value and the others keep theirs.
    function testFuzz_EachFieldIsSetAlone(
        uint256 word,
        uint96 balance,
        uint8 epoch,
        uint16 settled,
        uint256 flags,
        uint56 party,
        uint64 standing
    ) external pure {
        Holding before = Holding.wrap(word);
        flags &= FLAG_MASK;
        CachedStanding kept = CachedStanding.wrap(uint64(standing & STANDING_MASK));
        Party bound = Party.wrap(uint56(party & PARTY_MASK));

        _assertFields(before.withBalance(balance), _fields(before, 0, balance));
        _assertFields(before.withSplitEpoch(epoch), _fields(before, 1, epoch));
        _assertFields(before.withSettled(settled), _fields(before, 2, settled));
        _assertFields(before.withFlags(flags), _fields(before, 3, flags));
        _assertFields(before.withStanding(kept), _fields(before, 5, CachedStanding.unwrap(kept)));
        // A standing that was kept is the former party's.
        before = before.withStanding(CachedStanding.wrap(0));
        _assertFields(Holding.wrap(word).withParty(bound), _fields(before, 4, Party.unwrap(bound)));
    }

    function test_TheWordIsAsDecided() external pure {
        Holding holding =
            Holding.wrap(0).withBalance(1).withSplitEpoch(5).withSettled(2).withFlags(3).withParty(Party.wrap(4));
        holding = holding.withStanding(CachedStanding.wrap(6));
        assertEq(Holding.unwrap(holding), 1 << 160 | 5 << 152 | 2 << 136 | 3 << 110 | 6 << 49 | 4);
        assertEq(MAX_BALANCE, 2 ** 96 - 1);
    }

    function _fields(Holding before, uint256 changed, uint256 value) private pure returns (uint256[6] memory fields) {
        fields = [
            before.balance(),
            before.splitEpoch(),
            before.settled(),
            before.flags(),
            uint256(Party.unwrap(before.party())),
            CachedStanding.unwrap(before.standing())
        ];
        fields[changed] = value;
    }

    function _assertFields(Holding holding, uint256[6] memory fields) private pure {
        assertEq(holding.balance(), fields[0], "balance");
        assertEq(holding.splitEpoch(), fields[1], "split epoch");
        assertEq(holding.settled(), fields[2], "settled");
        assertEq(holding.flags(), fields[3], "flags");
        assertEq(Party.unwrap(holding.party()), fields[4], "party");
        assertEq(CachedStanding.unwrap(holding.standing()), fields[5], "standing");
    }
}
