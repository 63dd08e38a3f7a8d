// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, Rating} from "../types/Identity.sol";
import {InvestorClass, investorClass} from "../types/InvestorClass.sol";

/// @dev How an issuer counts an investor, eight to a storage word: `restricted:1 | country:10 | rating:3 | admitted:1 |
/// reservations:5 | positions:12`.
/// positions: (token, custodian, account) in which the investor holds something. reservations: modules that hold a place for
/// it. admitted: by the issuer. While any of the three is set, the investor is counted under (country, rating), as its
/// registrar stated them at the last touch.
type InvestorState is uint32;

using {
    positions,
    reservations,
    isAdmitted,
    isKept,
    isCounted,
    class,
    isFrozen,
    withPositions,
    withReservations,
    withAdmitted,
    withClass,
    withFrozen
} for InvestorState global;

uint32 constant POSITIONS = (1 << 12) - 1;
uint32 constant MAX_RESERVATIONS = (1 << 5) - 1;
uint32 constant RESERVATION_SHIFT = 12;
uint32 constant ADMITTED = 1 << 17;
uint32 constant COUNTED = (1 << 18) - 1;
uint32 constant RATING_SHIFT = 18;
uint32 constant COUNTRY_SHIFT = 21;
uint32 constant CLASS = ((1 << 13) - 1) << 18;
uint32 constant FROZEN = 1 << 31;

function positions(InvestorState self) pure returns (uint32) {
    return InvestorState.unwrap(self) & POSITIONS;
}

function reservations(InvestorState self) pure returns (uint32) {
    return InvestorState.unwrap(self) >> RESERVATION_SHIFT & MAX_RESERVATIONS;
}

function isAdmitted(InvestorState self) pure returns (bool) {
    return InvestorState.unwrap(self) & ADMITTED != 0;
}

/// @dev Whether the investor keeps its place when it holds nothing any more.
function isKept(InvestorState self) pure returns (bool) {
    return InvestorState.unwrap(self) & (COUNTED ^ POSITIONS) != 0;
}

/// @dev Whether the investor has a place: it holds something, was admitted, or a module reserves the place.
function isCounted(InvestorState self) pure returns (bool) {
    return InvestorState.unwrap(self) & COUNTED != 0;
}

function class(InvestorState self) pure returns (InvestorClass) {
    uint32 word = InvestorState.unwrap(self);
    // A field of ten bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    Country country = Country.wrap(uint16(word >> COUNTRY_SHIFT & 1023));
    // A field of three bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return investorClass(country, Rating.wrap(uint8(word >> RATING_SHIFT & 7)));
}

function isFrozen(InvestorState self) pure returns (bool) {
    return InvestorState.unwrap(self) & FROZEN != 0;
}

function withPositions(InvestorState self, uint32 count) pure returns (InvestorState) {
    return InvestorState.wrap(InvestorState.unwrap(self) & ~POSITIONS | count);
}

function withReservations(InvestorState self, uint32 count) pure returns (InvestorState) {
    uint32 others = InvestorState.unwrap(self) & ~(MAX_RESERVATIONS << RESERVATION_SHIFT);
    return InvestorState.wrap(others | count << RESERVATION_SHIFT);
}

function withAdmitted(InvestorState self, bool admitted) pure returns (InvestorState) {
    return _withBit(self, ADMITTED, admitted);
}

/// @dev A registrar that states a country or rating that does not fit is faulty: none is counted in its place.
function withClass(InvestorState self, InvestorClass class_) pure returns (InvestorState) {
    uint32 country = Country.unwrap(class_.country());
    uint32 rating = Rating.unwrap(class_.rating());
    uint32 word = (country > 1023 ? 0 : country) << COUNTRY_SHIFT | (rating > 7 ? 0 : rating) << RATING_SHIFT;
    return InvestorState.wrap(InvestorState.unwrap(self) & ~CLASS | word);
}

function withFrozen(InvestorState self, bool frozen) pure returns (InvestorState) {
    return _withBit(self, FROZEN, frozen);
}

function _withBit(InvestorState self, uint32 bit, bool set) pure returns (InvestorState) {
    uint32 word = InvestorState.unwrap(self);
    return InvestorState.wrap(set ? word | bit : word & ~bit);
}

/// @dev What the issuer's tokens apply, and its registrars: `restricted:8 | registrarCount:8 | accepted:32`. accepted: bit i,
/// the registrar with index i.
type Policy is uint256;

using {accepts, registrarCount, isRestricted, withAccepted, withRegistrarCount, withRestricted} for Policy global;

function accepts(Policy self, uint256 index) pure returns (bool) {
    return uint32(Policy.unwrap(self)) >> index & 1 == 1;
}

function registrarCount(Policy self) pure returns (uint8) {
    return uint8(Policy.unwrap(self) >> 32);
}

function isRestricted(Policy self) pure returns (bool) {
    return Policy.unwrap(self) >> 40 != 0;
}

function withAccepted(Policy self, uint256 index, bool accepted) pure returns (Policy) {
    uint256 bit = 1 << index;
    return Policy.wrap(accepted ? Policy.unwrap(self) | bit : Policy.unwrap(self) & ~bit);
}

function withRegistrarCount(Policy self, uint256 count) pure returns (Policy) {
    return Policy.wrap(Policy.unwrap(self) & ~(uint256(type(uint8).max) << 32) | count << 32);
}

function withRestricted(Policy self, bool restricted) pure returns (Policy) {
    return Policy.wrap(uint40(Policy.unwrap(self)) | (restricted ? 1 << 40 : 0));
}
