// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar, IRegistrarAdministration} from "../interfaces/IKYCRegistrar.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {Country} from "../types/Identity.sol";
import {MAX_REGISTRAR_AUTHORITY} from "../types/Revisions.sol";
import {RegistrarBase} from "./RegistrarBase.sol";

/// @title AuthorityAdministration
/// @notice What the owner lets the authorities of a registrar do, and what can be read of it.
abstract contract AuthorityAdministration is RegistrarBase, IRegistrarAdministration {
    /// @inheritdoc IRegistrarAdministration
    function setAuthorityCountries(AuthorityId authority, Country[] calldata countries, bool permitted)
        external
        returns (bool)
    {
        _requireOwner();
        _requireInRange(authority);
        if (!_checkMultiSig()) return false;

        for (uint256 i; i < countries.length; ++i) {
            _requireValidCountry(countries[i]);
            _setDuty(authority, Duty.Register, _wordOf(countries[i]), _bitOf(countries[i]), permitted);
        }
        emit IKYCRegistrar.AuthorityCountriesSet(authority, countries, permitted, _epochAfter(authority, permitted));
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function setAuthorityCountryRange(AuthorityId authority, Duty duty, Country first, Country last, bool permitted)
        external
        returns (bool)
    {
        _requireOwner();
        _requireInRange(authority);
        _requireValidCountry(first);
        _requireValidCountry(last);
        if (Country.unwrap(last) < Country.unwrap(first)) {
            revert IKYCRegistrar.KYCRegistrar_InvalidCountryRange(first, last);
        }
        if (!_checkMultiSig()) return false;

        for (uint256 word = _wordOf(first); word <= _wordOf(last); ++word) {
            uint256 from = word == _wordOf(first) ? _bitOf(first) : 1;
            uint256 to = word == _wordOf(last) ? _bitOf(last) : 1 << 255;
            _setDuty(authority, duty, word, to | to - from, permitted);
        }
        emit IKYCRegistrar.AuthorityCountryRangeSet(
            authority, duty, first, last, permitted, _epochAfter(authority, permitted)
        );
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function setAuthorityRestriction(AuthorityId authority, bool restricted) external returns (bool) {
        _requireOwner();
        _requireInRange(authority);
        if (authority == OWNER) revert IKYCRegistrar.KYCRegistrar_OwnerUnrestrictable();
        if (!_checkMultiSig()) return false;

        _revisions = _revisions.withRestriction(authority, restricted);
        emit IKYCRegistrar.AuthorityRestrictionSet(authority, restricted, _beginEpoch(authority));
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function setAttachment(address target, bool attached) external returns (bool) {
        _requireOwner();
        if (attached && !_isUnrelated(target)) revert IKYCRegistrar.KYCRegistrar_InvalidContract(target);
        if (!_checkMultiSig()) return false;

        _attached[target] = attached;
        emit IKYCRegistrar.AttachmentSet(target, attached);
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function actingAuthority() external view returns (AuthorityId) {
        // Only in a call to itself does the MultiSig tell for whom it is calling out.
        return msg.sender == address(this) ? _actingAuthority() : this.actingAuthority();
    }

    /// @inheritdoc IRegistrarAdministration
    function isRestrictedAuthority(AuthorityId authority) external view returns (bool) {
        return _isRestrictedAuthority(authority);
    }

    /// @inheritdoc IRegistrarAdministration
    function isOut(AuthorityId authority) external view returns (bool) {
        return _isOut(authority);
    }

    /// @inheritdoc IRegistrarAdministration
    function isPermittedCountry(AuthorityId authority, Country country) external view returns (bool) {
        return _isOnDuty(authority, Duty.Register, country);
    }

    /// @inheritdoc IRegistrarAdministration
    function isOnDuty(AuthorityId authority, Duty duty, Country country) external view returns (bool) {
        return _isOnDuty(authority, duty, country);
    }

    /// @inheritdoc IRegistrarAdministration
    function countriesOf(AuthorityId authority, Duty duty) external view returns (uint256[4] memory words) {
        for (uint256 word; word < 4; ++word) {
            words[word] = _countries[authority][duty][word];
        }
    }

    /// @inheritdoc IRegistrarAdministration
    function authoritiesFor(Duty duty, Country country) external view returns (AuthorityId[] memory authorities) {
        authorities = new AuthorityId[](MAX_REGISTRAR_AUTHORITY);
        uint256 found;
        for (uint32 i = 1; i <= MAX_REGISTRAR_AUTHORITY; ++i) {
            AuthorityId authority = AuthorityId.wrap(i);
            // An unknown one has no duty.
            if (_isOnDuty(authority, duty, country) && !_isOut(authority)) authorities[found++] = authority;
        }
        assembly ("memory-safe") {
            mstore(authorities, found)
        }
    }
}
