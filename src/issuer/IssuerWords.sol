// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FreezeFilter} from "../types/FreezeFilter.sol";
import {Country, Rating} from "../types/Identity.sol";

/// @dev Who counts under which class: `restricted:8 | registrar:8 | rating:8 | country:16 | positions:32`.
/// positions: (token, custodian, account) in which the investor holds something, 24 bits; then 7 bits for the number of
/// modules that reserve a place for it; the highest bit says that the issuer has admitted it. While any bit is set, the
/// investor is counted under (country, rating), as the registrar with that index stated them at the last touch.
type InvestorState is uint256;

using {
    positions,
    reservations,
    isAdmitted,
    isKept,
    isCounted,
    classCountry,
    classRating,
    registrarIndex,
    isFrozen,
    withPositions,
    withReservations,
    withAdmitted,
    withClass,
    withFrozen
} for InvestorState global;

uint256 constant ADMITTED = 1 << 31;
uint256 constant POSITIONS = (1 << 24) - 1;
uint256 constant MAX_RESERVATIONS = (1 << 7) - 1;

function positions(InvestorState self) pure returns (uint32) {
    // Masked to 24 bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint32(InvestorState.unwrap(self) & POSITIONS);
}

function reservations(InvestorState self) pure returns (uint256) {
    return InvestorState.unwrap(self) >> 24 & MAX_RESERVATIONS;
}

function isAdmitted(InvestorState self) pure returns (bool) {
    return InvestorState.unwrap(self) & ADMITTED != 0;
}

/// @dev Whether the investor keeps its place when it holds nothing any more.
function isKept(InvestorState self) pure returns (bool) {
    return self.isAdmitted() || self.reservations() != 0;
}

/// @dev Whether the investor has a place: it holds something, was admitted, or a module reserves the place.
function isCounted(InvestorState self) pure returns (bool) {
    return uint32(InvestorState.unwrap(self)) != 0;
}

function classCountry(InvestorState self) pure returns (Country) {
    return Country.wrap(uint16(InvestorState.unwrap(self) >> 32));
}

function classRating(InvestorState self) pure returns (Rating) {
    return Rating.wrap(uint8(InvestorState.unwrap(self) >> 48));
}

function registrarIndex(InvestorState self) pure returns (uint8) {
    return uint8(InvestorState.unwrap(self) >> 56);
}

function isFrozen(InvestorState self) pure returns (bool) {
    return InvestorState.unwrap(self) >> 64 != 0;
}

function withPositions(InvestorState self, uint32 count) pure returns (InvestorState) {
    return InvestorState.wrap(InvestorState.unwrap(self) & ~POSITIONS | count);
}

function withReservations(InvestorState self, uint256 count) pure returns (InvestorState) {
    return InvestorState.wrap(InvestorState.unwrap(self) & ~(MAX_RESERVATIONS << 24) | count << 24);
}

function withAdmitted(InvestorState self, bool admitted) pure returns (InvestorState) {
    uint256 word = InvestorState.unwrap(self);
    return InvestorState.wrap(admitted ? word | ADMITTED : word & ~ADMITTED);
}

function withClass(InvestorState self, Country country, Rating rating, uint8 registrar) pure returns (InvestorState) {
    uint256 class =
        uint256(registrar) << 56 | uint256(Rating.unwrap(rating)) << 48 | uint256(Country.unwrap(country)) << 32;
    return InvestorState.wrap(InvestorState.unwrap(self) & ~(uint256(type(uint32).max) << 32) | class);
}

function withFrozen(InvestorState self, bool frozen) pure returns (InvestorState) {
    return InvestorState.wrap(uint64(InvestorState.unwrap(self)) | (frozen ? 1 << 64 : 0));
}

/// @dev What the issuer's tokens apply, and its registrars: `restricted:8 | registrarCount:8 | accepted:32 |
/// freezeFilter:144`. accepted: bit i, the registrar with index i.
type Policy is uint256;

using {
    freezeFilter,
    accepts,
    acceptedRegistrars,
    registrarCount,
    isRestricted,
    withFreezeFilter,
    withAccepted,
    withRegistrarCount,
    withRestricted
} for Policy global;

function freezeFilter(Policy self) pure returns (FreezeFilter) {
    return FreezeFilter.wrap(uint144(Policy.unwrap(self)));
}

function acceptedRegistrars(Policy self) pure returns (uint32) {
    return uint32(Policy.unwrap(self) >> 144);
}

function accepts(Policy self, uint256 index) pure returns (bool) {
    return self.acceptedRegistrars() >> index & 1 == 1;
}

function registrarCount(Policy self) pure returns (uint8) {
    return uint8(Policy.unwrap(self) >> 176);
}

function isRestricted(Policy self) pure returns (bool) {
    return Policy.unwrap(self) >> 184 != 0;
}

function withFreezeFilter(Policy self, FreezeFilter filter) pure returns (Policy) {
    return Policy.wrap(Policy.unwrap(self) >> 144 << 144 | FreezeFilter.unwrap(filter));
}

function withAccepted(Policy self, uint256 index, bool accepted) pure returns (Policy) {
    uint256 bit = 1 << (144 + index);
    return Policy.wrap(accepted ? Policy.unwrap(self) | bit : Policy.unwrap(self) & ~bit);
}

function withRegistrarCount(Policy self, uint256 count) pure returns (Policy) {
    return Policy.wrap(Policy.unwrap(self) & ~(uint256(type(uint8).max) << 176) | count << 176);
}

function withRestricted(Policy self, bool restricted) pure returns (Policy) {
    return Policy.wrap(Policy.unwrap(self) << 72 >> 72 | (restricted ? 1 << 184 : 0));
}
