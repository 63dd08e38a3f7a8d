// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title GasSink
/// @notice Takes all gas that it is given, whatever it is asked.
contract GasSink {
    fallback() external {
        assembly ("memory-safe") {
            invalid()
        }
    }
}
