// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IModule, IModuleHooks, ITokenModule} from "../interfaces/IModule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Governed} from "../multisig/Governed.sol";
import {Move, MoveKind} from "../types/Move.sol";

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

    /// @title ModuleRules
    /// @notice Base of modules that judge moves, beside `Module` or `IssuerModule`: what they have no rule for does not pass.
    abstract contract ModuleRules is IModuleHooks {
        /// @notice The module has no rule for moves of this kind.
        error Module_UnknownKind(MoveKind kind);

        /// @inheritdoc IModuleHooks
        function checkTransfer(Move calldata move) external view override {
            if (_knownKinds() >> MoveKind.unwrap(move.kind) & 1 == 0) revert Module_UnknownKind(move.kind);
            _judge(move);
        }

        /// @dev Bit i: kind number i. None, unless the module says which.
        function _knownKinds() internal view virtual returns (uint256) {
            return 0;
        }

        /// @dev Refuses by reverting.
        function _judge(Move calldata move) internal view virtual;
    }
