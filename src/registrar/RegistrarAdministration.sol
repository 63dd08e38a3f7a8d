// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar, IRegistrarAdministration} from "../interfaces/IKYCRegistrar.sol";
import {MultiSigAdministration} from "../multisig/MultiSigAdministration.sol";
import {AuthorityId} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {InvestorId, Rating} from "../types/Identity.sol";
import {InvestorWord} from "../types/InvestorWord.sol";
import {Account, Consent, Investor, Registration, Renewal} from "../types/Investors.sol";
import {AccountWord} from "./AccountWord.sol";
import {AuthorityAdministration} from "./AuthorityAdministration.sol";
import {Consents} from "./Consents.sol";
import {Suspensions} from "./Suspensions.sol";

/// @title RegistrarAdministration
/// @notice Code of every registrar for what its authorities do with investors that are registered, and for what authorities are.
/// @dev Functions that depend on a country check it before an approval is recorded, so that no member approves what
/// its authority may not do; the call that meets the threshold passes the same check again.
contract RegistrarAdministration is
    IRegistrarAdministration,
    MultiSigAdministration,
    AuthorityAdministration,
    Suspensions,
    Consents
{
    /// @inheritdoc IRegistrarAdministration
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

    /// @inheritdoc IRegistrarAdministration
    function registerAccounts(InvestorId id, address[] calldata accounts) external returns (bool) {
        (AuthorityId acting, InvestorWord record) = _requireOwnInvestor(id);
        if (_bindsNew(id, accounts)) _requireImporter(acting, record.country());
        if (!_checkMultiSigAs(acting)) return false;

        _bind(id, accounts);
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function registerConsentingAccounts(InvestorId id, address[] calldata accounts, Consent[] calldata consents)
        external
        returns (bool)
    {
        (AuthorityId acting,) = _requireOwnInvestor(id);
        _requireConsents(id, accounts, acting, consents);
        if (!_checkMultiSigAs(acting)) return false;

        _bind(id, accounts);
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function updateInvestor(InvestorId id, bytes3 region, Rating rating, uint40 expiresAt) external returns (bool) {
        (AuthorityId acting,) = _requireOwnInvestor(id);
        if (!_checkMultiSigAs(acting)) return false;

        _renew(acting, Renewal(id, region, rating, expiresAt));
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
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

    /// @inheritdoc IRegistrarAdministration
    function setInvestorAuthority(AuthorityId authority, InvestorId[] calldata ids) external returns (bool) {
        _requireOwner();
        if (_isRestrictedAuthority(authority)) revert IKYCRegistrar.KYCRegistrar_AuthorityRestricted(authority);
        if (!_checkMultiSig()) return false;

        for (uint256 i; i < ids.length; ++i) {
            InvestorWord record = _requireInvestor(authority, Duty.Register, ids[i]);
            _setRecord(ids[i], record.withAuthority(authority));
            emit IKYCRegistrar.InvestorAuthoritySet(ids[i], authority);
        }
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function expire(InvestorId[] calldata ids) external returns (uint256 lapsed) {
        if (ids.length == 1) _requireExpirable(ids[0]);

        for (uint256 i; i < ids.length; ++i) {
            InvestorWord record = _recordOf(ids[i]);
            if (!_isExpirable(record)) continue;

            _setRecord(ids[i], record.withLapsed());
            emit IKYCRegistrar.InvestorLapsed(ids[i], record.expiresAt());
            ++lapsed;
        }
    }

    /// @inheritdoc IRegistrarAdministration
    function isExpirable(InvestorId[] calldata ids) external view returns (bool[] memory expirable) {
        expirable = new bool[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            expirable[i] = _isExpirable(_recordOf(ids[i]));
        }
    }

    /// @inheritdoc IRegistrarAdministration
    function setInvestorRestriction(InvestorId id, bool restricted) external returns (bool) {
        (AuthorityId acting, InvestorWord record) = _requireOwnInvestor(id);
        if (!_checkMultiSigAs(acting)) return false;

        _setRecord(id, record.withRestricted(restricted));
        if (restricted) _bump(id);
        emit IKYCRegistrar.InvestorRestrictionSet(id, restricted);
        return true;
    }

    /// @inheritdoc IRegistrarAdministration
    function restrictAccounts(InvestorId id, address[] calldata accounts) external returns (bool) {
        (AuthorityId acting,) = _requireOwnInvestor(id);
        if (!_checkMultiSigAs(acting)) return false;

        // An account that is restricted already is no obstacle: this is called in haste.
        for (uint256 i; i < accounts.length; ++i) {
            AccountWord account = _bindings[accounts[i]].account;
            if (account.investor() != id) revert IKYCRegistrar.KYCRegistrar_NotAccountOf(accounts[i], id);
            _setBars(accounts[i], account.withRestricted(true));
        }
        emit IKYCRegistrar.AccountsRestricted(id, accounts);
        return true;
    }

    /// @dev Whether some of the accounts are not the investor's yet.
    function _bindsNew(InvestorId id, address[] calldata accounts) private view returns (bool) {
        for (uint256 i; i < accounts.length; ++i) {
            if (_bindings[accounts[i]].account.investor() != id) return true;
        }
        return false;
    }

    /// @dev Binds new accounts, re-enables restricted ones.
    function _bind(InvestorId id, address[] calldata accounts) private {
        for (uint256 i; i < accounts.length; ++i) {
            AccountWord bound = _bindings[accounts[i]].account;
            if (bound.investor() == id && bound.isRestricted()) _setBars(accounts[i], bound.withRestricted(false));
            else _bindNew(id, accounts[i]);
        }
        emit IKYCRegistrar.AccountsRegistered(id, accounts);
    }

    function _renew(AuthorityId acting, Renewal memory renewal) private {
        _requireValid(renewal.region, renewal.rating, renewal.expiresAt);

        InvestorWord record = _recordOf(renewal.id);
        _setRecord(renewal.id, record.withRenewal(renewal.region, renewal.rating, renewal.expiresAt, acting));
        if (renewal.rating < record.rating() || renewal.expiresAt < record.expiresAt()) _bump(renewal.id);
        emit IKYCRegistrar.InvestorUpdated(renewal.id, renewal.region, renewal.rating, renewal.expiresAt, acting);
    }

    /// @dev A known investor and the authority that acts on it.
    function _requireOwnInvestor(InvestorId id) private view returns (AuthorityId acting, InvestorWord record) {
        acting = _requireUnrestricted();
        record = _requireAnsweredBy(acting, id);
    }

    function _requireAnsweredBy(AuthorityId acting, InvestorId id) private view returns (InvestorWord record) {
        record = _requireInvestor(acting, Duty.Register, id);
        if (!_answersFor(acting, record.authority())) {
            revert IKYCRegistrar.KYCRegistrar_NotAuthorityOf(id, acting, record.authority());
        }
    }

    /// @dev The one rule of what is due, for `expire` and `isExpirable`.
    function _isExpirable(InvestorWord record) private view returns (bool) {
        return record.isKnown() && !record.isLapsed() && record.expiresAt() <= block.timestamp;
    }

    function _requireExpirable(InvestorId id) private view {
        InvestorWord record = _recordOf(id);
        if (_isExpirable(record)) return;

        if (!record.isKnown()) revert IKYCRegistrar.KYCRegistrar_UnknownInvestor(id);
        if (record.isLapsed()) revert IKYCRegistrar.KYCRegistrar_AlreadyLapsed(id);
        revert IKYCRegistrar.KYCRegistrar_NotDue(id, record.expiresAt());
    }

    /// @inheritdoc IRegistrarAdministration
    function getInvestor(InvestorId id) external view returns (Investor memory) {
        return _recordOf(id).unpack();
    }

    /// @inheritdoc IRegistrarAdministration
    function getInvestors(InvestorId[] calldata ids) external view returns (Investor[] memory investors) {
        investors = new Investor[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            investors[i] = _recordOf(ids[i]).unpack();
        }
    }

    /// @inheritdoc IRegistrarAdministration
    function getAccount(address account) external view returns (Account memory) {
        AccountWord word = _bindings[account].account;
        return Account(word.investor(), word.isRestricted(), word.isSuspended());
    }
}
