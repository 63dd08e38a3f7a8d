// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule, IModuleHooks} from "../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Module} from "../../src/modules/Module.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS, ModuleDeclaration} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";

/// @title NoopModule
/// @notice Declares both hooks and does nothing in them: what the socket itself costs.
contract NoopModule is Module, IModuleHooks {
    constructor(ISecurityToken token_) Module(token_) {}

    /// @inheritdoc IModule
    function declaration() external pure override returns (ModuleDeclaration memory) {
        return ModuleDeclaration({hooks: HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, permissions: 0});
    }

    function title() external pure override returns (string memory) {
        return "";
    }

    function checkTransfer(Move calldata) external pure override {}

    function transferTokens(Move calldata) external view override {
        _onlyToken();
    }

    function forcedMove(Move calldata) external view override {
        _onlyToken();
    }
}
