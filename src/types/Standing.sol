// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, Rating} from "./Identity.sol";

/// @dev What a registrar says of one account now, in one value: `rating:8 | country:16 | expired:1 | restricted:1`.
/// country: of the investor, fixed for the id. rating: as registered, whether or not it has lapsed. restricted: the
/// account, the investor or the authority that verified the investor is restricted. expired: the accreditation's time
/// has passed, marked or not.
type Standing is uint32;

using {country, rating, expired, restricted} for Standing global;

function newStanding(Country country_, Rating rating_, bool expired_, bool restricted_) pure returns (Standing) {
    return Standing.wrap(
        uint32(Rating.unwrap(rating_)) << 18 | uint32(Country.unwrap(country_)) << 2 | (expired_ ? 2 : 0)
            | (restricted_ ? 1 : 0)
    );
}

function rating(Standing self) pure returns (Rating) {
    return Rating.wrap(uint8(Standing.unwrap(self) >> 18));
}

function country(Standing self) pure returns (Country) {
    return Country.wrap(uint16(Standing.unwrap(self) >> 2));
}

function expired(Standing self) pure returns (bool) {
    return Standing.unwrap(self) & 2 != 0;
}

function restricted(Standing self) pure returns (bool) {
    return Standing.unwrap(self) & 1 != 0;
}
