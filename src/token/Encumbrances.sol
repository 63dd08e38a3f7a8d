// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../interfaces/IERC7943Fungible.sol";
import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Config} from "./Config.sol";
import {Partitions} from "./Partitions.sol";
import {Position} from "./Positions.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Encumbrances
/// @notice What modules and the issuer keep from leaving a position. The arithmetic is `EncumbranceRules`.
/// @dev A module has a slot for as long as it is attached or encumbers anything anywhere; an empty slot is free for the next
/// module. The frozen amount (ERC-7943) has a slot of its own, on direct positions of the default partition.
abstract contract Encumbrances is Partitions {
    /// @dev One word.
    /// @param amount what is kept now
    /// @param taken what forced moves took of it; the module's next releases make up for it first, and a forced move back
    /// restores it
    struct Encumbrance {
        uint96 amount;
        uint96 taken;
    }

    /// @dev One word.
    /// @param total sum of `amount` and `taken` over all positions
    struct Slot {
        address module;
        uint96 total;
    }

    uint256 private constant SLOTS = 16;
    uint256 private constant FROZEN_SLOT = SLOTS;
    uint256 private constant FROZEN_FLAG = 1 << FROZEN_SLOT;
    /// @dev Slots of modules.
    uint256 private constant SLOT_FLAGS = FROZEN_FLAG - 1;

    mapping(bytes32 position => mapping(uint256 slot => Encumbrance)) private _encumbrances;
    mapping(uint256 slot => Slot) private _slots;
    /// @dev One more than the slot's number. The slot is the module's only while it names the module.
    mapping(address module => uint256) private _slotNumbers;
    /// @dev Detached modules whose encumbrances anyone may clear.
    mapping(address module => bool) private _abandoned;

    /* -------------------------------------------------- reading ----------------------------------------------- */

    /// @dev The flag of the slot that a module has; zero if it has none.
    function _flagOf(address module) internal view returns (uint256) {
        uint256 number = _slotNumbers[module];
        return number == 0 || _slots[number - 1].module != module ? 0 : 1 << (number - 1);
    }

    /// @dev What a module encumbers of a position and what force took of that, attached or not.
    function _encumbranceAt(PositionKey memory key, address module) internal view returns (Encumbrance memory kept) {
        if (_flagOf(module) != 0) kept = _encumbrances[key.positionId()][_slotNumbers[module] - 1];
    }

    /// @param direct the account's direct word
    function _frozenOf(address account, Holding direct) internal view returns (uint256) {
        return
            direct.flags() & FROZEN_FLAG == 0
                ? 0
                : _encumbrances[bytes32(uint256(uint160(account)))][FROZEN_SLOT].amount;
    }

    /// @dev What attached modules encumber of a position, together.
    function _encumberedOf(bytes32 position, uint256 flags, Config config) internal view returns (uint256 encumbered) {
        uint256 open = flags & config.encumbering();
        for (uint256 slot; open != 0; (open >>= 1, ++slot)) {
            if (open & 1 == 1) encumbered += _encumbrances[position][slot].amount;
        }
    }

    /// @dev What may leave a direct position of the default partition; locks in time apart.
    function _freeOf(address account, Holding holding, Config config) internal view returns (uint256) {
        uint256 held = holding.balance() - _apartOf(account, holding).amount;
        bytes32 position = bytes32(uint256(uint160(account)));
        uint256 encumbered = _encumberedOf(position, holding.flags(), config);
        return EncumbranceRules.free(held, encumbered, _frozenOf(account, holding));
    }

    /// @dev What a position holds: of a direct one in the default partition, what is in no other.
    function _heldIn(PositionKey memory key, Holding holding) internal view returns (uint256) {
        if (key.custodian != address(0) || !key.partition.isDefault()) return holding.balance();
        return holding.balance() - _apartOf(key.account, holding).amount;
    }

    function _positionAt(PositionKey memory key) internal view returns (Position storage) {
        if (key.partition.isDefault()) return _position(key.custodian, key.account);
        if (key.custodian != address(0)) revert SecurityToken_UnknownPartition(key.partition);
        return _shares[key.partition][key.account];
    }

    /* -------------------------------------------------- modules ----------------------------------------------- */

    /// @dev A custodian's direct position is the sum of what belongs to others: nothing of it can be encumbered.
    function _encumber(address module, PositionKey memory key, uint256 amount) internal {
        Position storage position = _positionAt(key);
        Holding holding = position.holding;
        uint256 addable;
        if (!holding.party().isCustodian()) {
            uint256 encumbered = _encumberedOf(key.positionId(), holding.flags(), _config);
            addable = EncumbranceRules.addable(_heldIn(key, holding), encumbered);
        }
        if (amount > addable) revert SecurityToken_InsufficientFreeBalance(key.account, addable, amount);
        if (amount == 0) return;

        uint256 slot = _slotNumbers[module] - 1;
        Encumbrance memory kept = _encumbrances[key.positionId()][slot];
        // At most what is held, which has 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        kept.amount += uint96(amount);
        // The same amount.
        // forge-lint: disable-next-line(unsafe-typecast)
        _slots[slot].total += uint96(amount);
        _keep(key, slot, kept);
        position.holding = holding.withFlags(holding.flags() | 1 << slot);
    }

    /// @dev What was at a lost account is at its successor.
    function _release(address module, PositionKey memory key, uint256 amount) internal returns (uint256 released) {
        uint256 slot = _slotNumbers[module] - 1;
        Encumbrance memory kept = _encumbrances[key.positionId()][slot];
        if (kept.amount == 0 && kept.taken == 0) {
            key.account = _currentAccountOf(key.account);
            kept = _encumbrances[key.positionId()][slot];
        }
        uint256 madeUp = Math.min(amount, kept.taken);
        released = Math.min(amount - madeUp, kept.amount);
        if (madeUp + released == 0) return 0;

        // At most what was taken and what is encumbered.
        // forge-lint: disable-next-line(unsafe-typecast)
        (kept.taken, kept.amount) = (kept.taken - uint96(madeUp), kept.amount - uint96(released));
        // Both are part of the total.
        // forge-lint: disable-next-line(unsafe-typecast)
        _slots[slot].total -= uint96(madeUp + released);
        _keep(key, slot, kept);
    }

    /// @dev A module that still has its slot gets it back. The caller attaches the module.
    function _openSlot(address module, Config config) internal returns (Config) {
        uint256 flag = _flagOf(module);
        if (flag == 0) {
            uint256 slot = _emptySlot(config);
            flag = 1 << slot;
            _slots[slot].module = module;
            _slotNumbers[module] = slot + 1;
        }
        _abandoned[module] = false;
        // One of 16 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        return config.withEncumbering(config.encumbering() | uint16(flag));
    }

    function _closeSlot(address module, Config config) internal view returns (Config) {
        // Bits that are set already.
        // forge-lint: disable-next-line(unsafe-typecast)
        return config.withEncumbering(config.encumbering() & ~uint16(_flagOf(module)));
    }

    function _emptySlot(Config config) private view returns (uint256 slot) {
        while (slot < SLOTS && (config.encumbering() >> slot & 1 == 1 || _slots[slot].total != 0)) ++slot;
        if (slot == SLOTS) revert SecurityToken_NoEmptySlot();
    }

    /* ------------------------------------------------- giving up ---------------------------------------------- */

    /// @dev The caller sees to it that the module is detached.
    function _abandon(address module) internal {
        if (_flagOf(module) == 0 || _slots[_slotNumbers[module] - 1].total == 0) {
            revert SecurityToken_NothingEncumbered(module);
        }
        _abandoned[module] = true;
        emit ModuleAbandoned(module);
    }

    function _clear(address module, PositionKey memory key) internal {
        if (!_abandoned[module] || _flagOf(module) == 0) revert SecurityToken_NotAbandoned(module);
        uint256 slot = _slotNumbers[module] - 1;
        Encumbrance memory kept = _encumbrances[key.positionId()][slot];
        if (kept.amount == 0 && kept.taken == 0) return;

        _slots[slot].total -= kept.amount + kept.taken;
        _keep(key, slot, Encumbrance(0, 0));
    }

    /* --------------------------------------------------- force ------------------------------------------------ */

    /// @param amount may exceed the balance: then what comes in is frozen, too
    function _setFrozen(address account, uint256 amount) internal {
        if (amount > MAX_BALANCE) revert SecurityToken_AmountTooHigh(amount);
        Holding holding = _direct[account].holding;
        if (holding.party().isCustodian()) revert SecurityToken_CustodianBalance(account);

        _direct[account].holding = holding.withFlags(holding.flags() | FROZEN_FLAG);
        // At most `MAX_BALANCE`: checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        _keep(_directKey(account), FROZEN_SLOT, Encumbrance(uint96(amount), 0));
    }

    /// @dev Before force takes `amount` of what a position holds. Modules give together, the lowest slot first.
    function _cutEncumbrances(PositionKey memory key, Holding holding, uint256 amount, Config config) internal {
        uint256 open = holding.flags() & config.encumbering();
        if (open == 0) return;

        uint256 encumbered = _encumberedOf(key.positionId(), open, config);
        uint256 rest = EncumbranceRules.cut(_heldIn(key, holding), encumbered, amount);
        for (uint256 slot; rest != 0; ++slot) {
            if (open >> slot & 1 == 1) rest -= _takeKept(key, slot, rest);
        }
    }

    /// @dev Before force takes `amount` of what a direct position holds, of which `frozen` is frozen.
    function _cutFrozen(address account, uint256 held, uint256 frozen, uint256 amount) internal {
        uint256 rest = EncumbranceRules.cut(held, frozen, amount);
        if (rest != 0) _takeKept(_directKey(account), FROZEN_SLOT, rest);
    }

    /// @dev When force brings `amount` into a position. What was taken last comes back first, so the highest slot is the
    /// first. Of a detached module, too: it counts again when the module is attached again.
    function _restoreEncumbrances(PositionKey memory key, Holding holding, uint256 amount) internal {
        uint256 flags = holding.flags() & SLOT_FLAGS;
        for (uint256 slot = SLOTS; flags != 0 && slot > 0 && amount != 0;) {
            if (flags >> --slot & 1 == 1) amount -= _giveBack(key, slot, amount);
        }
    }

    /// @param direct the account's direct word
    function _restoreFrozen(address account, Holding direct, uint256 amount) internal {
        if (direct.flags() & FROZEN_FLAG != 0) _giveBack(_directKey(account), FROZEN_SLOT, amount);
    }

    function _directKey(address account) internal pure returns (PositionKey memory key) {
        key.account = account;
    }

    function _takeKept(PositionKey memory key, uint256 slot, uint256 limit) private returns (uint256 taken) {
        Encumbrance memory kept = _encumbrances[key.positionId()][slot];
        taken = Math.min(kept.amount, limit);
        if (taken == 0) return 0;

        // At most what is kept; `amount` and `taken` together have 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        (kept.amount, kept.taken) = (kept.amount - uint96(taken), _capped(kept.taken, uint96(taken)));
        _keep(key, slot, kept);
    }

    function _giveBack(PositionKey memory key, uint256 slot, uint256 limit) private returns (uint256 given) {
        Encumbrance memory kept = _encumbrances[key.positionId()][slot];
        given = EncumbranceRules.restored(kept.taken, limit);
        if (given == 0) return 0;

        // At most what was taken.
        // forge-lint: disable-next-line(unsafe-typecast)
        (kept.amount, kept.taken) = (_capped(kept.amount, uint96(given)), kept.taken - uint96(given));
        _keep(key, slot, kept);
    }

    /* -------------------------------------------------- recovery ---------------------------------------------- */

    /// @dev Gives all that is kept of a lost account's position, and what was taken of it, to its successor's.
    /// @return the successor's holding, with the flags of both
    function _moveEncumbrances(PositionKey memory lost, Holding from, PositionKey memory successor, Holding to)
        internal
        returns (Holding)
    {
        uint256 flags = from.flags() & (SLOT_FLAGS | FROZEN_FLAG);
        for (uint256 slot; flags >> slot != 0; ++slot) {
            if (flags >> slot & 1 == 0) continue;
            Encumbrance memory moved = _encumbrances[lost.positionId()][slot];
            if (moved.amount == 0 && moved.taken == 0) continue;
            Encumbrance memory sum = _encumbrances[successor.positionId()][slot];
            (sum.amount, sum.taken) = (_capped(sum.amount, moved.amount), _capped(sum.taken, moved.taken));
            _keep(lost, slot, Encumbrance(0, 0));
            _keep(successor, slot, sum);
        }
        return to.withFlags(to.flags() | flags);
    }

    /* -------------------------------------------------- internal ---------------------------------------------- */

    /// @dev The holding without flags of slots in which nothing is kept any more. A release leaves them as they are, because
    /// the holder's next transfer reads those slots and writes this word anyway.
    function _cleared(PositionKey memory key, Holding holding, Config config) internal view returns (Holding) {
        uint256 flags = holding.flags();
        uint256 open = flags & (config.encumbering() | FROZEN_FLAG);
        for (uint256 slot; open >> slot != 0; ++slot) {
            if (open >> slot & 1 == 0) continue;
            Encumbrance memory kept = _encumbrances[key.positionId()][slot];
            if (kept.amount == 0 && kept.taken == 0) flags &= ~(1 << slot);
        }
        if (flags & APART_FLAG != 0) {
            Apart memory apart = _aparts[key.account];
            if (apart.amount == 0 && apart.lockedUntil == 0) flags &= ~APART_FLAG;
        }
        return holding.withFlags(flags);
    }

    function _keep(PositionKey memory key, uint256 slot, Encumbrance memory kept) private {
        _encumbrances[key.positionId()][slot] = kept;
        if (slot == FROZEN_SLOT) {
            emit IERC7943Orders.Frozen(key.account, kept.amount);
        } else if (key.custodian == address(0) && key.partition.isDefault()) {
            emit EncumbranceChanged(key.account, _slots[slot].module, kept.amount);
        } else {
            emit PositionEncumbranceChanged(key.account, _slots[slot].module, key.custodian, key.partition, kept.amount);
        }
    }

    /// @dev Frozen amounts may exceed balances, and so may their sum.
    function _capped(uint96 a, uint96 b) private pure returns (uint96) {
        // At most `MAX_BALANCE`.
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint96(Math.min(uint256(a) + b, MAX_BALANCE));
    }
}
