// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rating} from "./Identity.sol";

/// @dev Eight numbers of 28 bits: [0] in total and [1] to [7] by rating.
/// As places (`Places`), a number is what is counted plus what its limit falls short of LANE_MAX + 1, so that one word
/// tells both how many there are and whether there is room: a lane is full when its highest bit is set. A word of zeros
/// counts nobody and limits nothing.
type Lanes is uint256;

using {lane, unpack} for Lanes global;

/// @dev Counts and the room that limits leave, in lanes.
type Places is uint256;

using {addToClass, takeFromClass, isFull, counts, relimited} for Places global;

uint256 constant LANE_BITS = 28;
/// @dev Greatest limit; counts stay below it.
uint256 constant LANE_MAX = (1 << (LANE_BITS - 1)) - 1;

function lane(Lanes self, uint256 index) pure returns (uint256) {
    return Lanes.unwrap(self) >> index * LANE_BITS & ((1 << LANE_BITS) - 1);
}

function unpack(Lanes self) pure returns (uint32[8] memory numbers) {
    for (uint256 i; i < 8; ++i) {
        numbers[i] = uint32(self.lane(i));
    }
}

/// @dev The caller checks that every number is at most LANE_MAX.
function packLanes(uint32[8] calldata numbers) pure returns (Lanes) {
    uint256 word;
    for (uint256 i; i < 8; ++i) {
        word |= uint256(numbers[i]) << i * LANE_BITS;
    }
    return Lanes.wrap(word);
}

/// @dev One more in total and under `rating`; rating 0 has no lane of its own, nor has one that a faulty registrar
/// states above 7.
function addToClass(Places self, Rating rating) pure returns (Places) {
    return Places.wrap(Places.unwrap(self) + _oneOf(rating));
}

/// @dev One less in total and under `rating`. The class was added before, so no lane can run below zero.
function takeFromClass(Places self, Rating rating) pure returns (Places) {
    return Places.wrap(Places.unwrap(self) - _oneOf(rating));
}

/// @dev Whether a lane has no room. `freed`: one place in it becomes free in the same move.
function isFull(Places self, uint256 index, bool freed) pure returns (bool) {
    return Lanes.wrap(Places.unwrap(self)).lane(index) > LANE_MAX + (freed ? 1 : 0);
}

/// @dev What is counted, given the limits in force.
function counts(Places self, Lanes limits) pure returns (Lanes) {
    return Lanes.wrap(Places.unwrap(self) - _shortfall(limits));
}

/// @dev The same counts under other limits.
function relimited(Places self, Lanes limits, Lanes newLimits) pure returns (Places) {
    return Places.wrap(Places.unwrap(self) - _shortfall(limits) + _shortfall(newLimits));
}

/// @dev What each limit falls short of LANE_MAX + 1; nothing where there is no limit.
function _shortfall(Lanes limits) pure returns (uint256 word) {
    for (uint256 i; i < 8; ++i) {
        uint256 limit = limits.lane(i);
        if (limit != 0) word |= (LANE_MAX + 1 - limit) << i * LANE_BITS;
    }
}

function _oneOf(Rating rating) pure returns (uint256) {
    uint256 index = Rating.unwrap(rating);
    return index == 0 || index > 7 ? 1 : 1 | 1 << index * LANE_BITS;
}
