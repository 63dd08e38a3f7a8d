// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title BoundedCall
/// @notice Calls to contracts that are not trusted: gas is limited, and of an answer only the beginning is copied.
/// @dev EIP-150 passes on 63/64 of the gas at most: a caller for whom a failure matters checks before that enough is left.
library BoundedCall {
    /// @return success whether the call did not revert
    /// @return answer at most `maxSize` bytes of what was returned or reverted with
    function ask(address target, uint256 gasLimit, uint256 maxSize, bytes memory data)
        internal
        view
        returns (bool success, bytes memory answer)
    {
        assembly ("memory-safe") {
            success := staticcall(gasLimit, target, add(data, 0x20), mload(data), 0, 0)
        }
        answer = _copyAnswer(maxSize);
    }

    /// @dev Like `ask`, and may change state.
    function act(address target, uint256 gasLimit, uint256 maxSize, bytes memory data)
        internal
        returns (bool success, bytes memory answer)
    {
        assembly ("memory-safe") {
            success := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
        }
        answer = _copyAnswer(maxSize);
    }

    function _copyAnswer(uint256 maxSize) private pure returns (bytes memory answer) {
        assembly ("memory-safe") {
            let size := returndatasize()
            if gt(size, maxSize) { size := maxSize }
            answer := mload(0x40)
            mstore(0x40, and(add(add(answer, size), 0x3f), not(0x1f)))
            mstore(answer, size)
            returndatacopy(add(answer, 0x20), 0, size)
        }
    }
}
