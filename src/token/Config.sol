// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FreezeFilter} from "../types/FreezeFilter.sol";

/// @dev What every transfer must know of its token and issuer, in one word: `freezeFilter:144 | nextRecordDate:40 |
/// passedDates:16 | splitEpoch:8 | encumbering:16 | hookedModules:8 | hooks:8 | switches:16`.
/// nextRecordDate: zero if none is announced. passedDates: record dates that had passed when this was written. splitEpoch:
/// splits so far. encumbering: bit i, the module in slot i is attached. hookedModules: how many attached modules have
/// hooks; they come first in the list of modules. hooks: union of theirs. The filter and two switches are the issuer's,
/// who keeps them up to date. See docs/decisions/0015-layout.md.
type Config is uint256;

using {
    isOn,
    hooks,
    hookedModules,
    encumbering,
    splitEpoch,
    passedDates,
    nextRecordDate,
    freezeFilter,
    withSwitch,
    withHooks,
    withHookedModules,
    withEncumbering,
    withSplitEpoch,
    withPassedDates,
    withNextRecordDate,
    withFreezeFilter
} for Config global;

/// @dev The token is paused.
uint256 constant TOKEN_PAUSED = 1 << 0;
/// @dev All tokens of the issuer are paused.
uint256 constant ISSUER_PAUSED = 1 << 1;
/// @dev The issuer accepts the registrar with index 0.
uint256 constant PRIMARY_ACCEPTED = 1 << 2;
/// @dev An expired accreditation stops its investor from sending, too.
uint256 constant EXPIRY_STOPS_SENDING = 1 << 3;
/// @dev The supervisor's approval of the token is missing.
uint256 constant NOT_APPROVED = 1 << 4;
/// @dev Amounts must be multiples of the token's granularity.
uint256 constant HAS_GRANULARITY = 1 << 5;
/// @dev The default partition has a lock, which may have ended.
uint256 constant DEFAULT_LOCKED = 1 << 6;
/// @dev Nothing more will ever be issued.
uint256 constant ISSUANCE_FINISHED = 1 << 7;
/// @dev A split has left fractions, and positions wait to be brought forward.
uint256 constant SPLIT_PENDING = 1 << 8;

function isOn(Config self, uint256 switch_) pure returns (bool) {
    return Config.unwrap(self) & switch_ != 0;
}

function hooks(Config self) pure returns (uint8) {
    return uint8(Config.unwrap(self) >> 16);
}

function hookedModules(Config self) pure returns (uint8) {
    return uint8(Config.unwrap(self) >> 24);
}

function encumbering(Config self) pure returns (uint16) {
    return uint16(Config.unwrap(self) >> 32);
}

function splitEpoch(Config self) pure returns (uint8) {
    return uint8(Config.unwrap(self) >> 48);
}

function passedDates(Config self) pure returns (uint16) {
    return uint16(Config.unwrap(self) >> 56);
}

function nextRecordDate(Config self) pure returns (uint40) {
    return uint40(Config.unwrap(self) >> 72);
}

function freezeFilter(Config self) pure returns (FreezeFilter) {
    return FreezeFilter.wrap(uint144(Config.unwrap(self) >> 112));
}

function withSwitch(Config self, uint256 switch_, bool on) pure returns (Config) {
    uint256 word = Config.unwrap(self);
    return Config.wrap(on ? word | switch_ : word & ~switch_);
}

function withHooks(Config self, uint8 bits) pure returns (Config) {
    return _with(self, 16, type(uint8).max, bits);
}

function withHookedModules(Config self, uint8 count) pure returns (Config) {
    return _with(self, 24, type(uint8).max, count);
}

function withEncumbering(Config self, uint16 slots) pure returns (Config) {
    return _with(self, 32, type(uint16).max, slots);
}

function withSplitEpoch(Config self, uint8 epoch) pure returns (Config) {
    return _with(self, 48, type(uint8).max, epoch);
}

function withPassedDates(Config self, uint16 count) pure returns (Config) {
    return _with(self, 56, type(uint16).max, count);
}

function withNextRecordDate(Config self, uint40 recordDate) pure returns (Config) {
    return _with(self, 72, type(uint40).max, recordDate);
}

function withFreezeFilter(Config self, FreezeFilter filter) pure returns (Config) {
    return _with(self, 112, type(uint144).max, FreezeFilter.unwrap(filter));
}

function _with(Config self, uint256 shift, uint256 mask, uint256 value) pure returns (Config) {
    return Config.wrap(Config.unwrap(self) & ~(mask << shift) | value << shift);
}
