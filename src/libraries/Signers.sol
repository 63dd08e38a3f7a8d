// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Signers
/// @notice The one way in which a signature is judged: approvals of calls, consents of accounts, permits.
library Signers {
    /// @dev Whether the account's key has signed the digest (65 bytes, v 27 or 28, the lower s), or the account is a
    /// contract that says so (ERC-1271). The key comes first: an account with a key may have code too (EIP-7702), and
    /// asking it costs more. A contract is asked by a static call, and one word of its answer is read: it can make its
    /// own signature worthless, no more. Nobody can sign for zero.
    function hasSigned(address signer, bytes32 digest, bytes memory signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecover(digest, signature);
        if (problem == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return SignatureChecker.isValidERC1271SignatureNow(signer, digest, signature);
    }
}
