// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MultiSigTest} from "../utils/MultiSigTest.sol";

import {Call} from "../../src/types/Authority.sol";

/// @notice A wallet that asks the contract for its domain (ERC-5267) signs what the contract verifies; whoever hashes a
/// call by itself finds the approvals of it.
contract MultiSigDomainTest is MultiSigTest {
    function test_TheDomainIsTheOneOfTheDigest() external view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier, bytes32 salt,) =
            multiSig.eip712Domain();
        assertEq(fields, hex"0f", "name, version, chain, contract");
        assertEq(name, "Scrip MultiSig");
        assertEq(version, "1");
        assertEq(chainId, block.chainid);
        assertEq(verifier, address(multiSig));
        assertEq(salt, 0);

        Call memory call = _flagCall();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                verifier
            )
        );
        bytes32 approval = keccak256(
            abi.encode(
                keccak256(
                    "Approval(uint32 authority,uint32 epoch,address target,bytes data,bytes32 salt,uint40 deadline)"
                ),
                call.authority,
                _epoch(call.authority),
                call.target,
                keccak256(call.data),
                call.salt,
                call.deadline
            )
        );
        assertEq(multiSig.digestOf(call), keccak256(abi.encodePacked(hex"1901", domain, approval)));
    }

    function test_TheHashOfACallBindsChainContractAndTheWholeCall() external view {
        Call memory call = _flagCall();
        bytes memory content = abi.encode(
            block.chainid,
            address(multiSig),
            call.authority,
            call.target,
            keccak256(call.data),
            call.salt,
            call.deadline
        );
        assertEq(multiSig.hashOf(call), keccak256(content));
    }
}
