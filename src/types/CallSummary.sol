// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "./Authority.sol";

/// @dev What events say of a call, in one word: `authority:32 | target:160 | selector:32 | approvals:16 | threshold:16`.
/// Whose call it is, what it calls, how many members have approved it, and how many it needs.
type CallSummary is bytes32;

function summaryOf(AuthorityId authority, address target, bytes4 selector, uint16 approvals, uint16 threshold)
    pure
    returns (CallSummary)
{
    return CallSummary.wrap(
        bytes32(
            uint256(AuthorityId.unwrap(authority)) << 224 | uint256(uint160(target)) << 64 | uint256(uint32(selector))
                << 32 | uint256(approvals) << 16 | threshold
        )
    );
}
