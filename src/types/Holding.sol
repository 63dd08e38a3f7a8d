// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CachedStanding} from "./CachedStanding.sol";
import {PARTY_BITS, Party} from "./Party.sol";

/// @dev A position in one word: `balance:96 | splitEpoch:8 | settled:16 | flags:26 | unused:9 | standing:52 |
/// party:49`.
/// splitEpoch: how many splits had happened when the position was last written. settled: how many record dates had passed
/// when the balance last changed. flags: bits 0 to 15, the module in this slot encumbers something here; bit 16, an amount
/// is frozen; bit 17, of direct positions: shares in other partitions, or a lock of their own. party: whom the account
/// belongs to, kept once known. standing: of an investor's account, as its registrar said last (`CachedStanding`). See docs/decisions/0015-layout.md.
type Holding is uint256;

using {
    balance,
    splitEpoch,
    settled,
    flags,
    party,
    standing,
    withBalance,
    withSplitEpoch,
    withSettled,
    withFlags,
    withParty,
    withStanding,
    more,
    less
} for Holding global;

/// @dev The greatest supply, and so the greatest balance.
uint256 constant MAX_BALANCE = type(uint96).max;

uint256 constant BALANCE_SHIFT = 160;
/// @dev Above the flags: `splitEpoch:8 | settled:16`.
uint256 constant SETTLED_SHIFT = 136;
uint256 constant FLAG_BITS = 26;
uint256 constant FLAG_MASK = (1 << FLAG_BITS) - 1;
uint256 constant FLAG_SHIFT = 110;
uint256 constant PARTY_MASK = (1 << PARTY_BITS) - 1;
uint256 constant STANDING_BITS = 52;
uint256 constant STANDING_MASK = (1 << STANDING_BITS) - 1;

function balance(Holding self) pure returns (uint256) {
    return Holding.unwrap(self) >> BALANCE_SHIFT;
}

function splitEpoch(Holding self) pure returns (uint8) {
    return uint8(Holding.unwrap(self) >> 152);
}

function settled(Holding self) pure returns (uint16) {
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint16(Holding.unwrap(self) >> SETTLED_SHIFT);
}

function flags(Holding self) pure returns (uint256) {
    return Holding.unwrap(self) >> FLAG_SHIFT & FLAG_MASK;
}

function party(Holding self) pure returns (Party) {
    // Masked to 49 bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Party.wrap(uint56(Holding.unwrap(self) & PARTY_MASK));
}

function standing(Holding self) pure returns (CachedStanding) {
    // Masked to 52 bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return CachedStanding.wrap(uint64(Holding.unwrap(self) >> PARTY_BITS & STANDING_MASK));
}

/// @dev The caller holds `amount` to at most MAX_BALANCE: no balance exceeds the supply, and the supply is checked.
function withBalance(Holding self, uint256 amount) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) << 96) >> 96 | amount << BALANCE_SHIFT);
}

function withSplitEpoch(Holding self, uint8 epoch) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(self) & ~(uint256(type(uint8).max) << 152) | uint256(epoch) << 152);
}

function withSettled(Holding self, uint16 count) pure returns (Holding) {
    return Holding.wrap(
        Holding.unwrap(self) & ~(uint256(type(uint16).max) << SETTLED_SHIFT) | uint256(count) << SETTLED_SHIFT
    );
}

/// @dev The caller holds `bits` to at most FLAG_MASK.
function withFlags(Holding self, uint256 bits) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(self) & ~(FLAG_MASK << FLAG_SHIFT) | bits << FLAG_SHIFT);
}

/// @dev A standing that was kept is the former party's, and goes. A party has at most 49 bits: only its makers build one.
function withParty(Holding self, Party bound) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) >> FLAG_SHIFT) << FLAG_SHIFT | Party.unwrap(bound));
}

/// @dev The standing has at most 52 bits: only `cachedStanding` builds one.
function withStanding(Holding self, CachedStanding kept) pure returns (Holding) {
    uint256 others = Holding.unwrap(self) & ~(STANDING_MASK << PARTY_BITS);
    return Holding.wrap(others | uint256(CachedStanding.unwrap(kept)) << PARTY_BITS);
}

/// @dev The caller holds the sum to at most MAX_BALANCE.
function more(Holding self, uint256 amount) pure returns (Holding) {
    unchecked {
        return Holding.wrap(Holding.unwrap(self) + (amount << BALANCE_SHIFT));
    }
}

/// @dev The caller holds `amount` to at most the balance.
function less(Holding self, uint256 amount) pure returns (Holding) {
    unchecked {
        return Holding.wrap(Holding.unwrap(self) - (amount << BALANCE_SHIFT));
    }
}
