// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Module} from "../../src/modules/Module.sol";
import {ModuleDeclaration} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";

/// @title ModuleMock
/// @notice Declares what it is told to, refuses and fails when told to, remembers what it was shown, and can call back
/// from its hook.
contract ModuleMock is Module, IModuleHooks {
    error ModuleMock_Refused();
    error ModuleMock_Failed();

    uint8 private immutable _hooks;
    uint16 private immutable _permissions;
    bool public refusing;
    bool public failing;
    address private _target;
    bytes private _data;
    bytes[] private _seen;

    constructor(ISecurityToken token_, uint8 hooks, uint16 permissions) Module(token_) {
        _hooks = hooks;
        _permissions = permissions;
    }

    function setRefusing(bool refusing_) external {
        refusing = refusing_;
    }

    function setFailing(bool failing_) external {
        failing = failing_;
    }

    /// @dev The next hook makes this call, once.
    function callBack(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function declaration() external view returns (ModuleDeclaration memory) {
        return ModuleDeclaration(_hooks, _permissions);
    }

    function checkTransfer(Move calldata) external view {
        if (refusing) revert ModuleMock_Refused();
    }

    function transferTokens(Move calldata move) external {
        _onlyToken();
        if (failing) revert ModuleMock_Failed();
        _seen.push(abi.encode(move));
        if (_target == address(0)) return;

        address target = _target;
        _target = address(0);
        (bool success, bytes memory returned) = target.call(_data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(returned, 32), mload(returned))
        }
    }

    function seen() external view returns (Move[] memory moves) {
        moves = new Move[](_seen.length);
        for (uint256 i; i < moves.length; ++i) {
            moves[i] = abi.decode(_seen[i], (Move));
        }
    }
}
