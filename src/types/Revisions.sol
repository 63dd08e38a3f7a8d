// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "./Authority.sol";
import {InvestorId} from "./Identity.sol";

/// @dev What a registrar has taken from its investors, in the one word that every question about a standing reads:
/// `generation:16 | sixteen revisions:7 each | restricted authorities:128`.
/// An investor's revision is the one with the number of its id's last four bits. It grows whenever anything is taken from
/// the standing of anybody in that sixteenth. Where one is full, a new generation begins: all revisions are zero, and
/// whatever was kept before holds no more. The last generation says nothing. Zero: the registrar has none.
/// restricted authorities: bit i, the authority with number i. See docs/decisions/0028-revisions.md.
type Revisions is uint256;

using {stampOf, generation, restricts, withRestriction, bumped, allBumped} for Revisions global;

/// @dev The greatest number of an authority that has a bit.
uint256 constant MAX_REGISTRAR_AUTHORITY = 127;

uint256 constant REVISION_BITS = 7;
uint256 constant FULL_REVISION = (1 << REVISION_BITS) - 1;
uint256 constant REVISIONS_SHIFT = 128;
uint256 constant GENERATION_SHIFT = 240;
/// @dev Nothing is said in it: it has no next one.
uint256 constant LAST_GENERATION = type(uint16).max;

/// @dev The first generation, in which nothing was taken yet.
Revisions constant FIRST_REVISIONS = Revisions.wrap(1 << GENERATION_SHIFT);

/// @dev Generation and revision of an investor in 23 bits. While it is the same, nothing was taken from the investor's
/// standing. Zero: nothing can be said.
function stampOf(Revisions self, InvestorId id) pure returns (uint256) {
    uint256 generation_ = self.generation();
    if (generation_ == LAST_GENERATION) return 0;
    return generation_ << REVISION_BITS | Revisions.unwrap(self) >> _shiftOf(id) & FULL_REVISION;
}

function generation(Revisions self) pure returns (uint256) {
    return Revisions.unwrap(self) >> GENERATION_SHIFT;
}

function restricts(Revisions self, AuthorityId authority) pure returns (bool) {
    return Revisions.unwrap(self) >> AuthorityId.unwrap(authority) & 1 == 1;
}

/// @dev To restrict is to take from all investors that the authority verified, whatever their ids.
/// @param authority at most MAX_REGISTRAR_AUTHORITY
function withRestriction(Revisions self, AuthorityId authority, bool restricted) pure returns (Revisions) {
    uint256 bit = 1 << AuthorityId.unwrap(authority);
    if (!restricted) return Revisions.wrap(Revisions.unwrap(self) & ~bit);
    return Revisions.wrap(Revisions.unwrap(self) | bit).allBumped();
}

/// @dev After something was taken from this investor.
function bumped(Revisions self, InvestorId id) pure returns (Revisions) {
    uint256 shift = _shiftOf(id);
    if (Revisions.unwrap(self) >> shift & FULL_REVISION == FULL_REVISION) return self.allBumped();
    return Revisions.wrap(Revisions.unwrap(self) + (1 << shift));
}

/// @dev After something was taken from investors of any id: a new generation. The last one stays.
function allBumped(Revisions self) pure returns (Revisions) {
    uint256 next = self.generation() == LAST_GENERATION ? LAST_GENERATION : self.generation() + 1;
    return Revisions.wrap(next << GENERATION_SHIFT | Revisions.unwrap(self) & type(uint128).max);
}

function _shiftOf(InvestorId id) pure returns (uint256) {
    return REVISIONS_SHIFT + (InvestorId.unwrap(id) & 15) * REVISION_BITS;
}
