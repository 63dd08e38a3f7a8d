// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A lock-up's lot in one word: `account:160 | lockupEnd:40 | epoch:8 | exponent:5 | mantissa:43`.
/// epoch: the token's splits when the lot was made; its amount keeps that unit. The amount is `mantissa * 10 ** exponent`, so
/// that whole shares of 18 decimals fit. mantissa zero: it does not fit.
type LotWord is uint256;

using {account, lockupEnd, epoch, amount} for LotWord global;

uint256 constant MANTISSA_BITS = 43;
uint256 constant MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;
uint256 constant EXPONENT_MASK = (1 << 5) - 1;

/// @param amount_ at most 112 bits, so the exponent stays below 32
function newLotWord(address account_, uint40 lockupEnd_, uint8 epoch_, uint256 amount_) pure returns (LotWord) {
    uint256 exponent;
    while (amount_ > MANTISSA_MASK && amount_ % 10 == 0) {
        amount_ /= 10;
        ++exponent;
    }
    if (amount_ > MANTISSA_MASK) (amount_, exponent) = (0, 0);
    uint256 word = uint256(uint160(account_)) << 96 | uint256(lockupEnd_) << 56 | uint256(epoch_) << 48;
    return LotWord.wrap(word | exponent << MANTISSA_BITS | amount_);
}

/// @dev Zero: there is no such lot.
function account(LotWord self) pure returns (address) {
    return address(uint160(LotWord.unwrap(self) >> 96));
}

function lockupEnd(LotWord self) pure returns (uint40) {
    return uint40(LotWord.unwrap(self) >> 56);
}

function epoch(LotWord self) pure returns (uint8) {
    return uint8(LotWord.unwrap(self) >> 48);
}

/// @dev Zero: it does not fit.
function amount(LotWord self) pure returns (uint256) {
    unchecked {
        // 43 bits times at most 10^31.
        return (LotWord.unwrap(self) & MANTISSA_MASK) * 10 ** (LotWord.unwrap(self) >> MANTISSA_BITS & EXPONENT_MASK);
    }
}
