// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ModuleDeclaration} from "../types/Modules.sol";
import {Move} from "../types/Move.sol";
import {IGoverned} from "./IGoverned.sol";
import {ISecurityToken} from "./ISecurityToken.sol";

/// @title Module
/// @notice A contract attached to tokens that adds one thing: a rule, lock-ups, payouts.
/// @dev A module serves one token (`ITokenModule`), or all tokens of its issuer. It declares hooks (the token calls it) and permissions (it calls the token) when it is attached. Functions for
/// the issuer's people go through the issuer's authorities (`checkMultiSigExternal`).
interface IModule is IGoverned {
    error Module_NotToken(address caller);

    /// @notice Whether this module may be attached to a token. Asked by the token when it is attached.
    function serves(address token) external view returns (bool);

    /// @notice Hooks and permissions, read once when attached.
    function declaration() external view returns (ModuleDeclaration memory);
}

/// @title TokenModule
/// @notice A module of one token.
interface ITokenModule is IModule {
    /// @notice The token that this module serves, and no other.
    function token() external view returns (ISecurityToken);
}

/// @notice The hooks. A module implements those that it declares; each refuses by reverting.
interface IModuleHooks {
    /// @notice Before shares move, are issued or redeemed, and in every dry run: must change nothing.
    function checkTransfer(Move calldata move) external view;

    /// @notice After a transfer, issue or custodial move of more than nothing. Only the token calls.
    /// @dev A revert stops the transfer with the module's own error: no dry run can foretell it.
    function transferTokens(Move calldata move) external;
}
