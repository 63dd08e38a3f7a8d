// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenPartitions} from "../interfaces/ITokenPartitions.sol";
import {HOOK_TRANSFER_TOKENS} from "../types/Modules.sol";
import {KIND_PARTITION_CHANGE} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, SPLIT_PENDING} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {Position, Positions} from "./Positions.sol";
import {RawMove} from "./RawMove.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenPartitions
/// @notice Code of every token for partitions, operators and locks in time.
contract TokenPartitions is TokenPart, PartitionTransfers, ITokenPartitions {
    using Positions for Position;

    uint256 private constant MAX_PARTITIONS = 32;

    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @inheritdoc ITokenPartitions
    function balanceOfByPartition(Partition partition, address account) public view returns (uint256) {
        PositionKey memory key = PositionKey(address(0), partition, account);
        return _heldIn(key, _presentAt(key, _config));
    }

    /// @inheritdoc ITokenPartitions
    function balanceOfByPartitionAt(Partition partition, address account, uint40 recordDate)
        external
        view
        returns (uint256 balance)
    {
        uint256 index = _passedIndex(recordDate);
        PositionKey memory key = PositionKey(address(0), partition, account);
        balance = _heldAt(key, index);
        if (!partition.isDefault()) return balance;
        for (uint256 i; i < _partitionNames.length; ++i) {
            key.partition = _partitionNames[i];
            balance -= _heldAt(key, index);
        }
    }

    /// @inheritdoc ITokenPartitions
    function totalSupplyByPartition(Partition partition) public view returns (uint256 supply) {
        if (!partition.isDefault()) return _partitions[partition].supply.holding.balance();
        supply = _supply.holding.balance();
        for (uint256 i; i < _partitionNames.length; ++i) {
            supply -= _partitions[_partitionNames[i]].supply.holding.balance();
        }
    }

    /// @inheritdoc ITokenPartitions
    function totalSupplyByPartitionAt(Partition partition, uint40 recordDate) external view returns (uint256 supply) {
        uint256 index = _passedIndex(recordDate);
        if (!partition.isDefault()) return _partitions[partition].supply.balanceAt(index);
        supply = _supply.balanceAt(index);
        for (uint256 i; i < _partitionNames.length; ++i) {
            supply -= _partitions[_partitionNames[i]].supply.balanceAt(index);
        }
    }

    /// @inheritdoc ITokenPartitions
    function partitions() public view returns (Partition[] memory all) {
        all = new Partition[](_partitionNames.length + 1);
        for (uint256 i = 1; i < all.length; ++i) {
            all[i] = _partitionNames[i - 1];
        }
    }

    /// @inheritdoc ITokenPartitions
    function partitionsOf(address account) external view returns (Partition[] memory held) {
        held = partitions();
        uint256 count;
        for (uint256 i; i < held.length; ++i) {
            if (balanceOfByPartition(held[i], account) != 0) held[count++] = held[i];
        }
        // Shortens the array in place; `count` is at most its length.
        assembly ("memory-safe") {
            mstore(held, count)
        }
    }

    /* ------------------------------------------------ transfers ----------------------------------------------- */

    /// @inheritdoc ITokenPartitions
    function transferByPartition(Partition partition, address to, uint256 amount, bytes calldata data)
        external
        returns (Partition)
    {
        _transferIn(partition, msg.sender, to, amount, data, "");
        return partition;
    }

    /// @inheritdoc ITokenPartitions
    function operatorTransferByPartition(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (Partition) {
        Restriction code = _judgeOperator(partition, msg.sender, from, amount);
        if (code != Restriction.None) _refuse(code, from, to, amount);
        _transferIn(partition, from, to, amount, data, operatorData);
        return partition;
    }

    /// @inheritdoc ITokenPartitions
    function changePartition(address account, Partition from, Partition to, uint256 amount, bytes calldata data)
        external
        returns (bool)
    {
        bool byHolder = msg.sender == account && account != address(_issuer());
        if (byHolder && !_exchanges[from][to]) revert SecurityToken_ExchangeClosed(from, to);
        if (!byHolder && !_checkAuthority()) return false;
        _requirePartition(from);
        _requirePartition(to);
        if (from == to) revert SecurityToken_SamePartition(from);

        Config config = _advance();
        (RawMove memory m, Transit memory t) = _routeIn(from, account, account, amount, config);
        (m.kind, m.to.partition) = (KIND_PARTITION_CHANGE, to);
        Restriction code = _judgeChange(m, t, byHolder, config);
        if (code != Restriction.None) _refuseMove(code, m, t);

        _change(account, from, to, amount, config);
        emit PartitionChanged(from, to, account, msg.sender, amount, data);
        if (!byHolder) _tellForced(m, config);
        else if (config.hooks() & HOOK_TRANSFER_TOKENS != 0 && amount != 0) _notifyModules(m, config);
        return true;
    }

    /* -------------------------------------------------- locks ------------------------------------------------- */

    /// @inheritdoc ITokenPartitions
    function getPartition(Partition partition)
        external
        view
        returns (bool named, uint256 supply, uint40 lockedUntil, string memory description)
    {
        PartitionState storage state = _partitions[partition];
        return (_isPartition(partition), totalSupplyByPartition(partition), state.lockedUntil, state.description);
    }

    /// @inheritdoc ITokenPartitions
    function positionLockOf(Partition partition, address account) external view returns (uint40) {
        return _positionLockOf(partition, account);
    }

    /// @inheritdoc ITokenPartitions
    function isPartitionExchangeOpen(Partition from, Partition to) external view returns (bool) {
        return _exchanges[from][to];
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _transferIn(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes memory data,
        bytes memory operatorData
    ) private {
        if (!_isPartition(partition)) _refuse(Restriction.UnknownPartition, from, to, amount);
        _requireRead(data);
        Config config = _advance();
        (RawMove memory m, Transit memory t) = _routeIn(partition, from, to, amount, config);
        m.data = data;
        _execute(m, t, config);
        emit TransferByPartition(partition, msg.sender, from, to, amount, data, operatorData);
    }

    /// @dev Modules are asked about a holder's own change only.
    function _judgeChange(RawMove memory m, Transit memory t, bool byHolder, Config config)
        private
        view
        returns (Restriction)
    {
        if (_roleOf(m.from.account).isCustodian()) return Restriction.PartitionNotAtCustodian;
        if (byHolder) return _judge(m, t, config);
        return m.amount == 0 ? Restriction.None : _judgeHeld(m, t.from, config);
    }

    function _change(address account, Partition from, Partition to, uint256 amount, Config config) private {
        if (amount == 0) return;
        if (config.isOn(SPLIT_PENDING)) _refuse(Restriction.SplitPending, account, account, amount);
        _forward(_direct[account].holding, address(0), account, config);
        if (!from.isDefault()) {
            _takeApart(from, account, amount, config);
            _shrink(_partitions[from].supply, amount, config);
        }
        if (to.isDefault()) return;

        _addApart(to, account, amount, config);
        _grow(_partitions[to].supply, amount, config);
        _markApart(account);
    }
}
