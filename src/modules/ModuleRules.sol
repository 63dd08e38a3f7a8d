// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../interfaces/IModule.sol";
import {Move, MoveKind} from "../types/Move.sol";

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
