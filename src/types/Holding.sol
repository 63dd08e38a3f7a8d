// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Party} from "./Party.sol";

/// @dev A position's word: `balance:112 | settled:16 | flags:8 | party:120`.
/// settled: how many record dates had passed when the balance last changed. flags: bit i, something is encumbered in
/// slot i. party: the account's binding to its investor, kept once known. See docs/decisions/0002-ledger-word.md.
type Holding is uint256;

using {balance, settled, flags, party, withBalance, withSettled, withFlags, withParty} for Holding global;

uint256 constant MAX_BALANCE = type(uint112).max;

function balance(Holding self) pure returns (uint256) {
    return Holding.unwrap(self) >> 144;
}

function settled(Holding self) pure returns (uint16) {
    return uint16(Holding.unwrap(self) >> 128);
}

function flags(Holding self) pure returns (uint8) {
    return uint8(Holding.unwrap(self) >> 120);
}

function party(Holding self) pure returns (Party) {
    return Party.wrap(uint120(Holding.unwrap(self)));
}

/// @dev The caller holds `amount` to at most MAX_BALANCE: no balance exceeds the supply, and the supply is checked.
function withBalance(Holding self, uint256 amount) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) << 112) >> 112 | amount << 144);
}

function withSettled(Holding self, uint16 count) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(self) & ~(uint256(type(uint16).max) << 128) | uint256(count) << 128);
}

function withFlags(Holding self, uint8 bits) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(self) & ~(uint256(type(uint8).max) << 120) | uint256(bits) << 120);
}

function withParty(Holding self, Party bound) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) >> 120) << 120 | Party.unwrap(bound));
}
