// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "./Identity.sol";

/// @dev Which investors may be frozen by the issuer: a bit for each of 64 buckets, by the last six bits of the id, set while
/// anybody in the bucket is frozen. Of a marked bucket a token reads its own word of 256 bits (`bitOf`), and asks the issuer
/// only about whose bit is set: ids below 16,384 have one each.
type FreezeFilter is uint64;

using {mayHold, marked} for FreezeFilter global;

uint256 constant FREEZE_BUCKETS = 64;

function bucketOf(InvestorId id) pure returns (uint256) {
    return InvestorId.unwrap(id) % FREEZE_BUCKETS;
}

/// @dev The investor's bit in the word of its bucket.
function bitOf(InvestorId id) pure returns (uint256) {
    return 1 << (InvestorId.unwrap(id) / FREEZE_BUCKETS % 256);
}

function mayHold(FreezeFilter self, InvestorId id) pure returns (bool) {
    return FreezeFilter.unwrap(self) >> bucketOf(id) & 1 == 1;
}

function marked(FreezeFilter self, uint256 bucket, bool set) pure returns (FreezeFilter) {
    // There are 64 buckets.
    // forge-lint: disable-next-line(unsafe-typecast)
    uint64 bit = uint64(1 << bucket);
    return FreezeFilter.wrap(set ? FreezeFilter.unwrap(self) | bit : FreezeFilter.unwrap(self) & ~bit);
}
