// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId, NOBODY} from "./Identity.sol";

/// @dev Whom a claim is about: an investor (its id above the low 20 bytes) or a bound account (in the low 20).
type Subject is bytes32;

/// @dev What is claimed: the name of a role in ASCII from the left, or a hash.
type Topic is bytes32;

using {asInvestor, asAccount} for Subject global;

/// @dev The account's key is held by another; the data is the id of the holder.
Topic constant KEY_HOLDER = Topic.wrap("KEY_HOLDER");

/// @param subject whom it is about
/// @param topic what is claimed
/// @param expiresAt first second (Unix time) at which it no longer holds
/// @param data hash of the evidence, or what the topic says
struct Attestation {
    Subject subject;
    Topic topic;
    uint40 expiresAt;
    bytes32 data;
}

/// @dev A claim as it is kept; all zero if there is none.
struct Claim {
    uint40 attestedAt;
    uint40 expiresAt;
    bytes32 data;
}

function subjectOfInvestor(InvestorId id) pure returns (Subject) {
    return Subject.wrap(bytes32(uint256(InvestorId.unwrap(id)) << 160));
}

function subjectOfAccount(address account) pure returns (Subject) {
    return Subject.wrap(bytes32(uint256(uint160(account))));
}

/// @dev Nobody if the subject is an account, or nothing known.
function asInvestor(Subject self) pure returns (InvestorId) {
    uint256 word = uint256(Subject.unwrap(self));
    uint256 id = word >> 160;
    // A field is cut out of the word.
    // forge-lint: disable-next-line(unsafe-typecast)
    if (uint160(word) != 0 || id > type(uint32).max) return NOBODY;
    // Checked above.
    // forge-lint: disable-next-line(unsafe-typecast)
    return InvestorId.wrap(uint32(id));
}

/// @dev Zero if the subject is an investor, or nothing known.
function asAccount(Subject self) pure returns (address) {
    uint256 word = uint256(Subject.unwrap(self));
    // The high bytes were found empty.
    // forge-lint: disable-next-line(unsafe-typecast)
    return word >> 160 == 0 ? address(uint160(word)) : address(0);
}
