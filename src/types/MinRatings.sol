// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, Rating} from "./Identity.sol";

/// @dev Minimum ratings of 64 countries, four bits each; zero: the country is not permitted. The word with index i has
/// the countries 64 i to 64 i + 63.
type MinRatings is uint256;

using {minRating, withMinRating, changedTo} for MinRatings global;

/// @dev Words that hold all countries up to 999.
uint256 constant MIN_RATING_WORDS = 16;

function wordOf(Country country) pure returns (uint256) {
    return Country.unwrap(country) >> 6;
}

function minRating(MinRatings self, Country country) pure returns (Rating) {
    return Rating.wrap(uint8(MinRatings.unwrap(self) >> _shift(country) & 15));
}

function withMinRating(MinRatings self, Country country, Rating rating) pure returns (MinRatings) {
    uint256 shift = _shift(country);
    return MinRatings.wrap(MinRatings.unwrap(self) & ~(15 << shift) | uint256(Rating.unwrap(rating)) << shift);
}

/// @dev Not zero where a country's rating is another in `next`.
function changedTo(MinRatings self, MinRatings next) pure returns (MinRatings) {
    return MinRatings.wrap(MinRatings.unwrap(self) ^ MinRatings.unwrap(next));
}

function _shift(Country country) pure returns (uint256) {
    return uint256(Country.unwrap(country) & 63) << 2;
}
