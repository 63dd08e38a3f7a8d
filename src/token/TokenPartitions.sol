// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenPartitions} from "../interfaces/ITokenPartitions.sol";
import {KIND_PARTITION_CHANGE} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {RawMove} from "./RawMove.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenPartitions
/// @notice Code of every token for partitions, operators and locks in time.
contract TokenPartitions is TokenPart, PartitionTransfers, ITokenPartitions {
    uint256 private constant MAX_PARTITIONS = 32;

    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @inheritdoc ITokenPartitions
    function balanceOfByPartition(Partition partition, address account) public view returns (uint256) {
        PositionKey memory key = PositionKey(address(0), partition, account);
        return _heldIn(key, _presentAt(key, _config));
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
        _transferIn(partition, partition, msg.sender, to, amount, data, "");
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
        _spendIn(partition, from, to, amount);
        _transferIn(partition, partition, from, to, amount, data, operatorData);
        return partition;
    }

    /// @inheritdoc ITokenPartitions
    function transferBetweenPartitions(
        Partition from,
        Partition to,
        address receiver,
        uint256 amount,
        bytes calldata data
    ) external {
        _requireTwo(from, to);
        _transferIn(from, to, msg.sender, receiver, amount, data, "");
    }

    /// @inheritdoc ITokenPartitions
    function operatorTransferBetweenPartitions(
        Partition from,
        Partition to,
        address holder,
        address receiver,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external {
        _requireTwo(from, to);
        if (receiver == holder) _refuse(Restriction.NotOperator, holder, receiver, amount);
        _spendIn(from, holder, receiver, amount);
        _transferIn(from, to, holder, receiver, amount, data, operatorData);
    }

    /// @inheritdoc ITokenPartitions
    function changePartition(address account, Partition from, Partition to, uint256 amount, bytes calldata data)
        external
        returns (bool)
    {
        bool byHolder = msg.sender == account && account != address(_issuer());
        if (!byHolder && !_checkAuthority()) return false;
        _requireTwo(from, to);
        if (byHolder) _changeOwn(from, to, amount);
        else _changeOf(account, from, to, amount);
        emit PartitionChanged(from, to, account, msg.sender, amount, data);
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
        Partition from,
        Partition to,
        address holder,
        address receiver,
        uint256 amount,
        bytes memory data,
        bytes memory operatorData
    ) private {
        Config config = _advance();
        (RawMove memory m, Transit memory t, Restriction code) =
            _routeBetween(from, to, holder, receiver, amount, config);
        if (code != Restriction.None) _refuse(code, holder, receiver, amount);
        _requireRead(data);
        m.data = data;
        _execute(m, t, config);
        _announceIn(m, data, operatorData);
    }

    /// @dev Uses up the caller's allowance unless it is the holder's operator; an endless one stays as it is.
    function _spendIn(Partition partition, address holder, address receiver, uint256 amount) private {
        Restriction code = _judgeOperator(partition, msg.sender, holder, amount);
        if (code != Restriction.None) _refuse(code, holder, receiver, amount);
        if (_isOperatorIn(partition, msg.sender, holder)) return;
        uint256 allowed = _allowanceIn(partition, holder, msg.sender);
        if (allowed != type(uint256).max) _approveIn(partition, holder, msg.sender, allowed - amount);
    }

    function _requireTwo(Partition from, Partition to) private pure {
        if (from == to) revert SecurityToken_SamePartition(from);
    }

    /// @dev Under the rules of a transfer to oneself.
    function _changeOwn(Partition from, Partition to, uint256 amount) private {
        Config config = _advance();
        (RawMove memory m, Transit memory t, Restriction code) =
            _routeBetween(from, to, msg.sender, msg.sender, amount, config);
        if (code != Restriction.None) _refuse(code, msg.sender, msg.sender, amount);
        _execute(m, t, config);
    }

    /// @dev By the issuer: modules are told and not asked.
    function _changeOf(address account, Partition from, Partition to, uint256 amount) private {
        _requirePartition(from);
        _requirePartition(to);
        if (_roleOf(account).isCustodian()) _refuse(Restriction.PartitionNotAtCustodian, account, account, amount);
        if (amount == 0) return;

        Config config = _advance();
        RawMove memory m = _moveOf(KIND_PARTITION_CHANGE, from, account, account, amount);
        m.to.partition = to;
        Transit memory t;
        _loadForward(m, t, config);
        Restriction code = _judgeHeld(m, t, config);
        if (code != Restriction.None) _refuse(code, account, account, amount);
        _writeMove(m, t, config);
        _tellForced(m, config);
    }
}
