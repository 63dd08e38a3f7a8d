// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "./Identity.sol";

/// @dev Which investors may be frozen by the issuer: a bit for each of 144 buckets, set while anybody in it is. A token
/// asks the issuer about those in a marked bucket only. Ids are truncated hashes, so they fall into buckets evenly:
/// while 10 investors are frozen, one transfer in seven has to ask.
type FreezeFilter is uint144;

using {mayHold, marked} for FreezeFilter global;

uint256 constant FREEZE_BUCKETS = 144;

function bucketOf(InvestorId id) pure returns (uint256) {
    return uint96(InvestorId.unwrap(id)) % FREEZE_BUCKETS;
}

function mayHold(FreezeFilter self, InvestorId id) pure returns (bool) {
    return FreezeFilter.unwrap(self) >> bucketOf(id) & 1 == 1;
}

function marked(FreezeFilter self, uint256 bucket, bool set) pure returns (FreezeFilter) {
    // There are 144 buckets.
    // forge-lint: disable-next-line(unsafe-typecast)
    uint144 bit = uint144(1 << bucket);
    return FreezeFilter.wrap(set ? FreezeFilter.unwrap(self) | bit : FreezeFilter.unwrap(self) & ~bit);
}
