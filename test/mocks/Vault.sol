// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Vault
/// @notice A contract without functions, in whose name tests act: a custodian, a wallet.
contract Vault {}
