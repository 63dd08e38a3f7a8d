// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Delegation
/// @notice How one part of a token's code passes a call on to the next.
library Delegation {
    /// @dev Runs `code` on the caller's storage with the call's data and ends the call with its answer. In memory-safe
    /// assembly, unlike OpenZeppelin's `Proxy`: otherwise the compiler spares no stack, and every transfer pays 1,000
    /// gas more.
    function passOn(address code) internal {
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, 0, calldatasize())
            let done := delegatecall(gas(), code, free, calldatasize(), 0, 0)
            returndatacopy(free, 0, returndatasize())
            if iszero(done) { revert(free, returndatasize()) }
            return(free, returndatasize())
        }
    }
}
