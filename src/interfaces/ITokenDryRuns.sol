// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Questions} from "./IERC7943Fungible.sol";

/// @title TokenDryRuns
/// @notice What wallets, venues and back offices ask before anything moves. Nothing here reverts, and each verdict is the one
/// that the call itself would get.
interface ITokenDryRuns is IERC7943Questions {}
