// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IModule} from "../interfaces/IModule.sol";
import {Governed} from "../multisig/Governed.sol";

/// @title IssuerModule
/// @notice Base of modules that serve all tokens of an issuer. In a hook `msg.sender` is the token that calls.
abstract contract IssuerModule is Governed, IModule {
    constructor(IIssuingEntity issuer_) Governed(issuer_) {}

    /// @inheritdoc IModule
    function serves(address token) external view override returns (bool) {
        return issuer.isToken(token);
    }

    /// @dev Guard of hooks.
    function _onlyToken() internal view {
        if (!issuer.isToken(msg.sender)) revert Module_NotToken(msg.sender);
    }
}
