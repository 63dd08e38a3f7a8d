// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, Rating} from "./Identity.sol";
import {Standing} from "./Standing.sol";

/// @dev A good standing as a position keeps it, in 52 bits: `stamp:23 | lastDay:16 | country:10 | rating:3`. It is believed
/// while the registrar's stamp is the same and the accreditation's last day has not begun, and only to let a transfer pass.
/// Zero: none. stamp: see `Revisions`. lastDay: days since 1970 (UTC) of the day in which the accreditation ends.
type CachedStanding is uint64;

using {isFresh, liveStamp, country, rating} for CachedStanding global;

/// @dev Of a standing that is good now and has a stamp; else zero, and if it does not fit.
function cachedStanding(Standing standing) pure returns (CachedStanding) {
    uint256 stamp = standing.stamp();
    uint256 country_ = Country.unwrap(standing.country());
    uint256 rating_ = Rating.unwrap(standing.rating());
    if (stamp == 0 || !standing.isGood() || country_ > 1023 || rating_ > 7) {
        return CachedStanding.wrap(0);
    }
    uint256 lastDay = standing.expiresAt() / 1 days;
    if (lastDay > type(uint16).max) lastDay = type(uint16).max;
    // Fields of 23, 16, 10 and 3 bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return CachedStanding.wrap(uint64((stamp & (1 << 23) - 1) << 29 | lastDay << 13 | country_ << 3 | rating_));
}

/// @param stamp of the investor now
function isFresh(CachedStanding self, uint256 stamp) view returns (bool) {
    uint256 word = CachedStanding.unwrap(self);
    return stamp != 0 && word >> 29 == stamp && block.timestamp / 1 days < (word >> 13 & type(uint16).max);
}

/// @dev The stamp under which it was kept; zero once the accreditation's last day has begun.
function liveStamp(CachedStanding self) view returns (uint256) {
    uint256 word = CachedStanding.unwrap(self);
    return block.timestamp / 1 days < (word >> 13 & type(uint16).max) ? word >> 29 : 0;
}

function country(CachedStanding self) pure returns (Country) {
    return Country.wrap(uint16(CachedStanding.unwrap(self) >> 3 & 1023));
}

function rating(CachedStanding self) pure returns (Rating) {
    return Rating.wrap(uint8(CachedStanding.unwrap(self) & 7));
}
