// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

// The doors by which keeper networks come in, as each of them has laid down.

/// @title AutomationCompatible
/// @notice What Chainlink Automation asked and called, and what the bridge to its successor still calls.
interface IAutomationCompatible {
    /// @notice Whether there is work, and what to send to `performUpkeep`. Asked off chain.
    function checkUpkeep(bytes calldata checkData) external view returns (bool upkeepNeeded, bytes memory performData);

    /// @notice Does the work. Anyone may send anything.
    function performUpkeep(bytes calldata performData) external;
}

/// @title Receiver
/// @notice What a forwarder of Chainlink's runtime environment calls. It asks by ERC-165 first.
interface IReceiver is IERC165 {
    /// @param metadata packed: workflow id (32 bytes), workflow name (10), workflow owner (20), and in production the
    /// report's id (2)
    function onReport(bytes calldata metadata, bytes calldata report) external;
}

/// @title Resolver
/// @notice What executors in the manner of Gelato ask: they send the payload as it is.
interface IResolver {
    /// @return canExec whether there is work
    /// @return execPayload whole calldata of the call that does it; a sentence if there is none
    function checker() external view returns (bool canExec, bytes memory execPayload);
}

/// @title Job
/// @notice What keepers of Sky's cron jobs ask and call. A network is named by 32 bytes.
interface IJob {
    /// @notice Whether there is work for the network. Never reverts.
    /// @return canWork whether `work` would do something now
    /// @return args what to send to `work`; a sentence that says why not, if there is none
    function workable(bytes32 network) external view returns (bool canWork, bytes memory args);

    /// @notice Does the work. Anyone may send anything.
    function work(bytes32 network, bytes calldata args) external;
}

/// @title Sequencer
/// @notice Shares time out among networks, so that they do not send the same.
interface ISequencer {
    /// @notice Whether it is the network's turn.
    function isMaster(bytes32 network) external view returns (bool);
}
