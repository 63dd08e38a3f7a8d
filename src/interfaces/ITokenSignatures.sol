// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SignedTransfer} from "../types/SignedTransfer.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @title TokenSignatures
/// @notice What holders sign and others send: permits, and transfers without gas. See docs/decisions/0025-holders.md.
/// @dev A signature is the key's over the EIP-712 digest, or what a wallet contract accepts (ERC-1271).
interface ITokenSignatures is IERC5267 {
    /// @notice ERC-2612: sets an allowance by the owner's EIP-712 signature. A wallet contract signs by ERC-1271
    /// through the overload that takes bytes.
    /// @param deadline last second (Unix time) at which the permit holds
    function permit(address owner, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;

    function permit(address owner, address spender, uint256 amount, uint256 deadline, bytes calldata signature) external;

    /// @notice ERC-2612: the nonce that the owner's next permit must name.
    function nonces(address owner) external view returns (uint256);

    /// @notice The EIP-712 domain of what is signed for this token: the name with which it was founded, version 1, this chain
    /// and this token. `rename` does not change it.
    function DOMAIN_SEPARATOR() external view returns (bytes32);

    /// @notice Carries out a transfer that its holder has signed, and pays the caller the fee that it names. The whole or
    /// nothing. Anyone, or the relayer that it names.
    /// @dev The transfer and the fee obey the rules of any transfer: a relayer who may not hold shares gets no fee. The relayer
    /// is not judged for what it sends: it chooses nothing.
    function transferBySignature(SignedTransfer calldata order, bytes calldata signature) external;

    /// @notice Voids a nonce of the caller, and with it every transfer signed under that nonce. A holder without gas can sign a
    /// zero-amount transfer to itself under the nonce instead.
    function cancelNonce(uint256 nonce) external;

    /// @notice Whether a signed transfer used the nonce, or its holder cancelled it.
    function isNonceUsed(address holder, uint256 nonce) external view returns (bool);
}
