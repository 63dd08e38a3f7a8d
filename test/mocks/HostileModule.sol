// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks, IModuleLife} from "../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Module} from "../../src/modules/Module.sol";
import {ModuleDeclaration} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";

/// @title HostileModule
/// @notice Changes what it declares, and does in all hooks what it is told to.
contract HostileModule is Module, IModuleHooks, IModuleLife {
    enum Mood {
        Quiet,
        Burning,
        Bomb,
        Working
    }

    ModuleDeclaration private _declared;
    Mood private _mood;
    bytes private _title;

    constructor(ISecurityToken token_, uint8 hooks, uint16 permissions) Module(token_) {
        _declared = ModuleDeclaration(hooks, permissions);
    }

    function declareAnew(uint8 hooks, uint16 permissions) external {
        _declared = ModuleDeclaration(hooks, permissions);
    }

    function setMood(Mood mood) external {
        _mood = mood;
    }

    function declaration() external view returns (ModuleDeclaration memory) {
        return _declared;
    }

    function title() external view returns (string memory) {
        _act();
        return string(_title);
    }

    function setTitle(bytes calldata title_) external {
        _title = title_;
    }

    function checkTransfer(Move calldata) external view {
        _act();
    }

    function transferTokens(Move calldata) external view {
        _act();
    }

    function forcedMove(Move calldata) external view {
        _act();
    }

    function attached() external view {
        _act();
    }

    function detached() external view {
        _act();
    }

    function encumbranceChanged(PositionKey calldata, uint256, uint256) external view {
        _act();
    }

    function encumbranceMoved(PositionKey calldata, PositionKey calldata, uint256, uint256) external view {
        _act();
    }

    function splitHappened(uint8, uint32, uint32) external view {
        _act();
    }

    function _act() private view {
        if (_mood == Mood.Burning) {
            assembly {
                invalid()
            }
        }
        if (_mood == Mood.Bomb) {
            assembly {
                revert(0, 100000)
            }
        }
        // Honest work that needs a hundred thousand gas.
        uint256 begun = gasleft();
        while (_mood == Mood.Working && begun - gasleft() < 100_000) {}
    }
}
