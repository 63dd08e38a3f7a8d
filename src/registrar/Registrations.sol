// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {AuthorityId} from "../types/Authority.sol";
import {Country, InvestorId, NOBODY, Rating} from "../types/Identity.sol";
import {InvestorWord, MAX_EXPIRY, isValidRegion, newInvestor} from "../types/InvestorWord.sol";
import {Registration} from "../types/Investors.sol";
import {AccountWord, UNKNOWN_ACCOUNT, accountWord} from "./AccountWord.sol";
import {Register} from "./Register.sol";

/// @title Registrations
/// @notice How investors and accounts come into the register.
abstract contract Registrations is Register {
    uint256 private constant MAX_RATING = 7;

    function _register(AuthorityId acting, Registration calldata registration) internal {
        InvestorId id = registration.id;
        address[] calldata accounts = registration.accounts;
        if (id == NOBODY) revert IKYCRegistrar.KYCRegistrar_InvalidId();
        if (_recordOf(id).isKnown()) revert IKYCRegistrar.KYCRegistrar_InvestorExists(id);
        _requireValidCountry(registration.country);
        _requireValid(registration.region, registration.rating, registration.expiresAt);

        // From the last one: the event needs the first.
        address account;
        for (uint256 i = accounts.length; i != 0;) {
            account = accounts[--i];
            _bindNew(id, account);
        }
        InvestorWord record = newInvestor(registration, acting);
        _setRecord(id, record);
        emit IKYCRegistrar.InvestorRegistered(id, registration.identityHash, record, account);
        if (accounts.length > 1) emit IKYCRegistrar.AccountsRegistered(id, accounts[1:]);
    }

    function _requireCountries(AuthorityId acting, Registration[] calldata registrations) internal view {
        for (uint256 i; i < registrations.length; ++i) {
            Country country = registrations[i].country;
            // Batches come by country.
            if (i != 0 && country == registrations[i - 1].country) continue;
            _requireImporter(acting, country);
        }
    }

    /// @dev One condition to a line is also the cheapest: this runs for every account of an import.
    function _bindNew(InvestorId id, address account) internal {
        Binding storage binding = _bindings[account];
        AccountWord bound = binding.account;
        if (bound != UNKNOWN_ACCOUNT) _refuseBinding(account, bound);
        if (account == address(0)) revert IKYCRegistrar.KYCRegistrar_InvalidAccount(account);
        if (account == address(this)) revert IKYCRegistrar.KYCRegistrar_InvalidAccount(account);

        binding.account = accountWord(id);
    }

    function _refuseBinding(address account, AccountWord bound) internal pure {
        if (bound.isBound()) revert IKYCRegistrar.KYCRegistrar_AccountBound(account, bound.investor());
        revert IKYCRegistrar.KYCRegistrar_AccountSuspended(account);
    }

    function _requireValid(bytes3 region, Rating rating, uint40 expiresAt) internal view {
        if (!isValidRegion(region)) revert IKYCRegistrar.KYCRegistrar_InvalidRegion(region);
        if (Rating.unwrap(rating) == 0) revert IKYCRegistrar.KYCRegistrar_InvalidRating(rating);
        if (Rating.unwrap(rating) > MAX_RATING) revert IKYCRegistrar.KYCRegistrar_InvalidRating(rating);
        if (expiresAt <= block.timestamp) revert IKYCRegistrar.KYCRegistrar_InvalidExpiry(expiresAt);
        if (expiresAt > MAX_EXPIRY) revert IKYCRegistrar.KYCRegistrar_InvalidExpiry(expiresAt);
    }
}
