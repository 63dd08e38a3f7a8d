// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkState, WorkStatus} from "../types/WorkStatus.sol";

/// @title Answers
/// @notice Reads what sources answer. Nonsense is reported, never reverted with.
library Answers {
    uint256 private constant WORD = 32;

    /// @dev Of `(uint256[], uint256)`, ids ascending and at most `most`.
    function page(bytes memory answer, uint256 most)
        internal
        pure
        returns (bool valid, uint256[] memory found, uint256 nextCursor)
    {
        if (answer.length < 3 * WORD || _word(answer, 0) != 2 * WORD) return (false, found, 0);
        (valid, found) = _list(answer, 2, most);
        nextCursor = _word(answer, 1);
    }

    /// @dev Of `uint256[]`, ids ascending and at most `most`.
    function ids(bytes memory answer, uint256 most) internal pure returns (bool valid, uint256[] memory found) {
        if (answer.length < 2 * WORD || _word(answer, 0) != WORD) return (false, found);
        return _list(answer, 1, most);
    }

    /// @dev Of `WorkStatus[]`, just `count`.
    function states(bytes memory answer, uint256 count) internal pure returns (bool valid, WorkStatus[] memory found) {
        if (answer.length < (2 + 2 * count) * WORD) return (false, found);
        if (_word(answer, 0) != WORD || _word(answer, 1) != count) return (false, found);
        found = new WorkStatus[](count);
        for (uint256 i; i < count; ++i) {
            (uint256 state, uint256 dueAt) = (_word(answer, 2 + 2 * i), _word(answer, 3 + 2 * i));
            if (state > uint256(type(WorkState).max) || dueAt > type(uint40).max) return (false, found);
            // Both were checked.
            // forge-lint: disable-next-line(unsafe-typecast)
            found[i] = WorkStatus(WorkState(uint8(state)), uint40(dueAt));
        }
        return (true, found);
    }

    /// @dev Of `uint256`.
    function number(bytes memory answer) internal pure returns (bool valid, uint256 found) {
        return answer.length < WORD ? (false, 0) : (true, _word(answer, 0));
    }

    /// @param index which word holds the length
    function _list(bytes memory answer, uint256 index, uint256 most)
        private
        pure
        returns (bool valid, uint256[] memory found)
    {
        uint256 count = _word(answer, index);
        if (count > most || answer.length < (index + 1 + count) * WORD) return (false, found);
        found = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            found[i] = _word(answer, index + 1 + i);
            if (i != 0 && found[i] <= found[i - 1]) return (false, new uint256[](0));
        }
        return (true, found);
    }

    function _word(bytes memory answer, uint256 index) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(answer, 0x20), mul(index, 0x20)))
        }
    }
}
