// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title Receiver
/// @notice What a forwarder of Chainlink's runtime environment calls. It asks by ERC-165 first.
interface IReceiver is IERC165 {
    /// @param metadata packed: workflow id (32 bytes), workflow name (10), workflow owner (20), and in production the
    /// report's id (2)
    function onReport(bytes calldata metadata, bytes calldata report) external;
}
