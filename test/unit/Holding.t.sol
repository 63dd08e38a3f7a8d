// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding, MAX_BALANCE} from "../../src/types/Holding.sol";
import {Party} from "../../src/types/Party.sol";
import {Test} from "forge-std/Test.sol";

contract HoldingTest is Test {
    /// @dev Whatever stood in the word before, each field takes its value and the others keep theirs.
    function testFuzz_EachFieldIsSetAlone(uint256 word, uint112 balance, uint16 settled, uint8 flags, uint120 party)
        external
        pure
    {
        Holding before = Holding.wrap(word);

        Holding changed = before.withBalance(balance);
        _assertFields(changed, balance, before.settled(), before.flags(), before.party());
        changed = before.withSettled(settled);
        _assertFields(changed, before.balance(), settled, before.flags(), before.party());
        changed = before.withFlags(flags);
        _assertFields(changed, before.balance(), before.settled(), flags, before.party());
        changed = before.withParty(Party.wrap(party));
        _assertFields(changed, before.balance(), before.settled(), before.flags(), Party.wrap(party));
    }

    function test_TheWordIsAsDecided() external pure {
        Holding holding = Holding.wrap(0).withBalance(1).withSettled(2).withFlags(3).withParty(Party.wrap(4));
        assertEq(Holding.unwrap(holding), 1 << 144 | 2 << 128 | 3 << 120 | 4);
        assertEq(MAX_BALANCE, 2 ** 112 - 1);
    }

    function _assertFields(Holding holding, uint256 balance, uint16 settled, uint8 flags, Party party) private pure {
        assertEq(holding.balance(), balance, "balance");
        assertEq(holding.settled(), settled, "settled");
        assertEq(holding.flags(), flags, "flags");
        assertEq(Party.unwrap(holding.party()), Party.unwrap(party), "party");
    }
}
