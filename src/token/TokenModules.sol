// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenModules} from "../interfaces/ITokenModules.sol";
import {PERMISSION_ENCUMBER, PERMISSION_SETTLE} from "../types/Modules.sol";
import {KIND_SETTLEMENT} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove} from "./RawMove.sol";
import {Settlements} from "./Settlements.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenModules
/// @notice Code of every token for its modules: how they come and go, and what they do with shares.
contract TokenModules is TokenPart, Settlements, ITokenModules {
    /* ------------------------------------------------ attachment ---------------------------------------------- */

    /// @inheritdoc ITokenModules
    function attachModule(address module) external {
        _onlyIssuer();
        _attach(module);
    }

    /// @inheritdoc ITokenModules
    function detachModule(address module) external {
        _onlyIssuer();
        _detach(module);
    }

    /// @inheritdoc ITokenModules
    function abandonModule(address module) external returns (bool) {
        if (!_checkOwner()) return false;
        if (_isModule(module)) revert SecurityToken_ModuleAttached(module);
        _abandon(module);
        return true;
    }

    /// @inheritdoc ITokenModules
    function setMandate(address module, bool granted) external returns (bool) {
        if (!_checkOwner()) return false;
        _setMandate(module, granted);
        return true;
    }

    /// @inheritdoc ITokenModules
    function hasMandate(address module) external view returns (bool) {
        return _hasMandate(module);
    }

    /// @inheritdoc ITokenModules
    function clearEncumbrances(address module, PositionKey[] calldata positions) external {
        for (uint256 i; i < positions.length; ++i) {
            _clear(module, positions[i]);
        }
    }

    /// @inheritdoc ITokenModules
    function modules() external view returns (address[] memory) {
        return _attachedModules();
    }

    /// @inheritdoc ITokenModules
    function isModule(address account) external view returns (bool) {
        return _isModule(account);
    }

    /* ----------------------------------------------- encumbrances --------------------------------------------- */

    /// @inheritdoc ITokenModules
    function encumber(address account, uint256 amount) external {
        _requirePermission(msg.sender, PERMISSION_ENCUMBER);
        _encumber(msg.sender, _directKey(account), amount);
    }

    /// @inheritdoc ITokenModules
    function encumberPosition(PositionKey calldata position, uint256 amount) external {
        _requirePermission(msg.sender, PERMISSION_ENCUMBER);
        _encumber(msg.sender, position, amount);
    }

    /// @inheritdoc ITokenModules
    function release(address account, uint256 amount) external returns (uint256 released) {
        _requirePermission(msg.sender, PERMISSION_ENCUMBER);
        return _release(msg.sender, _directKey(account), amount, _config.splitEpoch());
    }

    /// @inheritdoc ITokenModules
    function releasePosition(PositionKey calldata position, uint256 amount) external returns (uint256 released) {
        _requirePermission(msg.sender, PERMISSION_ENCUMBER);
        return _release(msg.sender, position, amount, _config.splitEpoch());
    }

    /// @inheritdoc ITokenModules
    function releaseOfEpoch(PositionKey calldata position, uint256 amount, uint8 epoch)
        external
        returns (uint256 released)
    {
        _requirePermission(msg.sender, PERMISSION_ENCUMBER);
        return _release(msg.sender, position, amount, epoch);
    }

    /// @inheritdoc ITokenModules
    function encumbranceOf(address account, address module) external view returns (uint256) {
        return _countedOf(_directKey(account), module);
    }

    /// @inheritdoc ITokenModules
    function encumbranceOfPosition(PositionKey calldata position, address module) external view returns (uint256) {
        return _countedOf(position, module);
    }

    /// @inheritdoc ITokenModules
    function takenOf(PositionKey calldata position, address module) external view returns (uint256 taken) {
        (, taken) = _encumbranceAt(position, module);
    }

    /* -------------------------------------------------- shares ------------------------------------------------ */

    /// @inheritdoc ITokenModules
    function settle(PositionKey calldata from, PositionKey calldata to, uint256 amount, bytes calldata data) external {
        _requirePermission(msg.sender, PERMISSION_SETTLE);
        _requirePosition(from);
        _requirePosition(to);
        if (from.partition != to.partition) revert SecurityToken_OtherPartition(from.partition, to.partition);
        if (from.account == to.account && from.custodian == to.custodian) {
            revert SecurityToken_SelfTransfer(from.account);
        }
        (uint256 encumbered,) = _encumbranceAt(from, msg.sender);
        if (amount == 0 || amount > encumbered) {
            revert SecurityToken_InsufficientEncumbrance(msg.sender, encumbered, amount);
        }

        _requireRead(data);
        RawMove memory m = _moveBetween(KIND_SETTLEMENT, from, to, amount);
        m.data = data;
        _settle(m, _advance());
        _announceSettlement(m);
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

    /// @dev What a detached module encumbers does not count.
    function _countedOf(PositionKey memory position, address module) private view returns (uint256 amount) {
        if (_hasPermission(module, PERMISSION_ENCUMBER)) (amount,) = _encumbranceAt(position, module);
    }
}
