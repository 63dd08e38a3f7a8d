// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TokenStorage} from "./TokenStorage.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Permits
/// @notice Allowances by signature (ERC-2612). The domain is made for each call, because this code serves many tokens.
abstract contract Permits is TokenStorage {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function _permit(address owner, address spender, uint256 amount, uint256 deadline, bytes memory signature)
        internal
    {
        if (block.timestamp > deadline) revert SecurityToken_PermitExpired(deadline);
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, amount, _nonces[owner]++, deadline));
        bytes32 digest = MessageHashUtils.toTypedDataHash(_domainSeparator(), structHash);
        if (!SignatureChecker.isValidSignatureNow(owner, digest, signature)) revert SecurityToken_InvalidPermit(owner);

        _approve(owner, spender, amount);
    }

    function _domainSeparator() internal view returns (bytes32) {
        if (address(_issuer()) == address(0)) revert SecurityToken_NotInitialized();
        bytes32 nameHash = keccak256(bytes(_name));
        return keccak256(abi.encode(DOMAIN_TYPEHASH, nameHash, keccak256("1"), block.chainid, address(this)));
    }
}
