// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, Rating} from "./Identity.sol";

/// @dev Under what an issuer counts an investor: `country:16 | rating:8`. A rating of zero: none, or lapsed.
type InvestorClass is uint24;

using {country, rating, sameClass as ==, otherClass as !=} for InvestorClass global;

function investorClass(Country country_, Rating rating_) pure returns (InvestorClass) {
    return InvestorClass.wrap(uint24(Country.unwrap(country_)) << 8 | Rating.unwrap(rating_));
}

function country(InvestorClass self) pure returns (Country) {
    return Country.wrap(uint16(InvestorClass.unwrap(self) >> 8));
}

function rating(InvestorClass self) pure returns (Rating) {
    return Rating.wrap(uint8(InvestorClass.unwrap(self)));
}

function sameClass(InvestorClass a, InvestorClass b) pure returns (bool) {
    return InvestorClass.unwrap(a) == InvestorClass.unwrap(b);
}

function otherClass(InvestorClass a, InvestorClass b) pure returns (bool) {
    return InvestorClass.unwrap(a) != InvestorClass.unwrap(b);
}
