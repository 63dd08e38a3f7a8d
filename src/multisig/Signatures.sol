// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Call} from "../types/Authority.sol";

/// @title Signatures
/// @notice What members of an authority sign (EIP-712), and whether they did.
/// @dev The domain is hashed anew each time: that costs a few hundred gas and much less code than keeping it.
abstract contract Signatures is IERC5267 {
    string private constant NAME = "Scrip MultiSig";
    string private constant VERSION = "1";

    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant APPROVAL_TYPEHASH =
        keccak256("Approval(uint32 authority,uint32 epoch,address target,bytes data,bytes32 salt,uint40 deadline)");

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
        return (hex"0f", NAME, VERSION, block.chainid, address(this), 0, new uint256[](0));
    }

    function _digest(Call memory call, bytes32 dataHash, uint32 epoch) internal view returns (bytes32) {
        return _typedDataHash(
            keccak256(
                abi.encode(APPROVAL_TYPEHASH, call.authority, epoch, call.target, dataHash, call.salt, call.deadline)
            )
        );
    }

    function _typedDataHash(bytes32 structHash) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(NAME)), keccak256(bytes(VERSION)), block.chainid, address(this))
        );
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }

    /// @dev The key comes first: it spares looking for code, and serves accounts that have both (EIP-7702). Nobody can
    /// sign for zero.
    function _isSigned(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(digest, signature);
        return problem == ECDSA.RecoverError.NoError && recovered == signer
            || SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }
}
