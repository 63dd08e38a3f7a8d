// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {InvestorWord} from "../types/InvestorWord.sol";
import {Account, Consent, Investor, Registration, Renewal} from "../types/Investors.sol";
import {Revisions} from "../types/Revisions.sol";
import {Standing} from "../types/Standing.sol";
import {IMultiSig} from "./IMultiSig.sol";
import {ISuspensions} from "./ISuspensions.sol";

/// @title Register
/// @notice What transfers ask of a registrar, and how investors come in: see `IKYCRegistrar`.
interface IRegister {
    /// @notice Registers new investors with their accounts, whose consent nobody asks; all or none.
    /// @dev An authority with the duty `Import` in every country named, at its threshold; or the owner.
    function registerInvestors(Registration[] calldata registrations) external returns (bool executed);

    /// @notice The investor of an account; zero if the account is bound to nobody.
    function investorFor(address account) external view returns (InvestorId);

    /// @notice Whose an account is and where it stands now: restricted if the investor, the account or the authority that
    /// verified the investor is, or if the investor is unknown.
    /// @param id the investor of the account, by an earlier answer: a binding never changes. Zero: the registrar looks it up
    function currentStanding(InvestorId id, address account) external view returns (Standing);

    /// @notice `currentStanding` for both sides of a transfer.
    function standingsOfTransfer(InvestorId fromId, address from, InvestorId toId, address to)
        external
        view
        returns (Standing sender, Standing receiver);

    /// @notice `standingsOfTransfer` with the stamp of each investor, for who keeps the answer: see `revisions`.
    /// @param fromStamp of what the caller keeps of the sender; zero: nothing. If that holds still, the sender's standing is not
    /// looked up, and the answer is the stamp alone
    function standingsToKeep(InvestorId fromId, address from, uint256 fromStamp, InvestorId toId, address to)
        external
        view
        returns (Standing sender, Standing receiver);

    /// @notice Counters of what was taken from investors: by restriction, suspension, a lower rating, an earlier end, the
    /// restriction of an authority. What a token keeps of a standing holds while the investor's counter does.
    function revisions() external view returns (Revisions);
}

/// @title RegistrarAdministration
/// @notice What authorities do with investors, and who may do it: see `IKYCRegistrar`.
interface IRegistrarAdministration {
    /// @notice Registers a new investor whose accounts have consented. This is how an investor registers himself: the
    /// authority signs the call, he submits it with `executeCall`.
    /// @param consents one for each account, in the same order
    function registerConsentingInvestor(Registration calldata registration, Consent[] calldata consents)
        external
        returns (bool executed);

    /// @notice Renews an investor: the acting authority answers for the record from now on, a lapse is cleared.
    /// @dev An authority permitted for the investor's country, at its threshold. The country itself is fixed.
    function updateInvestor(InvestorId id, bytes3 region, Rating rating, uint40 expiresAt)
        external
        returns (bool executed);

    /// @notice `updateInvestor` for many, all or none: a re-verification, or the takeover of the investors of an
    /// authority that is out.
    function updateInvestors(Renewal[] calldata renewals) external returns (bool executed);

    /// @notice Makes another authority answer for investors, their records unchanged. Owner only.
    /// @dev The authority must be permitted for each country, and unrestricted.
    function setInvestorAuthority(AuthorityId authority, InvestorId[] calldata ids) external returns (bool executed);

    /// @notice Stops an investor from sending and receiving, or lifts that.
    function setInvestorRestriction(InvestorId id, bool restricted) external returns (bool executed);

    /// @notice Binds accounts to an investor, or re-enables restricted ones of the same investor.
    /// @dev To bind takes the duty `Import` in the investor's country, to re-enable `Register`.
    function registerAccounts(InvestorId id, address[] calldata accounts) external returns (bool executed);

    /// @notice `registerAccounts` with the consent of each account.
    function registerConsentingAccounts(InvestorId id, address[] calldata accounts, Consent[] calldata consents)
        external
        returns (bool executed);

    /// @notice Restricts accounts of an investor (a lost key); they stay bound.
    function restrictAccounts(InvestorId id, address[] calldata accounts) external returns (bool executed);

    /// @notice Says for which countries an authority may register. Taking begins a new epoch of the authority. Owner only.
    function setAuthorityCountries(AuthorityId authority, Country[] calldata countries, bool permitted)
        external
        returns (bool executed);

    /// @notice Gives or takes a duty for every country from `first` to `last`. Taking begins a new epoch of the authority.
    /// Giving `Import` gives `Register` too; taking `Register` takes `Import` too. Owner only.
    function setAuthorityCountryRange(AuthorityId authority, Duty duty, Country first, Country last, bool permitted)
        external
        returns (bool executed);

    /// @notice Restricts an authority: it may do nothing, and every investor that it verified last is restricted until
    /// another authority renews it, or this is lifted. Either way a new epoch begins: what it had approved is void. Owner
    /// only.
    function setAuthorityRestriction(AuthorityId authority, bool restricted) external returns (bool executed);

    /// @notice Lets a contract share these authorities through `checkMultiSigExternal`, or ends that. Attached again, what
    /// waited for it may go on, unless it has expired. Owner only.
    /// @dev The contract is neither the registrar nor a member of an authority.
    function setAttachment(address target, bool attached) external returns (bool executed);

    /// @notice Marks accreditations whose time has passed. Enforcement never waits for this.
    /// @dev Anyone. Of several ids, what is unknown, not due or marked is skipped; a single one reverts with the reason.
    /// @return lapsed how many were marked now
    function expire(InvestorId[] calldata ids) external returns (uint256 lapsed);

    /// @notice Whether `expire` would mark each id now: the same rule that `expire` uses.
    function isExpirable(InvestorId[] calldata ids) external view returns (bool[] memory);

    /// @notice The record of an investor; zero values for an unknown id.
    function getInvestor(InvestorId id) external view returns (Investor memory);

    /// @notice `getInvestor` for many, in the same order.
    function getInvestors(InvestorId[] calldata ids) external view returns (Investor[] memory);

    /// @notice What is known of an account; zero values for an unknown one.
    function getAccount(address account) external view returns (Account memory);

    /// @notice In whose name this contract is calling out now; nobody unless it runs an approved call.
    function actingAuthority() external view returns (AuthorityId);

    function isRestrictedAuthority(AuthorityId authority) external view returns (bool);

    /// @notice Restricted or ended: others of its countries may act on what it answers for. The owner never is.
    function isOut(AuthorityId authority) external view returns (bool);

    /// @notice Whether an authority may register in a country (while it is neither restricted nor ended).
    function isPermittedCountry(AuthorityId authority, Country country) external view returns (bool);

    /// @notice The same for any duty.
    function isOnDuty(AuthorityId authority, Duty duty, Country country) external view returns (bool);

    /// @notice Countries that an authority was given for a duty: bit c % 256 of word c / 256 stands for country c. None
    /// for the owner, who needs none.
    function countriesOf(AuthorityId authority, Duty duty) external view returns (uint256[4] memory words);

    /// @notice Authorities that may fulfil a duty in a country now: neither restricted nor ended. The owner is first.
    function authoritiesFor(Duty duty, Country country) external view returns (AuthorityId[] memory);

    /// @notice EIP-712 digest that an account signs to be bound to an investor by an authority.
    /// Type: `Consent(uint32 id,address account,uint32 authority,uint40 deadline)`, domain: that of the MultiSig.
    function consentDigestOf(InvestorId id, address account, AuthorityId authority, uint40 deadline)
        external
        view
        returns (bytes32);
}

/// @title KYCRegistrar
/// @notice Who is who: binds accounts to investors and says where each investor stands. One registrar may serve many
/// issuers. Its authorities (KYC providers) act for the countries that the owner gave them; the owner for all.
/// @dev An account is bound to one investor permanently: it can be restricted and re-enabled, never rebound. It must
/// therefore consent, unless the owner binds it or an authority to which the owner gave the duty `Import`
/// (docs/decisions/0024-bindings.md). The permission to call the functions of this interface comes from duty and country,
/// not from `setAuthoritySignatures`.
/// An investor is acted on by the authority that verified it last, and by the owner; by another authority of its
/// country once that one is out: restricted or ended. See docs/decisions/0006-registrar-claims-and-suspension.md.
interface IKYCRegistrar is IMultiSig, ISuspensions, IRegister, IRegistrarAdministration {
    /// @notice An investor was registered. The commonest event, and the leanest.
    /// @param identityHash who the investor is; nobody checks that it is another's
    /// @param record as it was stored, all fields in one value: see `InvestorWord`
    /// @param account the first one, zero if there is none; further ones follow in `AccountsRegistered`
    event InvestorRegistered(InvestorId indexed id, bytes32 indexed identityHash, InvestorWord record, address account);
    event InvestorUpdated(InvestorId indexed id, bytes3 region, Rating rating, uint40 expiresAt, AuthorityId authority);
    /// @notice The owner made another authority answer for the investor.
    event InvestorAuthoritySet(InvestorId indexed id, AuthorityId indexed authority);
    event InvestorRestrictionSet(InvestorId indexed id, bool restricted);
    event InvestorLapsed(InvestorId indexed id, uint40 expiresAt);
    /// @notice Accounts were bound to an investor, or re-enabled.
    event AccountsRegistered(InvestorId indexed id, address[] accounts);
    event AccountsRestricted(InvestorId indexed id, address[] accounts);
    /// @notice For the duty `Register`; taken, `Import` goes with it.
    /// @param epoch of the authority, a new one if countries were taken
    event AuthorityCountriesSet(AuthorityId indexed authority, Country[] countries, bool permitted, uint32 epoch);
    /// @notice For every country from `first` to `last`. `Register` is given with `Import`, `Import` taken with `Register`.
    /// @param epoch of the authority, a new one if countries were taken
    event AuthorityCountryRangeSet(
        AuthorityId indexed authority, Duty duty, Country first, Country last, bool permitted, uint32 epoch
    );
    /// @param epoch of the authority, a new one
    event AuthorityRestrictionSet(AuthorityId indexed authority, bool restricted, uint32 epoch);

    /// @notice The contract shares the registrar's authorities through `checkMultiSigExternal`, or does no more.
    event AttachmentSet(address indexed target, bool attached);

    /// @notice The code of the administration is missing.
    error KYCRegistrar_MissingPart(address part);
    error KYCRegistrar_InvalidId();
    error KYCRegistrar_InvestorExists(InvestorId id);
    error KYCRegistrar_UnknownInvestor(InvestorId id);
    /// @notice Countries are 1 to 999 (ISO 3166-1 numeric).
    error KYCRegistrar_InvalidCountry(Country country);
    /// @notice Ratings are 1 to 7.
    error KYCRegistrar_InvalidRating(Rating rating);
    /// @notice A region has up to three upper case letters and digits, from the left.
    error KYCRegistrar_InvalidRegion(bytes3 region);
    /// @notice An accreditation must end in the future, and before the year 3058.
    error KYCRegistrar_InvalidExpiry(uint40 expiresAt);
    error KYCRegistrar_InvalidAccount(address account);
    error KYCRegistrar_AccountBound(address account, InvestorId id);
    /// @notice The account does not belong to this investor.
    error KYCRegistrar_NotAccountOf(address account, InvestorId id);
    /// @notice The account is suspended and bound to nobody: it cannot be bound.
    error KYCRegistrar_AccountSuspended(address account);
    /// @notice Another authority answers for the investor, and is in good standing.
    error KYCRegistrar_NotAuthorityOf(InvestorId id, AuthorityId acting, AuthorityId authority);
    /// @notice There is one consent for each account, in the same order.
    error KYCRegistrar_ConsentsMismatch(uint256 accounts, uint256 consents);
    error KYCRegistrar_ConsentExpired(address account, uint40 deadline);
    /// @notice The account has not signed this consent.
    error KYCRegistrar_InvalidConsent(address account);
    error KYCRegistrar_CountryNotPermitted(AuthorityId authority, Country country);
    /// @notice The authority has no duty `Import` in the country: accounts must consent.
    error KYCRegistrar_ConsentRequired(AuthorityId authority, Country country);
    /// @notice What is attached is a contract, neither the registrar itself nor a member of an authority.
    error KYCRegistrar_InvalidContract(address target);
    error KYCRegistrar_InvalidCountryRange(Country first, Country last);
    error KYCRegistrar_AuthorityRestricted(AuthorityId authority);
    /// @notice The owner cannot be restricted.
    error KYCRegistrar_OwnerUnrestrictable();
    /// @notice Authorities that register investors are numbered below 128.
    error KYCRegistrar_AuthorityOutOfRange(AuthorityId authority);
    /// @notice A single investor's accreditation has not expired yet.
    error KYCRegistrar_NotDue(InvestorId id, uint40 dueAt);
    /// @notice A single investor was marked as lapsed before.
    error KYCRegistrar_AlreadyLapsed(InvestorId id);
}
