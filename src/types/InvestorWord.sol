// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "./Authority.sol";
import {Country, Rating} from "./Identity.sol";
import {Investor, Registration} from "./Investors.sol";

/// @dev An `Investor` as it is stored, from the low end: `country:16 | region:24 | rating:8 | expiresAt:40 |
/// authority:8 | flags:8 | accountCount:8 | restrictedAccounts:64 | suspendedAccounts:64`. Zero is unknown.
/// flags: 1 restricted, 2 lapsed, 4 suspended. The authority fits: those above 255 never have a country.
type InvestorWord is uint256;

using {
    accountCount,
    authority,
    country,
    expiresAt,
    isBarred,
    isKnown,
    isLapsed,
    isRestrictedAccount,
    isSuspended,
    rating,
    unpack,
    withAccountCount,
    withAuthority,
    withLapsed,
    withRenewal,
    withRestricted,
    withRestrictedAccount,
    withSuspended,
    withSuspendedAccount
} for InvestorWord global;

uint256 constant RESTRICTED = 1 << 96;
uint256 constant LAPSED = 1 << 97;
uint256 constant SUSPENDED = 1 << 98;
uint256 constant RESTRICTED_ACCOUNTS_SHIFT = 112;
uint256 constant SUSPENDED_ACCOUNTS_SHIFT = 176;

/// @dev What a renewal writes: region, rating, expiry, authority, lapse.
uint256 constant RENEWED = uint256(type(uint80).max) << 16 | LAPSED;

/// @dev The record of a new investor, who is free.
function newInvestor(Registration calldata registration, uint256 accounts, AuthorityId authority_)
    pure
    returns (InvestorWord)
{
    return InvestorWord.wrap(
        uint256(Country.unwrap(registration.country)) | uint256(uint24(registration.region)) << 16
            | uint256(Rating.unwrap(registration.rating)) << 40 | uint256(registration.expiresAt) << 48
            | uint256(uint8(AuthorityId.unwrap(authority_))) << 88 | accounts << 104
    );
}

function withRenewal(InvestorWord self, bytes3 region, Rating rating_, uint40 expiresAt_, AuthorityId authority_)
    pure
    returns (InvestorWord)
{
    uint256 renewed = uint256(uint24(region)) << 16 | uint256(Rating.unwrap(rating_)) << 40 | uint256(expiresAt_) << 48
        | uint256(uint8(AuthorityId.unwrap(authority_))) << 88;
    return InvestorWord.wrap(InvestorWord.unwrap(self) & ~RENEWED | renewed);
}

function unpack(InvestorWord self) pure returns (Investor memory record) {
    uint256 word = InvestorWord.unwrap(self);
    record.country = self.country();
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    record.region = bytes3(uint24(word >> 16));
    record.rating = self.rating();
    record.expiresAt = self.expiresAt();
    record.authority = self.authority();
    record.restricted = word & RESTRICTED != 0;
    record.lapsed = word & LAPSED != 0;
    record.accountCount = uint8(self.accountCount());
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    record.restrictedAccounts = uint64(word >> RESTRICTED_ACCOUNTS_SHIFT);
    record.suspended = word & SUSPENDED != 0;
    // The last field of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    record.suspendedAccounts = uint64(word >> SUSPENDED_ACCOUNTS_SHIFT);
}

function isKnown(InvestorWord self) pure returns (bool) {
    return InvestorWord.unwrap(self) != 0;
}

function country(InvestorWord self) pure returns (Country) {
    return Country.wrap(uint16(InvestorWord.unwrap(self)));
}

function rating(InvestorWord self) pure returns (Rating) {
    return Rating.wrap(uint8(InvestorWord.unwrap(self) >> 40));
}

function expiresAt(InvestorWord self) pure returns (uint40) {
    return uint40(InvestorWord.unwrap(self) >> 48);
}

function authority(InvestorWord self) pure returns (AuthorityId) {
    return AuthorityId.wrap(uint8(InvestorWord.unwrap(self) >> 88));
}

function withAuthority(InvestorWord self, AuthorityId authority_) pure returns (InvestorWord) {
    uint256 others = InvestorWord.unwrap(self) & ~(uint256(type(uint8).max) << 88);
    return InvestorWord.wrap(others | uint256(uint8(AuthorityId.unwrap(authority_))) << 88);
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

function accountCount(InvestorWord self) pure returns (uint256) {
    return uint8(InvestorWord.unwrap(self) >> 104);
}

function withAccountCount(InvestorWord self, uint256 count) pure returns (InvestorWord) {
    return InvestorWord.wrap(InvestorWord.unwrap(self) & ~(uint256(type(uint8).max) << 104) | count << 104);
}

function isRestrictedAccount(InvestorWord self, uint256 index_) pure returns (bool) {
    return InvestorWord.unwrap(self) >> RESTRICTED_ACCOUNTS_SHIFT >> index_ & 1 != 0;
}

function withRestrictedAccount(InvestorWord self, uint256 index_, bool restricted) pure returns (InvestorWord) {
    return _withBits(self, 1 << RESTRICTED_ACCOUNTS_SHIFT << index_, restricted);
}

function withSuspendedAccount(InvestorWord self, uint256 index_, bool suspended) pure returns (InvestorWord) {
    return _withBits(self, 1 << SUSPENDED_ACCOUNTS_SHIFT << index_, suspended);
}

/// @dev Whether the investor is restricted or suspended, or this account, or no such account was ever bound. Read
/// twice in every transfer.
function isBarred(InvestorWord self, uint256 index_) pure returns (bool) {
    uint256 word = InvestorWord.unwrap(self);
    uint256 accounts = word >> RESTRICTED_ACCOUNTS_SHIFT | word >> SUSPENDED_ACCOUNTS_SHIFT;
    return word & (RESTRICTED | SUSPENDED) | accounts >> index_ & 1 != 0 || index_ >= self.accountCount();
}

function _withBits(InvestorWord self, uint256 bits, bool set) pure returns (InvestorWord) {
    uint256 word = InvestorWord.unwrap(self);
    return InvestorWord.wrap(set ? word | bits : word & ~bits);
}
