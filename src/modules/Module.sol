// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IModule} from "../interfaces/IModule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";

/// @title Module
/// @notice Base of modules: the token that a module serves, and the issuer whose authorities command it.
abstract contract Module is IModule {
    /// @inheritdoc IModule
    ISecurityToken public immutable override token;

    /// @notice The issuer of the token.
    IIssuingEntity public immutable issuer;

    constructor(ISecurityToken token_) {
        token = token_;
        issuer = token_.issuer();
    }

    /// @dev True if the body may run now; false if an approval was recorded and more are missing. Reverts for
    /// strangers. The issuer itself passes: it calls out only through `executeCall`, which checked all of this.
    function _checkAuthority() internal returns (bool) {
        if (msg.sender == address(issuer)) return true;
        return issuer.checkMultiSigExternal(msg.sender, msg.sig, keccak256(msg.data));
    }

    /// @dev Guard of hooks.
    function _onlyToken() internal view {
        if (msg.sender != address(token)) revert Module_NotToken(msg.sender);
    }
}
