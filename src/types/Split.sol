// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A split: `denominator` shares become `numerator`. One word.
/// @param numerator and denominator have no common divisor
/// @param passedDates record dates that had passed by then: what was held at those is told in the unit of the time
/// @param exact no position can have a fraction
struct Split {
    uint32 numerator;
    uint32 denominator;
    uint16 passedDates;
    bool exact;
}
