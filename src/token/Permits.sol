// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Signers} from "../libraries/Signers.sol";
import {TypedData} from "../libraries/TypedData.sol";
import {TokenStorage} from "./TokenStorage.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @title Permits
/// @notice Allowances by signature (ERC-2612), and the domain in which holders sign. The domain is made for each call, because this code serves many tokens.
abstract contract Permits is TokenStorage, IERC5267 {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (TypedData.FIELDS, _domainName(), TypedData.VERSION, block.chainid, address(this), 0, new uint256[](0));
    }

    function _permit(address owner, address spender, uint256 amount, uint256 deadline, bytes memory signature)
        internal
    {
        if (block.timestamp > deadline) revert SecurityToken_PermitExpired(deadline);
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, amount, _nonces[owner]++, deadline));
        bytes32 digest = TypedData.digestOf(_domainName(), structHash);
        if (!Signers.hasSigned(owner, digest, signature)) revert SecurityToken_InvalidPermit(owner);

        _approve(owner, spender, amount);
    }

    function _domainSeparator() internal view returns (bytes32) {
        return TypedData.separatorOf(_domainName());
    }

    /// @dev Of the foundation, whatever the token is called now: what was signed stays good.
    function _domainName() internal view returns (string memory) {
        if (address(_issuer()) == address(0)) revert SecurityToken_NotInitialized();
        return _renamed ? _foundingName : _name;
    }
}
