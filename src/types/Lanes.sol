// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rating} from "./Identity.sol";

/// @dev Eight numbers of 28 bits, [0] in total and [1] to [7] by rating, and 32 spare bits above them that their owner
/// may use for a rule of its own.
type Lanes is uint256;

using {lane, addToClass, takeFromClass, unpack, rule} for Lanes global;

uint256 constant LANE_BITS = 28;
uint256 constant LANE_MAX = (1 << LANE_BITS) - 1;
uint256 constant RULE_SHIFT = 8 * LANE_BITS;

function lane(Lanes self, uint256 index) pure returns (uint256) {
    return Lanes.unwrap(self) >> index * LANE_BITS & LANE_MAX;
}

function rule(Lanes self) pure returns (uint32) {
    return uint32(Lanes.unwrap(self) >> RULE_SHIFT);
}

/// @dev One more in total and under `rating`; rating 0 has no lane of its own, nor has one that a faulty registrar
/// states above 7.
function addToClass(Lanes self, Rating rating) pure returns (Lanes) {
    return Lanes.wrap(Lanes.unwrap(self) + _oneOf(rating));
}

/// @dev One less in total and under `rating`. The class was added before, so no lane can run below zero.
function takeFromClass(Lanes self, Rating rating) pure returns (Lanes) {
    return Lanes.wrap(Lanes.unwrap(self) - _oneOf(rating));
}

function unpack(Lanes self) pure returns (uint32[8] memory numbers) {
    for (uint256 i; i < 8; ++i) {
        numbers[i] = uint32(self.lane(i));
    }
}

/// @dev The caller checks that every number is at most LANE_MAX.
function packLanes(uint32[8] calldata numbers, uint32 ruleBits) pure returns (Lanes) {
    uint256 word = uint256(ruleBits) << RULE_SHIFT;
    for (uint256 i; i < 8; ++i) {
        word |= uint256(numbers[i]) << i * LANE_BITS;
    }
    return Lanes.wrap(word);
}

function withRule(Lanes self, uint32 ruleBits) pure returns (Lanes) {
    return Lanes.wrap((Lanes.unwrap(self) << 32) >> 32 | uint256(ruleBits) << RULE_SHIFT);
}

function _oneOf(Rating rating) pure returns (uint256) {
    uint256 index = Rating.unwrap(rating);
    return index == 0 || index > 7 ? 1 : 1 | 1 << index * LANE_BITS;
}
