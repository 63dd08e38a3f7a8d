// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../types/Authority.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {Investor, Registration} from "../types/Investors.sol";
import {Standing} from "../types/Standing.sol";
import {IMultiSig} from "./IMultiSig.sol";

/// @title KYCRegistrar
/// @notice Who is who: binds accounts to investors and says where each investor stands. One registrar may serve many
/// issuers. Its authorities (KYC providers) act for the countries that the owner gave them; the owner for all.
/// @dev An account is bound to one investor for ever: it can be restricted and re-enabled, never rebound. The
/// permission to call the functions of this interface comes from the country, not from `setAuthoritySignatures`.
interface IKYCRegistrar is IMultiSig {
    event InvestorRegistered(
        InvestorId indexed id,
        Country country,
        bytes3 region,
        Rating rating,
        uint40 expiresAt,
        AuthorityId authority,
        address[] accounts
    );
    event InvestorUpdated(InvestorId indexed id, bytes3 region, Rating rating, uint40 expiresAt, AuthorityId authority);
    event InvestorRestrictionSet(InvestorId indexed id, bool restricted);
    event InvestorLapsed(InvestorId indexed id, uint40 expiresAt);
    /// @notice Accounts were bound to an investor, or re-enabled.
    event AccountsRegistered(InvestorId indexed id, address[] accounts);
    event AccountsRestricted(InvestorId indexed id, address[] accounts);
    event AuthorityCountriesSet(AuthorityId indexed authority, Country[] countries, bool permitted);
    event AuthorityRestrictionSet(AuthorityId indexed authority, bool restricted);

    error KYCRegistrar_InvalidId();
    error KYCRegistrar_InvestorExists(InvestorId id);
    error KYCRegistrar_UnknownInvestor(InvestorId id);
    /// @notice Countries are 1 to 999 (ISO 3166-1 numeric).
    error KYCRegistrar_InvalidCountry(Country country);
    /// @notice Ratings are 1 to 7.
    error KYCRegistrar_InvalidRating(Rating rating);
    /// @notice An accreditation must end in the future.
    error KYCRegistrar_InvalidExpiry(uint40 expiresAt);
    error KYCRegistrar_InvalidAccount(address account);
    error KYCRegistrar_AccountBound(address account, InvestorId id);
    /// @notice The account does not belong to this investor.
    error KYCRegistrar_NotAccountOf(address account, InvestorId id);
    /// @notice An investor binds at most 64 accounts.
    error KYCRegistrar_TooManyAccounts(InvestorId id);
    error KYCRegistrar_CountryNotPermitted(AuthorityId authority, Country country);
    error KYCRegistrar_AuthorityRestricted(AuthorityId authority);
    /// @notice The owner cannot be restricted.
    error KYCRegistrar_OwnerUnrestrictable();
    /// @notice Authorities that register investors are numbered below 256.
    error KYCRegistrar_AuthorityOutOfRange(AuthorityId authority);
    /// @notice A single investor's accreditation has not expired yet.
    error KYCRegistrar_NotDue(InvestorId id, uint40 dueAt);
    /// @notice A single investor was marked as lapsed before.
    error KYCRegistrar_AlreadyLapsed(InvestorId id);

    /// @notice Registers new investors with their accounts; all or none.
    /// @dev An authority permitted for every country named, at its threshold.
    function registerInvestors(Registration[] calldata registrations) external returns (bool executed);

    /// @notice Renews an investor: the acting authority answers for the record from now on, a lapse is cleared.
    /// @dev An authority permitted for the investor's country, at its threshold. The country itself is fixed.
    function updateInvestor(InvestorId id, bytes3 region, Rating rating, uint40 expiresAt)
        external
        returns (bool executed);

    /// @notice Stops an investor from sending and receiving, or lifts that.
    function setInvestorRestriction(InvestorId id, bool restricted) external returns (bool executed);

    /// @notice Binds accounts to an investor, or re-enables restricted ones of the same investor.
    function registerAccounts(InvestorId id, address[] calldata accounts) external returns (bool executed);

    /// @notice Restricts accounts of an investor (a lost key); they stay bound.
    function restrictAccounts(InvestorId id, address[] calldata accounts) external returns (bool executed);

    /// @notice Says for which countries an authority may act. Owner only.
    function setAuthorityCountries(AuthorityId authority, Country[] calldata countries, bool permitted)
        external
        returns (bool executed);

    /// @notice Restricts an authority: it may do nothing, and every investor that it verified last is restricted until
    /// another authority renews it, or this is lifted. Owner only.
    function setAuthorityRestriction(AuthorityId authority, bool restricted) external returns (bool executed);

    /// @notice Marks accreditations whose time has passed. Enforcement never waits for this.
    /// @dev Anyone. Skips what is unknown, not due or marked; a single id that is not due or is marked reverts.
    /// @return lapsed how many were marked now
    function expire(InvestorId[] calldata ids) external returns (uint256 lapsed);

    /// @notice Whether `expire` would mark each id now: the same rule that `expire` uses.
    function isExpirable(InvestorId[] calldata ids) external view returns (bool[] memory);

    /// @notice The record of an investor; zero values for an unknown id.
    function getInvestor(InvestorId id) external view returns (Investor memory);

    /// @notice The investor of an account and the account's index there; zero if the account is unknown.
    function investorOf(address account) external view returns (InvestorId id, uint8 index);

    /// @notice Where an account (its investor and index) stands now.
    function standingOf(InvestorId id, uint8 index) external view returns (Standing);

    /// @notice `standingOf` for both sides of a transfer.
    function standingsOf(InvestorId from, uint8 fromIndex, InvestorId to, uint8 toIndex)
        external
        view
        returns (Standing, Standing);

    function isRestrictedAuthority(AuthorityId authority) external view returns (bool);

    function isPermittedCountry(AuthorityId authority, Country country) external view returns (bool);
}
