// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenSupply} from "../interfaces/ITokenSupply.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {
    HOOK_TRANSFER_TOKENS,
    PERMISSION_CHANGE_PARTITION,
    PERMISSION_ISSUE,
    PERMISSION_REDEEM
} from "../types/Modules.sol";
import {KIND_PARTITION_CHANGE, KIND_REDEMPTION} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, HAS_GRANULARITY} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {RawMove} from "./RawMove.sol";
import {TokenPart} from "./TokenPart.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title TokenSupply
/// @notice Code of every token for shares that come into being, end or change their kind in any position.
contract TokenSupply is TokenPart, PartitionTransfers, ITokenSupply {
    /// @dev Ratios are of two numbers below 2^64: with an amount of 96 bits their products have 160.
    uint256 private constant MAX_RATIO = type(uint64).max;

    /// @inheritdoc ITokenSupply
    function convertPartition(
        address account,
        Partition from,
        Partition to,
        uint256 amount,
        uint256 numerator,
        uint256 denominator
    ) external returns (uint256 received) {
        _requirePermission(msg.sender, PERMISSION_CHANGE_PARTITION);
        _requirePartition(from);
        _requirePartition(to);
        if (from == to) revert SecurityToken_SamePartition(from);

        RawMove memory m = _moveOf(KIND_PARTITION_CHANGE, from, account, account, amount);
        m.to.partition = to;
        return _convert(m, numerator, denominator, _advance());
    }

    /// @inheritdoc ITokenSupply
    function issuePosition(PositionKey calldata to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _issueInto(to, amount);
        if (to.partition.isDefault()) emit Issued(msg.sender, to.account, amount, data);
        else emit IssuedByPartition(to.partition, msg.sender, to.account, amount, data, "");
        return true;
    }

    /// @inheritdoc ITokenSupply
    function reserveSupply(uint256 amount) external {
        _requirePermission(msg.sender, PERMISSION_ISSUE);
        if (amount != 0) _requireRoom(amount, _config);
        _reserve(msg.sender, amount);
    }

    /// @inheritdoc ITokenSupply
    function reservedSupplyOf(address module) external view returns (uint256) {
        return _reservedBy(module);
    }

    /// @inheritdoc ITokenSupply
    function reservedSupply() external view returns (uint256) {
        return _supplyLimit.reserved;
    }

    /// @inheritdoc ITokenSupply
    function redeemPosition(PositionKey calldata from, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_REDEEM)) return false;
        _redeemOut(from, amount);
        _announceRedeemed(from, amount, data);
        return true;
    }

    /* ------------------------------------------------- ERC-1410 ---------------------------------------------- */

    /// @inheritdoc ITokenSupply
    function issueByPartition(Partition partition, address to, uint256 amount, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _issueInto(PositionKey(address(0), partition, to), amount);
        emit IssuedByPartition(partition, msg.sender, to, amount, data, "");
        return true;
    }

    /// @inheritdoc ITokenSupply
    function redeemByPartition(Partition partition, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        address treasury = address(_issuer());
        _redeemOut(PositionKey(address(0), partition, treasury), amount);
        emit RedeemedByPartition(partition, msg.sender, treasury, amount, data, "");
        return true;
    }

    /// @inheritdoc ITokenSupply
    function operatorRedeemByPartition(
        Partition partition,
        address account,
        uint256 amount,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkPermission(PERMISSION_REDEEM)) return false;
        _redeemOut(PositionKey(address(0), partition, account), amount);
        emit RedeemedByPartition(partition, msg.sender, account, amount, "", operatorData);
        return true;
    }

    /* ------------------------------------------------- internal ---------------------------------------------- */

    function _issueInto(PositionKey memory to, uint256 amount) private {
        _requirePosition(to);
        Config config = _advance();
        _addSupply(amount, config);
        _issueAt(to, amount, config);
    }

    function _redeemOut(PositionKey memory from, uint256 amount) private {
        _requirePosition(from);
        PositionKey memory nobody = PositionKey(address(0), from.partition, address(0));
        _redeem(_moveBetween(KIND_REDEMPTION, from, nobody, amount), false, _advance());
    }

    /* -------------------------------------------- change of partition ---------------------------------------- */

    /// @dev `amount` shares of one partition become as many of another as the ratio says, rounded down to whole multiples.
    /// What is encumbered, frozen or locked is not changed; pause and registration do not matter, as in a redemption. Nothing is
    /// converted while a split is pending.
    /// @return received shares in the new partition
    function _convert(RawMove memory m, uint256 numerator, uint256 denominator, Config config)
        private
        returns (uint256 received)
    {
        address account = m.from.account;
        received = _converted(m.amount, numerator, denominator, config);
        Transit memory t;
        _loadForward(m, t, config);
        Restriction code = t.sender.isCustodian() ? Restriction.PartitionNotAtCustodian : _judgeAmount(m, t, config);
        if (code != Restriction.None) _refuse(code, account, account, m.amount);

        _changeSupply(account, m.amount, received, config);
        if (!m.from.partition.isDefault()) {
            _takeApart(m.from.partition, account, m.amount, config);
            _shrink(_partitions[m.from.partition].supply, m.amount, config);
        }
        if (!m.to.partition.isDefault()) {
            _addApart(m.to.partition, account, received, config);
            _grow(_partitions[m.to.partition].supply, received, config);
            _markApart(account);
        }
        _announceConversion(m, received, numerator, denominator);
        if (config.hooks() & HOOK_TRANSFER_TOKENS != 0) _notifyModules(m, t.question, config);
    }

    function _announceConversion(RawMove memory m, uint256 received, uint256 numerator, uint256 denominator) private {
        emit PartitionConverted(
            m.from.partition, m.to.partition, m.to.account, m.operator, m.amount, received, numerator, denominator
        );
    }

    function _converted(uint256 amount, uint256 numerator, uint256 denominator, Config config)
        private
        view
        returns (uint256 received)
    {
        bool sound = numerator != 0 && denominator != 0 && numerator <= MAX_RATIO && denominator <= MAX_RATIO;
        if (!sound) revert SecurityToken_InvalidConversion(numerator, denominator);
        if (amount > MAX_BALANCE) revert SecurityToken_AmountTooHigh(amount);
        received = amount * numerator / denominator;
        if (config.isOn(HAS_GRANULARITY)) received -= received % _granularity;
        if (received == 0) revert SecurityToken_NothingReceived(amount, numerator, denominator);
    }

    /// @dev The total supply and the account's balance, which is the sum of its partitions.
    function _changeSupply(address account, uint256 amount, uint256 received, Config config) private {
        if (received > amount) {
            uint256 more = received - amount;
            _addSupply(more, config);
            _grow(_direct[account], more, config);
            emit IERC20.Transfer(address(0), account, more);
        } else if (received < amount) {
            uint256 fewer = amount - received;
            _shrink(_supply, fewer, config);
            _shrink(_direct[account], fewer, config);
            emit IERC20.Transfer(account, address(0), fewer);
        }
    }
}
