// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "../types/Identity.sol";

/// @dev The investor of an account and the account's index there, for ever: `id:96 | index:8`. Zero is unknown. An
/// account that is bound to nobody may be suspended: bit 104.
type AccountWord is uint256;

using {index, investor, isBound, sameAccount as ==, otherAccount as !=} for AccountWord global;

AccountWord constant UNKNOWN_ACCOUNT = AccountWord.wrap(0);
AccountWord constant SUSPENDED_UNBOUND = AccountWord.wrap(1 << 104);

function accountWord(InvestorId id, uint256 index_) pure returns (AccountWord) {
    return AccountWord.wrap(uint256(uint96(InvestorId.unwrap(id))) << 8 | index_);
}

function isBound(AccountWord self) pure returns (bool) {
    return InvestorId.unwrap(self.investor()) != 0;
}

function investor(AccountWord self) pure returns (InvestorId) {
    return InvestorId.wrap(bytes12(uint96(AccountWord.unwrap(self) >> 8)));
}

function index(AccountWord self) pure returns (uint8) {
    return uint8(AccountWord.unwrap(self));
}

function sameAccount(AccountWord a, AccountWord b) pure returns (bool) {
    return AccountWord.unwrap(a) == AccountWord.unwrap(b);
}

function otherAccount(AccountWord a, AccountWord b) pure returns (bool) {
    return AccountWord.unwrap(a) != AccountWord.unwrap(b);
}
