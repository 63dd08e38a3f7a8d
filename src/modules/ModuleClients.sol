// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleClients} from "../interfaces/IModuleClients.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Module} from "./Module.sol";

/// @title ModuleClients
/// @notice Base of modules that other modules of the token may use. See IModuleClients.
abstract contract ModuleClients is Module, IModuleClients {
    /// @inheritdoc IModuleClients
    mapping(address client => bool) public override isClient;

    constructor(ISecurityToken token_) Module(token_) {}

    /// @inheritdoc IModuleClients
    function setClient(address client, bool allowed) external override returns (bool) {
        if (!_checkAuthority()) return false;
        isClient[client] = allowed;
        emit ClientSet(client, allowed);
        return true;
    }

    /// @dev An authority at its threshold, or a client that is a module of the same token now.
    function _checkAuthorityOrClient() internal returns (bool) {
        if (!isClient[msg.sender]) return _checkAuthority();
        if (!token.isModule(msg.sender)) revert ModuleClients_NotAttached(msg.sender);
        return true;
    }
}
