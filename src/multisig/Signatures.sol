// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TypedData} from "../libraries/TypedData.sol";
import {Call} from "../types/Authority.sol";

/// @title Signatures
/// @notice What members of an authority sign (EIP-712).
abstract contract Signatures {
    string internal constant NAME = "Scrip MultiSig";

    bytes32 private constant APPROVAL_TYPEHASH =
        keccak256("Approval(uint32 authority,uint32 epoch,address target,bytes data,bytes32 salt,uint40 deadline)");

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
