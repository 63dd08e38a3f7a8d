// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

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
