// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../interfaces/IERC7943Fungible.sol";
import {ITokenEnforcement} from "../interfaces/ITokenEnforcement.sol";
import {Act} from "../types/Judgement.sol";
import {KIND_CUSTODY_FORCED, KIND_FORCED_REDEMPTION, KIND_FORCED_TRANSFER} from "../types/Move.sol";
import {DEFAULT_PARTITION, Partition} from "../types/Partition.sol";
import {RawMove, moveFromCustody, moveOf} from "../types/RawMove.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenEnforcement
/// @notice Code of every token for what is done against a holder's will.
abstract contract TokenEnforcement is TokenPart, ITokenEnforcement {
    /* -------------------------------------------------- force ------------------------------------------------- */

    /// @inheritdoc ITokenEnforcement
    function controllerTransfer(
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkAuthority()) return false;
        _forceTransfer(from, to, amount, data, operatorData);
        return true;
    }

    /// @inheritdoc IERC7943Orders
    function forcedTransfer(address from, address to, uint256 amount) external returns (bool) {
        if (!_checkAuthority()) return false;
        _forceTransfer(from, to, amount, "", "");
        return true;
    }

    /// @inheritdoc ITokenEnforcement
    function controllerRedeem(address account, uint256 amount, bytes calldata data, bytes calldata operatorData)
        external
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        emit ControllerRedemption(msg.sender, account, amount, data, operatorData);
        _have(moveOf(KIND_FORCED_REDEMPTION, DEFAULT_PARTITION, account, address(0), amount), Act.Redemption);
        return true;
    }

    /// @inheritdoc ITokenEnforcement
    function isControllable() external pure returns (bool) {
        return true;
    }

    /// @inheritdoc ITokenEnforcement
    function controllerTransferByPartition(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requirePartition(partition);
        if (from == to) revert SecurityToken_SelfTransfer(from);

        emit ControllerTransfer(msg.sender, from, to, amount, data, operatorData);
        _forceIn(partition, from, to, amount);
        emit TransferByPartition(partition, msg.sender, from, to, amount, data, operatorData);
        emit ForcedTransfer(from, to, amount);
        return true;
    }

    /// @inheritdoc ITokenEnforcement
    function controllerTransferFromCustody(
        address custodian,
        address from,
        address to,
        uint256 amount,
        bytes32 documentHash
    ) external returns (bool) {
        if (!_checkOwner()) return false;
        _requireForcible(custodian, documentHash);
        emit CustodyForced(custodian, from, to, amount, documentHash);
        _have(_outOfCustody(custodian, from, to, amount), Act.Force);
        return true;
    }

    /// @inheritdoc ITokenEnforcement
    function controllerRedeemFromCustody(address custodian, address account, uint256 amount, bytes32 documentHash)
        external
        returns (bool)
    {
        if (!_checkOwner()) return false;
        _requireForcible(custodian, documentHash);
        emit CustodyForced(custodian, account, address(0), amount, documentHash);
        _have(_outOfCustody(custodian, account, address(0), amount), Act.Redemption);
        return true;
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _requireForcible(address custodian, bytes32 documentHash) private view {
        if (!_roleOf(custodian).isCustodian()) revert SecurityToken_NotCustodian(custodian);
        if (documentHash == 0) revert SecurityToken_DocumentRequired();
    }

    function _outOfCustody(address custodian, address from, address to, uint256 amount)
        private
        view
        returns (RawMove memory m)
    {
        m = moveFromCustody(custodian, from, address(0), to, amount);
        m.kind = KIND_CUSTODY_FORCED;
    }

    function _forceIn(Partition partition, address from, address to, uint256 amount) private {
        _have(moveOf(KIND_FORCED_TRANSFER, partition, from, to, amount), Act.Force);
    }

    function _forceTransfer(address from, address to, uint256 amount, bytes memory data, bytes memory operatorData)
        private
    {
        if (from == to) revert SecurityToken_SelfTransfer(from);
        emit ControllerTransfer(msg.sender, from, to, amount, data, operatorData);
        _forceIn(DEFAULT_PARTITION, from, to, amount);
        emit ForcedTransfer(from, to, amount);
    }
}
