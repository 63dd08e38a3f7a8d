// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../interfaces/IERC7943Fungible.sol";
import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
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
    /// @dev What is kept of a position in one word: `splitEpoch:8 | taken:120 | amount:120`. taken: what forced moves took of
    /// it; the module's next releases make up for it first, and a forced move back restores it. Both have 24 bits of fraction,
    /// which a split may leave: what is kept counts rounded up, and the parts that a module releases after a split add up to
    /// the whole.
    type Kept is uint256;

    /// @dev What a token knows of a module, in one word.
    /// @param slotNumber one more than its slot's number. The slot is the module's only while it names the module
    /// @param abandoned detached, and anyone may clear what it encumbers
    /// @param tags four that it reads, the first one highest
    struct ModuleState {
        bool attached;
        bool mandated;
        bool abandoned;
        uint8 hooks;
        uint16 permissions;
        uint8 slotNumber;
        uint128 tags;
    }

    /// @dev One word.
    /// @param positions in which anything is kept or was taken
    struct Slot {
        address module;
        uint96 positions;
    }

    uint256 private constant FRACTION_BITS = 24;
    uint256 private constant AMOUNT_BITS = 120;
    uint256 private constant AMOUNT_MASK = (1 << AMOUNT_BITS) - 1;
    /// @dev A fraction up to this is what rounding left, not a part of a share.
    uint256 private constant NO_FRACTION = 1 << 12;
    uint256 private constant ROUNDING_UP = (1 << FRACTION_BITS) - 1 - NO_FRACTION;

    uint256 private constant SLOTS = 16;
    uint256 private constant FROZEN_SLOT = SLOTS;
    uint256 private constant FROZEN_FLAG = 1 << FROZEN_SLOT;
    /// @dev Slots of modules.
    uint256 private constant SLOT_FLAGS = FROZEN_FLAG - 1;

    /// @dev Each slot's, the frozen amount's last.
    mapping(bytes32 position => Kept[SLOTS + 1]) private _encumbrances;
    Slot[SLOTS] private _slots;
    mapping(address module => ModuleState) internal _modules;

    /* -------------------------------------------------- reading ----------------------------------------------- */

    /// @dev The flag of the slot that a module has; zero if it has none.
    function _flagOf(address module) internal view returns (uint256) {
        uint256 number = _modules[module].slotNumber;
        return number == 0 || _slots[number - 1].module != module ? 0 : 1 << (number - 1);
    }

    /// @dev Of a module that has one.
    function _slotOf(address module) private view returns (uint256) {
        return _modules[module].slotNumber - 1;
    }

    /// @dev The module that has a slot, attached or not.
    function _moduleIn(uint256 slot) internal view returns (address) {
        return _slots[slot].module;
    }

    /// @dev What a module encumbers of a position and what force took of that, attached or not.
    function _encumbranceAt(PositionKey memory key, address module)
        internal
        view
        returns (uint256 amount, uint256 taken)
    {
        if (_flagOf(module) == 0) return (0, 0);
        (amount, taken) = _kept(key.positionId(), _slotOf(module), _config);
        return (_whole(amount), _whole(taken));
    }

    /// @param direct the account's direct word
    function _frozenOf(address account, Holding direct) internal view returns (uint256 frozen) {
        if (direct.flags() & FROZEN_FLAG == 0) return 0;
        (frozen,) = _kept(bytes32(uint256(uint160(account))), FROZEN_SLOT, _config);
        frozen = _whole(frozen);
    }

    /// @dev What attached modules encumber of a position, together.
    /// @return encumbered whole shares
    /// @return empty flags of slots in which nothing is kept any more. A release leaves them, because the holder's next
    /// transfer reads those slots and writes the position anyway
    function _encumberedOf(bytes32 position, uint256 flags, Config config)
        internal
        view
        returns (uint256 encumbered, uint256 empty)
    {
        (encumbered, empty) = _encumberedExactly(position, flags, config);
        encumbered = _whole(encumbered);
    }

    /// @dev With 24 bits of fraction.
    function _encumberedExactly(bytes32 position, uint256 flags, Config config)
        private
        view
        returns (uint256 encumbered, uint256 empty)
    {
        uint256 open = flags & config.encumbering();
        unchecked {
            // A sum of sixteen times 120 bits.
            for (uint256 slot; open >> slot != 0; ++slot) {
                if (open >> slot & 1 == 0) continue;
                (uint256 amount, uint256 taken) = _kept(position, slot, config);
                encumbered += amount;
                if (amount | taken == 0) empty |= 1 << slot;
            }
        }
    }

    /// @dev What may leave a direct position of the default partition; locks in time apart.
    function _freeOf(address account, Holding holding, Config config) internal view returns (uint256) {
        (uint256 apart,) = _apartOf(account, holding);
        uint256 held = holding.balance() - apart;
        bytes32 position = bytes32(uint256(uint160(account)));
        (uint256 encumbered,) = _encumberedOf(position, holding.flags(), config);
        return EncumbranceRules.free(held, encumbered, _frozenOf(account, holding));
    }

    /// @dev What a position holds: of a direct one in the default partition, what is in no other.
    function _heldIn(PositionKey memory key, Holding holding) internal view returns (uint256) {
        if (key.custodian != address(0) || !key.partition.isDefault()) return holding.balance();
        (uint256 apart,) = _apartOf(key.account, holding);
        return holding.balance() - apart;
    }

    /// @dev The word of a position that `_positionAt` accepts, its balance in the present unit.
    function _presentAt(PositionKey memory key, Config config) internal view returns (Holding) {
        if (key.partition.isDefault()) return _present(key.custodian, key.account, config);
        return _sharesOf(key.partition, key.account);
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
        Config config = _config;
        uint256 addable;
        if (!holding.party().isCustodian()) {
            // A fraction is no reason to keep a module from a whole share, but a share less dust is one.
            (uint256 exactly,) = _encumberedExactly(key.positionId(), holding.flags(), config);
            uint256 encumbered = (exactly + NO_FRACTION) >> FRACTION_BITS;
            addable = EncumbranceRules.addable(_heldIn(key, _presentAt(key, config)), encumbered);
        }
        if (amount > addable) revert SecurityToken_InsufficientFreeBalance(key.account, addable, amount);
        if (amount == 0) return;

        uint256 slot = _slotOf(module);
        (uint256 kept, uint256 taken) = _kept(key.positionId(), slot, config);
        if (kept + taken == 0) ++_slots[slot].positions;
        _keep(key, slot, kept + (amount << FRACTION_BITS), taken);
        position.holding = holding.withFlags(holding.flags() | 1 << slot);
    }

    /// @param amount in the unit of `epoch`
    function _release(address module, PositionKey memory key, uint256 amount, uint256 epoch)
        internal
        returns (uint256 released)
    {
        uint256 slot = _slotOf(module);
        bool emptied;
        (released, emptied) = _free(module, slot, key, amount, epoch, _config);
        if (emptied) --_slots[slot].positions;
    }

    /// @dev The same of many direct positions in the default partition: what they share is read and written once.
    function _releaseMany(
        address module,
        address[] calldata accounts,
        uint256[] calldata amounts,
        uint8[] calldata epochs
    ) internal returns (uint256[] memory released) {
        Config config = _config;
        uint256 slot = _slotOf(module);
        PositionKey memory key;
        uint256 emptied;
        released = new uint256[](accounts.length);
        for (uint256 i; i < accounts.length; ++i) {
            uint256 amount = amounts[i];
            if (amount == 0) continue;
            bool isEmpty;
            key.account = accounts[i];
            (released[i], isEmpty) = _free(module, slot, key, amount, epochs[i], config);
            if (isEmpty) ++emptied;
        }
        // No more than were counted.
        // forge-lint: disable-next-line(unsafe-typecast)
        if (emptied != 0) _slots[slot].positions -= uint96(emptied);
    }

    /// @dev What was at a lost account is at its successor.
    /// @return released whole shares
    /// @return emptied whether nothing is left where something was: the caller counts the position no more
    function _free(address module, uint256 slot, PositionKey memory key, uint256 amount, uint256 epoch, Config config)
        private
        returns (uint256 released, bool emptied)
    {
        bytes32 position = key.positionId();
        (uint256 kept, uint256 taken) = _kept(position, slot, config);
        if (kept | taken == 0) {
            key.account = _currentAccountOf(key.account);
            position = key.positionId();
            (kept, taken) = _kept(position, slot, config);
        }
        amount = (amount < MAX_BALANCE ? amount : MAX_BALANCE) << FRACTION_BITS;
        if (epoch != config.splitEpoch()) amount = _scaled(amount, epoch, config.splitEpoch(), true);
        unchecked {
            // Each is at most what it is taken from.
            uint256 madeUp = amount < taken ? amount : taken;
            amount -= madeUp;
            uint256 left = amount < kept ? kept - amount : 0;
            if (madeUp == 0 && left == kept) return (0, false);

            taken -= madeUp;
            _write(position, slot, left, taken, config);
            released = _whole(kept) - _announceKept(key, module, left);
            return (released, left | taken == 0);
        }
    }

    /// @dev The module gives up `amount`, at most what it encumbers: the shares leave. A fraction that counts as a whole share
    /// is given up with it.
    function _useEncumbrance(address module, PositionKey memory key, uint256 amount) internal {
        uint256 slot = _slotOf(module);
        (uint256 kept, uint256 taken) = _kept(key.positionId(), slot, _config);
        kept -= Math.min(kept, amount << FRACTION_BITS);
        if (kept + taken == 0) --_slots[slot].positions;
        _keep(key, slot, kept, taken);
    }

    /// @dev A module that still has its slot gets it back. The caller attaches the module.
    function _openSlot(address module, Config config) internal returns (Config) {
        uint256 flag = _flagOf(module);
        if (flag == 0) {
            uint256 slot = _emptySlot(config);
            flag = 1 << slot;
            _slots[slot].module = module;
            // At most SLOTS.
            // forge-lint: disable-next-line(unsafe-typecast)
            _modules[module].slotNumber = uint8(slot + 1);
        }
        _modules[module].abandoned = false;
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
        while (slot < SLOTS && (config.encumbering() >> slot & 1 == 1 || _slots[slot].positions != 0)) ++slot;
        if (slot == SLOTS) revert SecurityToken_NoEmptySlot();
    }

    /* ------------------------------------------------- giving up ---------------------------------------------- */

    /// @dev The caller sees to it that the module is detached.
    function _abandon(address module) internal {
        if (_flagOf(module) == 0 || _slots[_slotOf(module)].positions == 0) {
            revert SecurityToken_NothingEncumbered(module);
        }
        _modules[module].abandoned = true;
        emit ModuleAbandoned(module);
    }

    function _clear(address module, PositionKey memory key) internal {
        if (!_modules[module].abandoned || _flagOf(module) == 0) revert SecurityToken_NotAbandoned(module);
        uint256 slot = _slotOf(module);
        if (!_isKept(key, slot)) return;

        --_slots[slot].positions;
        _keep(key, slot, 0, 0);
    }

    /* --------------------------------------------------- force ------------------------------------------------ */

    /// @param amount may exceed the balance: then what comes in is frozen, too
    function _setFrozen(address account, uint256 amount) internal {
        if (amount > MAX_BALANCE) revert SecurityToken_AmountTooHigh(amount);
        Holding holding = _direct[account].holding;
        if (holding.party().isCustodian()) revert SecurityToken_CustodianBalance(account);

        uint256 flags = holding.flags() & ~FROZEN_FLAG;
        _direct[account].holding = holding.withFlags(amount == 0 ? flags : flags | FROZEN_FLAG);
        _keep(_directKey(account), FROZEN_SLOT, amount << FRACTION_BITS, 0);
    }

    /// @dev Before force takes `amount` of what a position holds. Modules give together, the lowest slot first.
    /// @return slots from which it took
    function _cutEncumbrances(PositionKey memory key, Holding holding, uint256 amount, Config config)
        internal
        returns (uint256 slots)
    {
        uint256 open = holding.flags() & config.encumbering();
        if (open == 0) return 0;

        (uint256 encumbered,) = _encumberedOf(key.positionId(), open, config);
        uint256 rest = EncumbranceRules.cut(_heldIn(key, holding), encumbered, amount);
        // Dust that counts as none in each slot may add up to a share that no slot gives.
        for (uint256 slot; rest != 0 && slot < SLOTS; ++slot) {
            if (open >> slot & 1 == 0) continue;
            uint256 taken = _takeKept(key, slot, rest);
            if (taken != 0) slots |= 1 << slot;
            rest -= taken;
        }
    }

    /// @dev Before force takes `amount` of what a direct position holds, of which `frozen` is frozen.
    function _cutFrozen(address account, uint256 held, uint256 frozen, uint256 amount) internal {
        uint256 rest = EncumbranceRules.cut(held, frozen, amount);
        if (rest != 0) _takeKept(_directKey(account), FROZEN_SLOT, rest);
    }

    /// @dev When force brings `amount` into a position. What was taken last comes back first, so the highest slot is the
    /// first. Of a detached module, too: it counts again when the module is attached again.
    /// @return slots to which it gave back
    function _restoreEncumbrances(PositionKey memory key, Holding holding, uint256 amount)
        internal
        returns (uint256 slots)
    {
        uint256 flags = holding.flags() & SLOT_FLAGS;
        for (uint256 slot = SLOTS; flags != 0 && slot > 0 && amount != 0;) {
            if (flags >> --slot & 1 == 0) continue;
            uint256 given = _giveBack(key, slot, amount);
            if (given != 0) slots |= 1 << slot;
            amount -= given;
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
        (uint256 kept, uint256 takenBefore) = _kept(key.positionId(), slot, _config);
        taken = Math.min(_whole(kept), limit);
        if (taken == 0) return 0;

        uint256 part = Math.min(kept, taken << FRACTION_BITS);
        _keep(key, slot, kept - part, _capped(takenBefore + part));
    }

    function _giveBack(PositionKey memory key, uint256 slot, uint256 limit) private returns (uint256 given) {
        (uint256 kept, uint256 taken) = _kept(key.positionId(), slot, _config);
        given = EncumbranceRules.restored(_whole(taken), limit);
        if (given == 0) return 0;

        uint256 part = Math.min(taken, given << FRACTION_BITS);
        _keep(key, slot, _capped(kept + part), taken - part);
    }

    /* -------------------------------------------------- recovery ---------------------------------------------- */

    /// @dev Gives all that is kept of a lost account's position, and what was taken of it, to its successor's.
    /// @return the successor's holding, with the flags of both
    /// @return slots of modules that encumbered something there
    function _moveEncumbrances(PositionKey memory lost, Holding from, PositionKey memory successor, Holding to)
        internal
        returns (Holding, uint256 slots)
    {
        uint256 flags = from.flags() & (SLOT_FLAGS | FROZEN_FLAG);
        Config config = _config;
        for (uint256 slot; flags >> slot != 0; ++slot) {
            if (flags >> slot & 1 == 1 && _moveSlot(lost, successor, slot, config)) slots |= 1 << slot & SLOT_FLAGS;
        }
        return (to.withFlags(to.flags() | flags), slots);
    }

    /// @return whether anything was kept or taken there
    function _moveSlot(PositionKey memory lost, PositionKey memory successor, uint256 slot, Config config)
        private
        returns (bool)
    {
        (uint256 amount, uint256 taken) = _kept(lost.positionId(), slot, config);
        if (amount + taken == 0) return false;
        (uint256 kept, uint256 takenThere) = _kept(successor.positionId(), slot, config);
        if (slot != FROZEN_SLOT && kept + takenThere != 0) --_slots[slot].positions;
        _keep(lost, slot, 0, 0);
        _keep(successor, slot, _capped(kept + amount), _capped(takenThere + taken));
        return true;
    }

    /* -------------------------------------------------- internal ---------------------------------------------- */

    /// @dev In the present unit.
    function _keep(PositionKey memory key, uint256 slot, uint256 amount, uint256 taken) private {
        _write(key.positionId(), slot, amount, taken, _config);
        if (slot == FROZEN_SLOT) {
            emit IERC7943Orders.Frozen(key.account, _whole(amount));
            _announceFraction(key, address(0), amount, _whole(amount));
        } else {
            _announceKept(key, _moduleIn(slot), amount);
        }
    }

    function _write(bytes32 position, uint256 slot, uint256 amount, uint256 taken, Config config) private {
        uint256 word = uint256(config.splitEpoch()) << 2 * AMOUNT_BITS | taken << AMOUNT_BITS | amount;
        _encumbrances[position][slot] = Kept.wrap(word);
    }

    /// @return whole what is kept, in whole shares
    function _announceKept(PositionKey memory key, address module, uint256 amount) private returns (uint256 whole) {
        whole = _whole(amount);
        if (key.custodian == address(0) && key.partition.isDefault()) {
            emit EncumbranceChanged(key.account, module, whole);
        } else {
            emit PositionEncumbranceChanged(key.account, module, key.custodian, key.partition, whole);
        }
        _announceFraction(key, module, amount, whole);
    }

    function _announceFraction(PositionKey memory key, address module, uint256 amount, uint256 whole) private {
        if (whole << FRACTION_BITS == amount) return;
        emit FractionKept(key.account, module, key.custodian, key.partition, amount);
    }

    /// @dev In the present unit, with 24 bits of fraction. What was taken is rounded down, so that both together are no more
    /// than what was booked.
    function _kept(bytes32 position, uint256 slot, Config config) private view returns (uint256 amount, uint256 taken) {
        uint256 word = Kept.unwrap(_encumbrances[position][slot]);
        (amount, taken) = (word & AMOUNT_MASK, word >> AMOUNT_BITS & AMOUNT_MASK);
        uint256 epoch = word >> 2 * AMOUNT_BITS;
        if (epoch == config.splitEpoch()) return (amount, taken);
        amount = _scaled(amount, epoch, config.splitEpoch(), true);
        taken = _scaled(taken, epoch, config.splitEpoch(), false);
    }

    /// @dev In any unit.
    function _isKept(PositionKey memory key, uint256 slot) private view returns (bool) {
        return Kept.unwrap(_encumbrances[key.positionId()][slot]) << 256 - 2 * AMOUNT_BITS != 0;
    }

    /// @dev Shares are whole: a fraction of one keeps it.
    function _whole(uint256 amount) private pure returns (uint256) {
        unchecked {
            // Sums of 120 bits.
            return (amount + ROUNDING_UP) >> FRACTION_BITS;
        }
    }

    /// @dev Frozen amounts may exceed balances, and so may their sum.
    function _capped(uint256 amount) private pure returns (uint256) {
        return Math.min(amount, MAX_BALANCE << FRACTION_BITS);
    }
}
