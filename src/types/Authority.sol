// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A named group of accounts with a threshold, numbered from 1 in each MultiSig. Zero is nobody.
type AuthorityId is uint32;

using {sameAuthority as ==, otherAuthority as !=} for AuthorityId global;

/// @dev The first authority of every MultiSig: the owner. It may call everything and never ends.
AuthorityId constant OWNER = AuthorityId.wrap(1);

function sameAuthority(AuthorityId a, AuthorityId b) pure returns (bool) {
    return AuthorityId.unwrap(a) == AuthorityId.unwrap(b);
}

function otherAuthority(AuthorityId a, AuthorityId b) pure returns (bool) {
    return AuthorityId.unwrap(a) != AuthorityId.unwrap(b);
}

/// @param epoch grows with every change of members or threshold, with a stop, a new start and a loss of permissions;
/// approvals of an older epoch are void
/// @param memberCount members, at most 64
/// @param threshold approvals that a call needs, 1 to `memberCount`
/// @param approvedUntil last second (Unix time) at which the authority may act
struct Authority {
    uint32 epoch;
    uint16 memberCount;
    uint16 threshold;
    uint40 approvedUntil;
}

/// @dev A call that an authority approves before it is sent.
/// @param authority whose members approve
/// @param target contract to be called by the MultiSig
/// @param data selector and arguments
/// @param salt not zero; of all calls of an authority with the same salt one executes, once
/// @param deadline last second (Unix time) at which the call may execute
struct Call {
    AuthorityId authority;
    address target;
    bytes data;
    bytes32 salt;
    uint40 deadline;
}

/// @param signer member of the call's authority; a wallet contract answers by ERC-1271
/// @param signature over `digestOf(call)`
struct SignedApproval {
    address signer;
    bytes signature;
}

/// @dev One of several calls under one approval.
/// @param target contract to be called by the MultiSig
/// @param data selector and arguments
struct Step {
    address target;
    bytes data;
}
