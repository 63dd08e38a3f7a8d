// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ForeignCalls
/// @notice Calls of contracts that may be hostile: no answer is copied whole, and a contract without code never passes.
library ForeignCalls {
    /// @dev Bytes of a revert reason that are passed on at most.
    uint256 private constant MAX_REASON = 1024;

    error ForeignCalls_NoCode(address target);

    /// @dev The answer is not read.
    /// @return success whether the target has code and the static call succeeds
    /// @return reason at most MAX_REASON bytes of why it failed; empty if it succeeded
    function check(address target, uint256 gasLimit, bytes memory data)
        internal
        view
        returns (bool success, bytes memory reason)
    {
        assembly ("memory-safe") {
            success := staticcall(gasLimit, target, add(data, 32), mload(data), 0, 0)
        }
        if (!success) return (false, _reason());
        // A call of an address without code succeeds.
        success = target.code.length != 0;
    }

    /// @dev The first word of the answer to a static call.
    /// @return success whether the call succeeded with at least one word; `word` means nothing otherwise
    function tryWord(address target, uint256 gasLimit, bytes memory data)
        internal
        view
        returns (bool success, uint256 word)
    {
        (success, word,) = _ask(target, gasLimit, data, 32);
    }

    /// @dev The first two words of the answer to a static call, as `tryWord`.
    function tryTwoWords(address target, uint256 gasLimit, bytes memory data)
        internal
        view
        returns (bool success, uint256 first, uint256 second)
    {
        return _ask(target, gasLimit, data, 64);
    }

    function requireCode(address target) internal view {
        if (target.code.length == 0) revert ForeignCalls_NoCode(target);
    }

    /// @dev Reverts as the target does, with at most MAX_REASON bytes of its reason. The answer is not read. The caller knows
    /// that there is code.
    function callOrRevert(address target, bytes memory data) internal {
        (bool success, bytes memory reason) = _call(target, data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }

    /// @return success whether the call succeeded
    /// @return reason at most MAX_REASON bytes of why it failed; empty if it succeeded
    function tryCall(address target, bytes memory data) internal returns (bool success, bytes memory reason) {
        requireCode(target);
        return _call(target, data);
    }

    function _call(address target, bytes memory data) private returns (bool success, bytes memory reason) {
        assembly ("memory-safe") {
            success := call(gas(), target, 0, add(data, 32), mload(data), 0, 0)
        }
        if (!success) reason = _reason();
    }

    /// @dev Of the last call.
    function _reason() private pure returns (bytes memory reason) {
        assembly ("memory-safe") {
            let size := returndatasize()
            if gt(size, MAX_REASON) { size := MAX_REASON }
            reason := mload(0x40)
            mstore(reason, size)
            returndatacopy(add(reason, 32), 0, size)
            mstore(0x40, and(add(add(reason, 63), size), not(31)))
        }
    }

    function _ask(address target, uint256 gasLimit, bytes memory data, uint256 size)
        private
        view
        returns (bool success, uint256 first, uint256 second)
    {
        assembly ("memory-safe") {
            // The scratch space holds two words.
            success := staticcall(gasLimit, target, add(data, 32), mload(data), 0, size)
            success := and(success, gt(returndatasize(), sub(size, 1)))
            first := mload(0)
            second := mload(32)
        }
    }
}
