// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";

/// @title Sections
/// @notice Lists of ids of work, and the parts of them that one contract has to do with.
library Sections {
    /// @dev A copy of the ids from `from` on that are alike above the lowest `keyShift` bits.
    function section(uint256[] memory ids, uint256 from, uint256 keyShift)
        internal
        pure
        returns (uint256[] memory part)
    {
        uint256 key = ids[from] >> keyShift;
        uint256 to = from + 1;
        while (to < ids.length && ids[to] >> keyShift == key) ++to;
        part = new uint256[](to - from);
        for (uint256 i; i < part.length; ++i) {
            part[i] = ids[from + i];
        }
    }

    /// @dev The first `count` ids at most, in place.
    function first(uint256[] memory ids, uint256 count) internal pure returns (uint256[] memory) {
        if (count >= ids.length) return ids;
        assembly ("memory-safe") {
            mstore(ids, count)
        }
        return ids;
    }

    /// @dev The ids in ascending order, each once, in place.
    function sortedOnce(uint256[] memory ids) internal pure returns (uint256[] memory) {
        Arrays.sort(ids);
        uint256 count;
        for (uint256 i; i < ids.length; ++i) {
            if (count == 0 || ids[i] != ids[count - 1]) ids[count++] = ids[i];
        }
        return first(ids, count);
    }
}
