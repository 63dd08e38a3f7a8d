// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "./Authority.sol";
import {Country, InvestorId, Rating} from "./Identity.sol";

/// @dev A registrar's record of an investor, one storage word.
/// @param country ISO 3166-1 numeric, fixed for the id
/// @param region ISO 3166-2 subdivision as up to three ASCII bytes, zero if none
/// @param rating 1 to 7
/// @param expiresAt first second (Unix time) at which the accreditation no longer holds
/// @param authority that verified the investor last
/// @param restricted by an authority for this id
/// @param lapsed an expiry was marked (`expire`) and not renewed since
/// @param accountCount accounts ever bound
/// @param restrictedAccounts bit i set: the account with index i is restricted
/// @param suspended by a supervisor
/// @param suspendedAccounts bit i set: the account with index i is suspended
struct Investor {
    Country country;
    bytes3 region;
    Rating rating;
    uint40 expiresAt;
    AuthorityId authority;
    bool restricted;
    bool lapsed;
    uint8 accountCount;
    uint64 restrictedAccounts;
    bool suspended;
    uint64 suspendedAccounts;
}

/// @dev What an authority registers. `accounts` may be empty and come later.
struct Registration {
    InvestorId id;
    Country country;
    bytes3 region;
    Rating rating;
    uint40 expiresAt;
    address[] accounts;
}

/// @dev What a renewal changes.
struct Renewal {
    InvestorId id;
    bytes3 region;
    Rating rating;
    uint40 expiresAt;
}

/// @dev An account's agreement to be bound (EIP-712, see `IKYCRegistrar.consentDigestOf`).
/// @param deadline last second (Unix time) at which the account may be bound
/// @param signature of the account; a wallet contract answers by ERC-1271
struct Consent {
    uint40 deadline;
    bytes signature;
}
