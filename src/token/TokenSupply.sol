// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenMoves} from "../interfaces/ITokenMoves.sol";
import {ITokenSupply} from "../interfaces/ITokenSupply.sol";
import {Act} from "../types/Judgement.sol";
import {PERMISSION_CHANGE_PARTITION, PERMISSION_ISSUE, PERMISSION_REDEEM} from "../types/Modules.sol";
import {KIND_PARTITION_CHANGE, KIND_REDEMPTION} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey, defaultPosition} from "../types/PositionKey.sol";
import {RawMove, moveBetween, moveOf} from "../types/RawMove.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenSupply
/// @notice Code of every token for shares that end or change their kind in any position, and for what modules reserve of the supply.
abstract contract TokenSupply is TokenPart, ITokenSupply {
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

        RawMove memory m = moveOf(KIND_PARTITION_CHANGE, from, account, account, amount);
        m.to.partition = to;
        return ITokenMoves(address(this)).convert(m, numerator, denominator);
    }

    /// @inheritdoc ITokenSupply
    function reserveSupply(uint256 amount) external {
        _requirePermission(msg.sender, PERMISSION_ISSUE);
        if (amount != 0) _requireRoom(msg.sender, amount, _config);
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
    function redeem(uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        _redeemFrom(address(_issuer()), amount, data);
        return true;
    }

    /// @inheritdoc ITokenSupply
    function redeemFrom(address account, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_REDEEM)) return false;
        _redeemFrom(account, amount, data);
        return true;
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

    function _redeemFrom(address from, uint256 amount, bytes calldata data) private {
        _redeemOut(defaultPosition(address(0), from), amount);
        emit Redeemed(msg.sender, from, amount, data);
    }

    function _redeemOut(PositionKey memory from, uint256 amount) private {
        _requirePosition(from);
        PositionKey memory nobody = PositionKey(address(0), from.partition, address(0));
        _have(moveBetween(KIND_REDEMPTION, from, nobody, amount), Act.Redemption);
    }
}
