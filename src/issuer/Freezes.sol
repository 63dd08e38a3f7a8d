// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {FREEZE_BUCKETS, FreezeFilter, bitOf, bucketOf} from "../types/FreezeFilter.sol";
import {InvestorId} from "../types/Identity.sol";

/// @title Freezes
/// @notice Who may be frozen, as the issuer's tokens keep it: bits of ids, each set while it stands for somebody frozen.
/// @dev Tokens are told of each change of a bit, and a new token of all words, at most 64.
abstract contract Freezes {
    /// @dev A bit that has stood for so many at once stays: a transfer asks then, and is told the truth.
    uint256 private constant MOST_SHARING = type(uint8).max;

    /// @dev Buckets in which a bit is set.
    FreezeFilter private _frozenBuckets;
    mapping(uint256 bucket => uint256 bits) private _frozenBits;
    /// @dev How many frozen investors each bit stands for, 32 bits of a bucket to a word.
    mapping(uint256 bucket => mapping(uint256 index => uint256)) private _sharing;

    /// @dev Counts an investor in or out, and tells the tokens if its bit changes.
    function _markFrozen(InvestorId id, bool frozen, address[] storage tokens) internal {
        uint256 bucket = bucketOf(id);
        uint256 bit = bitOf(id);
        uint256 others = _share(id, frozen);
        if (others != 0) return;

        uint256 bits = frozen ? _frozenBits[bucket] | bit : _frozenBits[bucket] & ~bit;
        _frozenBits[bucket] = bits;
        _frozenBuckets = _frozenBuckets.marked(bucket, bits != 0);
        for (uint256 i; i < tokens.length; ++i) {
            ISecurityToken(tokens[i]).updateFreezes(bucket, bits);
        }
    }

    function _introduceFreezes(ISecurityToken token) internal {
        uint256 left = FreezeFilter.unwrap(_frozenBuckets);
        for (uint256 bucket; left != 0; (left >>= 1, ++bucket)) {
            if (left & 1 != 0) token.updateFreezes(bucket, _frozenBits[bucket]);
        }
    }

    /// @return others for whom the bit stands beside this investor
    function _share(InvestorId id, bool frozen) private returns (uint256 others) {
        uint256 place = InvestorId.unwrap(id) / FREEZE_BUCKETS % 256;
        uint256 shift = place % 32 * 8;
        mapping(uint256 => uint256) storage sharing = _sharing[bucketOf(id)];
        uint256 word = sharing[place / 32];
        uint256 count = word >> shift & MOST_SHARING;
        if (count == MOST_SHARING) return count;

        others = frozen ? count : count - 1;
        sharing[place / 32] = word & ~(MOST_SHARING << shift) | (frozen ? count + 1 : others) << shift;
    }
}
