// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenSignatures} from "../interfaces/ITokenSignatures.sol";
import {Signers} from "../libraries/Signers.sol";
import {TypedData} from "../libraries/TypedData.sol";
import {Act} from "../types/Judgement.sol";
import {KIND_TRANSFER} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {RawMove, moveOf} from "../types/RawMove.sol";
import {SignedTransfer} from "../types/SignedTransfer.sol";
import {Permits} from "./Permits.sol";
import {TokenTransfers} from "./TokenTransfers.sol";

/// @title TokenSignatures
/// @notice Code of every token for what holders sign and others send.
abstract contract TokenSignatures is TokenTransfers, Permits, ITokenSignatures {
    bytes32 private constant SIGNED_TRANSFER_TYPEHASH = keccak256(
        "SignedTransfer(address from,address to,uint256 amount,bytes32 partition,bytes32 toPartition,address relayer,uint256 fee,uint256 nonce,uint256 validFrom,uint256 deadline,bytes data)"
    );

    /* -------------------------------------------------- permits ----------------------------------------------- */

    /// @inheritdoc ITokenSignatures
    function permit(address owner, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        _permit(owner, spender, amount, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc ITokenSignatures
    function permit(address owner, address spender, uint256 amount, uint256 deadline, bytes calldata signature)
        external
    {
        _permit(owner, spender, amount, deadline, signature);
    }

    /// @inheritdoc ITokenSignatures
    function nonces(address owner) external view returns (uint256) {
        return _nonces[owner];
    }

    /// @inheritdoc ITokenSignatures
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparator();
    }

    /* ------------------------------------------------- transfers ---------------------------------------------- */

    /// @inheritdoc ITokenSignatures
    function transferBySignature(SignedTransfer calldata order, bytes calldata signature) external {
        _requireSendable(order);
        if (!Signers.hasSigned(order.from, TypedData.digestOf(_domainName(), _hashOf(order)), signature)) {
            revert SecurityToken_InvalidSignature(order.from);
        }
        _useNonce(order.from, order.nonce);
        emit TransferSigned(
            order.from, order.nonce, msg.sender, order.to, order.partition, order.toPartition, order.amount, order.fee
        );

        _move(order, order.toPartition, order.to, order.amount);
        if (order.fee != 0) _move(order, order.partition, msg.sender, order.fee);
    }

    /// @inheritdoc ITokenSignatures
    function cancelNonce(uint256 nonce) external {
        _useNonce(msg.sender, nonce);
        emit NonceCancelled(msg.sender, nonce);
    }

    /// @inheritdoc ITokenSignatures
    function isNonceUsed(address holder, uint256 nonce) external view returns (bool) {
        return _usedNonces[holder][nonce >> 8] & _bitOf(nonce) != 0;
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _requireSendable(SignedTransfer calldata order) private view {
        if (block.timestamp < order.validFrom) revert SecurityToken_SignatureNotValidYet(order.validFrom);
        if (block.timestamp > order.deadline) revert SecurityToken_SignatureExpired(order.deadline);
        if (order.relayer != address(0) && order.relayer != msg.sender) {
            revert SecurityToken_OtherRelayer(order.relayer, msg.sender);
        }
    }

    function _move(SignedTransfer calldata order, Partition end, address to, uint256 amount) private {
        RawMove memory m = moveOf(KIND_TRANSFER, order.partition, order.from, to, amount);
        (m.initiator, m.to.partition, m.data) = (order.from, end, order.data);
        _have(m, Act.Move);
        if (!order.partition.isDefault() || !end.isDefault()) _announceIn(m, "");
    }

    function _useNonce(address holder, uint256 nonce) private {
        uint256 word = _usedNonces[holder][nonce >> 8];
        uint256 bit = _bitOf(nonce);
        if (word & bit != 0) revert SecurityToken_NonceUsed(holder, nonce);
        _usedNonces[holder][nonce >> 8] = word | bit;
    }

    function _bitOf(uint256 nonce) private pure returns (uint256) {
        return 1 << (nonce & 255);
    }

    function _hashOf(SignedTransfer calldata order) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SIGNED_TRANSFER_TYPEHASH,
                order.from,
                order.to,
                order.amount,
                order.partition,
                order.toPartition,
                order.relayer,
                order.fee,
                order.nonce,
                order.validFrom,
                order.deadline,
                keccak256(order.data)
            )
        );
    }
}
