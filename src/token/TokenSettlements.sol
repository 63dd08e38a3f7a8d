// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenSettlements} from "../interfaces/ITokenSettlements.sol";
import {Act} from "../types/Judgement.sol";
import {PERMISSION_SETTLE} from "../types/Modules.sol";
import {KIND_MANDATED_REDEMPTION, KIND_SETTLEMENT} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove, moveBetween} from "../types/RawMove.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenSettlements
/// @notice Code of every token for modules that move or redeem what holders own.
abstract contract TokenSettlements is TokenPart, ITokenSettlements {
    /// @inheritdoc ITokenSettlements
    function settle(PositionKey calldata from, PositionKey calldata to, uint256 amount, bytes calldata data) external {
        _requirePermission(msg.sender, PERMISSION_SETTLE);
        _requirePosition(from);
        _requirePosition(to);
        if (from.partition != to.partition) revert SecurityToken_OtherPartition(from.partition, to.partition);
        if (from.account == to.account && from.custodian == to.custodian) {
            revert SecurityToken_SelfTransfer(from.account);
        }

        RawMove memory m = moveBetween(KIND_SETTLEMENT, from, to, amount);
        m.data = data;
        _have(m, Act.Move);
        _announceSettlement(m);
    }

    /// @inheritdoc ITokenSettlements
    function setMandate(address module, bool granted) external returns (bool) {
        if (!_checkOwner()) return false;
        _setMandate(module, granted);
        return true;
    }

    /// @inheritdoc ITokenSettlements
    function hasMandate(address module) external view returns (bool) {
        return _hasMandate(module);
    }

    /// @inheritdoc ITokenSettlements
    function redeemByMandate(PositionKey calldata from, uint256 amount, bytes calldata data) external {
        if (!_hasMandate(msg.sender)) revert SecurityToken_NotMandated(msg.sender);
        _requirePosition(from);
        PositionKey memory nobody = PositionKey(address(0), from.partition, address(0));
        _have(moveBetween(KIND_MANDATED_REDEMPTION, from, nobody, amount), Act.Redemption);
        _announceRedeemed(from, amount, data);
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _announceSettlement(RawMove memory m) private {
        (PositionKey memory from, PositionKey memory to) = (m.from, m.to);
        emit Settled(
            m.operator, from.account, to.account, from.custodian, to.custodian, from.partition, m.amount, m.data
        );
        if (from.partition.isDefault()) return;
        emit TransferByPartition(from.partition, m.operator, from.account, to.account, m.amount, m.data, "");
    }
}
