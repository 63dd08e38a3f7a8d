// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {InvestorWord, newInvestor} from "../types/InvestorWord.sol";
import {Consent, Registration, Renewal} from "../types/Investors.sol";
import {AccountWord, SUSPENDED_UNBOUND, UNKNOWN_ACCOUNT, accountWord} from "./AccountWord.sol";
import {Consents} from "./Consents.sol";
import {RegistrarAuthorities} from "./RegistrarAuthorities.sol";
import {Suspensions} from "./Suspensions.sol";

/// @title KYCRegistrar
/// @notice See IKYCRegistrar.
/// @dev Functions that depend on a country check it before an approval is recorded, so that no member approves what
/// its authority may not do; the call that meets the threshold passes the same check again.
contract KYCRegistrar is Suspensions, Consents {
    /// @dev As many as `Investor.restrictedAccounts` has bits.
    uint256 private constant MAX_ACCOUNTS = 64;
    uint256 private constant MAX_RATING = 7;

    constructor(address[] memory owners, uint16 threshold) RegistrarAuthorities(owners, threshold) {}

    // ------------------------------------------------------------------------------------------------ registration

    /// @inheritdoc IKYCRegistrar
    function registerInvestors(Registration[] calldata registrations) external returns (bool) {
        AuthorityId acting = _requireUnrestricted();
        if (acting != OWNER) _requireCountries(acting, registrations);
        if (!_checkMultiSigAs(acting)) return false;

        for (uint256 i; i < registrations.length; ++i) {
            _register(acting, registrations[i]);
        }
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function registerConsentingInvestor(Registration calldata registration, Consent[] calldata consents)
        external
        returns (bool)
    {
        AuthorityId acting = _requireUnrestricted();
        _requireDuty(acting, Duty.Register, registration.country);
        _requireConsents(registration.id, registration.accounts, acting, consents);
        if (!_checkMultiSigAs(acting)) return false;

        _register(acting, registration);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function registerAccounts(InvestorId id, address[] calldata accounts) external returns (bool) {
        (AuthorityId acting, InvestorWord record) = _requireOwnInvestor(id);
        if (_bindsNew(id, accounts)) _requireImporter(acting, record.country());
        if (!_checkMultiSigAs(acting)) return false;

        _bind(id, record, accounts);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function registerConsentingAccounts(InvestorId id, address[] calldata accounts, Consent[] calldata consents)
        external
        returns (bool)
    {
        (AuthorityId acting, InvestorWord record) = _requireOwnInvestor(id);
        _requireConsents(id, accounts, acting, consents);
        if (!_checkMultiSigAs(acting)) return false;

        _bind(id, record, accounts);
        return true;
    }

    // --------------------------------------------------------------------------------------------------- renewal

    /// @inheritdoc IKYCRegistrar
    function updateInvestor(InvestorId id, bytes3 region, Rating rating, uint40 expiresAt) external returns (bool) {
        (AuthorityId acting,) = _requireOwnInvestor(id);
        if (!_checkMultiSigAs(acting)) return false;

        _renew(acting, Renewal(id, region, rating, expiresAt));
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function updateInvestors(Renewal[] calldata renewals) external returns (bool) {
        AuthorityId acting = _requireUnrestricted();
        for (uint256 i; i < renewals.length; ++i) {
            _requireAnsweredBy(acting, renewals[i].id);
        }
        if (!_checkMultiSigAs(acting)) return false;

        for (uint256 i; i < renewals.length; ++i) {
            _renew(acting, renewals[i]);
        }
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function setInvestorAuthority(AuthorityId authority, InvestorId[] calldata ids) external returns (bool) {
        _requireOwner();
        if (isRestrictedAuthority(authority)) revert KYCRegistrar_AuthorityRestricted(authority);
        if (!_checkMultiSig()) return false;

        for (uint256 i; i < ids.length; ++i) {
            InvestorWord record = _requireInvestor(authority, Duty.Register, ids[i]);
            _investors[ids[i]].record = record.withAuthority(authority);
            emit InvestorAuthoritySet(ids[i], authority);
        }
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function expire(InvestorId[] calldata ids) external returns (uint256 lapsed) {
        if (ids.length == 1) _requireExpirable(ids[0]);

        for (uint256 i; i < ids.length; ++i) {
            InvestorWord record = _investors[ids[i]].record;
            if (!_isExpirable(record)) continue;

            _investors[ids[i]].record = record.withLapsed();
            emit InvestorLapsed(ids[i], record.expiresAt());
            ++lapsed;
        }
    }

    /// @inheritdoc IKYCRegistrar
    function isExpirable(InvestorId[] calldata ids) external view returns (bool[] memory expirable) {
        expirable = new bool[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            expirable[i] = _isExpirable(_investors[ids[i]].record);
        }
    }

    // ------------------------------------------------------------------------------------------------- restriction

    /// @inheritdoc IKYCRegistrar
    function setInvestorRestriction(InvestorId id, bool restricted) external returns (bool) {
        (AuthorityId acting, InvestorWord record) = _requireOwnInvestor(id);
        if (!_checkMultiSigAs(acting)) return false;

        _investors[id].record = record.withRestricted(restricted);
        emit InvestorRestrictionSet(id, restricted);
        return true;
    }

    /// @inheritdoc IKYCRegistrar
    function restrictAccounts(InvestorId id, address[] calldata accounts) external returns (bool) {
        (AuthorityId acting, InvestorWord record) = _requireOwnInvestor(id);
        if (!_checkMultiSigAs(acting)) return false;

        // An account that is restricted already is no obstacle: this is called in haste.
        for (uint256 i; i < accounts.length; ++i) {
            AccountWord account = _bindings[accounts[i]].account;
            if (account.investor() != id) revert KYCRegistrar_NotAccountOf(accounts[i], id);
            record = record.withRestrictedAccount(account.index(), true);
        }
        _investors[id].record = record;
        emit AccountsRestricted(id, accounts);
        return true;
    }

    // --------------------------------------------------------------------------------------------------- internals

    function _register(AuthorityId acting, Registration calldata registration) private {
        InvestorId id = registration.id;
        address[] calldata accounts = registration.accounts;
        InvestorWord record = newInvestor(registration, accounts.length, acting);
        Entry storage entry = _investors[id];
        if (id == NOBODY) revert KYCRegistrar_InvalidId();
        if (entry.record.isKnown()) revert KYCRegistrar_InvestorExists(id);
        if (accounts.length > MAX_ACCOUNTS) revert KYCRegistrar_TooManyAccounts(id);
        _requireValid(record);

        // From the last one: the event needs the first.
        address account;
        for (uint256 i = accounts.length; i != 0;) {
            account = accounts[--i];
            _bindNew(id, account, i);
        }
        entry.record = record;
        emit InvestorRegistered(id, record, account);
        if (accounts.length > 1) emit AccountsRegistered(id, accounts[1:]);
    }

    function _requireCountries(AuthorityId acting, Registration[] calldata registrations) private view {
        for (uint256 i; i < registrations.length; ++i) {
            Country country = registrations[i].country;
            // Batches come by country.
            if (i != 0 && country == registrations[i - 1].country) continue;
            _requireImporter(acting, country);
        }
    }

    /// @dev Whether some of the accounts are not the investor's yet.
    function _bindsNew(InvestorId id, address[] calldata accounts) private view returns (bool) {
        for (uint256 i; i < accounts.length; ++i) {
            if (_bindings[accounts[i]].account.investor() != id) return true;
        }
        return false;
    }

    /// @dev Binds new accounts behind the others, re-enables restricted ones.
    function _bind(InvestorId id, InvestorWord record, address[] calldata accounts) private {
        uint256 count = record.accountCount();
        for (uint256 i; i < accounts.length; ++i) {
            AccountWord bound = _bindings[accounts[i]].account;
            if (bound.investor() == id && record.isRestrictedAccount(bound.index())) {
                record = record.withRestrictedAccount(bound.index(), false);
                continue;
            }
            if (count == MAX_ACCOUNTS) revert KYCRegistrar_TooManyAccounts(id);
            _bindNew(id, accounts[i], count++);
        }
        _investors[id].record = record.withAccountCount(count);
        emit AccountsRegistered(id, accounts);
    }

    /// @dev One condition to a line is also the cheapest: this runs for every account of an import.
    function _bindNew(InvestorId id, address account, uint256 index) private {
        Binding storage binding = _bindings[account];
        AccountWord bound = binding.account;
        if (bound != UNKNOWN_ACCOUNT) _refuseBinding(account, bound);
        if (account == address(0)) revert KYCRegistrar_InvalidAccount(account);
        if (account == address(this)) revert KYCRegistrar_InvalidAccount(account);

        binding.account = accountWord(id, index);
    }

    function _refuseBinding(address account, AccountWord bound) private pure {
        if (bound == SUSPENDED_UNBOUND) revert KYCRegistrar_AccountSuspended(account);
        revert KYCRegistrar_AccountBound(account, bound.investor());
    }

    function _renew(AuthorityId acting, Renewal memory renewal) private {
        InvestorWord record =
            _investors[renewal.id].record.withRenewal(renewal.region, renewal.rating, renewal.expiresAt, acting);
        _requireValid(record);

        _investors[renewal.id].record = record;
        emit InvestorUpdated(renewal.id, renewal.region, renewal.rating, renewal.expiresAt, acting);
    }

    /// @dev A known investor and the authority that acts on it.
    function _requireOwnInvestor(InvestorId id) private view returns (AuthorityId acting, InvestorWord record) {
        acting = _requireUnrestricted();
        record = _requireAnsweredBy(acting, id);
    }

    function _requireAnsweredBy(AuthorityId acting, InvestorId id) private view returns (InvestorWord record) {
        record = _requireInvestor(acting, Duty.Register, id);
        if (!_answersFor(acting, record.authority())) {
            revert KYCRegistrar_NotAuthorityOf(id, acting, record.authority());
        }
    }

    /// @dev The one rule of what is due, for `expire` and `isExpirable`.
    function _isExpirable(InvestorWord record) private view returns (bool) {
        return record.isKnown() && !record.isLapsed() && record.expiresAt() <= block.timestamp;
    }

    function _requireExpirable(InvestorId id) private view {
        InvestorWord record = _investors[id].record;
        if (_isExpirable(record)) return;

        if (!record.isKnown()) revert KYCRegistrar_UnknownInvestor(id);
        if (record.isLapsed()) revert KYCRegistrar_AlreadyLapsed(id);
        revert KYCRegistrar_NotDue(id, record.expiresAt());
    }

    function _requireValid(InvestorWord record) private view {
        uint256 rating = Rating.unwrap(record.rating());
        _requireValidCountry(record.country());
        if (rating == 0) revert KYCRegistrar_InvalidRating(record.rating());
        if (rating > MAX_RATING) revert KYCRegistrar_InvalidRating(record.rating());
        if (record.expiresAt() <= block.timestamp) revert KYCRegistrar_InvalidExpiry(record.expiresAt());
    }
}
