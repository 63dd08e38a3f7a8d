// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LotWord, newLotWord} from "../../src/modules/lockup/LotWord.sol";
import {Test} from "forge-std/Test.sol";

contract LotWordTest is Test {
    function testFuzz_EachFieldIsKept(address account, uint40 lockupEnd, uint8 epoch, uint112 amount) external pure {
        LotWord lot = newLotWord(account, lockupEnd, epoch, amount);
        assertEq(lot.account(), account);
        assertEq(lot.lockupEnd(), lockupEnd);
        assertEq(lot.epoch(), epoch);
        if (lot.amount() != 0) assertEq(lot.amount(), amount);
    }

    /// @dev What 43 bits hold, with as many zeros behind it as 112 bits have room for.
    function testFuzz_AnAmountOfFewDigitsFits(uint256 digits, uint256 zeros) external pure {
        digits = bound(digits, 1, 2 ** 43 - 1);
        uint256 amount = digits;
        for (uint256 i = bound(zeros, 0, 33); i > 0 && amount * 10 <= type(uint112).max; --i) {
            amount *= 10;
        }
        assertEq(newLotWord(address(1), 1, 1, amount).amount(), amount);
    }

    function testFuzz_AnAmountOfManyDigitsSaysThatItDoesNotFit(uint256 amount) external pure {
        amount = bound(amount, 2 ** 43, type(uint112).max);
        if (amount % 10 == 0) ++amount;
        assertEq(newLotWord(address(1), 1, 1, amount).amount(), 0);
    }

    function test_TheWordIsAsDecided() external pure {
        assertEq(LotWord.unwrap(newLotWord(address(5), 4, 3, 2)), 5 << 96 | 4 << 56 | 3 << 48 | 2);
        uint256 word = LotWord.unwrap(newLotWord(address(0), 0, 0, (2 ** 43 - 1) * 1000));
        assertEq(word, 3 << 43 | 2 ** 43 - 1);
    }
}
