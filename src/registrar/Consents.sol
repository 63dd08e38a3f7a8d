// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar, IRegistrarAdministration} from "../interfaces/IKYCRegistrar.sol";
import {Signers} from "../libraries/Signers.sol";
import {AuthorityId} from "../types/Authority.sol";
import {InvestorId} from "../types/Identity.sol";
import {Consent} from "../types/Investors.sol";
import {RegistrarBase} from "./RegistrarBase.sol";

/// @title Consents
/// @notice Whether accounts agree to be bound, in their own signatures.
abstract contract Consents is RegistrarBase, IRegistrarAdministration {
    bytes32 private constant CONSENT_TYPEHASH =
        keccak256("Consent(uint32 id,address account,uint32 authority,uint40 deadline)");

    /// @inheritdoc IRegistrarAdministration
    function consentDigestOf(InvestorId id, address account, AuthorityId authority, uint40 deadline)
        public
        view
        returns (bytes32)
    {
        return _typedDataHash(keccak256(abi.encode(CONSENT_TYPEHASH, id, account, authority, deadline)));
    }

    function _requireConsents(
        InvestorId id,
        address[] calldata accounts,
        AuthorityId authority,
        Consent[] calldata consents
    ) internal view {
        if (accounts.length != consents.length) {
            revert IKYCRegistrar.KYCRegistrar_ConsentsMismatch(accounts.length, consents.length);
        }
        for (uint256 i; i < accounts.length; ++i) {
            Consent calldata consent = consents[i];
            if (consent.deadline < block.timestamp) {
                revert IKYCRegistrar.KYCRegistrar_ConsentExpired(accounts[i], consent.deadline);
            }

            bytes32 digest = consentDigestOf(id, accounts[i], authority, consent.deadline);
            if (!Signers.hasSigned(accounts[i], digest, consent.signature)) {
                revert IKYCRegistrar.KYCRegistrar_InvalidConsent(accounts[i]);
            }
        }
    }
}
