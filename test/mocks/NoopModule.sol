// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule, IModuleHooks} from "../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Module} from "../../src/modules/Module.sol";
import {ModuleDeclaration} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";

/// @title NoopModule
/// @notice Does nothing in its hooks: what the socket itself costs. Built as modules are, by the default profile.
contract NoopModule is Module, IModuleHooks {
    uint8 private immutable _hooks;

    constructor(ISecurityToken token_, uint8 hooks) Module(token_) {
        _hooks = hooks;
    }

    /// @inheritdoc IModule
    function declaration() external view override returns (ModuleDeclaration memory) {
        return ModuleDeclaration({hooks: _hooks, permissions: 0});
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
