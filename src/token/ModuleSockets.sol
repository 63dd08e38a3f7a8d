// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule, IModuleHooks, IModuleTags} from "../interfaces/IModule.sol";
import {ITokenNotices} from "../interfaces/ITokenNotices.sol";
import {ForeignCalls} from "../libraries/ForeignCalls.sol";
import {TaggedData} from "../libraries/TaggedData.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_FORCED,
    HOOK_LIFE,
    HOOK_TAGS,
    HOOK_TRANSFER_TOKENS,
    ModuleDeclaration,
    PERMISSION_ADMIT,
    PERMISSION_CHANGE_PARTITION,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE,
    PERMISSION_MANDATE,
    PERMISSION_RECORD_DATE,
    PERMISSION_REDEEM,
    PERMISSION_SETTLE
} from "../types/Modules.sol";
import {TAG_REFERENCE} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove, redirected} from "../types/RawMove.sol";
import {Config, ISSUANCE_FINISHED} from "./Config.sol";
import {Encumbrances} from "./Encumbrances.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

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
    uint256 private constant MAX_MODULES = 16;
    uint8 private constant ALL_HOOKS = HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS | HOOK_FORCED | HOOK_LIFE | HOOK_TAGS;
    uint16 private constant ALL_PERMISSIONS = PERMISSION_ISSUE | PERMISSION_ENCUMBER | PERMISSION_RECORD_DATE
        | PERMISSION_REDEEM | PERMISSION_SETTLE | PERMISSION_CHANGE_PARTITION | PERMISSION_MANDATE | PERMISSION_ADMIT;

    /// @dev One while a module runs that was told of a move. A whole word: of a part, the rest would be read first.
    uint256 private transient _inHook;

    uint256 private _moduleCount;
    /// @dev Modules with hooks first, as many as the configuration says.
    Socket[MAX_MODULES] private _sockets;
    /// @dev How many attached modules read data with this tag.
    mapping(bytes4 tag => uint256) private _readers;
    /// @dev Shares that only the module may issue.
    mapping(address module => uint256) private _reserved;

    /* ------------------------------------------------- modules ------------------------------------------------ */

    function _isModule(address account) internal view returns (bool) {
        return _modules[account].attached;
    }

    function _hasPermission(address module, uint16 permission) internal view returns (bool) {
        return _permissionsOf(module) & permission != 0;
    }

    function _permissionsOf(address module) internal view returns (uint16) {
        ModuleState storage state = _modules[module];
        return state.attached ? state.permissions : 0;
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

    function _hasMandate(address module) internal view returns (bool) {
        return _modules[module].mandated;
    }

    /// @dev What a module declares is not enough: the owner authority grants each one its mandate.
    function _setMandate(address module, bool granted) internal {
        if (!_hasPermission(module, PERMISSION_MANDATE)) revert SecurityToken_NotMandated(module);
        _modules[module].mandated = granted;
        emit MandateSet(module, granted);
    }

    /* ------------------------------------------------ reservations -------------------------------------------- */

    function _reservedBy(address module) internal view returns (uint256) {
        return _reserved[module];
    }

    function _reservedByOthers(address module) internal view returns (uint256 amount) {
        amount = _supplyLimit.reserved;
        if (amount != 0) amount -= _reserved[module];
    }

    function _useReserved(address module, uint256 amount) internal {
        if (_supplyLimit.reserved == 0) return;
        uint256 own = _reserved[module];
        if (own != 0 && amount != 0) _reserve(module, Math.saturatingSub(own, amount));
    }

    /// @dev What others have reserved is not there.
    function _requireRoom(address module, uint256 amount, Config config) internal view {
        if (config.isOn(ISSUANCE_FINISHED)) revert SecurityToken_IssuanceFinished();
        if (amount > MAX_BALANCE) revert SecurityToken_SupplyOverflow(amount);
        uint256 supplyAfter = _supply.holding.balance() + amount;
        if (supplyAfter > MAX_BALANCE) revert SecurityToken_SupplyOverflow(supplyAfter);
        supplyAfter += _reservedByOthers(module);
        if (supplyAfter > _mostSupply()) revert SecurityToken_AuthorizedSupplyExceeded(supplyAfter, _mostSupply());
    }

    function _mostSupply() internal view returns (uint256) {
        uint256 authorized = _supplyLimit.authorized;
        return authorized == 0 ? MAX_BALANCE : authorized;
    }

    /// @dev Sets what the module has reserved.
    function _reserve(address module, uint256 amount) internal {
        // Supply and reservations together have at most 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        _supplyLimit.reserved = uint96(_supplyLimit.reserved - _reserved[module] + amount);
        _reserved[module] = amount;
        emit SupplyReserved(module, amount);
    }

    /* ------------------------------------------------- list ---------------------------------------------------- */

    function _attachedModules() internal view returns (address[] memory attached) {
        attached = new address[](_moduleCount);
        for (uint256 i; i < attached.length; ++i) {
            attached[i] = _sockets[i].moduleOf();
        }
    }

    /// @dev Between the moves of a batch, or of a recovery, everything else stays as it is.
    function _requireNoHook() internal view {
        if (_inHook != 0) revert SecurityToken_HookRunning();
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
        ModuleState storage state = _modules[module];
        (state.attached, state.permissions, state.hooks) = (true, declared.permissions, declared.hooks);
        _config = _plug(newSocket(module, declared.hooks), config);
        emit ModuleAttached(module, declared.hooks, declared.permissions);
        if (declared.hooks & HOOK_TAGS != 0) _addTags(module);
        _tellAttachment(module, declared.hooks, true);
    }

    function _detach(address module) internal {
        _requireNoHook();
        if (!_isModule(module)) revert SecurityToken_ModuleNotAttached(module);

        if (_modules[module].mandated) emit MandateSet(module, false);
        (_modules[module].attached, _modules[module].mandated) = (false, false);
        _config = _unplug(module, _closeSlot(module, _config));
        emit ModuleDetached(module);
        if (_reserved[module] != 0) _reserve(module, 0);
        ModuleState memory state = _modules[module];
        if (state.hooks & HOOK_TAGS != 0) _removeTags(state.tags);
        _tellAttachment(module, state.hooks, false);
    }

    function _tellAttachment(address module, uint8 hooks, bool attached) private {
        if (hooks & HOOK_LIFE != 0) _tellSelf(abi.encodeCall(ITokenNotices.tellAttachment, (module, attached)));
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

    /// @dev Asks the modules with this hook in turn. One that has lost its code does not let pass.
    /// @param question the call of `checkTransfer`
    /// @param gasLimit for each of them
    /// @return refuser one more than the place of the first that refuses; zero if none does
    /// @return reason why, in at most 1,024 bytes
    function _askModules(bytes memory question, uint256 gasLimit, Config config)
        internal
        view
        returns (uint256 refuser, bytes memory reason)
    {
        uint256 count = config.hookedModules();
        for (uint256 i; i < count; ++i) {
            Socket socket = _sockets[i];
            if (socket.hooksOf() & HOOK_CHECK_TRANSFER == 0) continue;
            bool passes;
            (passes, reason) = ForeignCalls.check(socket.moduleOf(), gasLimit, question);
            if (!passes) return (i + 1, reason);
        }
    }

    /// @dev Whether a module that reads data refuses for want of it.
    function _wantsTicket(uint256 refuser, bytes memory reason) internal view returns (bool) {
        if (_sockets[refuser - 1].hooksOf() & HOOK_TAGS == 0 || reason.length < 4) return false;
        // The selector.
        // forge-lint: disable-next-line(unsafe-typecast)
        return bytes4(reason) == IModuleHooks.Module_TicketRequired.selector;
    }

    /// @dev Meanwhile no module is attached or detached, so every module with this hook is told.
    /// @param question what modules were asked about this move; empty if none was
    function _notifyModules(RawMove memory m, bytes memory question, Config config) internal {
        bytes4 hook = IModuleHooks.transferTokens.selector;
        _notifyModules(question.length == 0 ? m.callOf(hook) : redirected(question, hook), config);
    }

    /// @param notice the call of `transferTokens`
    function _notifyModules(bytes memory notice, Config config) internal {
        bool outer = _enterHook();
        uint256 count = config.hookedModules();
        for (uint256 i; i < count; ++i) {
            Socket socket = _sockets[i];
            if (socket.hooksOf() & HOOK_TRANSFER_TOKENS == 0) continue;
            // One that was asked had code then.
            if (socket.hooksOf() & HOOK_CHECK_TRANSFER == 0) ForeignCalls.requireCode(socket.moduleOf());
            ForeignCalls.callOrRevert(socket.moduleOf(), notice);
        }
        _leaveHook(outer);
    }

    /// @dev Nothing is attached or detached meanwhile.
    /// @return outer whether a hook runs already
    function _enterHook() internal returns (bool outer) {
        outer = _inHook != 0;
        if (!outer) _inHook = 1;
    }

    function _leaveHook(bool outer) internal {
        if (!outer) _inHook = 0;
    }

    /* -------------------------------------------------- notices ----------------------------------------------- */

    /// @dev After a move that nobody was asked about, when everything is written.
    function _tellForced(RawMove memory m, Config config) internal {
        if (config.hooks() & HOOK_FORCED != 0 && m.amount != 0) _tellSelf(m.callOf(ITokenNotices.tellForced.selector));
    }

    /// @param slots those whose encumbrance of the position has changed
    function _tellEncumbrances(PositionKey memory position, uint256 slots, Config config) internal {
        if (slots == 0 || config.hooks() & HOOK_LIFE == 0) return;
        _tellSelf(abi.encodeCall(ITokenNotices.tellEncumbrances, (position, slots)));
    }

    /// @dev Only `TokenNotices` has the code. What it tells cannot stop the caller; too little gas does.
    function _tellSelf(bytes memory notice) internal {
        ForeignCalls.callOrRevert(address(this), notice);
    }

    /// @dev Zero if there is none at this place.
    function _moduleAt(uint256 place) internal view returns (address) {
        return place < MAX_MODULES ? _sockets[place].moduleOf() : address(0);
    }

    function _hasHook(address module, uint8 hook) internal view returns (bool) {
        ModuleState storage state = _modules[module];
        return state.attached && state.hooks & hook != 0;
    }

    /// @dev The attached modules with this hook.
    function _modulesWith(uint8 hook) internal view returns (address[] memory listeners) {
        uint256 hooked = _config.hookedModules();
        listeners = new address[](hooked);
        uint256 count;
        for (uint256 i; i < hooked; ++i) {
            if (_sockets[i].hooksOf() & hook != 0) listeners[count++] = _sockets[i].moduleOf();
        }
        // Shortens the array in place; `count` is at most its length.
        assembly ("memory-safe") {
            mstore(listeners, count)
        }
    }

    /* --------------------------------------------------- data ------------------------------------------------- */

    /// @dev Whether the token or an attached module reads data with this tag.
    function _reads(bytes4 tag) internal view returns (bool) {
        return tag == TAG_REFERENCE || _readers[tag] != 0;
    }

    /// @dev A transfer's data is empty, or all of it is read by somebody.
    function _requireRead(bytes memory data) internal view {
        if (data.length == 0) return;
        (bool valid, bytes4[] memory tags) = TaggedData.tagsOf(data);
        if (!valid) revert SecurityToken_InvalidData(data.length);
        for (uint256 i; i < tags.length; ++i) {
            if (!_reads(tags[i])) revert SecurityToken_UnreadTag(tags[i]);
        }
    }

    function _addTags(address module) private {
        bytes4[4] memory tags = IModuleTags(module).tags();
        uint128 packed;
        for (uint256 i; i < tags.length; ++i) {
            packed = packed << 32 | uint32(tags[i]);
            if (tags[i] != 0) ++_readers[tags[i]];
        }
        _modules[module].tags = packed;
        emit ModuleTagsDeclared(module, tags);
    }

    function _removeTags(uint128 tags) private {
        for (; tags != 0; tags >>= 32) {
            // The last one of those that are left.
            // forge-lint: disable-next-line(unsafe-typecast)
            bytes4 tag = bytes4(uint32(tags));
            if (tag != 0) --_readers[tag];
        }
    }
}
