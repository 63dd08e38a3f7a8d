// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar, IRegister, IRegistrarAdministration} from "../interfaces/IKYCRegistrar.sol";
import {IMultiSigAdministration} from "../interfaces/IMultiSig.sol";
import {ISuspensions} from "../interfaces/ISuspensions.sol";
import {MultiSigBase} from "../multisig/MultiSigBase.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {Country} from "../types/Identity.sol";
import {FIRST_REVISIONS, MAX_REGISTRAR_AUTHORITY, Revisions} from "../types/Revisions.sol";

/// @title RegistrarBase
/// @notice What both codes of a registrar share of its authorities: their duties by country, and who is out.
abstract contract RegistrarBase is MultiSigBase {
    uint16 internal constant MAX_COUNTRY = 999;

    Revisions internal _revisions = FIRST_REVISIONS;
    /// @dev Bit c % 256 of word c / 256: the authority has the duty in country c. None ever has it in one above 999.
    mapping(AuthorityId => mapping(Duty => mapping(uint256 word => uint256 bits))) internal _countries;
    mapping(address => bool) internal _attached;

    function _isRestrictedAuthority(AuthorityId authority) internal view returns (bool) {
        return _revisions.restricts(authority);
    }

    function _isOut(AuthorityId authority) internal view returns (bool) {
        return _isRestrictedAuthority(authority) || _requireAuthority(authority).approvedUntil() < block.timestamp;
    }

    function _isOnDuty(AuthorityId authority, Duty duty, Country country) internal view returns (bool) {
        if (authority == OWNER) return _isCountry(country);

        return _countries[authority][duty][_wordOf(country)] & _bitOf(country) != 0;
    }

    function _isAttached(address target) internal view override returns (bool) {
        return _attached[target];
    }

    function _mayJoin(address account) internal view override returns (bool) {
        return !_attached[account];
    }

    /// @dev A restricted authority may do nothing at all. Duty and country permit the functions that act on investors.
    /// No permission lets another than the owner add authorities: only those numbered up to 127 can have a duty.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector)
        internal
        view
        override
        returns (bool)
    {
        if (authority == OWNER) return true;
        if (_isRestrictedAuthority(authority)) return false;
        if (target == address(this)) {
            if (_dependsOnCountry(selector)) return true;
            if (selector == IMultiSigAdministration.addAuthority.selector) return false;
        }
        return _isGranted(authority, target, selector);
    }

    /// @dev The authority that acts, which is not restricted.
    function _requireUnrestricted() internal view returns (AuthorityId acting) {
        acting = _actingAuthority();
        if (acting != OWNER && _isRestrictedAuthority(acting)) {
            revert IKYCRegistrar.KYCRegistrar_AuthorityRestricted(acting);
        }
    }

    function _requireDuty(AuthorityId acting, Duty duty, Country country) internal view {
        _requireValidCountry(country);
        if (!_isOnDuty(acting, duty, country)) revert IKYCRegistrar.KYCRegistrar_CountryNotPermitted(acting, country);
    }

    /// @dev Who may bind accounts that have not consented.
    function _requireImporter(AuthorityId acting, Country country) internal view {
        if (_isOnDuty(acting, Duty.Import, country)) return;
        _requireDuty(acting, Duty.Register, country);
        revert IKYCRegistrar.KYCRegistrar_ConsentRequired(acting, country);
    }

    /// @dev Who answers for something acts on it, and the owner; others once that authority is out.
    function _answersFor(AuthorityId acting, AuthorityId authority) internal view returns (bool) {
        return acting == authority || acting == OWNER || _isOut(authority);
    }

    function _requireValidCountry(Country country) internal pure {
        if (!_isCountry(country)) revert IKYCRegistrar.KYCRegistrar_InvalidCountry(country);
    }

    /// @dev Who may bind without consent may register: both duties are given together and taken together.
    function _setDuty(AuthorityId authority, Duty duty, uint256 word, uint256 bits, bool permitted) internal {
        mapping(Duty => mapping(uint256 => uint256)) storage duties = _countries[authority];
        if (permitted) {
            duties[duty][word] |= bits;
            if (duty == Duty.Import) duties[Duty.Register][word] |= bits;
        } else {
            duties[duty][word] &= ~bits;
            if (duty == Duty.Register) duties[Duty.Import][word] &= ~bits;
        }
    }

    /// @dev A contract that is neither this one nor a member.
    function _isUnrelated(address target) internal view returns (bool) {
        return target.code.length != 0 && target != address(this) && _authorityOf(target) == AuthorityId.wrap(0);
    }

    /// @dev An authority that exists and has a bit in the map of restricted ones. Others never get a duty.
    function _requireInRange(AuthorityId authority) internal view {
        _requireAuthority(authority);
        if (AuthorityId.unwrap(authority) > MAX_REGISTRAR_AUTHORITY) {
            revert IKYCRegistrar.KYCRegistrar_AuthorityOutOfRange(authority);
        }
    }

    function _dependsOnCountry(bytes4 selector) internal pure returns (bool) {
        return selector == IRegister.registerInvestors.selector
            || selector == IRegistrarAdministration.registerConsentingInvestor.selector
            || selector == IRegistrarAdministration.updateInvestor.selector
            || selector == IRegistrarAdministration.updateInvestors.selector
            || selector == IRegistrarAdministration.setInvestorRestriction.selector
            || selector == IRegistrarAdministration.registerAccounts.selector
            || selector == IRegistrarAdministration.registerConsentingAccounts.selector
            || selector == IRegistrarAdministration.restrictAccounts.selector
            || selector == ISuspensions.setInvestorSuspension.selector
            || selector == ISuspensions.setAccountSuspension.selector;
    }

    function _isCountry(Country country) internal pure returns (bool) {
        return Country.unwrap(country) != 0 && Country.unwrap(country) <= MAX_COUNTRY;
    }

    function _wordOf(Country country) internal pure returns (uint256) {
        return Country.unwrap(country) >> 8;
    }

    function _bitOf(Country country) internal pure returns (uint256) {
        return 1 << (Country.unwrap(country) & 0xff);
    }
}
