// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, InvestorId, Rating} from "./Identity.sol";

/// @dev What a registrar says of one account now, in one value: `stamp:23 | investor:32 | expiresAt:40 | rating:8 |
/// country:16 | expired:1 | restricted:1`. stamp: see `Revisions`; zero if it was not asked for. investor: to whom the account is bound, zero if to nobody. country: of the investor, fixed for the id.
/// rating: as registered, whether or not it has lapsed. restricted: the account, the investor or the authority that verified
/// the investor is restricted. expiresAt: when the accreditation ends. expired: it has ended, marked or not.
type Standing is uint128;

using {stamp, investor, country, rating, expiresAt, expired, restricted, isGood, withStamp} for Standing global;

/// @dev Bits that a sensible one may have: the country is below 1,024, the rating at most 7.
uint256 constant STANDING_FIELDS = ((1 << 121) - 1) ^ (31 << 21) ^ (63 << 12);

/// @dev Of whom nothing is known.
Standing constant UNKNOWN_STANDING = Standing.wrap(1);

function newStanding(InvestorId investor_, Country country_, Rating rating_, uint40 expiresAt_, bool restricted_)
    view
    returns (Standing)
{
    return Standing.wrap(
        uint128(InvestorId.unwrap(investor_)) << 66 | uint128(expiresAt_) << 26 | uint128(Rating.unwrap(rating_)) << 18
            | uint128(Country.unwrap(country_)) << 2 | (block.timestamp >= expiresAt_ ? 2 : 0) | (restricted_ ? 1 : 0)
    );
}

function stamp(Standing self) pure returns (uint256) {
    return Standing.unwrap(self) >> 98;
}

/// @dev Of a standing without one.
/// @param stamp_ 23 bits
function withStamp(Standing self, uint256 stamp_) pure returns (Standing) {
    // Above 98 bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Standing.wrap(Standing.unwrap(self) | uint128(stamp_ << 98));
}

/// @dev Whether the account may deal, and its accreditation has not ended.
function isGood(Standing self) pure returns (bool) {
    return Standing.unwrap(self) & 3 == 0;
}

function investor(Standing self) pure returns (InvestorId) {
    return InvestorId.wrap(uint32(Standing.unwrap(self) >> 66));
}

function rating(Standing self) pure returns (Rating) {
    return Rating.wrap(uint8(Standing.unwrap(self) >> 18));
}

function country(Standing self) pure returns (Country) {
    return Country.wrap(uint16(Standing.unwrap(self) >> 2));
}

function expiresAt(Standing self) pure returns (uint40) {
    return uint40(Standing.unwrap(self) >> 26);
}

function expired(Standing self) pure returns (bool) {
    return Standing.unwrap(self) & 2 != 0;
}

function restricted(Standing self) pure returns (bool) {
    return Standing.unwrap(self) & 1 != 0;
}
