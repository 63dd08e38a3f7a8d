// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenTerms} from "../interfaces/ITokenTerms.sol";
import {Holding} from "../types/Holding.sol";
import {Partition, UNLOCKED} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove} from "../types/RawMove.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, DEFAULT_LOCKED} from "./Config.sol";
import {Position, Positions} from "./Positions.sol";
import {Splits} from "./Splits.sol";

/// @title Partitions
/// @notice What of a direct balance stands apart from the default partition, and locks that end with time.
abstract contract Partitions is Splits {
    using Positions for Position;

    /// @dev Not empty while the holding's flag APART_FLAG is set.
    /// @param amount what of the balance stands in other partitions
    /// @param lockedUntil the position's own lock in the default partition; zero: none
    /// @param splitEpoch of the amount
    struct Apart {
        uint96 amount;
        uint40 lockedUntil;
        uint8 splitEpoch;
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
    /// @dev Of the default partition it is ERC-20's.
    mapping(address holder => mapping(Partition => mapping(address spender => uint256))) private _partitionAllowances;

    /* ------------------------------------------------- partitions --------------------------------------------- */

    function _requirePartition(Partition partition) internal view {
        if (!_isPartition(partition)) revert SecurityToken_UnknownPartition(partition);
    }

    function _isPartition(Partition partition) internal view returns (bool) {
        return partition.isDefault() || _partitions[partition].named;
    }

    /* ------------------------------------------------- operators ---------------------------------------------- */

    /// @dev For the partition or for all.
    function _isOperatorIn(Partition partition, address operator, address holder) internal view returns (bool) {
        return _operators[holder][operator] || _partitionOperators[holder][partition][operator];
    }

    function _allowanceIn(Partition partition, address holder, address spender) internal view returns (uint256) {
        if (partition.isDefault()) return _allowances[holder][spender];
        return _partitionAllowances[holder][partition][spender];
    }

    function _approveIn(Partition partition, address holder, address spender, uint256 amount) internal {
        if (partition.isDefault()) return _approve(holder, spender, amount);
        if (spender == address(0)) revert ERC20InvalidSpender(spender);

        _partitionAllowances[holder][partition][spender] = amount;
        emit ApprovalByPartition(partition, holder, spender, amount);
    }

    /* -------------------------------------------------- shares ------------------------------------------------ */

    /// @dev In the present unit, like all that is read here.
    function _apartOf(address account, Holding holding) internal view returns (uint256 amount, uint40 lockedUntil) {
        if (holding.flags() & APART_FLAG == 0) return (0, 0);
        Apart memory apart = _aparts[account];
        (amount, lockedUntil) = (apart.amount, apart.lockedUntil);
        if (amount == 0 || apart.splitEpoch == _config.splitEpoch()) return (amount, lockedUntil);
        (, amount) = ITokenTerms(address(this)).presentPosition(address(0), account);
    }

    function _sharesOf(Partition partition, address account) internal view returns (Holding) {
        return _presented(_shares[partition][account].holding, _config.splitEpoch());
    }

    /// @dev A position's word with its balance in the present unit. Whether it is to be brought forward before it is written,
    /// its epoch tells. The part for splits answers what is rare.
    function _present(address custodian, address account, Config config) internal view returns (Holding holding) {
        holding = _position(custodian, account).holding;
        if (holding.splitEpoch() == config.splitEpoch() || holding.balance() == 0) return holding;
        (holding,) = ITokenTerms(address(this)).presentPosition(custodian, account);
    }

    /// @dev The balance of a position in the unit of a later epoch, for which it was not touched: each partition by itself.
    function _unitsOf(address custodian, address account, Holding holding, uint256 epoch)
        internal
        view
        returns (uint256 units)
    {
        bool mayStandApart = custodian == address(0) && holding.flags() & APART_FLAG != 0;
        uint256 apart = mayStandApart ? _aparts[account].amount : 0;
        units = _scaled(holding.balance() - apart, holding.splitEpoch(), epoch, false);
        if (apart != 0) units += _unitsApart(account, epoch);
    }

    function _unitsApart(address account, uint256 epoch) internal view returns (uint256 units) {
        for (uint256 i; i < _partitionNames.length; ++i) {
            units += _presented(_shares[_partitionNames[i]][account].holding, epoch).balance();
        }
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
        Apart storage apart = _aparts[account];
        // Part of a balance, which has 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        (apart.amount, apart.splitEpoch) = (apart.amount + uint96(amount), config.splitEpoch());
    }

    function _markApart(address account) internal {
        Holding holding = _direct[account].holding;
        _direct[account].holding = holding.withFlags(holding.flags() | APART_FLAG);
    }

    /// @dev The position is empty or was brought forward.
    function _grow(Position storage position, uint256 amount, Config config) internal {
        Holding old = position.holding.withSplitEpoch(config.splitEpoch());
        position.holding = position.settle(old, config.passedDates()).withBalance(old.balance() + amount);
    }

    function _shrink(Position storage position, uint256 amount, Config config) internal {
        Holding old = position.holding;
        position.holding = position.settle(old, config.passedDates()).withBalance(old.balance() - amount);
    }

    function _requirePosition(PositionKey memory position) internal view {
        if (!_isPosition(position)) revert SecurityToken_UnknownPartition(position.partition);
    }

    /// @dev In a partition that exists; custodians keep the default one.
    function _isPosition(PositionKey memory position) internal view returns (bool) {
        return _isPartition(position.partition) && (position.custodian == address(0) || position.partition.isDefault());
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
