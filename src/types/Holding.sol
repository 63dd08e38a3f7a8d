// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Party} from "./Party.sol";

/// @dev A position in one word: `balance:96 | splitEpoch:8 | settled:16 | flags:26 | party:110`.
/// splitEpoch: how many splits had happened when the position was last written. settled: how many record dates had passed
/// when the balance last changed. flags: bits 0 to 15, the module in this slot encumbers something here; bit 16, an amount
/// is frozen; bit 17, of direct positions: shares in other partitions, or a lock of their own. party: whom the account
/// belongs to, kept once known. See docs/decisions/0015-layout.md.
type Holding is uint256;

using {
    balance,
    splitEpoch,
    settled,
    flags,
    party,
    withBalance,
    withSplitEpoch,
    withSettled,
    withFlags,
    withParty
} for Holding global;

/// @dev The greatest supply, and so the greatest balance.
uint256 constant MAX_BALANCE = type(uint96).max;

uint256 constant FLAG_BITS = 26;
uint256 constant FLAG_MASK = (1 << FLAG_BITS) - 1;
uint256 constant PARTY_BITS = 110;
uint256 constant PARTY_MASK = (1 << PARTY_BITS) - 1;

function balance(Holding self) pure returns (uint256) {
    return Holding.unwrap(self) >> 160;
}

function splitEpoch(Holding self) pure returns (uint8) {
    return uint8(Holding.unwrap(self) >> 152);
}

function settled(Holding self) pure returns (uint16) {
    return uint16(Holding.unwrap(self) >> 136);
}

function flags(Holding self) pure returns (uint256) {
    return Holding.unwrap(self) >> PARTY_BITS & FLAG_MASK;
}

function party(Holding self) pure returns (Party) {
    // Masked to 110 bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Party.wrap(uint112(Holding.unwrap(self) & PARTY_MASK));
}

/// @dev The caller holds `amount` to at most MAX_BALANCE: no balance exceeds the supply, and the supply is checked.
function withBalance(Holding self, uint256 amount) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) << 96) >> 96 | amount << 160);
}

function withSplitEpoch(Holding self, uint8 epoch) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(self) & ~(uint256(type(uint8).max) << 152) | uint256(epoch) << 152);
}

function withSettled(Holding self, uint16 count) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(self) & ~(uint256(type(uint16).max) << 136) | uint256(count) << 136);
}

/// @dev The caller holds `bits` to at most FLAG_MASK.
function withFlags(Holding self, uint256 bits) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(self) & ~(FLAG_MASK << PARTY_BITS) | bits << PARTY_BITS);
}

/// @dev A party has at most 110 bits: only this file's makers build one.
function withParty(Holding self, Party bound) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) >> PARTY_BITS) << PARTY_BITS | Party.unwrap(bound));
}
