// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title BitSearch
/// @notice Finds bits of a bit map, 256 at each reading.
library BitSearch {
    /// @dev The first bit from `from` to `to` (both included) that is `wanted`.
    /// @param words how many words are read at most
    /// @return index of the bit; if none was found, the first one that was not looked at
    /// @return found whether it is the bit that was looked for
    /// @return read how many words were read
    function next(BitMaps.BitMap storage map, bool wanted, uint256 from, uint256 to, uint256 words)
        internal
        view
        returns (uint256 index, bool found, uint256 read)
    {
        index = from;
        for (; index <= to && read < words; ++read) {
            uint256 word = map._data[index >> 8];
            uint256 rest = (wanted ? word : ~word) >> (index & 0xff);
            if (rest != 0) {
                index += _lowestBit(rest);
                return index <= to ? (index, true, read + 1) : (to + 1, false, read + 1);
            }
            index = ((index >> 8) + 1) << 8;
        }
        index = Math.min(index, to + 1);
    }

    function _lowestBit(uint256 word) private pure returns (uint256) {
        return Math.log2(word & (~word + 1));
    }
}
