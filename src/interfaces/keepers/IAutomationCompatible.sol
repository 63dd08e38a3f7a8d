// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title AutomationCompatible
/// @notice What Chainlink Automation asked and called, and what the bridge to its successor still calls.
interface IAutomationCompatible {
    /// @notice Whether there is work, and what to send to `performUpkeep`. Asked off chain.
    function checkUpkeep(bytes calldata checkData) external view returns (bool upkeepNeeded, bytes memory performData);

    /// @notice Does the work. Anyone may send anything.
    function performUpkeep(bytes calldata performData) external;
}
