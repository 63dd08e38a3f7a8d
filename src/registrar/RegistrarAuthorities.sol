// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IMultiSigAdministration} from "../interfaces/IMultiSig.sol";
import {ISuspensions} from "../interfaces/ISuspensions.sol";
import {MultiSig} from "../multisig/MultiSig.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {Country} from "../types/Identity.sol";

/// @title RegistrarAuthorities
/// @notice What the authorities of a registrar may do: duties by country, topics, and who is out.
abstract contract RegistrarAuthorities is MultiSig, IKYCRegistrar {
    uint16 private constant MAX_COUNTRY = 999;
    uint256 private constant MAX_AUTHORITY = type(uint8).max;

    /// @dev Bit i set: authority i is restricted. One word, so that it is read once in a transfer.
    uint256 private _restrictedAuthorities;
    /// @dev Bit c % 256 of word c / 256: the authority has the duty in country c. None ever has it in one above 999.
    mapping(AuthorityId => mapping(Duty => mapping(uint256 word => uint256 bits))) private _countries;
    mapping(address => bool) private _attached;

    constructor(address[] memory owners, uint16 threshold) MultiSig(owners, threshold) {}

    /// @inheritdoc IKYCRegistrar
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
        emit AuthorityCountriesSet(authority, countries, permitted, _epochAfter(authority, permitted));
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function setAuthorityCountryRange(AuthorityId authority, Duty duty, Country first, Country last, bool permitted)
        external
        returns (bool)
    {
        _requireOwner();
        _requireInRange(authority);
        _requireValidCountry(first);
        _requireValidCountry(last);
        if (Country.unwrap(last) < Country.unwrap(first)) revert KYCRegistrar_InvalidCountryRange(first, last);
        if (!_checkMultiSig()) return false;

        for (uint256 word = _wordOf(first); word <= _wordOf(last); ++word) {
            uint256 from = word == _wordOf(first) ? _bitOf(first) : 1;
            uint256 to = word == _wordOf(last) ? _bitOf(last) : 1 << 255;
            _setDuty(authority, duty, word, to | to - from, permitted);
        }
        emit AuthorityCountryRangeSet(authority, duty, first, last, permitted, _epochAfter(authority, permitted));
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function setAuthorityRestriction(AuthorityId authority, bool restricted) external returns (bool) {
        _requireOwner();
        _requireInRange(authority);
        if (authority == OWNER) revert KYCRegistrar_OwnerUnrestrictable();
        if (!_checkMultiSig()) return false;

        uint256 bit = 1 << AuthorityId.unwrap(authority);
        if (restricted) _restrictedAuthorities |= bit;
        else _restrictedAuthorities &= ~bit;
        emit AuthorityRestrictionSet(authority, restricted, _beginEpoch(authority));
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function setAttachment(address target, bool attached) external returns (bool) {
        _requireOwner();
        if (attached && !_isUnrelated(target)) revert KYCRegistrar_InvalidContract(target);
        if (!_checkMultiSig()) return false;

        _attached[target] = attached;
        emit AttachmentSet(target, attached);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function actingAuthority() external view returns (AuthorityId) {
        // Only in a call to itself does the MultiSig tell for whom it is calling out.
        return msg.sender == address(this) ? _actingAuthority() : this.actingAuthority();
    }

    /// @inheritdoc IKYCRegistrar
    function isRestrictedAuthority(AuthorityId authority) public view returns (bool) {
        return _isRestricted(_restrictedAuthorities, authority);
    }

    /// @inheritdoc IKYCRegistrar
    function isOut(AuthorityId authority) public view returns (bool) {
        return isRestrictedAuthority(authority) || _requireAuthority(authority).approvedUntil() < block.timestamp;
    }

    /// @inheritdoc IKYCRegistrar
    function isPermittedCountry(AuthorityId authority, Country country) external view returns (bool) {
        return isOnDuty(authority, Duty.Register, country);
    }

    /// @inheritdoc IKYCRegistrar
    function isOnDuty(AuthorityId authority, Duty duty, Country country) public view returns (bool) {
        if (authority == OWNER) return _isCountry(country);

        return _countries[authority][duty][_wordOf(country)] & _bitOf(country) != 0;
    }

    /// @inheritdoc IKYCRegistrar
    function countriesOf(AuthorityId authority, Duty duty) external view returns (uint256[4] memory words) {
        for (uint256 word; word < 4; ++word) {
            words[word] = _countries[authority][duty][word];
        }
    }

    /// @inheritdoc IKYCRegistrar
    function authoritiesFor(Duty duty, Country country) external view returns (AuthorityId[] memory authorities) {
        authorities = new AuthorityId[](MAX_AUTHORITY);
        uint256 found;
        for (uint32 i = 1; i <= MAX_AUTHORITY; ++i) {
            AuthorityId authority = AuthorityId.wrap(i);
            // An unknown one has no duty.
            if (isOnDuty(authority, duty, country) && !isOut(authority)) authorities[found++] = authority;
        }
        assembly ("memory-safe") {
            mstore(authorities, found)
        }
    }

    // ---------------------------------------------------------------------------------------- for derived contracts

    function _isAttached(address target) internal view override returns (bool) {
        return _attached[target];
    }

    function _mayJoin(address account) internal view override returns (bool) {
        return !_attached[account];
    }

    /// @dev A restricted authority may do nothing at all. Duty and country permit the functions that act on investors.
    /// No permission lets another than the owner add authorities: only those numbered up to 255 can have a duty.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector)
        internal
        view
        override
        returns (bool)
    {
        if (authority == OWNER) return true;
        if (isRestrictedAuthority(authority)) return false;
        if (target == address(this)) {
            if (_dependsOnCountry(selector)) return true;
            if (selector == IMultiSigAdministration.addAuthority.selector) return false;
        }
        return super._isPermitted(authority, target, selector);
    }

    /// @dev The authority that acts, which is not restricted.
    function _requireUnrestricted() internal view returns (AuthorityId acting) {
        acting = _actingAuthority();
        if (acting != OWNER && isRestrictedAuthority(acting)) revert KYCRegistrar_AuthorityRestricted(acting);
    }

    function _requireDuty(AuthorityId acting, Duty duty, Country country) internal view {
        _requireValidCountry(country);
        if (!isOnDuty(acting, duty, country)) revert KYCRegistrar_CountryNotPermitted(acting, country);
    }

    /// @dev Who may bind accounts that have not consented.
    function _requireImporter(AuthorityId acting, Country country) internal view {
        if (isOnDuty(acting, Duty.Import, country)) return;
        _requireDuty(acting, Duty.Register, country);
        revert KYCRegistrar_ConsentRequired(acting, country);
    }

    /// @dev Who answers for something acts on it, and the owner; others once that authority is out.
    function _answersFor(AuthorityId acting, AuthorityId authority) internal view returns (bool) {
        return acting == authority || acting == OWNER || isOut(authority);
    }

    /// @dev All restricted authorities, for `_isRestricted`: read once where several are asked about.
    function _restricted() internal view returns (uint256) {
        return _restrictedAuthorities;
    }

    function _isRestricted(uint256 restrictedAuthorities, AuthorityId authority) internal pure returns (bool) {
        return restrictedAuthorities >> AuthorityId.unwrap(authority) & 1 != 0;
    }

    function _requireValidCountry(Country country) internal pure {
        if (!_isCountry(country)) revert KYCRegistrar_InvalidCountry(country);
    }

    // --------------------------------------------------------------------------------------------------- countries

    /// @dev Who may bind without consent may register: both duties are given together and taken together.
    function _setDuty(AuthorityId authority, Duty duty, uint256 word, uint256 bits, bool permitted) private {
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
    function _isUnrelated(address target) private view returns (bool) {
        return target.code.length != 0 && target != address(this) && _authorityOf(target) == AuthorityId.wrap(0);
    }

    /// @dev An authority that exists and has a bit in the map of restricted ones. Others never get a duty.
    function _requireInRange(AuthorityId authority) private view {
        _requireAuthority(authority);
        if (AuthorityId.unwrap(authority) > MAX_AUTHORITY) revert KYCRegistrar_AuthorityOutOfRange(authority);
    }

    function _dependsOnCountry(bytes4 selector) private pure returns (bool) {
        return selector == IKYCRegistrar.registerInvestors.selector
            || selector == IKYCRegistrar.registerConsentingInvestor.selector
            || selector == IKYCRegistrar.updateInvestor.selector || selector == IKYCRegistrar.updateInvestors.selector
            || selector == IKYCRegistrar.setInvestorRestriction.selector
            || selector == IKYCRegistrar.registerAccounts.selector
            || selector == IKYCRegistrar.registerConsentingAccounts.selector
            || selector == IKYCRegistrar.restrictAccounts.selector
            || selector == ISuspensions.setInvestorSuspension.selector
            || selector == ISuspensions.setAccountSuspension.selector;
    }

    function _isCountry(Country country) private pure returns (bool) {
        return Country.unwrap(country) != 0 && Country.unwrap(country) <= MAX_COUNTRY;
    }

    function _wordOf(Country country) private pure returns (uint256) {
        return Country.unwrap(country) >> 8;
    }

    function _bitOf(Country country) private pure returns (uint256) {
        return 1 << (Country.unwrap(country) & 0xff);
    }
}
