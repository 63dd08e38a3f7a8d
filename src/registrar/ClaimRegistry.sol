// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../interfaces/IClaimRegistry.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {ForeignTokens} from "../multisig/ForeignTokens.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Attestation, Claim, Subject, Topic} from "../types/Claims.sol";
import {Duty} from "../types/Duty.sol";
import {Country, InvestorId, NOBODY} from "../types/Identity.sol";
import {MAX_REGISTRAR_AUTHORITY} from "../types/Revisions.sol";

/// @title ClaimRegistry
/// @notice See IClaimRegistry.
contract ClaimRegistry is IClaimRegistry, ForeignTokens, Refusals {
    /// @inheritdoc IClaimRegistry
    IKYCRegistrar public immutable registrar;

    mapping(Subject => mapping(Topic => mapping(AuthorityId => Claim))) private _claims;
    /// @dev Bit i set: authority i has a claim. No authority above 127 attests.
    mapping(Subject => mapping(Topic => uint256)) private _attesters;
    mapping(AuthorityId => mapping(Topic => bool)) private _topics;

    constructor(IKYCRegistrar registrar_) {
        registrar = registrar_;
    }

    /// @inheritdoc IClaimRegistry
    function setAuthorityTopics(AuthorityId authority, Topic[] calldata topics, bool permitted)
        external
        returns (bool)
    {
        AuthorityId acting = _actingAuthority();
        if (acting != OWNER) revert ClaimRegistry_NotOwner(acting);
        if (AuthorityId.unwrap(authority) > MAX_REGISTRAR_AUTHORITY) {
            revert ClaimRegistry_AuthorityOutOfRange(authority);
        }
        if (!_checkAuthority()) return false;

        for (uint256 i; i < topics.length; ++i) {
            _topics[authority][topics[i]] = permitted;
        }
        emit AuthorityTopicsSet(authority, topics, permitted);
        return true;
    }

    /// @inheritdoc IClaimRegistry
    function attestClaims(Attestation[] calldata attestations) external returns (bool) {
        AuthorityId acting = _actingAuthority();
        for (uint256 i; i < attestations.length; ++i) {
            _requireAttester(acting, attestations[i].subject, attestations[i].topic);
        }
        if (!_checkAuthority()) return false;

        for (uint256 i; i < attestations.length; ++i) {
            _attest(acting, attestations[i]);
        }
        return true;
    }

    /// @inheritdoc IClaimRegistry
    function revokeClaim(Subject subject, Topic topic, AuthorityId attester) external returns (bool) {
        AuthorityId acting = _actingAuthority();
        if (_claims[subject][topic][attester].attestedAt == 0) {
            revert ClaimRegistry_UnknownClaim(subject, topic, attester);
        }
        if (acting != attester && acting != OWNER) {
            if (!registrar.isOut(attester)) revert ClaimRegistry_NotAttester(acting, attester);
            _requireAttester(acting, subject, topic);
        }
        if (!_checkAuthority()) return false;

        delete _claims[subject][topic][attester];
        _attesters[subject][topic] &= ~(1 << AuthorityId.unwrap(attester));
        emit ClaimRevoked(subject, topic, attester, acting);
        return true;
    }

    /// @inheritdoc IClaimRegistry
    function claimOf(Subject subject, Topic topic, AuthorityId attester) external view returns (Claim memory) {
        return _claims[subject][topic][attester];
    }

    /// @inheritdoc IClaimRegistry
    function attestersOf(Subject subject, Topic topic) external view returns (AuthorityId[] memory attesters) {
        uint256 bits = _attesters[subject][topic];
        uint256 count;
        for (uint256 rest = bits; rest != 0; rest &= rest - 1) {
            ++count;
        }
        attesters = new AuthorityId[](count);
        uint32 authority;
        for (uint256 i; i < count; ++authority) {
            if (bits >> authority & 1 != 0) attesters[i++] = AuthorityId.wrap(authority);
        }
    }

    /// @inheritdoc IClaimRegistry
    function isValidClaim(Subject subject, Topic topic, AuthorityId attester) public view returns (bool) {
        return _claims[subject][topic][attester].expiresAt > block.timestamp && isPermittedTopic(attester, topic)
            && !registrar.isRestrictedAuthority(attester);
    }

    /// @inheritdoc IClaimRegistry
    function hasClaim(Subject subject, Topic topic) external view returns (bool) {
        uint32 authority;
        for (uint256 bits = _attesters[subject][topic]; bits != 0; bits >>= 1) {
            if (bits & 1 != 0 && isValidClaim(subject, topic, AuthorityId.wrap(authority))) return true;
            ++authority;
        }
        return false;
    }

    /// @inheritdoc IClaimRegistry
    function isPermittedTopic(AuthorityId authority, Topic topic) public view returns (bool) {
        return authority == OWNER || _topics[authority][topic];
    }

    function _attest(AuthorityId acting, Attestation calldata a) private {
        if (a.expiresAt <= block.timestamp) revert ClaimRegistry_InvalidExpiry(a.expiresAt);

        uint40 attestedAt = uint40(block.timestamp);
        _claims[a.subject][a.topic][acting] = Claim(attestedAt, a.expiresAt, a.data);
        _attesters[a.subject][a.topic] |= 1 << AuthorityId.unwrap(acting);
        emit ClaimAttested(a.subject, a.topic, acting, attestedAt, a.expiresAt, a.data);
    }

    function _requireAttester(AuthorityId acting, Subject subject, Topic topic) private view {
        if (!registrar.isOnDuty(acting, Duty.Attest, _countryOf(subject))) {
            revert ClaimRegistry_CountryNotPermitted(acting, subject);
        }
        if (!isPermittedTopic(acting, topic)) revert ClaimRegistry_TopicNotPermitted(acting, topic);
    }

    function _countryOf(Subject subject) private view returns (Country country) {
        InvestorId id = subject.asInvestor();
        if (id == NOBODY) id = registrar.investorFor(subject.asAccount());
        country = registrar.getInvestor(id).country;
        if (Country.unwrap(country) == 0) revert ClaimRegistry_UnknownSubject(subject);
    }

    /// @dev In whose name the function is called: the registrar calls out only in an authority's.
    function _actingAuthority() private view returns (AuthorityId) {
        return msg.sender == address(registrar) ? registrar.actingAuthority() : registrar.authorityOf(msg.sender);
    }

    function _governor() internal view override returns (IMultiSig) {
        return registrar;
    }
}
