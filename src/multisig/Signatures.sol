// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {TypedData} from "../libraries/TypedData.sol";
import {Call} from "../types/Authority.sol";

/// @title Signatures
/// @notice What members of an authority sign (EIP-712).
abstract contract Signatures is IERC5267 {
    string private constant NAME = "Scrip MultiSig";

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
        return (TypedData.FIELDS, NAME, TypedData.VERSION, block.chainid, address(this), 0, new uint256[](0));
    }

    function _digest(Call memory call, bytes32 dataHash, uint32 epoch) internal view returns (bytes32) {
        return _typedDataHash(
            keccak256(
                abi.encode(APPROVAL_TYPEHASH, call.authority, epoch, call.target, dataHash, call.salt, call.deadline)
            )
        );
    }

    function _typedDataHash(bytes32 structHash) internal view returns (bytes32) {
        return TypedData.digestOf(NAME, structHash);
    }
}
