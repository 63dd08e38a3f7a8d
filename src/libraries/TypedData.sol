// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title TypedData
/// @notice EIP-712 domains of this contract: a name, version 1, this chain, this address.
/// @dev A domain is hashed anew each time: that costs a few hundred gas and much less code than keeping it, and one code
/// serves many contracts.
library TypedData {
    bytes1 internal constant FIELDS = hex"0f";
    string internal constant VERSION = "1";

    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    function separatorOf(string memory name) internal view returns (bytes32) {
        bytes32 nameHash = keccak256(bytes(name));
        return keccak256(abi.encode(DOMAIN_TYPEHASH, nameHash, keccak256(bytes(VERSION)), block.chainid, address(this)));
    }

    /// @dev What is signed for a struct in the domain with this name.
    function digestOf(string memory name, bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(separatorOf(name), structHash);
    }
}
