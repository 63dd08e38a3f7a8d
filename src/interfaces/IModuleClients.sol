// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ModuleClients
/// @notice The door through which other modules of the token use a module, without being an authority of the issuer: an offering
/// issues locked lots through the lock-up.
/// @dev A client may call the functions that say so, and nothing else. Listing one gives it what those functions can do.
interface IModuleClients {
    /// @notice The client may use this module, or no more.
    event ClientSet(address indexed client, bool allowed);

    /// @notice A client is served while it is a module of the same token.
    error ModuleClients_NotAttached(address client);

    /// @notice Lists a client, or strikes it off. An authority of the issuer at its threshold.
    function setClient(address client, bool allowed) external returns (bool executed);

    /// @notice Whether it is listed; it is served only while it is attached, too.
    function isClient(address client) external view returns (bool);
}
