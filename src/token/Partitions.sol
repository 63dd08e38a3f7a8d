// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding} from "../types/Holding.sol";
import {Partition, UNLOCKED} from "../types/Partition.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, DEFAULT_LOCKED} from "./Config.sol";
import {Position, Positions} from "./Positions.sol";
import {RawMove} from "./RawMove.sol";
import {TokenStorage} from "./TokenStorage.sol";

/// @title Partitions
/// @notice What of a direct balance stands apart from the default partition, and locks that end with time.
abstract contract Partitions is TokenStorage {
    using Positions for Position;

    /// @dev Not empty while the holding's flag APART_FLAG is set.
    /// @param amount what of the balance stands in other partitions
    /// @param lockedUntil the position's own lock in the default partition; zero: none
    struct Apart {
        uint96 amount;
        uint40 lockedUntil;
    }

    /// @param supply of a partition other than the default one, whose is the rest
    struct PartitionState {
        Position supply;
        uint40 lockedUntil;
        bool named;
        string description;
    }

    /// @dev Flag of a holding whose `Apart` is not empty.
    uint256 internal constant APART_FLAG = 1 << 17;

    mapping(address account => Apart) internal _aparts;
    mapping(Partition => PartitionState) internal _partitions;
    mapping(Partition => mapping(address account => Position)) internal _shares;
    /// @dev Of positions outside the default partition.
    mapping(Partition => mapping(address account => uint40)) internal _positionLocks;
    mapping(Partition from => mapping(Partition to => bool)) internal _exchanges;
    Partition[] internal _partitionNames;

    mapping(address holder => mapping(address operator => bool)) internal _operators;
    mapping(address holder => mapping(Partition => mapping(address operator => bool))) internal _partitionOperators;

    /* -------------------------------------------------- shares ------------------------------------------------ */

    function _apartOf(address account, Holding holding) internal view returns (Apart memory apart) {
        if (holding.flags() & APART_FLAG != 0) apart = _aparts[account];
    }

    function _takeApart(Partition partition, address account, uint256 amount, Config config) internal {
        _shrink(_shares[partition][account], amount, config);
        // Part of a balance, which has 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        _aparts[account].amount -= uint96(amount);
    }

    /// @dev The caller marks the holding.
    function _addApart(Partition partition, address account, uint256 amount, Config config) internal {
        _grow(_shares[partition][account], amount, config);
        // Part of a balance, which has 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        _aparts[account].amount += uint96(amount);
    }

    function _markApart(address account) internal {
        Holding holding = _direct[account].holding;
        _direct[account].holding = holding.withFlags(holding.flags() | APART_FLAG);
    }

    function _grow(Position storage position, uint256 amount, Config config) internal {
        Holding old = position.holding;
        position.holding = position.settle(old, config.passedDates()).withBalance(old.balance() + amount);
    }

    function _shrink(Position storage position, uint256 amount, Config config) internal {
        Holding old = position.holding;
        position.holding = position.settle(old, config.passedDates()).withBalance(old.balance() - amount);
    }

    /* -------------------------------------------------- locks ------------------------------------------------- */

    function _positionLockOf(Partition partition, address account) internal view returns (uint40) {
        return partition.isDefault() ? _aparts[account].lockedUntil : _positionLocks[partition][account];
    }

    function _setPositionLock(Partition partition, address account, uint40 lockedUntil) internal {
        if (partition.isDefault()) {
            _aparts[account].lockedUntil = lockedUntil;
            _markApart(account);
        } else {
            _positionLocks[partition][account] = lockedUntil;
        }
        emit PositionLockSet(partition, account, lockedUntil);
    }

    /// @dev Whether the time has not come that a lock names.
    function _locks(uint40 lockedUntil) internal view returns (bool) {
        return block.timestamp < lockedUntil;
    }

    /// @dev Both locks hold: if the position's, once it has ended, overruled its partition's, a holder could escape all
    /// later ones by a lock of a second. Nothing that is issued leaves a position.
    /// @param own lock of the position, zero if it has none
    function _judgeLocks(RawMove memory m, uint40 own) internal view returns (Restriction) {
        if (m.from.account == address(0) || own == UNLOCKED) return Restriction.None;
        if (_locks(own)) return Restriction.PositionLocked;
        return _locks(_partitions[m.from.partition].lockedUntil) ? Restriction.PartitionLocked : Restriction.None;
    }

    /// @dev Locks of the default partition, which a switch announces.
    function _judgeDefaultLocks(RawMove memory m, uint40 own, Config config) internal view returns (Restriction) {
        if (own == 0 && !config.isOn(DEFAULT_LOCKED)) return Restriction.None;
        return _judgeLocks(m, own);
    }
}
