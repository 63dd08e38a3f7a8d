// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A verified person or legal entity. Twelve bytes: unique within a registrar (uniqueness is checked at
/// registration), made off chain as a salted, truncated HMAC, so that it reveals nothing and fits a holding's word
/// (docs/decisions/0002-ledger-word.md). Zero is nobody.
type InvestorId is bytes12;

/// @dev ISO 3166-1 numeric, 1 to 999.
type Country is uint16;

/// @dev Legal status that a registrar gives an investor, 1 to 7. Zero: none, or lapsed.
type Rating is uint8;

/// @dev An investor's account, by its investor and its index there: `id:96 | index:8`. Indices are given out for ever.
type AccountKey is uint104;

using {investor, index} for AccountKey global;
using {sameInvestor as ==, otherInvestor as !=} for InvestorId global;
using {sameCountry as ==, otherCountry as !=} for Country global;
using {sameRating as ==, otherRating as !=, lowerRating as <} for Rating global;

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

function accountKey(InvestorId id, uint8 index_) pure returns (AccountKey) {
    return AccountKey.wrap(uint104(uint96(InvestorId.unwrap(id))) << 8 | index_);
}

function investor(AccountKey self) pure returns (InvestorId) {
    return InvestorId.wrap(bytes12(uint96(AccountKey.unwrap(self) >> 8)));
}

function index(AccountKey self) pure returns (uint8) {
    return uint8(AccountKey.unwrap(self));
}
