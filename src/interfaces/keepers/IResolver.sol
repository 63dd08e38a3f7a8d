// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Resolver
/// @notice What executors in the manner of Gelato ask: they send the payload as it is.
interface IResolver {
    /// @return canExec whether there is work
    /// @return execPayload whole calldata of the call that does it; a sentence if there is none
    function checker() external view returns (bool canExec, bytes memory execPayload);
}
