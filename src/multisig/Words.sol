// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../types/Authority.sol";

/// @dev What an account is in a MultiSig, for ever but for `active`: `authority:32 | index:8 | active:8`.
/// The index is its position in the authority's list, and the bit of its approvals.
type Member is uint256;

/// @dev Approvals of one call: `closed:8 | epoch:32 | expiresAt:40 | approved:64 | withdrawn:64`, a bit per member.
/// All but `closed` is void in another epoch of the authority and after `expiresAt`. A member whose bit is in
/// `withdrawn` has no signature that counts; it may approve on chain again.
type Approvals is uint256;

using {isActive, isMemberOf, authority, bit, activated, deactivated} for Member global;
using {isClosed, isLive, approved, approve, withdrawn, withdraw, closed} for Approvals global;

function newMember(AuthorityId authority_, uint256 index) pure returns (Member) {
    return Member.wrap(uint256(AuthorityId.unwrap(authority_)) << 16 | index << 8 | 1);
}

function isActive(Member self) pure returns (bool) {
    return Member.unwrap(self) & 1 != 0;
}

function isMemberOf(Member self, AuthorityId authority_) pure returns (bool) {
    return self.isActive() && self.authority() == authority_;
}

function authority(Member self) pure returns (AuthorityId) {
    return AuthorityId.wrap(uint32(Member.unwrap(self) >> 16));
}

function bit(Member self) pure returns (uint64) {
    return uint64(1 << uint8(Member.unwrap(self) >> 8));
}

function activated(Member self) pure returns (Member) {
    return Member.wrap(Member.unwrap(self) | 1);
}

function deactivated(Member self) pure returns (Member) {
    return Member.wrap(Member.unwrap(self) & ~uint256(1));
}

function newApprovals(uint32 epoch, bool closed_) pure returns (Approvals) {
    return Approvals.wrap((closed_ ? 1 << 200 : 0) | uint256(epoch) << 168);
}

function isClosed(Approvals self) pure returns (bool) {
    return Approvals.unwrap(self) >> 200 != 0;
}

function isLive(Approvals self, uint32 epoch) view returns (bool) {
    return uint32(Approvals.unwrap(self) >> 168) == epoch && uint40(Approvals.unwrap(self) >> 128) >= block.timestamp;
}

function approved(Approvals self) pure returns (uint64) {
    return uint64(Approvals.unwrap(self) >> 64);
}

function withdrawn(Approvals self) pure returns (uint64) {
    return uint64(Approvals.unwrap(self));
}

/// @dev Adds a member's approval, which counts whether or not its signature was withdrawn. The first one starts the
/// clock.
function approve(Approvals self, uint64 bit_, uint40 expiresAt) pure returns (Approvals) {
    if (self.approved() == 0) self = _expiring(self, expiresAt);
    return Approvals.wrap(Approvals.unwrap(self) | uint256(bit_) << 64);
}

function withdraw(Approvals self, uint64 bit_, uint40 expiresAt) pure returns (Approvals) {
    if (self.approved() == 0) self = _expiring(self, expiresAt);
    return Approvals.wrap((Approvals.unwrap(self) & ~(uint256(bit_) << 64)) | bit_);
}

function closed(Approvals self) pure returns (Approvals) {
    return Approvals.wrap(Approvals.unwrap(self) | 1 << 200);
}

function _expiring(Approvals self, uint40 expiresAt) pure returns (Approvals) {
    return Approvals.wrap((Approvals.unwrap(self) & ~(uint256(type(uint40).max) << 128)) | uint256(expiresAt) << 128);
}

function countBits(uint64 bits) pure returns (uint16 count) {
    for (; bits != 0; bits &= bits - 1) {
        ++count;
    }
}
