// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule, IModuleHooks} from "../interfaces/IModule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Governed} from "../multisig/Governed.sol";
import {Holding} from "../types/Holding.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    ModuleDeclaration,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE,
    PERMISSION_RECORD_DATE
} from "../types/Modules.sol";
import {PartyKind} from "../types/Party.sol";
import {TokenStorage} from "./TokenStorage.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Modular
/// @notice The socket: attached modules, their hooks, and what they encumber.
abstract contract Modular is Governed, TokenStorage {
    /// @dev A transfer between positions. Custodian zero: the position is held directly.
    struct Move {
        address from;
        address custodianFrom;
        address to;
        address custodianTo;
        uint256 amount;
    }

    struct Socket {
        address module;
        uint8 hooks;
    }

    /// @dev slot: 1 to 8 once the module has ever been allowed to encumber, kept for ever; zero otherwise.
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

    uint256 private constant MAX_MODULES = 16;
    uint8 private constant MAX_SLOTS = 8;
    uint8 private constant ALL_HOOKS = HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS;
    uint8 private constant ALL_PERMISSIONS = PERMISSION_ISSUE | PERMISSION_ENCUMBER | PERMISSION_RECORD_DATE;

    Socket[] private _sockets;
    mapping(address module => ModuleState) private _modules;
    mapping(address account => mapping(uint256 slot => Encumbrance)) private _encumbrances;
    mapping(uint256 slot => address) private _moduleOfSlot;

    /* ------------------------------------------------- modules ------------------------------------------------ */

    /// @inheritdoc ISecurityToken
    function modules() external view returns (address[] memory attached) {
        attached = new address[](_sockets.length);
        for (uint256 i; i < attached.length; ++i) {
            attached[i] = _sockets[i].module;
        }
    }

    /// @inheritdoc ISecurityToken
    function isModule(address account) public view returns (bool) {
        return _modules[account].attached;
    }

    function _attach(address module) internal {
        if (isModule(module)) revert SecurityToken_ModuleAttached(module);
        if (_sockets.length == MAX_MODULES) revert SecurityToken_TooManyModules();
        ModuleDeclaration memory declared = IModule(module).declaration();
        bool known = declared.hooks & ~ALL_HOOKS == 0 && declared.permissions & ~ALL_PERMISSIONS == 0;
        if (!known || address(IModule(module).token()) != address(this)) revert SecurityToken_InvalidModule(module);

        ModuleState memory state = _modules[module];
        if (declared.permissions & PERMISSION_ENCUMBER != 0) state.slot = _openSlot(module, state.slot);
        state.attached = true;
        state.permissions = declared.permissions;
        _modules[module] = state;
        _sockets.push(Socket(module, declared.hooks));
        _config.hooks |= declared.hooks;
        emit ModuleAttached(module, declared.hooks, declared.permissions);
    }

    function _detach(address module) internal {
        if (!isModule(module)) revert SecurityToken_ModuleNotAttached(module);

        ModuleState storage state = _modules[module];
        state.attached = false;
        if (state.slot != 0) _config.encumbering &= ~_bit(state.slot);
        uint8 hooks;
        for (uint256 i = _sockets.length; i > 0; --i) {
            Socket memory socket = _sockets[i - 1];
            if (socket.module != module) {
                hooks |= socket.hooks;
                continue;
            }
            _sockets[i - 1] = _sockets[_sockets.length - 1];
            _sockets.pop();
        }
        _config.hooks = hooks;
        emit ModuleDetached(module);
    }

    function _hasPermission(address module, uint8 permission) internal view returns (bool) {
        ModuleState memory state = _modules[module];
        return state.attached && state.permissions & permission != 0;
    }

    /// @dev A module that was attached before gets its slot back.
    function _openSlot(address module, uint8 slot) private returns (uint8) {
        if (slot == 0) {
            slot = _config.encumbranceSlots + 1;
            if (slot > MAX_SLOTS) revert SecurityToken_TooManyModules();
            _config.encumbranceSlots = slot;
            _moduleOfSlot[slot] = module;
        }
        _config.encumbering |= _bit(slot);
        return slot;
    }

    /* -------------------------------------------------- hooks ------------------------------------------------- */

    /// @dev Whether every module with this hook lets the move pass.
    function _modulesPermit(Move memory m) internal view returns (bool) {
        for (uint256 i; i < _sockets.length; ++i) {
            Socket memory socket = _sockets[i];
            if (socket.hooks & HOOK_CHECK_TRANSFER == 0) continue;
            try IModuleHooks(socket.module).checkTransfer(m.from, m.custodianFrom, m.to, m.custodianTo, m.amount) {}
            catch {
                return false;
            }
        }
        return true;
    }

    function _notifyModules(Move memory m) internal {
        for (uint256 i; i < _sockets.length; ++i) {
            Socket memory socket = _sockets[i];
            if (socket.hooks & HOOK_TRANSFER_TOKENS == 0) continue;
            IModuleHooks(socket.module).transferTokens(m.from, m.custodianFrom, m.to, m.custodianTo, m.amount);
        }
    }

    /* ----------------------------------------------- encumbrances --------------------------------------------- */

    /// @inheritdoc ISecurityToken
    function encumberedBalanceOf(address account) external view returns (uint256) {
        return _encumberedOf(account, _positions[address(0)][account].holding, _config.encumbering);
    }

    /// @inheritdoc ISecurityToken
    function encumbranceOf(address account, address module) external view returns (uint256) {
        return _hasPermission(module, PERMISSION_ENCUMBER) ? _encumbrances[account][_modules[module].slot].amount : 0;
    }

    /// @inheritdoc ISecurityToken
    function encumber(address account, uint256 amount) external {
        if (!_hasPermission(msg.sender, PERMISSION_ENCUMBER)) {
            revert SecurityToken_NotPermitted(msg.sender, PERMISSION_ENCUMBER);
        }
        Holding holding = _positions[address(0)][account].holding;
        uint256 free =
            _isOmnibus(account, holding) ? 0 : holding.balance() - _encumberedOf(account, holding, _config.encumbering);
        if (amount > free) revert SecurityToken_InsufficientFreeBalance(account, free, amount);
        if (amount == 0) return;

        uint8 slot = _modules[msg.sender].slot;
        Encumbrance memory encumbrance = _encumbrances[account][slot];
        encumbrance.amount += uint112(amount);
        _setEncumbrance(account, slot, encumbrance);
    }

    /// @inheritdoc ISecurityToken
    function release(address account, uint256 amount) external returns (uint256 released) {
        if (!_hasPermission(msg.sender, PERMISSION_ENCUMBER)) {
            revert SecurityToken_NotPermitted(msg.sender, PERMISSION_ENCUMBER);
        }
        uint8 slot = _modules[msg.sender].slot;
        Encumbrance memory encumbrance = _encumbrances[account][slot];
        uint256 madeUp = Math.min(amount, encumbrance.taken);
        released = Math.min(amount - madeUp, encumbrance.amount);
        if (madeUp + released == 0) return 0;

        encumbrance.taken -= uint112(madeUp);
        encumbrance.amount -= uint112(released);
        _setEncumbrance(account, slot, encumbrance);
    }

    /// @dev What attached modules encumber; slots of detached ones do not count. Never more than the balance: while a
    /// module was detached, its holders may have sold what counts again now.
    function _encumberedOf(address account, Holding holding, uint8 encumbering) internal view returns (uint256) {
        uint8 open = holding.flags() & encumbering;
        if (open == 0) return 0;

        uint256 sum;
        for (uint256 slot = 1; open != 0; (open >>= 1, ++slot)) {
            if (open & 1 == 1) sum += _encumbrances[account][slot].amount;
        }
        return Math.min(sum, holding.balance());
    }

    /// @dev Cuts an account's encumbrances down to `limit`. The last slots keep theirs, the first ones give.
    function _cutEncumbrances(address account, uint256 limit) internal {
        uint8 open = _positions[address(0)][account].holding.flags() & _config.encumbering;
        for (uint8 slot = MAX_SLOTS; slot > 0; --slot) {
            if (open & _bit(slot) == 0) continue;
            Encumbrance memory encumbrance = _encumbrances[account][slot];
            uint112 kept = uint112(Math.min(encumbrance.amount, limit));
            limit -= kept;
            if (kept == encumbrance.amount) continue;
            encumbrance.taken += encumbrance.amount - kept;
            encumbrance.amount = kept;
            _setEncumbrance(account, slot, encumbrance);
        }
    }

    /// @dev A custodian's direct position is the sum of what belongs to others, and moves with it.
    function _isOmnibus(address account, Holding holding) private view returns (bool known) {
        if (holding.party().kind() != PartyKind.Investor) (known,) = issuer.custodianStatus(account);
    }

    function _setEncumbrance(address account, uint8 slot, Encumbrance memory encumbrance) private {
        _encumbrances[account][slot] = encumbrance;
        if (encumbrance.amount != 0) {
            Holding holding = _positions[address(0)][account].holding;
            uint8 flags = holding.flags() | _bit(slot);
            if (flags != holding.flags()) _positions[address(0)][account].holding = holding.withFlags(flags);
        }
        emit EncumbranceChanged(account, _moduleOfSlot[slot], encumbrance.amount);
    }

    function _bit(uint8 slot) private pure returns (uint8) {
        return uint8(1 << (slot - 1));
    }
}
