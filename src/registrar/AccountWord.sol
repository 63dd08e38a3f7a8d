// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId, NOBODY} from "../types/Identity.sol";

/// @dev The investor to whom an account is permanently bound, and whether the account itself is barred: `id:32 | flags:8`. Zero is unknown.
/// flags: 1 restricted, 2 suspended. An account that is bound to nobody may be suspended.
type AccountWord is uint256;

using {
    investor,
    isBarred,
    isBound,
    isRestricted,
    isSuspended,
    withRestricted,
    withSuspended,
    sameAccount as ==,
    otherAccount as !=
} for AccountWord global;

AccountWord constant UNKNOWN_ACCOUNT = AccountWord.wrap(0);

uint256 constant ACCOUNT_RESTRICTED = 1;
uint256 constant ACCOUNT_SUSPENDED = 2;

function accountWord(InvestorId id) pure returns (AccountWord) {
    return AccountWord.wrap(uint256(InvestorId.unwrap(id)) << 8);
}

function isBound(AccountWord self) pure returns (bool) {
    return self.investor() != NOBODY;
}

function investor(AccountWord self) pure returns (InvestorId) {
    return InvestorId.wrap(uint32(AccountWord.unwrap(self) >> 8));
}

function isBarred(AccountWord self) pure returns (bool) {
    return AccountWord.unwrap(self) & (ACCOUNT_RESTRICTED | ACCOUNT_SUSPENDED) != 0;
}

function isRestricted(AccountWord self) pure returns (bool) {
    return AccountWord.unwrap(self) & ACCOUNT_RESTRICTED != 0;
}

function isSuspended(AccountWord self) pure returns (bool) {
    return AccountWord.unwrap(self) & ACCOUNT_SUSPENDED != 0;
}

function withRestricted(AccountWord self, bool restricted) pure returns (AccountWord) {
    return _withBit(self, ACCOUNT_RESTRICTED, restricted);
}

function withSuspended(AccountWord self, bool suspended) pure returns (AccountWord) {
    return _withBit(self, ACCOUNT_SUSPENDED, suspended);
}

function sameAccount(AccountWord a, AccountWord b) pure returns (bool) {
    return AccountWord.unwrap(a) == AccountWord.unwrap(b);
}

function otherAccount(AccountWord a, AccountWord b) pure returns (bool) {
    return AccountWord.unwrap(a) != AccountWord.unwrap(b);
}

function _withBit(AccountWord self, uint256 bit, bool set) pure returns (AccountWord) {
    uint256 word = AccountWord.unwrap(self);
    return AccountWord.wrap(set ? word | bit : word & ~bit);
}
