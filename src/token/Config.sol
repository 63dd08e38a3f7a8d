// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FreezeFilter} from "../types/FreezeFilter.sol";
import {Holding, SETTLED_SHIFT} from "../types/Holding.sol";
import {Country, Rating} from "../types/Identity.sol";

/// @dev What every transfer must know of its token and issuer, in one word: `countries:91 | freezeFilter:64 |
/// nextRecordDate:40 | splitEpoch:8 | passedDates:16 | encumbering:16 | hookedModules:5 | hooks:6 | switches:10`.
/// countries: minimum ratings of up to seven countries, the others have theirs in the token's map. nextRecordDate: zero if
/// none is announced. passedDates: record dates that had passed when this was written. splitEpoch: splits so far.
/// encumbering: bit i, the module in slot i is attached. hookedModules: how many attached modules have hooks; they come first
/// in the list of modules. hooks: union of theirs. Countries, filter and two switches are the issuer's, who keeps them up to
/// date. See docs/decisions/0015-layout.md.
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
    ratingInLane,
    isUpToDate,
    withSwitch,
    withHooks,
    withHookedModules,
    withEncumbering,
    withSplitEpoch,
    withPassedDates,
    withNextRecordDate,
    withFreezeFilter,
    withMinRating
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

uint256 constant HOOKS_SHIFT = 10;
uint256 constant HOOKS_MASK = (1 << 6) - 1;
uint256 constant HOOKED_SHIFT = 16;
uint256 constant HOOKED_MASK = (1 << 5) - 1;
uint256 constant ENCUMBERING_SHIFT = 21;
uint256 constant PASSED_SHIFT = 37;
uint256 constant EPOCH_SHIFT = 53;
uint256 constant NEXT_DATE_SHIFT = 61;
uint256 constant FILTER_SHIFT = 101;

uint256 constant COUNTRIES_SHIFT = 165;
/// @dev Lanes of `rating:3 | country:10`. An empty one is zero.
uint256 constant COUNTRY_LANES = 1 | 1 << 13 | 1 << 26 | 1 << 39 | 1 << 52 | 1 << 65 | 1 << 78;
uint256 constant COUNTRY_MASK = (1 << 10) - 1;
uint256 constant LANE_MASK = (1 << 13) - 1;

function isOn(Config self, uint256 switch_) pure returns (bool) {
    return Config.unwrap(self) & switch_ != 0;
}

function hooks(Config self) pure returns (uint8) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint8(Config.unwrap(self) >> HOOKS_SHIFT & HOOKS_MASK);
}

function hookedModules(Config self) pure returns (uint8) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint8(Config.unwrap(self) >> HOOKED_SHIFT & HOOKED_MASK);
}

function encumbering(Config self) pure returns (uint16) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint16(Config.unwrap(self) >> ENCUMBERING_SHIFT);
}

function splitEpoch(Config self) pure returns (uint8) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint8(Config.unwrap(self) >> EPOCH_SHIFT);
}

function passedDates(Config self) pure returns (uint16) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint16(Config.unwrap(self) >> PASSED_SHIFT);
}

function nextRecordDate(Config self) pure returns (uint40) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint40(Config.unwrap(self) >> NEXT_DATE_SHIFT);
}

function freezeFilter(Config self) pure returns (FreezeFilter) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return FreezeFilter.wrap(uint64(Config.unwrap(self) >> FILTER_SHIFT));
}

/// @dev Whether a position was written since the last split and the last record date that has passed.
function isUpToDate(Config self, Holding holding) pure returns (bool) {
    return (Config.unwrap(self) >> PASSED_SHIFT ^ Holding.unwrap(holding) >> SETTLED_SHIFT) & type(uint24).max == 0;
}

function withSwitch(Config self, uint256 switch_, bool on) pure returns (Config) {
    uint256 word = Config.unwrap(self);
    return Config.wrap(on ? word | switch_ : word & ~switch_);
}

function withHooks(Config self, uint8 bits) pure returns (Config) {
    return _with(self, HOOKS_SHIFT, HOOKS_MASK, bits);
}

function withHookedModules(Config self, uint8 count) pure returns (Config) {
    return _with(self, HOOKED_SHIFT, HOOKED_MASK, count);
}

function withEncumbering(Config self, uint16 slots) pure returns (Config) {
    return _with(self, ENCUMBERING_SHIFT, type(uint16).max, slots);
}

function withSplitEpoch(Config self, uint8 epoch) pure returns (Config) {
    return _with(self, EPOCH_SHIFT, type(uint8).max, epoch);
}

function withPassedDates(Config self, uint16 count) pure returns (Config) {
    return _with(self, PASSED_SHIFT, type(uint16).max, count);
}

function withNextRecordDate(Config self, uint40 recordDate) pure returns (Config) {
    return _with(self, NEXT_DATE_SHIFT, type(uint40).max, recordDate);
}

function withFreezeFilter(Config self, FreezeFilter filter) pure returns (Config) {
    return _with(self, FILTER_SHIFT, type(uint64).max, FreezeFilter.unwrap(filter));
}

function _with(Config self, uint256 shift, uint256 mask, uint256 value) pure returns (Config) {
    return Config.wrap(Config.unwrap(self) & ~(mask << shift) | value << shift);
}

/* ------------------------------------------------------ countries ------------------------------------------------------ */

/// @dev The minimum rating of a country that has a lane; zero for one that has none.
function ratingInLane(Config self, Country country) pure returns (Rating) {
    uint256 lanes = Config.unwrap(self) >> COUNTRIES_SHIFT;
    // One lane at most is left, whose place the remainder drops: 2^13 is 1 modulo 2^13 - 1.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Rating.wrap(uint8((lanes >> 10 & _lanesOf(lanes, Country.unwrap(country)) * 7) % LANE_MASK));
}

/// @dev Keeps the rule of a country in its lane, or in a free one. Rating zero: the country is not permitted, and leaves its
/// lane. Where no lane is free, the token's map alone has the rule.
function withMinRating(Config self, Country country, Rating rating) pure returns (Config) {
    uint256 lanes = Config.unwrap(self) >> COUNTRIES_SHIFT;
    uint256 lane = _lanesOf(lanes, Country.unwrap(country));
    lanes &= ~(lane * LANE_MASK);
    if (Rating.unwrap(rating) != 0) {
        if (lane == 0) lane = _lowest(_lanesOf(lanes, 0));
        lanes |= lane * (uint256(Rating.unwrap(rating)) << 10 | Country.unwrap(country));
    }
    return _with(self, COUNTRIES_SHIFT, type(uint256).max >> COUNTRIES_SHIFT, lanes);
}

/// @dev The lowest bit of each lane that holds the country (zero: that is empty). In a lane that does not, the difference of
/// ten bits, which is at most 1023, carries into the eleventh.
function _lanesOf(uint256 lanes, uint256 country) pure returns (uint256) {
    uint256 difference = (lanes ^ country * COUNTRY_LANES) & COUNTRY_LANES * COUNTRY_MASK;
    return COUNTRY_LANES & ~(difference + COUNTRY_LANES * COUNTRY_MASK >> 10);
}

/// @dev Zero of zero.
function _lowest(uint256 bits) pure returns (uint256) {
    unchecked {
        return bits & (~bits + 1);
    }
}
