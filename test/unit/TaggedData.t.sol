// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TaggedData} from "../../src/libraries/TaggedData.sol";
import {Tagged} from "../../src/types/Move.sol";
import {Test} from "forge-std/Test.sol";

contract TaggedDataTest is Test {
    function testFuzz_ItReadsTheTagsOfWhatTheCompilerEncodes(bytes4[4] memory tags, uint8 count, uint16[4] memory sizes)
        external
        pure
    {
        Tagged[] memory list = new Tagged[](bound(count, 1, 4));
        for (uint256 i; i < list.length; ++i) {
            list[i] = Tagged(tags[i], new bytes(sizes[i] % 600));
        }
        bytes memory data = abi.encode(list);
        (bool valid, bytes4[] memory read) = TaggedData.tagsOf(data);
        assertEq(valid, data.length <= TaggedData.MAX_SIZE);
        for (uint256 i; valid && i < list.length; ++i) {
            assertEq(read[i], tags[i]);
        }
    }

    /// @dev Whatever it accepts, the compiler's decoder reads the same, and writes to the byte.
    function testFuzz_ItAcceptsNothingElse(bytes4 tag, bytes memory value, uint256 at, bytes1 changed) external view {
        Tagged[] memory list = new Tagged[](2);
        list[0] = Tagged(tag, value);
        list[1] = Tagged("MORE", "more");
        bytes memory data = abi.encode(list);
        data[at % data.length] = changed;
        (bool valid, bytes4[] memory read) = TaggedData.tagsOf(data);
        if (!valid) return;
        Tagged[] memory decoded = this.decode(data);
        assertEq(decoded.length, read.length);
        assertEq(abi.encode(decoded).length, data.length);
        for (uint256 i; i < read.length; ++i) {
            assertEq(decoded[i].tag, read[i]);
        }
    }

    function testFuzz_ItNeverReverts(bytes memory data) external pure {
        TaggedData.tagsOf(data);
    }

    function test_AListOfNoneIsNoData() external pure {
        (bool valid,) = TaggedData.tagsOf(abi.encode(new Tagged[](0)));
        assertFalse(valid);
    }

    function test_ACountOfMoreItemsThanFitIsNoDataAndCostsNothing() external view {
        bytes memory data = abi.encode(32, 16_000, 32 * 16_000, 0);
        (bool valid,) = this.tagsOf{gas: 100_000}(data);
        assertFalse(valid);
    }

    function test_AnItemWithAnotherHeadIsNoData() external pure {
        bytes memory list = abi.encode(32, 1, 32);
        bytes32 tag = "TICK";
        _assertValid(true, abi.encodePacked(list, abi.encode(tag, 64, 0)));
        _assertValid(false, abi.encodePacked(list, abi.encode(bytes32("TICKE"), 64, 0)));
        _assertValid(false, abi.encodePacked(list, abi.encode(tag, 96, 0)));
        _assertValid(false, abi.encodePacked(list, abi.encode(tag, 64, type(uint256).max)));
        _assertValid(false, abi.encodePacked(list, abi.encode(tag, 64, 192)));
    }

    function test_ItemsThatShareTheirBytesAreNoData() external pure {
        // Two items at one place.
        bytes memory item = abi.encode(bytes4("TICK"), 64, 0);
        bytes memory data = abi.encodePacked(abi.encode(32, 2, 64, 64), item, item);
        (bool valid,) = TaggedData.tagsOf(data);
        assertFalse(valid);
    }

    function tagsOf(bytes calldata data) external pure returns (bool, bytes4[] memory) {
        return TaggedData.tagsOf(data);
    }

    function _assertValid(bool expected, bytes memory data) private pure {
        (bool valid,) = TaggedData.tagsOf(data);
        assertEq(valid, expected);
    }

    function decode(bytes calldata data) external pure returns (Tagged[] memory) {
        return abi.decode(data, (Tagged[]));
    }
}
