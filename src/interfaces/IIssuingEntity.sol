// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, InvestorKey, Rating} from "../types/Identity.sol";
import {InvestorClass} from "../types/InvestorClass.sol";
import {Party} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {IIssuerAdministration} from "./IIssuerAdministration.sol";
import {IKYCRegistrar} from "./IKYCRegistrar.sol";
import {IMultiSig} from "./IMultiSig.sol";

/// @title InvestorCounts
/// @notice What tokens ask of their issuer in transfers: see `IIssuingEntity`.
interface IInvestorCounts {
    /// @notice What an account is to this issuer: the issuer itself, a custodian (approved or not), a token, an investor of an
    /// accepted registrar, or unknown. Registrars are asked in their order; one that fails knows nobody.
    function resolve(address account) external view returns (Party);

    /// @notice Whether the limits have room for a move of one of this issuer's tokens, which has judged the parties.
    /// @param opens the receiver is an investor whose position is empty and will hold something
    /// @param closes the sender is an investor whose position will be empty
    /// @param receiver where the receiver stands, if it is an investor
    function checkInvestorCount(Party from, Party to, bool opens, bool closes, Standing receiver)
        external
        view
        returns (Restriction);

    /// @notice Checks as `checkInvestorCount` does and, if there is room, keeps the positions and counts. This issuer's
    /// tokens only.
    /// @param forced the law or the issuer forces the move: limits do not apply
    function updateInvestorCount(Party from, Party to, bool opens, bool closes, Standing receiver, bool forced)
        external
        returns (Restriction);

    function isInvestorRestricted(InvestorKey investor) external view returns (bool);

    /// @notice Registrar by index; zero address if there is none. `accepted` is false after removal.
    function registrarAt(uint8 index) external view returns (IKYCRegistrar registrar, bool accepted);
}

/// @title IssuerStop
/// @notice What stops everything at once: see `IIssuingEntity`.
interface IIssuerStop {
    /// @notice Pauses all tokens, or lifts that; see `setTokenRestriction`.
    function setGlobalRestriction(bool restricted) external returns (bool executed);
}

/// @title IssuerRules
/// @notice An issuer's rules, limits and restrictions, and what can be read of it: see `IIssuingEntity`.
interface IIssuerRules {
    /// @notice Permits countries with a minimum rating (1 to 7), keeping their limits.
    function setCountries(Country[] calldata countries, Rating[] calldata minRatings) external returns (bool executed);

    /// @notice Sets all of a country's rule. A limit below the present count stops newcomers only.
    function setCountryRule(Country country, bool permitted, Rating minRating, uint32[8] calldata limits)
        external
        returns (bool executed);

    /// @notice Sets the issuer-wide limits: [0] in total, [1] to [7] by rating.
    function setInvestorLimits(uint32[8] calldata limits) external returns (bool executed);

    /// @notice Freezes an investor in all tokens of this issuer, or lifts that.
    function setInvestorRestriction(InvestorKey investor, bool restricted) external returns (bool executed);

    /// @notice Pauses one token, or lifts that.
    /// @dev The permission may be given to a narrow authority for emergencies: only the owner lifts a pause.
    function setTokenRestriction(address token, bool restricted) external returns (bool executed);

    /// @notice Gives the investors to whom the accounts belong a place ahead: each counts from now on, limits hold now, and
    /// its first purchase meets none. Whoever could not receive a share now is refused, and all others with it.
    /// @dev Only limits are settled ahead: each transfer judges the rest anew. Who is admitted already stays so. A module
    /// or another contract may admit as member of an authority that has this permission.
    function admit(address[] calldata accounts) external returns (bool executed);

    /// @notice Ends admissions: the place is free at once if nothing is held, else when nothing is held any more.
    /// Skips who is not admitted.
    function dismiss(InvestorKey[] calldata investors) external returns (bool executed);

    /// @notice Gives the investors a place each, as `admit` does, until the module gives it back: so an offering can deliver to
    /// whoever has paid. A module of the token that declares PERMISSION_ADMIT.
    /// @dev docs/decisions/0026-reservations-and-delays.md. Who has a place from this module keeps it.
    function reservePlaces(address token, address[] calldata accounts) external;

    /// @notice Gives a module's places back. The module; once it has left its last token, anyone. Skips whoever has none.
    function releasePlaces(address module, InvestorKey[] calldata investors) external;

    /// @notice Moves the counts of investors whose class has changed. Anyone. Skips those counted by a registrar that
    /// is accepted no more.
    /// @return moved how many counts moved
    function sync(InvestorKey[] calldata investors) external returns (uint256 moved);

    /// @notice Whether `sync` would move each investor's count now.
    function isSyncable(InvestorKey[] calldata investors) external view returns (bool[] memory);

    /// @notice Whether an account belongs to an investor who is frozen here or restricted at the registrar, or to
    /// nobody known. Expiry does not matter.
    function isRestricted(address account) external view returns (bool);

    function isToken(address token) external view returns (bool);

    /// @notice Whether a contract shares the issuer's authorities: a token, a module, or what `attachContract` attached.
    function isAttached(address target) external view returns (bool);

    function tokens() external view returns (address[] memory);

    /// @notice Modules that `attachIssuerModule` attached.
    function issuerModules() external view returns (address[] memory);

    /// @notice Whether an account is a custodian, and whether it is approved now.
    function custodianStatus(address account) external view returns (bool known, bool approved);

    function globalRestriction() external view returns (bool);

    /// @notice Counts and limits of the issuer: [0] in total, [1] to [7] by rating.
    function investorCounts() external view returns (uint32[8] memory counts, uint32[8] memory limits);

    /// @notice A country's rule, counts and limits; `minRating` is zero where the country is not permitted.
    function countryRule(Country country)
        external
        view
        returns (bool permitted, Rating minRating, uint32[8] memory counts, uint32[8] memory limits);

    /// @notice Positions that an investor holds (token, account, custodian) and the class under which it is counted.
    function investorState(InvestorKey investor)
        external
        view
        returns (uint32 positions, Country country, Rating rating, bool restricted);

    /// @notice Whether the module reserves a place for the investor.
    function hasReserved(address module, InvestorKey investor) external view returns (bool);

    /// @notice Seconds between the announcement of an attachment and its date; zero: modules come at once.
    function attachmentDelay() external view returns (uint32);

    /// @notice From when an announced attachment may be completed; zero if none is announced.
    function attachmentDueAt(address token, address module) external view returns (uint40);

    /// @notice Whether the issuer gave an investor a place even while it holds nothing.
    function isAdmitted(InvestorKey investor) external view returns (bool);
}

/// @title IssuingEntity
/// @notice One issuer: its tokens, registrars, custodians, rules per country and limits on the number of investors.
/// Its authorities govern its tokens, modules too. Balances of the issuer's own (treasury) lie on its address.
/// @dev Investors are counted over all tokens and custodians: an investor counts once while it holds anything
/// anywhere. Counts are kept in total, by rating, by country, and by country and rating. The class (country, rating)
/// under which an investor is counted is stored with the count; a lapsed rating counts as rating 0, which has no
/// limit of its own. When the class has changed, the count moves when the investor next opens a position, or at `sync`;
/// moving never refuses. A limit of zero means no limit, everywhere. An admitted investor counts whether or not it
/// holds anything, until it is dismissed (docs/decisions/0012-admission.md).
interface IIssuingEntity is IMultiSig, IIssuerAdministration, IInvestorCounts, IIssuerStop, IIssuerRules {
    event TokenAdded(address indexed token);
    event RegistrarAdded(IKYCRegistrar indexed registrar, uint8 index);
    event RegistrarRemoved(IKYCRegistrar indexed registrar, uint8 index);
    event CustodianAdded(address indexed custodian);
    event CustodianRemoved(address indexed custodian);
    event ContractAttached(address indexed target);
    event ContractDetached(address indexed target);
    /// @notice The module serves every token of the issuer from now on, and those that will be added. Each token on which
    /// it was not attached before says so too (`ModuleAttached`).
    event IssuerModuleAttached(address indexed module);
    event IssuerModuleDetached(address indexed module);
    /// @param limits investors of the country: [0] in total, [1] to [7] by rating
    event CountryRuleSet(Country indexed country, bool permitted, Rating minRating, uint32[8] limits);
    /// @param limits investors of the issuer: [0] in total, [1] to [7] by rating
    event InvestorLimitsSet(uint32[8] limits);
    event InvestorRestrictionSet(InvestorKey indexed investor, bool restricted);
    event GlobalRestrictionSet(bool restricted);
    /// @notice The investor counts under this class from now on.
    event InvestorCounted(InvestorKey indexed investor, InvestorClass class);
    /// @notice The investor no longer counts under this class.
    event InvestorUncounted(InvestorKey indexed investor, InvestorClass class);
    /// @notice The investor keeps its place whether or not it holds anything.
    event InvestorAdmitted(InvestorKey indexed investor);
    /// @notice The investor counts only while it holds something.
    event InvestorDismissed(InvestorKey indexed investor);

    /// @notice The investor has a place for this module, whether or not it holds anything.
    event PlaceReserved(InvestorKey indexed investor, address indexed module);
    event PlaceReleased(InvestorKey indexed investor, address indexed module);
    /// @notice Attachments are announced `delay` seconds ahead from the second `from` on.
    event AttachmentDelaySet(uint32 delay, uint40 from);
    /// @notice The module may come to the token, or to all tokens if `token` is zero, from the second `dueAt` on, with these hooks
    /// and permissions.
    event AttachmentAnnounced(
        address indexed token, address indexed module, uint8 hooks, uint16 permissions, uint40 dueAt
    );
    event AttachmentWithdrawn(address indexed token, address indexed module);

    /// @notice The second part of an issuer's code must be there before the issuer.
    error IssuingEntity_MissingPart(address part);
    error IssuingEntity_UnknownToken(address token);
    error IssuingEntity_TokenExists(address token);
    /// @notice The token names another issuer, has supply already, or is a clone without a description.
    error IssuingEntity_ForeignToken(address token);
    /// @notice The token's address has another role here, or was used in another token.
    error IssuingEntity_InvalidToken(address token);
    /// @notice The address does not answer what a registrar answers.
    error IssuingEntity_InvalidRegistrar(IKYCRegistrar registrar);
    error IssuingEntity_RegistrarExists(IKYCRegistrar registrar);
    error IssuingEntity_UnknownRegistrar(IKYCRegistrar registrar);
    /// @notice An issuer knows at most 32 registrars over its life.
    error IssuingEntity_TooManyRegistrars();
    /// @notice An issuer has at most 32 tokens.
    error IssuingEntity_TooManyTokens();
    /// @notice An issuer knows at most 128 custodians over its life.
    error IssuingEntity_TooManyCustodians();
    error IssuingEntity_CustodianExists(address custodian);
    error IssuingEntity_UnknownCustodian(address custodian);
    /// @notice A custodian is a contract that is no registered investor, no member of an authority of this issuer, no contract
    /// that shares its authorities, and was never used in one of its tokens.
    error IssuingEntity_InvalidCustodian(address custodian);
    /// @notice Only a contract that is nothing else to this issuer can be attached: no token, module, custodian, authority
    /// or registered investor, and not attached already.
    error IssuingEntity_InvalidContract(address target);
    /// @notice The contract was not attached by `attachContract`.
    error IssuingEntity_UnknownContract(address target);
    error IssuingEntity_ModuleExists(address module);
    /// @notice A module of the issuer leaves all tokens at once (`detachIssuerModule`).
    error IssuingEntity_IssuerModule(address module);
    /// @notice The module was not attached by `attachIssuerModule`.
    error IssuingEntity_UnknownModule(address module);
    /// @notice An issuer has at most 16 modules of its own.
    error IssuingEntity_TooManyModules();
    /// @notice A token refused the module; `reason` is what it reverted with.
    error IssuingEntity_ModuleRefused(address token, address module, bytes reason);
    /// @notice The account could not receive a share now; `restriction` says why.
    error IssuingEntity_AdmissionRefused(address account, Restriction restriction);
    /// @notice The caller is no module of the token with PERMISSION_ADMIT.
    error IssuingEntity_NotPermitted(address token, address caller);
    /// @notice Only the module gives its places back, until it has left its last token.
    error IssuingEntity_NotOwnPlaces(address module, address caller);
    /// @notice At most 31 modules hold a place of the same investor.
    error IssuingEntity_TooManyReservations(InvestorKey investor);
    error IssuingEntity_DelayTooLong(uint32 delay, uint32 longest);
    error IssuingEntity_NotAnnounced(address token, address module);
    /// @notice An announced attachment is completed from `dueAt` to `until`, both included.
    error IssuingEntity_AttachmentNotDue(address token, address module, uint40 dueAt, uint40 until);
    /// @notice The module's code, hooks or permissions are not those that were announced.
    error IssuingEntity_ModuleChanged(address module);
    error IssuingEntity_InvalidCountry(Country country);
    error IssuingEntity_InvalidRating(Rating rating);
    error IssuingEntity_LengthMismatch(uint256 expected, uint256 actual);
    error IssuingEntity_InvalidId();
    /// @notice Limits and counts are below 2^27.
    error IssuingEntity_LimitTooHigh(uint32 limit);
    error IssuingEntity_NotToken(address caller);
    /// @notice A registrar is asked with `needed` gas at hand, or its silence could be the caller's doing.
    error IssuingEntity_TooLittleGas(uint256 left, uint256 needed);
}
