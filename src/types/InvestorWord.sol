// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "./Authority.sol";
import {Country, Rating} from "./Identity.sol";
import {Investor, Registration} from "./Investors.sol";

/// @dev A registrar's record of an investor in 85 bits, three to a storage word, from the low end: `country:10 | region:18 |
/// rating:3 | expiresAt:35 | authority:8 | flags:4 | barredAccounts:7`. Zero is unknown.
/// flags: 1 restricted, 2 lapsed, 4 suspended, 8 unused. barredAccounts: accounts that are restricted or suspended, each of
/// which says so itself; once it has reached 127 it stays. The authority fits: those above 255 never have a country.
type InvestorWord is uint256;

using {
    authority,
    barredAccounts,
    country,
    expiresAt,
    isBarred,
    isKnown,
    isLapsed,
    isSuspended,
    rating,
    unpack,
    withAuthority,
    withBarredAccounts,
    withLapsed,
    withRenewal,
    withRestricted,
    withSuspended
} for InvestorWord global;

/// @dev The last second that a record can hold, in the year 3058.
uint40 constant MAX_EXPIRY = (1 << 35) - 1;

uint256 constant RECORD_BITS = 85;
/// @dev Records that share a storage word.
uint256 constant RECORDS_A_WORD = 3;

uint256 constant COUNTRY_MASK = (1 << 10) - 1;
uint256 constant REGION_SHIFT = 10;
uint256 constant RATING_SHIFT = 28;
uint256 constant EXPIRY_SHIFT = 31;
uint256 constant AUTHORITY_SHIFT = 66;
uint256 constant RESTRICTED = 1 << 74;
uint256 constant LAPSED = 1 << 75;
uint256 constant SUSPENDED = 1 << 76;
uint256 constant BARRED_SHIFT = 78;
uint256 constant MOST_BARRED = 127;

/// @dev What a renewal writes: region, rating, expiry, authority, lapse.
uint256 constant RENEWED = ((1 << 74) - 1) >> REGION_SHIFT << REGION_SHIFT | LAPSED;

/// @dev The record of a new investor, who is free. Each field must fit: `isValidRegion`, `MAX_EXPIRY`, rating and country
/// checked by the caller.
function newInvestor(Registration calldata registration, AuthorityId authority_) pure returns (InvestorWord) {
    return InvestorWord.wrap(
        uint256(Country.unwrap(registration.country))
            | _renewal(registration.region, registration.rating, registration.expiresAt, authority_)
    );
}

function withRenewal(InvestorWord self, bytes3 region, Rating rating_, uint40 expiresAt_, AuthorityId authority_)
    pure
    returns (InvestorWord)
{
    uint256 renewed = _renewal(region, rating_, expiresAt_, authority_);
    return InvestorWord.wrap(InvestorWord.unwrap(self) & ~RENEWED | renewed);
}

function _renewal(bytes3 region, Rating rating_, uint40 expiresAt_, AuthorityId authority_) pure returns (uint256) {
    return packRegion(region) << REGION_SHIFT | uint256(Rating.unwrap(rating_)) << RATING_SHIFT | uint256(expiresAt_)
        << EXPIRY_SHIFT | uint256(uint8(AuthorityId.unwrap(authority_))) << AUTHORITY_SHIFT;
}

function unpack(InvestorWord self) pure returns (Investor memory record) {
    uint256 word = InvestorWord.unwrap(self);
    record.country = self.country();
    record.region = unpackRegion(word >> REGION_SHIFT & ((1 << 18) - 1));
    record.rating = self.rating();
    record.expiresAt = self.expiresAt();
    record.authority = self.authority();
    record.restricted = word & RESTRICTED != 0;
    record.lapsed = word & LAPSED != 0;
    record.suspended = word & SUSPENDED != 0;
    // At most 127.
    // forge-lint: disable-next-line(unsafe-typecast)
    record.barredAccounts = uint8(self.barredAccounts());
}

function isKnown(InvestorWord self) pure returns (bool) {
    return InvestorWord.unwrap(self) != 0;
}

function country(InvestorWord self) pure returns (Country) {
    // Masked to ten bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Country.wrap(uint16(InvestorWord.unwrap(self) & COUNTRY_MASK));
}

function rating(InvestorWord self) pure returns (Rating) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Rating.wrap(uint8(InvestorWord.unwrap(self) >> RATING_SHIFT & 7));
}

function expiresAt(InvestorWord self) pure returns (uint40) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint40(InvestorWord.unwrap(self) >> EXPIRY_SHIFT & MAX_EXPIRY);
}

function authority(InvestorWord self) pure returns (AuthorityId) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return AuthorityId.wrap(uint8(InvestorWord.unwrap(self) >> AUTHORITY_SHIFT));
}

function withAuthority(InvestorWord self, AuthorityId authority_) pure returns (InvestorWord) {
    uint256 others = InvestorWord.unwrap(self) & ~(uint256(type(uint8).max) << AUTHORITY_SHIFT);
    return InvestorWord.wrap(others | uint256(uint8(AuthorityId.unwrap(authority_))) << AUTHORITY_SHIFT);
}

function isLapsed(InvestorWord self) pure returns (bool) {
    return InvestorWord.unwrap(self) & LAPSED != 0;
}

function withLapsed(InvestorWord self) pure returns (InvestorWord) {
    return InvestorWord.wrap(InvestorWord.unwrap(self) | LAPSED);
}

function withRestricted(InvestorWord self, bool restricted) pure returns (InvestorWord) {
    return _withBits(self, RESTRICTED, restricted);
}

function isSuspended(InvestorWord self) pure returns (bool) {
    return InvestorWord.unwrap(self) & SUSPENDED != 0;
}

function withSuspended(InvestorWord self, bool suspended) pure returns (InvestorWord) {
    return _withBits(self, SUSPENDED, suspended);
}

/// @dev How many of the investor's accounts are restricted or suspended; 127: that many or more.
function barredAccounts(InvestorWord self) pure returns (uint256) {
    return InvestorWord.unwrap(self) >> BARRED_SHIFT;
}

/// @dev One more or one less. A full count stays, so that no barred account is ever overlooked.
function withBarredAccounts(InvestorWord self, bool more) pure returns (InvestorWord) {
    if (self.barredAccounts() == MOST_BARRED) return self;
    uint256 word = InvestorWord.unwrap(self);
    return InvestorWord.wrap(more ? word + (1 << BARRED_SHIFT) : word - (1 << BARRED_SHIFT));
}

/// @dev Whether the investor itself is restricted or suspended.
function isBarred(InvestorWord self) pure returns (bool) {
    return InvestorWord.unwrap(self) & (RESTRICTED | SUSPENDED) != 0;
}

function _withBits(InvestorWord self, uint256 bits, bool set) pure returns (InvestorWord) {
    uint256 word = InvestorWord.unwrap(self);
    return InvestorWord.wrap(set ? word | bits : word & ~bits);
}

/* ------------------------------------------------------- regions ------------------------------------------------------ */

/// @dev Up to three characters of six bits, from the left.
function packRegion(bytes3 region) pure returns (uint256) {
    uint256 text = uint24(region);
    return _code(text >> 16) << 12 | _code(text >> 8 & 0xff) << 6 | _code(text & 0xff);
}

function unpackRegion(uint256 code) pure returns (bytes3) {
    uint256 text = _character(code >> 12) << 16 | _character(code >> 6 & 63) << 8 | _character(code & 63);
    // Three characters.
    // forge-lint: disable-next-line(unsafe-typecast)
    return bytes3(uint24(text));
}

/// @dev Whether a region is what `packRegion` keeps whole: up to three upper case letters and digits from the left (ISO 3166-2).
function isValidRegion(bytes3 region) pure returns (bool) {
    return unpackRegion(packRegion(region)) == region && !_hasGap(region);
}

function _hasGap(bytes3 region) pure returns (bool) {
    return (region[0] == 0 && region[1] != 0) || (region[1] == 0 && region[2] != 0);
}

/// @dev Digits to 1 to 10, letters to 11 to 36; anything else to zero.
function _code(uint256 character) pure returns (uint256) {
    if (character >= 0x30 && character <= 0x39) return character - 0x2f;
    return character >= 0x41 && character <= 0x5a ? character - 0x36 : 0;
}

function _character(uint256 code) pure returns (uint256) {
    if (code == 0) return 0;
    return code <= 10 ? code + 0x2f : code + 0x36;
}
