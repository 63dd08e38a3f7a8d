// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../types/Authority.sol";
import {Attestation, Claim, Subject, Topic} from "../types/Claims.sol";
import {IForeignTokens} from "./IForeignTokens.sol";
import {IKYCRegistrar} from "./IKYCRegistrar.sol";

/// @title ClaimRegistry
/// @notice What the authorities of one registrar attest about its investors and their accounts: roles, qualifications,
/// who holds a key. Claims change no standing.
/// @dev One claim per (subject, topic, attester). It is valid while it has not expired and its attester is neither
/// restricted nor has lost the topic. The registrar must have attached this contract, and an authority needs permission
/// for the functions here (`setAuthoritySignatures`).
interface IClaimRegistry is IForeignTokens {
    event ClaimAttested(
        Subject indexed subject,
        Topic indexed topic,
        AuthorityId indexed attester,
        uint40 attestedAt,
        uint40 expiresAt,
        bytes32 data
    );
    /// @param by authority that revoked it
    event ClaimRevoked(Subject indexed subject, Topic indexed topic, AuthorityId indexed attester, AuthorityId by);
    event AuthorityTopicsSet(AuthorityId indexed authority, Topic[] topics, bool permitted);

    /// @notice Neither a known investor nor a bound account.
    error ClaimRegistry_UnknownSubject(Subject subject);
    error ClaimRegistry_CountryNotPermitted(AuthorityId authority, Subject subject);
    error ClaimRegistry_TopicNotPermitted(AuthorityId authority, Topic topic);
    /// @notice A claim must end in the future.
    error ClaimRegistry_InvalidExpiry(uint40 expiresAt);
    error ClaimRegistry_UnknownClaim(Subject subject, Topic topic, AuthorityId attester);
    /// @notice The claim is another authority's, which is in good standing.
    error ClaimRegistry_NotAttester(AuthorityId acting, AuthorityId attester);
    /// @notice Only the registrar's owner says who may attest.
    error ClaimRegistry_NotOwner(AuthorityId acting);
    error ClaimRegistry_AuthorityOutOfRange(AuthorityId authority);

    /// @notice Says on which topics an authority may attest; its claims on those that it loses are valid no more. Owner
    /// only.
    function setAuthorityTopics(AuthorityId authority, Topic[] calldata topics, bool permitted)
        external
        returns (bool executed);

    /// @notice States claims; each replaces the authority's former one on the same subject and topic. All or none.
    /// @dev An authority permitted for each topic, and on duty `Attest` in the country of each subject, at its
    /// threshold.
    function attestClaims(Attestation[] calldata attestations) external returns (bool executed);

    /// @notice Takes a claim back.
    /// @dev The attester, whatever it may attest now; the owner; another authority that may attest the same, once the
    /// attester is out.
    function revokeClaim(Subject subject, Topic topic, AuthorityId attester) external returns (bool executed);

    /// @notice The registrar whose investors and authorities these are.
    function registrar() external view returns (IKYCRegistrar);

    /// @notice A claim as it was attested, valid or not; all zero if there is none.
    function claimOf(Subject subject, Topic topic, AuthorityId attester) external view returns (Claim memory);

    /// @notice Authorities that have a claim on the subject, valid or not.
    function attestersOf(Subject subject, Topic topic) external view returns (AuthorityId[] memory);

    /// @notice Whether this attester's claim is valid now.
    function isValidClaim(Subject subject, Topic topic, AuthorityId attester) external view returns (bool);

    /// @notice Whether any claim on the topic is valid now.
    function hasClaim(Subject subject, Topic topic) external view returns (bool);

    function isPermittedTopic(AuthorityId authority, Topic topic) external view returns (bool);
}
