// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "./Authority.sol";
import {Country, InvestorId, Rating} from "./Identity.sol";

/// @dev A registrar's record of an investor.
/// @param country ISO 3166-1 numeric, fixed for the id
/// @param region ISO 3166-2 subdivision as up to three ASCII bytes, zero if none
/// @param rating 1 to 7
/// @param expiresAt first second (Unix time) at which the accreditation no longer holds
/// @param authority that verified the investor last
/// @param restricted by an authority for this id
/// @param lapsed an expiry was marked (`expire`) and not renewed since
/// @param suspended by a supervisor
/// @param barredAccounts accounts of the investor that are restricted or suspended; 127: that many or more
struct Investor {
    Country country;
    bytes3 region;
    Rating rating;
    uint40 expiresAt;
    AuthorityId authority;
    bool restricted;
    bool lapsed;
    bool suspended;
    uint8 barredAccounts;
}

/// @dev What an authority registers.
/// @param id free, not zero; neighbours share storage words
/// @param identityHash who the investor is: a salted hash of LEI, or of name, birth date and tax id (`identityHash` of the
/// sdk). Kept in the event alone
/// @param region ISO 3166-2 subdivision: up to three upper case letters and digits, zero if none
/// @param accounts may be empty and come later
struct Registration {
    InvestorId id;
    bytes32 identityHash;
    Country country;
    bytes3 region;
    Rating rating;
    uint40 expiresAt;
    address[] accounts;
}

/// @dev A registrar's word on an account.
/// @param investor to whom it is bound; zero if to nobody
/// @param restricted by an authority (a lost key)
/// @param suspended by a supervisor
struct Account {
    InvestorId investor;
    bool restricted;
    bool suspended;
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
