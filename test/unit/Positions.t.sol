// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Position, Positions} from "../../src/token/Positions.sol";
import {Holding} from "../../src/types/Holding.sol";
import {InvestorId} from "../../src/types/Identity.sol";
import {Party, investorParty} from "../../src/types/Party.sol";
import {Test} from "forge-std/Test.sol";

contract PositionsTest is Test {
    using Positions for Position;

    Position private position;

    function test_GivenNoDateHasPassed_ItShouldWriteNothing() external {
        _change(0, 10);
        assertFalse(position.history[0].written);
        assertEq(position.holding.settled(), 0);
    }

    function test_GivenAHoldingThatWasEmpty_ItShouldWriteNothingAndReadZero() external {
        _change(2, 10);
        assertFalse(position.history[0].written);
        assertFalse(position.history[1].written);
        assertEq(position.balanceAt(0), 0);
        assertEq(position.balanceAt(1), 0);
        assertEq(position.balanceAt(2), 10, "the present balance");
    }

    function test_GivenSeveralDatesHavePassed_ItShouldWriteOnceForAll() external {
        _change(0, 10);
        _change(3, 20);
        _change(3, 30);
        assertFalse(position.history[0].written);
        assertFalse(position.history[1].written);
        assertEq(position.history[2].balance, 10);
        assertEq(position.history[2].from, 0);
        for (uint256 i; i < 3; ++i) {
            assertEq(position.balanceAt(i), 10);
        }
        assertEq(position.balanceAt(3), 30);
    }

    function test_GivenAGapWithoutHolding_ItShouldNotReachBackIntoIt() external {
        _change(0, 10);
        _change(1, 0);
        _change(3, 5);
        _change(4, 7);
        assertEq(position.balanceAt(0), 10);
        assertEq(position.balanceAt(1), 0);
        assertEq(position.balanceAt(2), 0);
        assertEq(position.balanceAt(3), 5);
        assertEq(position.balanceAt(4), 7);
    }

    function test_GivenThePositionChangedHandsSince_ItShouldTellWhoseItWas() external {
        Party first = investorParty(InvestorId.wrap(1), 3);
        position.holding = position.holding.withParty(first);
        _change(0, 10);
        _change(2, 10);
        position.holding = position.holding.withParty(investorParty(InvestorId.wrap(2), 0));
        for (uint256 i; i < 2; ++i) {
            (uint256 balance, Party party) = position.stateAt(i);
            assertEq(balance, 10);
            assertTrue(party == first, "first");
        }
        (, Party last) = position.stateAt(2);
        assertTrue(last == position.holding.party(), "second");
    }

    function test_ItShouldKeepTheRestOfTheWord() external {
        position.holding = Holding.wrap(type(uint256).max).withSettled(0).withBalance(4);
        Holding settled = position.settle(position.holding, 2);
        assertEq(Holding.unwrap(settled), Holding.unwrap(position.holding.withSettled(2)));
    }

    /// @dev Against a plain list of what was held at each date.
    function testFuzz_EveryDateReadsWhatWasHeldAtIt(uint96[12] calldata balances, uint8[12] calldata dates) external {
        uint256[64] memory held;
        uint256 passed;
        uint256 balance;
        for (uint256 i; i < balances.length; ++i) {
            for (uint256 steps = dates[i] % 5; steps > 0; --steps) {
                held[passed++] = balance;
            }
            balance = balances[i] % 3 == 0 ? 0 : balances[i];
            _change(uint16(passed), balance);
        }
        for (uint256 i; i < passed; ++i) {
            assertEq(position.balanceAt(i), held[i]);
        }
        assertEq(position.balanceAt(passed), balance);
    }

    function _change(uint16 passed, uint256 balance) private {
        position.holding = position.settle(position.holding, passed).withBalance(balance);
    }
}
