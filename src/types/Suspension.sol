// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "./Authority.sol";

/// @dev Bytes of a memo.
uint256 constant MAX_MEMO = 256;

/// @dev A suspension in force; all zero if there is none.
/// @param authority that imposed it, or renewed it last
/// @param since Unix time
/// @param memo reason, reference of the order: at most MAX_MEMO bytes
struct Suspension {
    AuthorityId authority;
    uint40 since;
    bytes memo;
}
