// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenPartitions} from "../interfaces/ITokenPartitions.sol";
import {PERMISSION_ISSUE, PERMISSION_REDEEM} from "../types/Modules.sol";
import {KIND_PARTITION_CHANGE, KIND_REDEMPTION} from "../types/Move.sol";
import {Partition, UNLOCKED} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, DEFAULT_LOCKED, SPLIT_PENDING} from "./Config.sol";
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
    function detectPartitionRestriction(Partition partition, address from, address to, uint256 amount)
        external
        view
        returns (uint8)
    {
        return uint8(_restrictionIn(partition, from, from, to, amount));
    }

    /// @inheritdoc ITokenPartitions
    function detectPartitionRestrictionFrom(
        Partition partition,
        address operator,
        address from,
        address to,
        uint256 amount
    ) external view returns (uint8) {
        return uint8(_restrictionFor(partition, operator, from, to, amount));
    }

    /// @inheritdoc ITokenPartitions
    function canTransferByPartition(address from, address to, Partition partition, uint256 amount, bytes calldata)
        external
        view
        returns (bytes1, bytes32, Partition)
    {
        Restriction code = msg.sender == from
            ? _restrictionIn(partition, from, from, to, amount)
            : _restrictionFor(partition, msg.sender, from, to, amount);
        return (bytes1(uint8(code)), bytes32(0), partition);
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
        Restriction code = _judgeChange(account, from, to, amount, byHolder, config);
        if (code != Restriction.None) _refuse(code, account, account, amount);

        _change(account, from, to, amount, config);
        emit PartitionChanged(from, to, account, msg.sender, amount, data);
        return true;
    }

    /* ------------------------------------------------- supply ------------------------------------------------- */

    /// @inheritdoc ITokenPartitions
    function issueByPartition(Partition partition, address to, uint256 amount, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _requirePartition(partition);
        Config config = _advance();
        _addSupply(amount, config);
        _issue(to, amount, partition, config);
        emit IssuedByPartition(partition, msg.sender, to, amount, data, "");
        return true;
    }

    /// @inheritdoc ITokenPartitions
    function redeemByPartition(Partition partition, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        _redeemIn(partition, address(_issuer()), amount, data, "");
        return true;
    }

    /// @inheritdoc ITokenPartitions
    function operatorRedeemByPartition(
        Partition partition,
        address account,
        uint256 amount,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkPermission(PERMISSION_REDEEM)) return false;
        _redeemIn(partition, account, amount, "", operatorData);
        return true;
    }

    /* ------------------------------------------------ operators ----------------------------------------------- */

    /// @inheritdoc ITokenPartitions
    function authorizeOperator(address operator) external {
        _operators[msg.sender][operator] = true;
        emit AuthorizedOperator(operator, msg.sender);
    }

    /// @inheritdoc ITokenPartitions
    function revokeOperator(address operator) external {
        _operators[msg.sender][operator] = false;
        emit RevokedOperator(operator, msg.sender);
    }

    /// @inheritdoc ITokenPartitions
    function authorizeOperatorByPartition(Partition partition, address operator) external {
        _requirePartition(partition);
        _partitionOperators[msg.sender][partition][operator] = true;
        emit AuthorizedOperatorByPartition(partition, operator, msg.sender);
    }

    /// @inheritdoc ITokenPartitions
    function revokeOperatorByPartition(Partition partition, address operator) external {
        _partitionOperators[msg.sender][partition][operator] = false;
        emit RevokedOperatorByPartition(partition, operator, msg.sender);
    }

    /// @inheritdoc ITokenPartitions
    function isOperator(address operator, address account) public view returns (bool) {
        return _operators[account][operator];
    }

    /// @inheritdoc ITokenPartitions
    function isOperatorForPartition(Partition partition, address operator, address account) public view returns (bool) {
        return _operators[account][operator] || _partitionOperators[account][partition][operator];
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

    /// @dev Whether an account may move a holder's shares.
    function _judgeOperator(Partition partition, address operator, address holder, uint256 amount)
        private
        view
        returns (Restriction)
    {
        if (!isOperatorForPartition(partition, operator, holder)) return Restriction.NotOperator;
        return amount != 0 && _isBarred(operator, _config) ? Restriction.SpenderBarred : Restriction.None;
    }

    function _restrictionFor(Partition partition, address operator, address from, address to, uint256 amount)
        private
        view
        returns (Restriction code)
    {
        code = _judgeOperator(partition, operator, from, amount);
        return code == Restriction.None ? _restrictionIn(partition, operator, from, to, amount) : code;
    }

    function _restrictionIn(Partition partition, address operator, address from, address to, uint256 amount)
        private
        view
        returns (Restriction)
    {
        if (!_isPartition(partition)) return Restriction.UnknownPartition;

        Config config = _config;
        (RawMove memory m, Transit memory t) = _routeIn(partition, from, to, amount, config);
        (m.operator, m.initiator) = (operator, operator);
        return _judge(m, t, config);
    }

    function _transferIn(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes memory data,
        bytes memory operatorData
    ) private {
        if (!_isPartition(partition)) _refuse(Restriction.UnknownPartition, from, to, amount);
        Config config = _advance();
        (RawMove memory m, Transit memory t) = _routeIn(partition, from, to, amount, config);
        _execute(m, t, config);
        emit TransferByPartition(partition, msg.sender, from, to, amount, data, operatorData);
    }

    function _redeemIn(
        Partition partition,
        address account,
        uint256 amount,
        bytes memory data,
        bytes memory operatorData
    ) private {
        _requirePartition(partition);
        _redeem(_moveOf(KIND_REDEMPTION, partition, account, address(0), amount), false, _advance());
        emit RedeemedByPartition(partition, msg.sender, account, amount, data, operatorData);
    }

    function _judgeChange(address account, Partition from, Partition to, uint256 amount, bool byHolder, Config config)
        private
        view
        returns (Restriction)
    {
        if (_roleOf(account).isCustodian()) return Restriction.PartitionNotAtCustodian;
        if (amount == 0 && !byHolder) return Restriction.None;
        (RawMove memory m, Transit memory t) = _routeIn(from, account, account, amount, config);
        (m.kind, m.to.partition) = (KIND_PARTITION_CHANGE, to);
        return byHolder ? _judge(m, t, config) : _judgeHeld(m, t.from, config);
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
