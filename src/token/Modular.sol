// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../interfaces/IERC7943Fungible.sol";
import {IModule, IModuleHooks} from "../interfaces/IModule.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    ModuleDeclaration,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE,
    PERMISSION_RECORD_DATE,
    PERMISSION_REDEEM
} from "../types/Modules.sol";
import {Move} from "../types/Move.sol";
import {Config} from "./Config.sol";
import {Partitions} from "./Partitions.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev A plugged-in module and the hooks it declared: `module:160 | hooks:8`.
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

/// @title Modular
/// @notice The socket: attached modules, their hooks, and what they and the issuer encumber.
abstract contract Modular is Partitions {
    /// @dev slot: 1 to 6 once the module has ever been allowed to encumber, kept for ever; zero otherwise.
    struct ModuleState {
        bool attached;
        uint8 permissions;
        uint8 slot;
    }

    /// @dev One word.
    /// @param amount what the module encumbers
    /// @param taken what forced moves took of it; the module's next releases make up for it first
    struct Encumbrance {
        uint112 amount;
        uint112 taken;
    }

    uint8 private constant MAX_MODULES = 16;
    uint8 private constant MAX_SLOTS = 6;
    /// @dev The issuer's own: the frozen amount (ERC-7943). After the modules', so that they give first.
    uint8 private constant FROZEN_SLOT = 7;
    uint8 private constant FROZEN_FLAG = 1 << 6;
    uint8 private constant ALL_HOOKS = HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS;
    uint8 private constant ALL_PERMISSIONS =
        PERMISSION_ISSUE | PERMISSION_ENCUMBER | PERMISSION_RECORD_DATE | PERMISSION_REDEEM;

    /// @dev As many as the configuration says.
    mapping(uint256 index => Socket) private _sockets;
    mapping(address module => ModuleState) private _modules;
    mapping(address account => mapping(uint256 slot => Encumbrance)) private _encumbrances;
    mapping(uint256 slot => address) private _moduleOfSlot;

    /* ------------------------------------------------- modules ------------------------------------------------ */

    function _isModule(address account) internal view returns (bool) {
        return _modules[account].attached;
    }

    function _attachedModules() internal view returns (address[] memory attached) {
        attached = new address[](_config.moduleCount());
        for (uint256 i; i < attached.length; ++i) {
            attached[i] = _sockets[i].moduleOf();
        }
    }

    function _attach(address module) internal {
        if (_isModule(module)) revert SecurityToken_ModuleAttached(module);
        Config config = _config;
        uint8 count = config.moduleCount();
        if (count == MAX_MODULES) revert SecurityToken_TooManyModules();
        ModuleDeclaration memory declared = IModule(module).declaration();
        bool known = declared.hooks & ~ALL_HOOKS == 0 && declared.permissions & ~ALL_PERMISSIONS == 0;
        if (!known || !IModule(module).serves(address(this))) revert SecurityToken_InvalidModule(module);

        ModuleState storage state = _modules[module];
        if (declared.permissions & PERMISSION_ENCUMBER != 0) config = _openSlot(module, config);
        state.attached = true;
        state.permissions = declared.permissions;
        _sockets[count] = newSocket(module, declared.hooks);
        _config = config.withModuleCount(count + 1).withHooks(config.hooks() | declared.hooks);
        emit ModuleAttached(module, declared.hooks, declared.permissions);
    }

    function _detach(address module) internal {
        if (!_isModule(module)) revert SecurityToken_ModuleNotAttached(module);

        ModuleState storage state = _modules[module];
        state.attached = false;
        Config config = _config;
        if (state.slot != 0) config = config.withEncumbering(config.encumbering() & ~_bit(state.slot));
        _config = _unplug(module, config);
        emit ModuleDetached(module);
    }

    /// @dev The last module takes the free place.
    function _unplug(address module, Config config) private returns (Config) {
        uint8 last = config.moduleCount() - 1;
        uint8 hooks;
        for (uint256 i; i <= last; ++i) {
            Socket socket = _sockets[i];
            if (socket.moduleOf() == module) {
                socket = _sockets[last];
                _sockets[i] = socket;
            }
            if (socket.moduleOf() != module) hooks |= socket.hooksOf();
        }
        _sockets[last] = Socket.wrap(0);
        return config.withModuleCount(last).withHooks(hooks);
    }

    function _hasPermission(address module, uint8 permission) internal view returns (bool) {
        ModuleState memory state = _modules[module];
        return state.attached && state.permissions & permission != 0;
    }

    /// @dev A module that was attached before gets its slot back.
    function _openSlot(address module, Config config) private returns (Config) {
        uint8 slot = _modules[module].slot;
        if (slot == 0) {
            slot = config.encumbranceSlots() + 1;
            if (slot > MAX_SLOTS) revert SecurityToken_TooManyModules();
            config = config.withEncumbranceSlots(slot);
            _modules[module].slot = slot;
            _moduleOfSlot[slot] = module;
        }
        return config.withEncumbering(config.encumbering() | _bit(slot));
    }

    /* -------------------------------------------------- hooks ------------------------------------------------- */

    /// @dev Whether every module with this hook lets the move pass.
    function _modulesPermit(Move memory m, Config config) internal view returns (bool) {
        for (uint256 i; i < config.moduleCount(); ++i) {
            Socket socket = _sockets[i];
            if (socket.hooksOf() & HOOK_CHECK_TRANSFER == 0) continue;
            try IModuleHooks(socket.moduleOf()).checkTransfer(m) {}
            catch {
                return false;
            }
        }
        return true;
    }

    function _notifyModules(Move memory m, Config config) internal {
        for (uint256 i; i < config.moduleCount(); ++i) {
            Socket socket = _sockets[i];
            if (socket.hooksOf() & HOOK_TRANSFER_TOKENS == 0) continue;
            IModuleHooks(socket.moduleOf()).transferTokens(m);
        }
    }

    /* ----------------------------------------------- encumbrances --------------------------------------------- */

    function _encumbranceOf(address account, address module) internal view returns (uint256) {
        return _hasPermission(module, PERMISSION_ENCUMBER) ? _encumbrances[account][_modules[module].slot].amount : 0;
    }

    /// @dev Nothing is free of a custodian's direct position: it is the sum of what belongs to others.
    function _encumber(address module, address account, uint256 amount) internal {
        uint8 slot = _slotOf(module);
        Holding holding = _direct[account].holding;
        uint256 free = holding.party().isCustodian() ? 0 : _unencumbered(account, holding, _config);
        if (amount > free) revert SecurityToken_InsufficientFreeBalance(account, free, amount);

        if (amount == 0) return;
        Encumbrance memory encumbrance = _encumbrances[account][slot];
        // At most the free balance, which has 112 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        encumbrance.amount += uint112(amount);
        _setEncumbrance(account, slot, encumbrance);
        _direct[account].holding = holding.withFlags(holding.flags() | _bit(slot));
    }

    /// @dev What stood at a lost account stands at its successor.
    function _release(address module, address account, uint256 amount) internal returns (uint256 released) {
        uint8 slot = _slotOf(module);
        Encumbrance memory encumbrance = _encumbrances[account][slot];
        if (encumbrance.amount == 0 && encumbrance.taken == 0) {
            account = _currentAccountOf(account);
            encumbrance = _encumbrances[account][slot];
        }
        uint256 madeUp = Math.min(amount, encumbrance.taken);
        released = Math.min(amount - madeUp, encumbrance.amount);
        if (madeUp + released == 0) return 0;

        // At most what was taken.
        // forge-lint: disable-next-line(unsafe-typecast)
        encumbrance.taken -= uint112(madeUp);
        // At most what is encumbered.
        // forge-lint: disable-next-line(unsafe-typecast)
        encumbrance.amount -= uint112(released);
        _setEncumbrance(account, slot, encumbrance);
    }

    function _frozenOf(address account) internal view returns (uint256) {
        return _encumbrances[account][FROZEN_SLOT].amount;
    }

    /// @param amount may exceed the balance: then what comes in is frozen, too
    function _setFrozen(address account, uint256 amount) internal {
        if (amount > MAX_BALANCE) revert SecurityToken_AmountTooHigh(amount);
        Holding holding = _direct[account].holding;
        if (holding.party().isCustodian()) revert SecurityToken_CustodianBalance(account);

        _direct[account].holding = holding.withFlags(holding.flags() | FROZEN_FLAG);
        // At most `MAX_BALANCE`: checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        _setEncumbrance(account, FROZEN_SLOT, Encumbrance(uint112(amount), 0));
    }

    function _slotOf(address module) private view returns (uint8) {
        ModuleState memory state = _modules[module];
        if (!state.attached || state.permissions & PERMISSION_ENCUMBER == 0) {
            revert SecurityToken_NotPermitted(module, PERMISSION_ENCUMBER);
        }
        return state.slot;
    }

    /// @dev What the default partition holds and nobody encumbers; locks apart.
    function _unencumbered(address account, Holding holding, Config config) internal view returns (uint256) {
        uint256 held = holding.balance() - _apartOf(account, holding).amount;
        return held - _encumberedOf(account, holding, held, config);
    }

    /// @dev What attached modules and the issuer encumber; slots of detached ones do not count. Never more than what is
    /// held: while a module was detached, its holders may have sold what counts again now.
    /// @param held balance in the default partition
    function _encumberedOf(address account, Holding holding, uint256 held, Config config)
        internal
        view
        returns (uint256)
    {
        uint8 open = _open(holding, config);
        if (open == 0) return 0;

        uint256 sum;
        for (uint256 slot = 1; open != 0; (open >>= 1, ++slot)) {
            if (open & 1 == 1) sum += _encumbrances[account][slot].amount;
        }
        return Math.min(sum, held);
    }

    /// @dev Cuts an account's encumbrances down to `limit`. The last slots keep theirs, the first ones give.
    function _cutEncumbrances(address account, Holding holding, uint256 limit, Config config) internal {
        uint8 open = _open(holding, config);
        for (uint8 slot = FROZEN_SLOT; slot > 0 && open != 0; --slot) {
            if (open & _bit(slot) == 0) continue;
            Encumbrance memory encumbrance = _encumbrances[account][slot];
            uint112 kept = uint112(Math.min(encumbrance.amount, limit));
            limit -= kept;
            if (kept == encumbrance.amount) continue;
            if (slot != FROZEN_SLOT) encumbrance.taken += encumbrance.amount - kept;
            encumbrance.amount = kept;
            _setEncumbrance(account, slot, encumbrance);
        }
    }

    /// @dev Gives all that is encumbered of a lost account, and what was taken of it, to its successor.
    /// @return the successor's holding, with the flags of both
    function _moveEncumbrances(address lost, Holding from, address successor, Holding to) internal returns (Holding) {
        for (uint8 slot = 1; slot <= FROZEN_SLOT; ++slot) {
            if (from.flags() & _bit(slot) == 0) continue;
            Encumbrance memory moved = _encumbrances[lost][slot];
            if (moved.amount == 0 && moved.taken == 0) continue;
            Encumbrance memory sum = _encumbrances[successor][slot];
            (sum.amount, sum.taken) = (_capped(sum.amount, moved.amount), _capped(sum.taken, moved.taken));
            _setEncumbrance(lost, slot, Encumbrance(0, 0));
            _setEncumbrance(successor, slot, sum);
        }
        return to.withFlags(to.flags() | from.flags());
    }

    /// @dev The holding without flags of slots in which nothing is encumbered any more. A release leaves them standing,
    /// because the holder's next transfer reads those slots and writes this word anyway.
    function _cleared(address account, Holding holding, Config config) internal view returns (Holding) {
        uint8 flags = holding.flags();
        uint8 open = _open(holding, config);
        for (uint8 slot = 1; slot <= FROZEN_SLOT && open != 0; ++slot) {
            if (open & _bit(slot) != 0 && _encumbrances[account][slot].amount == 0) flags &= ~_bit(slot);
        }
        if (flags & APART_FLAG != 0) {
            Apart memory apart = _aparts[account];
            if (apart.amount == 0 && apart.lockedUntil == 0) flags &= ~APART_FLAG;
        }
        return holding.withFlags(flags);
    }

    /// @dev Slots in which something may be encumbered that counts now.
    function _open(Holding holding, Config config) private pure returns (uint8) {
        return holding.flags() & (config.encumbering() | FROZEN_FLAG);
    }

    function _setEncumbrance(address account, uint8 slot, Encumbrance memory encumbrance) private {
        _encumbrances[account][slot] = encumbrance;
        if (slot == FROZEN_SLOT) emit IERC7943Fungible.Frozen(account, encumbrance.amount);
        else emit EncumbranceChanged(account, _moduleOfSlot[slot], encumbrance.amount);
    }

    /// @dev Frozen amounts may exceed balances, and so may their sum.
    function _capped(uint256 a, uint256 b) private pure returns (uint112) {
        return uint112(Math.min(a + b, MAX_BALANCE));
    }

    function _bit(uint8 slot) private pure returns (uint8) {
        return uint8(1 << (slot - 1));
    }

    /* -------------------------------------------------- guards ------------------------------------------------ */

    /// @dev A module with the permission, or the issuer's authorities.
    function _checkPermission(uint8 permission) internal returns (bool) {
        if (!_isModule(msg.sender)) return _checkAuthority();
        if (!_hasPermission(msg.sender, permission)) revert SecurityToken_NotPermitted(msg.sender, permission);
        return true;
    }
}
