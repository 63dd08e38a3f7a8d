// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule} from "../interfaces/IModule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Governed} from "../multisig/Governed.sol";

/// @title Module
/// @notice Base of modules: the token that a module serves, and the issuer whose authorities command it.
abstract contract Module is Governed, IModule {
    /// @inheritdoc IModule
    ISecurityToken public immutable override token;

    constructor(ISecurityToken token_) Governed(token_.issuer()) {
        token = token_;
    }

    /// @dev Guard of hooks.
    function _onlyToken() internal view {
        if (msg.sender != address(token)) revert Module_NotToken(msg.sender);
    }
}
