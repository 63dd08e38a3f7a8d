// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../types/Authority.sol";

/// @dev The place of a member in a MultiSig: `authority:32 | place:8`. The place is its bit wherever members are a bit set.
/// It is free again when the member is removed, and may then be another's, in another epoch.
type Member is uint256;

/// @dev An account that is no member.
Member constant NO_MEMBER = Member.wrap(0);

/// @dev Members of an authority at a time: as many as an approval word has bits.
uint256 constant MAX_MEMBERS = 64;

/// @dev An authority: `epoch:32 | members:64 | threshold:16 | approvedUntil:40`, a bit per active member. Read whole,
/// once in a call. Zero is an authority that does not exist.
type Terms is uint256;

/// @dev Approvals of one call: `authority:32 | epoch:32 | expiresAt:40 | approved:64 | withdrawn:64`, a bit per member.
/// Void in another epoch of the authority and after `expiresAt`. A member whose bit is in `withdrawn` has no signature
/// that counts; it may approve on chain again.
type Approvals is uint256;

using {authority, bit, sameMember as ==, otherMember as !=} for Member global;
using {epoch, members, threshold, approvedUntil} for Terms global;
using {origin, expiresAt, isLive, approved, approve, withdrawn, withdraw} for Approvals global;

// ------------------------------------------------------------------------------------------------------------- member

function newMember(AuthorityId authority_, uint256 place) pure returns (Member) {
    return Member.wrap(uint256(AuthorityId.unwrap(authority_)) << 8 | place);
}

function sameMember(Member a, Member b) pure returns (bool) {
    return Member.unwrap(a) == Member.unwrap(b);
}

function otherMember(Member a, Member b) pure returns (bool) {
    return Member.unwrap(a) != Member.unwrap(b);
}

function authority(Member self) pure returns (AuthorityId) {
    return AuthorityId.wrap(uint32(Member.unwrap(self) >> 8));
}

function bit(Member self) pure returns (uint64) {
    return uint64(1 << uint8(Member.unwrap(self)));
}

// -------------------------------------------------------------------------------------------------------------- terms

function newTerms(uint32 epoch_, uint64 members_, uint16 threshold_, uint40 approvedUntil_) pure returns (Terms) {
    return
        Terms.wrap(
            uint256(epoch_) << 120 | uint256(members_) << 56 | uint256(threshold_) << 40 | uint256(approvedUntil_)
        );
}

function epoch(Terms self) pure returns (uint32) {
    return uint32(Terms.unwrap(self) >> 120);
}

function members(Terms self) pure returns (uint64) {
    return uint64(Terms.unwrap(self) >> 56);
}

function threshold(Terms self) pure returns (uint16) {
    return uint16(Terms.unwrap(self) >> 40);
}

function approvedUntil(Terms self) pure returns (uint40) {
    return uint40(Terms.unwrap(self));
}

// ---------------------------------------------------------------------------------------------------------- approvals

function newApprovals(AuthorityId authority_, uint32 epoch_) pure returns (Approvals) {
    return Approvals.wrap(uint256(AuthorityId.unwrap(authority_)) << 200 | uint256(epoch_) << 168);
}

/// @dev The authority whose members approve.
function origin(Approvals self) pure returns (AuthorityId) {
    return AuthorityId.wrap(uint32(Approvals.unwrap(self) >> 200));
}

function expiresAt(Approvals self) pure returns (uint40) {
    return uint40(Approvals.unwrap(self) >> 128);
}

function isLive(Approvals self, uint32 epoch_) view returns (bool) {
    return uint32(Approvals.unwrap(self) >> 168) == epoch_ && self.expiresAt() >= block.timestamp;
}

function approved(Approvals self) pure returns (uint64) {
    return uint64(Approvals.unwrap(self) >> 64);
}

function withdrawn(Approvals self) pure returns (uint64) {
    return uint64(Approvals.unwrap(self));
}

/// @dev Adds a member's approval, which counts whether or not its signature was withdrawn. The first one starts the
/// clock.
function approve(Approvals self, uint64 bit_, uint40 expiresAt_) pure returns (Approvals) {
    return Approvals.wrap(Approvals.unwrap(_timed(self, expiresAt_)) | uint256(bit_) << 64);
}

function withdraw(Approvals self, uint64 bit_, uint40 expiresAt_) pure returns (Approvals) {
    return Approvals.wrap((Approvals.unwrap(_timed(self, expiresAt_)) & ~(uint256(bit_) << 64)) | bit_);
}

/// @dev While nobody approves, the time is that of whoever comes next.
function _timed(Approvals self, uint40 expiresAt_) pure returns (Approvals) {
    if (self.approved() != 0) return self;
    return Approvals.wrap((Approvals.unwrap(self) & ~(uint256(type(uint40).max) << 128)) | uint256(expiresAt_) << 128);
}

/// @dev Whether every place is taken.
function isFull(uint64 members_) pure returns (bool) {
    return members_ == type(uint64).max;
}

function countBits(uint64 bits) pure returns (uint16 count) {
    for (; bits != 0; bits &= bits - 1) {
        ++count;
    }
}
