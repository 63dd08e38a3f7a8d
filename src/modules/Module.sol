// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule, ITokenModule} from "../interfaces/IModule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Governed} from "../multisig/Governed.sol";

/// @title Module
/// @notice Base of modules of one token: the token served, and the issuer whose authorities command the module.
abstract contract Module is Governed, ITokenModule {
    /// @inheritdoc ITokenModule
    ISecurityToken public immutable override token;

    constructor(ISecurityToken token_) Governed(token_.issuer()) {
        token = token_;
    }

    /// @inheritdoc IModule
    function serves(address token_) external view override returns (bool) {
        return token_ == address(token);
    }

    /// @dev Guard of hooks.
    function _onlyToken() internal view {
        if (msg.sender != address(token)) revert Module_NotToken(msg.sender);
    }
}
