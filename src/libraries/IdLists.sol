// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IdLists
/// @notice Lists of ids in memory.
library IdLists {
    /// @dev In place; `count` is at most the length.
    function shorten(uint256[] memory ids, uint256 count) internal pure {
        assembly ("memory-safe") {
            mstore(ids, count)
        }
    }
}
