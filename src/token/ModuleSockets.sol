// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule, IModuleHooks} from "../interfaces/IModule.sol";
import {ForeignCalls} from "../libraries/ForeignCalls.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    ModuleDeclaration,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE,
    PERMISSION_RECORD_DATE,
    PERMISSION_REDEEM
} from "../types/Modules.sol";
import {Config} from "./Config.sol";
import {Encumbrances} from "./Encumbrances.sol";
import {RawMove} from "./RawMove.sol";

/// @dev An attached module and the hooks it declared: `module:160 | hooks:8`.
type Socket is uint256;

using {moduleOf, hooksOf} for Socket global;

function newSocket(address module, uint8 hooks) pure returns (Socket) {
    return Socket.wrap(uint256(uint160(module)) << 8 | hooks);
}

function moduleOf(Socket self) pure returns (address) {
    return address(uint160(Socket.unwrap(self) >> 8));
}

function hooksOf(Socket self) pure returns (uint8) {
    return uint8(Socket.unwrap(self));
}

/// @title ModuleSockets
/// @notice Attached modules, their permissions and their hooks.
abstract contract ModuleSockets is Encumbrances {
    struct ModuleState {
        bool attached;
        uint16 permissions;
    }

    uint256 private constant MAX_MODULES = 16;
    uint8 private constant ALL_HOOKS = HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS;
    uint16 private constant ALL_PERMISSIONS =
        PERMISSION_ISSUE | PERMISSION_ENCUMBER | PERMISSION_RECORD_DATE | PERMISSION_REDEEM;

    /// @dev Whether a module runs that was told of a move.
    bool private transient _inHook;

    uint256 private _moduleCount;
    /// @dev Modules with hooks first, as many as the configuration says.
    mapping(uint256 index => Socket) private _sockets;
    mapping(address module => ModuleState) private _modules;

    /* ------------------------------------------------- modules ------------------------------------------------ */

    function _isModule(address account) internal view returns (bool) {
        return _modules[account].attached;
    }

    function _hasPermission(address module, uint16 permission) internal view returns (bool) {
        ModuleState memory state = _modules[module];
        return state.attached && state.permissions & permission != 0;
    }

    function _requirePermission(address module, uint16 permission) internal view {
        if (!_hasPermission(module, permission)) revert SecurityToken_NotPermitted(module, permission);
    }

    /// @dev A module with the permission, or the issuer's authorities.
    function _checkPermission(uint16 permission) internal returns (bool) {
        if (!_isModule(msg.sender)) return _checkAuthority();
        _requirePermission(msg.sender, permission);
        return true;
    }

    function _attachedModules() internal view returns (address[] memory attached) {
        attached = new address[](_moduleCount);
        for (uint256 i; i < attached.length; ++i) {
            attached[i] = _sockets[i].moduleOf();
        }
    }

    /// @dev Between the moves of a batch, or of a recovery, everything else stays as it is.
    function _requireNoHook() internal view {
        if (_inHook) revert SecurityToken_HookRunning();
    }

    function _attach(address module) internal {
        _requireNoHook();
        if (_isModule(module)) revert SecurityToken_ModuleAttached(module);
        if (_moduleCount == MAX_MODULES) revert SecurityToken_TooManyModules();
        ModuleDeclaration memory declared = IModule(module).declaration();
        bool known = declared.hooks & ~ALL_HOOKS == 0 && declared.permissions & ~ALL_PERMISSIONS == 0;
        if (!known || !IModule(module).serves(address(this))) revert SecurityToken_InvalidModule(module);

        Config config = _config;
        if (declared.permissions & PERMISSION_ENCUMBER != 0) config = _openSlot(module, config);
        _modules[module] = ModuleState(true, declared.permissions);
        _config = _plug(newSocket(module, declared.hooks), config);
        emit ModuleAttached(module, declared.hooks, declared.permissions);
    }

    function _detach(address module) internal {
        _requireNoHook();
        if (!_isModule(module)) revert SecurityToken_ModuleNotAttached(module);

        _modules[module].attached = false;
        _config = _unplug(module, _closeSlot(module, _config));
        emit ModuleDetached(module);
    }

    /// @dev A module with hooks takes the place after the last of those, and the one that had it goes to the end.
    function _plug(Socket socket, Config config) private returns (Config) {
        uint256 place = _moduleCount++;
        if (socket.hooksOf() != 0) {
            uint8 hooked = config.hookedModules();
            if (hooked != place) _sockets[place] = _sockets[hooked];
            place = hooked;
            config = config.withHookedModules(hooked + 1).withHooks(config.hooks() | socket.hooksOf());
        }
        _sockets[place] = socket;
        return config;
    }

    /// @dev The last module takes the free place; of those with hooks, the last of them.
    function _unplug(address module, Config config) private returns (Config) {
        uint256 place;
        while (_sockets[place].moduleOf() != module) ++place;
        uint8 hooked = config.hookedModules();
        if (place < hooked) {
            _sockets[place] = _sockets[--hooked];
            place = hooked;
            config = config.withHookedModules(hooked).withHooks(_union(hooked));
        }
        uint256 last = --_moduleCount;
        _sockets[place] = _sockets[last];
        _sockets[last] = Socket.wrap(0);
        return config;
    }

    function _union(uint256 hooked) private view returns (uint8 hooks) {
        for (uint256 i; i < hooked; ++i) {
            hooks |= _sockets[i].hooksOf();
        }
    }

    /* -------------------------------------------------- hooks ------------------------------------------------- */

    /// @dev Whether every module with this hook lets the move pass. One that has lost its code does not.
    function _modulesPermit(RawMove memory m, Config config) internal view returns (bool) {
        bytes memory question = m.callOf(IModuleHooks.checkTransfer.selector);
        for (uint256 i; i < config.hookedModules(); ++i) {
            Socket socket = _sockets[i];
            if (socket.hooksOf() & HOOK_CHECK_TRANSFER == 0) continue;
            if (!ForeignCalls.passes(socket.moduleOf(), question)) return false;
        }
        return true;
    }

    /// @dev Meanwhile no module is attached or detached, so every module with this hook is told.
    function _notifyModules(RawMove memory m, Config config) internal {
        bytes memory notice = m.callOf(IModuleHooks.transferTokens.selector);
        bool outer = _inHook;
        _inHook = true;
        for (uint256 i; i < config.hookedModules(); ++i) {
            Socket socket = _sockets[i];
            if (socket.hooksOf() & HOOK_TRANSFER_TOKENS == 0) continue;
            ForeignCalls.callOrRevert(socket.moduleOf(), notice);
        }
        _inHook = outer;
    }
}
