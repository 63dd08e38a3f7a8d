// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A verified person or legal entity, as its registrar numbers it: unique there, chosen by the authority that
/// registers it. Investors with neighbouring ids share storage words at the registrar and at issuers, so ids are given in
/// runs (docs/decisions/0027-investor-ids.md). It reveals nothing. Zero is nobody.
type InvestorId is uint32;

/// @dev An investor as an issuer knows it: `registrar's index:8 | id:32`.
type InvestorKey is uint40;

/// @dev ISO 3166-1 numeric, 1 to 999.
type Country is uint16;

/// @dev Legal status that a registrar gives an investor, 1 to 7. Zero: none, or lapsed.
type Rating is uint8;

using {sameInvestor as ==, otherInvestor as !=} for InvestorId global;
using {investor, registrar} for InvestorKey global;
using {sameCountry as ==, otherCountry as !=} for Country global;
using {sameRating as ==, otherRating as !=, lowerRating as <} for Rating global;

/// @dev Nobody.
InvestorId constant NOBODY = InvestorId.wrap(0);

function sameInvestor(InvestorId a, InvestorId b) pure returns (bool) {
    return InvestorId.unwrap(a) == InvestorId.unwrap(b);
}

function otherInvestor(InvestorId a, InvestorId b) pure returns (bool) {
    return InvestorId.unwrap(a) != InvestorId.unwrap(b);
}

function sameCountry(Country a, Country b) pure returns (bool) {
    return Country.unwrap(a) == Country.unwrap(b);
}

function otherCountry(Country a, Country b) pure returns (bool) {
    return Country.unwrap(a) != Country.unwrap(b);
}

function sameRating(Rating a, Rating b) pure returns (bool) {
    return Rating.unwrap(a) == Rating.unwrap(b);
}

function otherRating(Rating a, Rating b) pure returns (bool) {
    return Rating.unwrap(a) != Rating.unwrap(b);
}

function lowerRating(Rating a, Rating b) pure returns (bool) {
    return Rating.unwrap(a) < Rating.unwrap(b);
}

function investorKey(uint8 registrarIndex, InvestorId id) pure returns (InvestorKey) {
    return InvestorKey.wrap(uint40(registrarIndex) << 32 | InvestorId.unwrap(id));
}

function investor(InvestorKey self) pure returns (InvestorId) {
    return InvestorId.wrap(uint32(InvestorKey.unwrap(self)));
}

function registrar(InvestorKey self) pure returns (uint8) {
    return uint8(InvestorKey.unwrap(self) >> 32);
}
