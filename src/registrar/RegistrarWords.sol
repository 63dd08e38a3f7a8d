// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../types/Authority.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {Investor} from "../types/Investors.sol";

/// @dev An `Investor` as it is stored, in the order of its fields from the low end: `country:16 | region:24 | rating:8
/// | expiresAt:40 | authority:32 | restricted:8 | lapsed:8 | accountCount:8 | restrictedAccounts:64`. Written and read
/// as a whole, where the compiler would touch the slot once a field.
type InvestorWord is uint256;

/// @dev The investor of an account and the account's index there, for ever: `id:96 | index:8`. Zero is unknown.
type AccountWord is uint256;

using {unpack, country, rating, expiresAt, authority, isBarred} for InvestorWord global;
using {investor, index} for AccountWord global;

function pack(Investor memory record) pure returns (InvestorWord) {
    uint256 low = uint256(Country.unwrap(record.country)) | uint256(uint24(record.region)) << 16
        | uint256(Rating.unwrap(record.rating)) << 40 | uint256(record.expiresAt) << 48
        | uint256(AuthorityId.unwrap(record.authority)) << 88;
    return InvestorWord.wrap(
        low | (record.restricted ? 1 << 120 : 0) | (record.lapsed ? 1 << 128 : 0) | uint256(record.accountCount) << 136
            | uint256(record.restrictedAccounts) << 144
    );
}

function unpack(InvestorWord self) pure returns (Investor memory record) {
    uint256 word = InvestorWord.unwrap(self);
    record.country = Country.wrap(uint16(word));
    record.region = bytes3(uint24(word >> 16));
    record.rating = Rating.wrap(uint8(word >> 40));
    record.expiresAt = uint40(word >> 48);
    record.authority = AuthorityId.wrap(uint32(word >> 88));
    record.restricted = uint8(word >> 120) != 0;
    record.lapsed = uint8(word >> 128) != 0;
    record.accountCount = uint8(word >> 136);
    record.restrictedAccounts = uint64(word >> 144);
}

function country(InvestorWord self) pure returns (Country) {
    return Country.wrap(uint16(InvestorWord.unwrap(self)));
}

function rating(InvestorWord self) pure returns (Rating) {
    return Rating.wrap(uint8(InvestorWord.unwrap(self) >> 40));
}

function expiresAt(InvestorWord self) pure returns (uint256) {
    return uint40(InvestorWord.unwrap(self) >> 48);
}

function authority(InvestorWord self) pure returns (AuthorityId) {
    return AuthorityId.wrap(uint32(InvestorWord.unwrap(self) >> 88));
}

/// @dev Whether the investor is restricted, or this account, or no such account was ever bound.
function isBarred(InvestorWord self, uint256 index_) pure returns (bool) {
    uint256 word = InvestorWord.unwrap(self);
    return uint8(word >> 120) != 0 || index_ >= uint8(word >> 136) || uint64(word >> 144) >> index_ & 1 != 0;
}

function accountWord(InvestorId id, uint8 index_) pure returns (AccountWord) {
    return AccountWord.wrap(uint256(uint96(InvestorId.unwrap(id))) << 8 | index_);
}

function investor(AccountWord self) pure returns (InvestorId) {
    return InvestorId.wrap(bytes12(uint96(AccountWord.unwrap(self) >> 8)));
}

function index(AccountWord self) pure returns (uint8) {
    return uint8(AccountWord.unwrap(self));
}
