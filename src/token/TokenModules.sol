// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Freezes} from "../interfaces/IERC7943Fungible.sol";
import {ITokenModules} from "../interfaces/ITokenModules.sol";
import {PERMISSION_ENCUMBER} from "../types/Modules.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {TokenNotices} from "./TokenNotices.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TokenModules
/// @notice Code of every token for its modules: how they come and go, and what they and the issuer keep from leaving a position.
contract TokenModules is TokenNotices, ITokenModules {
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

    /// @inheritdoc ITokenModules
    function permissionsOf(address module) external view returns (uint16) {
        return _permissionsOf(module);
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
    function releaseMany(address[] calldata accounts, uint256[] calldata amounts, uint8[] calldata epochs)
        external
        returns (uint256[] memory released)
    {
        _requirePermission(msg.sender, PERMISSION_ENCUMBER);
        if (amounts.length != accounts.length || epochs.length != accounts.length) {
            revert SecurityToken_LengthMismatch(accounts.length, Math.min(amounts.length, epochs.length));
        }
        return _releaseMany(msg.sender, accounts, amounts, epochs);
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

    /* ------------------------------------------------- freezes ----------------------------------------------- */

    /// @inheritdoc IERC7943Freezes
    function setFrozenTokens(address account, uint256 amount) external returns (bool) {
        if (!_checkAuthority()) return false;
        _setFrozen(account, amount);
        return true;
    }

    /// @inheritdoc IERC7943Freezes
    function getFrozenTokens(address account) external view returns (uint256) {
        return _frozenOf(account, _direct[account].holding);
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    /// @dev What a detached module encumbers does not count.
    function _countedOf(PositionKey memory position, address module) private view returns (uint256 amount) {
        if (_hasPermission(module, PERMISSION_ENCUMBER)) (amount,) = _encumbranceAt(position, module);
    }
}
