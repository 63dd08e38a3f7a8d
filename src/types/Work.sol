// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkState} from "./WorkStatus.sol";

// Work that falls due, and how it is named.
//
// Release, Open, Close   source:16 | number of the lot or distribution:240
// Expire                 source:16 | investor id:240
// Sync                   investor id
// Pay                    source:16 | distribution:112 | place of the position in the roster:128
//
// The source is the place of the contract: a module's in the gateway's list, a registrar's at the issuer.

enum WorkKind {
    /// lots of a LockupModule whose lock-up has ended
    Release,
    /// investors of a registrar whose accreditation has ended
    Expire,
    /// investors of the issuer who count under a class that is no longer theirs
    Sync,
    /// funded distributions whose payment date has come
    Open,
    /// positions of an open distribution
    Pay,
    /// open distributions of which every position was seen
    Close
}

/// @param ok whether `run` would try this now
/// @param dueAt Unix time; zero if no time decides
struct Outlook {
    bool ok;
    WorkState state;
    uint40 dueAt;
}

/// @param reason what the contract reverted with, shortened
struct Failure {
    uint256 id;
    bytes reason;
}

/// @dev What the modules are that a gateway serves.
enum ModuleFamily {
    Lockup,
    Distribution
}

uint256 constant SOURCE_SHIFT = 240;
uint256 constant DISTRIBUTION_SHIFT = 128;

function workId(uint256 source, uint256 subject) pure returns (uint256) {
    return source << SOURCE_SHIFT | subject;
}

function paymentId(uint256 source, uint256 distributionId, uint256 place) pure returns (uint256) {
    return source << SOURCE_SHIFT | distributionId << DISTRIBUTION_SHIFT | place;
}

function sourceOf(uint256 id) pure returns (uint256) {
    return id >> SOURCE_SHIFT;
}

function subjectOf(uint256 id) pure returns (uint256) {
    return id & ((1 << SOURCE_SHIFT) - 1);
}

function distributionOf(uint256 id) pure returns (uint256) {
    return subjectOf(id) >> DISTRIBUTION_SHIFT;
}

function placeOf(uint256 id) pure returns (uint256) {
    // The lower half is what is asked for.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint128(id);
}
