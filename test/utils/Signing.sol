// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test, Vm} from "forge-std/Test.sol";

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, SignedApproval} from "../../src/types/Authority.sol";

/// @dev Signed approvals of calls, for every test that executes one.
abstract contract Signing is Test {
    /// @dev A call that is good for a day; its salt is the hash of its content.
    function _callOf(AuthorityId authority, address target, bytes memory data) internal view returns (Call memory) {
        return Call({
            authority: authority,
            target: target,
            data: data,
            salt: keccak256(abi.encode(authority, target, data)),
            deadline: uint40(block.timestamp + 1 days)
        });
    }

    function _sign(IMultiSig multiSig, Call memory call, Vm.Wallet memory wallet)
        internal
        view
        returns (SignedApproval memory)
    {
        return SignedApproval({signer: wallet.addr, signature: _signDigest(multiSig.digestOf(call), wallet)});
    }

    /// @dev The key of `wallet` signs for the wallet contract `signer` (ERC-1271).
    function _signFor(IMultiSig multiSig, Call memory call, address signer, Vm.Wallet memory wallet)
        internal
        view
        returns (SignedApproval memory)
    {
        return SignedApproval({signer: signer, signature: _signDigest(multiSig.digestOf(call), wallet)});
    }

    function _signDigest(bytes32 digest, Vm.Wallet memory wallet) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(wallet.privateKey, digest);
        return abi.encodePacked(r, s, v);
    }

    function _none() internal pure returns (SignedApproval[] memory) {
        return new SignedApproval[](0);
    }

    function _bundle(SignedApproval memory a) internal pure returns (SignedApproval[] memory list) {
        list = new SignedApproval[](1);
        list[0] = a;
    }

    function _bundle(SignedApproval memory a, SignedApproval memory b)
        internal
        pure
        returns (SignedApproval[] memory list)
    {
        list = new SignedApproval[](2);
        (list[0], list[1]) = (a, b);
    }

    function _bundle(SignedApproval memory a, SignedApproval memory b, SignedApproval memory c)
        internal
        pure
        returns (SignedApproval[] memory list)
    {
        list = new SignedApproval[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }
}
