// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {MultiSig} from "../multisig/MultiSig.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {Investor, Registration} from "../types/Investors.sol";
import {Standing, newStanding} from "../types/Standing.sol";
import {AccountWord, InvestorWord, accountWord, pack} from "./RegistrarWords.sol";

/// @title KYCRegistrar
/// @notice See IKYCRegistrar.
/// @dev Functions that depend on a country check it before an approval is recorded, so that no member approves what
/// its authority may not do; the call that meets the threshold passes the same check again.
contract KYCRegistrar is MultiSig, IKYCRegistrar {
    /// @dev As many as `Investor.restrictedAccounts` has bits.
    uint8 private constant MAX_ACCOUNTS = 64;
    uint16 private constant MAX_COUNTRY = 999;
    uint8 private constant MAX_RATING = 7;

    InvestorId private constant NOBODY = InvestorId.wrap(0);
    Country private constant NOWHERE = Country.wrap(0);

    /// @dev Bit i set: authority i is restricted. One word, so that it is read once in a transfer.
    uint256 private _restrictedAuthorities;
    mapping(AuthorityId => mapping(uint256 word => uint256 bits)) private _permittedCountries;
    mapping(InvestorId => InvestorWord) private _investors;
    mapping(address => AccountWord) private _accountOf;

    constructor(address[] memory owners, uint16 threshold) MultiSig(owners, threshold) {}

    // -------------------------------------------------------------------------------------------------- investors

    /// @inheritdoc IKYCRegistrar
    function registerInvestors(Registration[] calldata registrations) external returns (bool) {
        AuthorityId acting = _requireUnrestricted();
        for (uint256 i; i < registrations.length; ++i) {
            _requireCountry(acting, registrations[i].country);
        }
        if (!_checkMultiSig()) return false;

        for (uint256 i; i < registrations.length; ++i) {
            _register(acting, registrations[i]);
        }
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function updateInvestor(InvestorId id, bytes3 region, Rating rating, uint40 expiresAt) external returns (bool) {
        (AuthorityId acting, Investor memory investor) = _requireInvestor(id);
        if (!_checkMultiSig()) return false;

        _requireValid(rating, expiresAt);
        investor.region = region;
        investor.rating = rating;
        investor.expiresAt = expiresAt;
        investor.authority = acting;
        investor.lapsed = false;
        _investors[id] = pack(investor);
        emit InvestorUpdated(id, region, rating, expiresAt, acting);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function setInvestorRestriction(InvestorId id, bool restricted) external returns (bool) {
        (, Investor memory investor) = _requireInvestor(id);
        if (!_checkMultiSig()) return false;

        investor.restricted = restricted;
        _investors[id] = pack(investor);
        emit InvestorRestrictionSet(id, restricted);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function registerAccounts(InvestorId id, address[] calldata accounts) external returns (bool) {
        (, Investor memory investor) = _requireInvestor(id);
        if (!_checkMultiSig()) return false;

        _bind(id, investor, accounts);
        _investors[id] = pack(investor);
        emit AccountsRegistered(id, accounts);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function restrictAccounts(InvestorId id, address[] calldata accounts) external returns (bool) {
        (, Investor memory investor) = _requireInvestor(id);
        if (!_checkMultiSig()) return false;

        // An account that is restricted already is no obstacle: this is called in haste.
        for (uint256 i; i < accounts.length; ++i) {
            AccountWord account = _accountOf[accounts[i]];
            if (account.investor() != id) revert KYCRegistrar_NotAccountOf(accounts[i], id);
            investor.restrictedAccounts |= uint64(1) << account.index();
        }
        _investors[id] = pack(investor);
        emit AccountsRestricted(id, accounts);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function expire(InvestorId[] calldata ids) external returns (uint256 lapsed) {
        if (ids.length == 1) _requireExpirable(ids[0]);

        for (uint256 i; i < ids.length; ++i) {
            Investor memory investor = _investors[ids[i]].unpack();
            if (!_isExpirable(investor)) continue;

            investor.lapsed = true;
            _investors[ids[i]] = pack(investor);
            emit InvestorLapsed(ids[i], investor.expiresAt);
            ++lapsed;
        }
    }

    // ------------------------------------------------------------------------------------------------ authorities

    /// @inheritdoc IKYCRegistrar
    function setAuthorityCountries(AuthorityId authority, Country[] calldata countries, bool permitted)
        external
        returns (bool)
    {
        _requireOwner();
        _requireInRange(authority);
        if (!_checkMultiSig()) return false;

        for (uint256 i; i < countries.length; ++i) {
            if (!_isCountry(countries[i])) revert KYCRegistrar_InvalidCountry(countries[i]);
            (uint256 word, uint256 bit) = _placeOf(countries[i]);
            if (permitted) _permittedCountries[authority][word] |= bit;
            else _permittedCountries[authority][word] &= ~bit;
        }
        emit AuthorityCountriesSet(authority, countries, permitted);
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
        emit AuthorityRestrictionSet(authority, restricted);
        return true;
    }

    // ------------------------------------------------------------------------------------------------------ views

    /// @inheritdoc IKYCRegistrar
    function isExpirable(InvestorId[] calldata ids) external view returns (bool[] memory expirable) {
        expirable = new bool[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            expirable[i] = _isExpirable(_investors[ids[i]].unpack());
        }
    }

    /// @inheritdoc IKYCRegistrar
    function getInvestor(InvestorId id) external view returns (Investor memory) {
        return _investors[id].unpack();
    }

    /// @inheritdoc IKYCRegistrar
    function investorOf(address account) external view returns (InvestorId, uint8) {
        AccountWord record = _accountOf[account];
        return (record.investor(), record.index());
    }

    /// @inheritdoc IKYCRegistrar
    function standingOf(InvestorId id, uint8 index) external view returns (Standing) {
        return _standing(_investors[id], index, _restrictedAuthorities);
    }

    /// @inheritdoc IKYCRegistrar
    function standingsOf(InvestorId from, uint8 fromIndex, InvestorId to, uint8 toIndex)
        external
        view
        returns (Standing, Standing)
    {
        uint256 restrictedAuthorities = _restrictedAuthorities;
        return (
            _standing(_investors[from], fromIndex, restrictedAuthorities),
            _standing(_investors[to], toIndex, restrictedAuthorities)
        );
    }

    /// @inheritdoc IKYCRegistrar
    function isRestrictedAuthority(AuthorityId authority) external view returns (bool) {
        return _isRestricted(_restrictedAuthorities, authority);
    }

    /// @inheritdoc IKYCRegistrar
    function isPermittedCountry(AuthorityId authority, Country country) external view returns (bool) {
        return _isPermittedCountry(authority, country);
    }

    // ------------------------------------------------------------------------------------------------ registration

    function _register(AuthorityId acting, Registration calldata registration) private {
        InvestorId id = registration.id;
        if (id == NOBODY) revert KYCRegistrar_InvalidId();
        if (InvestorWord.unwrap(_investors[id]) != 0) revert KYCRegistrar_InvestorExists(id);
        _requireValid(registration.rating, registration.expiresAt);

        Investor memory investor;
        investor.country = registration.country;
        investor.region = registration.region;
        investor.rating = registration.rating;
        investor.expiresAt = registration.expiresAt;
        investor.authority = acting;
        _bind(id, investor, registration.accounts);
        _investors[id] = pack(investor);
        _emitRegistered(acting, registration);
    }

    function _emitRegistered(AuthorityId acting, Registration calldata registration) private {
        emit InvestorRegistered(
            registration.id,
            registration.country,
            registration.region,
            registration.rating,
            registration.expiresAt,
            acting,
            registration.accounts
        );
    }

    /// @dev Binds new accounts, re-enables restricted ones; the caller stores `investor`.
    function _bind(InvestorId id, Investor memory investor, address[] calldata accounts) private {
        for (uint256 i; i < accounts.length; ++i) {
            address account = accounts[i];
            if (account == address(0) || account == address(this)) revert KYCRegistrar_InvalidAccount(account);

            AccountWord record = _accountOf[account];
            if (record.investor() == NOBODY) {
                if (investor.accountCount == MAX_ACCOUNTS) revert KYCRegistrar_TooManyAccounts(id);
                _accountOf[account] = accountWord(id, investor.accountCount++);
                continue;
            }
            uint64 bit = uint64(1) << record.index();
            if (record.investor() != id || investor.restrictedAccounts & bit == 0) {
                revert KYCRegistrar_AccountBound(account, record.investor());
            }
            investor.restrictedAccounts &= ~bit;
        }
    }

    /// @dev The one rule of what is due, for `expire` and `isExpirable`.
    function _isExpirable(Investor memory investor) private view returns (bool) {
        return investor.country != NOWHERE && !investor.lapsed && investor.expiresAt <= block.timestamp;
    }

    function _requireExpirable(InvestorId id) private view {
        Investor memory investor = _investors[id].unpack();
        if (_isExpirable(investor)) return;

        if (investor.country == NOWHERE) revert KYCRegistrar_UnknownInvestor(id);
        if (investor.lapsed) revert KYCRegistrar_AlreadyLapsed(id);
        revert KYCRegistrar_NotDue(id, investor.expiresAt);
    }

    function _requireValid(Rating rating, uint40 expiresAt) private view {
        if (Rating.unwrap(rating) == 0 || Rating.unwrap(rating) > MAX_RATING) {
            revert KYCRegistrar_InvalidRating(rating);
        }
        if (expiresAt <= block.timestamp) revert KYCRegistrar_InvalidExpiry(expiresAt);
    }

    /// @dev An index that was never given out is restricted, and so is all of an unknown investor.
    function _standing(InvestorWord record, uint256 accountIndex, uint256 restrictedAuthorities)
        private
        view
        returns (Standing)
    {
        bool restricted = record.isBarred(accountIndex) || _isRestricted(restrictedAuthorities, record.authority());
        return newStanding(record.country(), record.rating(), block.timestamp >= record.expiresAt(), restricted);
    }

    // ------------------------------------------------------------------------------------------------- permissions

    /// @dev A restricted authority may do nothing at all. The country permits the functions that act on investors.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector)
        internal
        view
        override
        returns (bool)
    {
        if (authority == OWNER) return true;
        if (_isRestricted(_restrictedAuthorities, authority)) return false;
        if (target == address(this) && _dependsOnCountry(selector)) return true;
        return super._isPermitted(authority, target, selector);
    }

    function _dependsOnCountry(bytes4 selector) private pure returns (bool) {
        return selector == IKYCRegistrar.registerInvestors.selector || selector == IKYCRegistrar.updateInvestor.selector
            || selector == IKYCRegistrar.setInvestorRestriction.selector
            || selector == IKYCRegistrar.registerAccounts.selector
            || selector == IKYCRegistrar.restrictAccounts.selector;
    }

    /// @dev A known investor and the authority that acts on it.
    function _requireInvestor(InvestorId id) private view returns (AuthorityId acting, Investor memory investor) {
        acting = _requireUnrestricted();
        investor = _investors[id].unpack();
        if (investor.country == NOWHERE) revert KYCRegistrar_UnknownInvestor(id);
        _requireCountry(acting, investor.country);
    }

    function _requireUnrestricted() private view returns (AuthorityId acting) {
        acting = _actingAuthority();
        if (acting != OWNER && _isRestricted(_restrictedAuthorities, acting)) {
            revert KYCRegistrar_AuthorityRestricted(acting);
        }
    }

    function _requireCountry(AuthorityId acting, Country country) private view {
        if (!_isCountry(country)) revert KYCRegistrar_InvalidCountry(country);
        if (!_isPermittedCountry(acting, country)) revert KYCRegistrar_CountryNotPermitted(acting, country);
    }

    /// @dev An authority that exists and has a bit in the map of restricted ones. Others never get a country.
    function _requireInRange(AuthorityId authority) private view {
        _requireAuthority(authority);
        if (AuthorityId.unwrap(authority) > type(uint8).max) revert KYCRegistrar_AuthorityOutOfRange(authority);
    }

    function _isPermittedCountry(AuthorityId authority, Country country) private view returns (bool) {
        if (authority == OWNER) return _isCountry(country);

        (uint256 word, uint256 bit) = _placeOf(country);
        return _permittedCountries[authority][word] & bit != 0;
    }

    function _isRestricted(uint256 restrictedAuthorities, AuthorityId authority) private pure returns (bool) {
        return restrictedAuthorities >> AuthorityId.unwrap(authority) & 1 != 0;
    }

    function _isCountry(Country country) private pure returns (bool) {
        return country != NOWHERE && Country.unwrap(country) <= MAX_COUNTRY;
    }

    function _placeOf(Country country) private pure returns (uint256 word, uint256 bit) {
        return (Country.unwrap(country) >> 8, 1 << (Country.unwrap(country) & 0xff));
    }
}
