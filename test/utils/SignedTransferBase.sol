// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../src/interfaces/ITokenEvents.sol";
import {DEFAULT_PARTITION} from "../../src/types/Partition.sol";
import {SignedTransfer} from "../../src/types/SignedTransfer.sol";
import {ComplianceBase} from "./ComplianceBase.sol";
import {referenceData} from "./Moves.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Ada holds 100 and signs; a stranger sends.
abstract contract SignedTransferBase is ComplianceBase {
    bytes32 private constant TYPE_HASH = keccak256(
        "SignedTransfer(address from,address to,uint256 amount,bytes32 partition,bytes32 toPartition,address relayer,uint256 fee,uint256 nonce,uint256 validFrom,uint256 deadline,bytes data)"
    );

    Vm.Wallet internal key = vm.createWallet("ada");

    function setUp() public virtual override {
        super.setUp();
        _issue(ada, 100);
    }

    function _order(uint256 amount, uint256 nonce) internal view returns (SignedTransfer memory) {
        return SignedTransfer({
            from: ada,
            to: ben,
            amount: amount,
            partition: DEFAULT_PARTITION,
            toPartition: DEFAULT_PARTITION,
            relayer: address(0),
            fee: 0,
            nonce: nonce,
            validFrom: START,
            deadline: START + 1 hours,
            data: referenceData("invoice 7")
        });
    }

    function _signed(SignedTransfer memory o) internal returns (bytes memory) {
        return _signedBy(key, o);
    }

    function _signedBy(Vm.Wallet memory signer, SignedTransfer memory o) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, _digest(o));
        return abi.encodePacked(r, s, v);
    }

    function _digest(SignedTransfer memory o) internal view returns (bytes32) {
        bytes32 structHash = keccak256(
            bytes.concat(
                abi.encode(TYPE_HASH, o.from, o.to, o.amount, o.partition, o.toPartition, o.relayer, o.fee),
                abi.encode(o.nonce, o.validFrom, o.deadline, keccak256(o.data))
            )
        );
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }

    function _send(SignedTransfer memory o, bytes memory signature) internal {
        vm.prank(stranger);
        token.transferBySignature(o, signature);
    }

    function _assertInvalid(SignedTransfer memory o, bytes memory signature) internal {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidSignature.selector, o.from));
        _send(o, signature);
        assertFalse(token.isNonceUsed(o.from, o.nonce), "nonce");
    }

    function _expectUsed(uint256 nonce) internal {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NonceUsed.selector, ada, nonce));
    }
}
