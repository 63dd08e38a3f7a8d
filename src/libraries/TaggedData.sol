// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title TaggedData
/// @notice Reads which tags a list of tagged data names. What it accepts is `abi.encode(Tagged[])` to the byte, so nothing can
/// hide between the items; unlike the compiler's decoder it never reverts.
library TaggedData {
    /// @dev Bytes in all.
    uint256 internal constant MAX_SIZE = 2048;

    /// @dev Words of an item before its bytes: tag, where the bytes begin, their length.
    uint256 private constant ITEM_HEAD = 96;

    /// @return valid whether it is a list of at least one item, encoded as the compiler does, and not too long
    /// @return tags in order; the same tag may come twice
    function tagsOf(bytes memory data) internal pure returns (bool valid, bytes4[] memory tags) {
        uint256 size = data.length;
        if (size > MAX_SIZE || size < 64 || _word(data, 0) != 32) return (false, tags);
        uint256 count = _word(data, 32);
        if (count == 0 || count > size / (32 + ITEM_HEAD)) return (false, tags);

        tags = new bytes4[](count);
        uint256 next = 64 + 32 * count;
        for (uint256 i; i < count; ++i) {
            if (_word(data, 64 + 32 * i) != next - 64 || next + ITEM_HEAD > size) return (false, tags);
            uint256 tag = _word(data, next);
            uint256 length = _word(data, next + 64);
            if (tag << 32 != 0 || _word(data, next + 32) != 64 || length > size) return (false, tags);
            // The other bytes are zero: checked above.
            // forge-lint: disable-next-line(unsafe-typecast)
            tags[i] = bytes4(bytes32(tag));
            next += ITEM_HEAD + (length + 31) / 32 * 32;
        }
        return (next == size, tags);
    }

    /// @dev The caller keeps within the data.
    function _word(bytes memory data, uint256 at) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 32), at))
        }
    }
}
