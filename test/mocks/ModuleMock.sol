// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks, IModuleLife, IModuleTags} from "../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Module} from "../../src/modules/Module.sol";
import {ModuleDeclaration} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";

/// @title ModuleMock
/// @notice Declares what it is told to, refuses and fails when told to, remembers what it was shown, and can call back
/// from its hook.
contract ModuleMock is Module, IModuleHooks, IModuleLife, IModuleTags {
    error ModuleMock_Refused();
    error ModuleMock_Failed();

    uint8 private immutable _hooks;
    uint16 private immutable _permissions;
    bool public refusing;
    bool public failing;
    address private _target;
    bytes private _data;
    bytes[] private _seen;
    bytes32[] private _told;
    bytes4 private _ticket;
    bytes4[4] private _tags;
    string public title = "Mock";

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

    function setTitle(string calldata title_) external {
        title = title_;
    }

    /// @dev Before it is attached.
    function setTags(bytes4[4] calldata tags_) external {
        _tags = tags_;
    }

    function tags() external view returns (bytes4[4] memory) {
        return _tags;
    }

    /// @dev From now on moves pass with data of this tag only.
    function requireTicket(bytes4 tag) external {
        _ticket = tag;
    }

    /// @dev The next hook makes this call, once.
    function callBack(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function declaration() external view returns (ModuleDeclaration memory) {
        return ModuleDeclaration(_hooks, _permissions);
    }

    function checkTransfer(Move calldata move) external view {
        if (refusing) revert ModuleMock_Refused();
        if (_ticket != 0 && !_holds(move, _ticket)) revert Module_TicketRequired(_ticket);
    }

    function transferTokens(Move calldata move) external {
        _onlyToken();
        if (failing) revert ModuleMock_Failed();
        _seen.push(abi.encode(move));
        _callBackNow();
    }

    function forcedMove(Move calldata) external {
        _hear();
    }

    function attached() external {
        _hear();
    }

    function detached() external {
        _hear();
    }

    function encumbranceChanged(PositionKey calldata, uint256, uint256) external {
        _hear();
    }

    function encumbranceMoved(PositionKey calldata, PositionKey calldata, uint256, uint256) external {
        _hear();
    }

    function splitHappened(uint8, uint32, uint32) external {
        _hear();
    }

    /// @dev Hashes of the calls of what it cannot stop: to keep them whole would take more gas than it gets.
    function told() external view returns (bytes32[] memory) {
        return _told;
    }

    function _hear() private {
        _onlyToken();
        if (failing) revert ModuleMock_Failed();
        _told.push(keccak256(msg.data));
        _callBackNow();
    }

    function _callBackNow() private {
        if (_target == address(0)) return;

        address target = _target;
        _target = address(0);
        (bool success, bytes memory returned) = target.call(_data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(returned, 32), mload(returned))
        }
    }

    function _holds(Move calldata move, bytes4 tag) private pure returns (bool) {
        for (uint256 i; i < move.data.length; ++i) {
            if (move.data[i].tag == tag) return true;
        }
        return false;
    }

    function seen() external view returns (Move[] memory moves) {
        moves = new Move[](_seen.length);
        for (uint256 i; i < moves.length; ++i) {
            moves[i] = abi.decode(_seen[i], (Move));
        }
    }
}
