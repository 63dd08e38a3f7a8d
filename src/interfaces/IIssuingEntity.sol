// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {Party} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {IKYCRegistrar} from "./IKYCRegistrar.sol";
import {IMultiSig} from "./IMultiSig.sol";

/// @title IssuingEntity
/// @notice One issuer: its tokens, registrars, custodians, rules per country and limits on the number of investors.
/// Its authorities govern its tokens, modules too. Balances of the issuer's own (treasury) lie on its address.
/// @dev Investors are counted over all tokens and custodians: an investor counts once while it holds anything
/// anywhere. Counts are kept in total, by rating, by country, and by country and rating. The class (country, rating)
/// under which an investor is counted is stored with the count; a lapsed rating counts as rating 0, which has no
/// limit of its own. When the class has changed, the count moves when the investor next opens a position, or at `sync`;
/// moving never refuses. A limit of zero means no limit, everywhere.
interface IIssuingEntity is IMultiSig {
    event TokenAdded(address indexed token);
    event RegistrarAdded(IKYCRegistrar indexed registrar, uint8 index);
    event RegistrarRemoved(IKYCRegistrar indexed registrar, uint8 index);
    event CustodianAdded(address indexed custodian);
    event CustodianRemoved(address indexed custodian);
    event ContractAttached(address indexed target);
    event ContractDetached(address indexed target);
    /// @param limits investors of the country: [0] in total, [1] to [7] by rating
    event CountryRuleSet(Country indexed country, bool permitted, Rating minRating, uint32[8] limits);
    /// @param limits investors of the issuer: [0] in total, [1] to [7] by rating
    event InvestorLimitsSet(uint32[8] limits);
    event InvestorRestrictionSet(InvestorId indexed id, bool restricted);
    event GlobalRestrictionSet(bool restricted);
    /// @notice The investor counts under this class from now on.
    event InvestorCounted(InvestorId indexed id, Country country, Rating rating);
    /// @notice The investor no longer counts under this class.
    event InvestorUncounted(InvestorId indexed id, Country country, Rating rating);

    error IssuingEntity_UnknownToken(address token);
    error IssuingEntity_TokenExists(address token);
    /// @notice The token names another issuer, or has supply already.
    error IssuingEntity_ForeignToken(address token);
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
    /// @notice A custodian is a contract that is no registered investor, and no authority of this issuer or contract that
    /// shares its authorities.
    error IssuingEntity_InvalidCustodian(address custodian);
    /// @notice Only a contract that is nothing else to this issuer can be attached: no token, module, custodian, authority
    /// or registered investor, and not attached already.
    error IssuingEntity_InvalidContract(address target);
    /// @notice The contract was not attached by `attachContract`.
    error IssuingEntity_UnknownContract(address target);
    error IssuingEntity_InvalidCountry(Country country);
    error IssuingEntity_InvalidRating(Rating rating);
    error IssuingEntity_LengthMismatch(uint256 expected, uint256 actual);
    error IssuingEntity_InvalidId();
    /// @notice Limits and counts are below 2^27.
    error IssuingEntity_LimitTooHigh(uint32 limit);
    error IssuingEntity_NotToken(address caller);

    /// @notice Adds a token of this issuer that has no supply yet; it shares the issuer's authorities from now on.
    function addToken(address token) external returns (bool executed);

    /// @notice Accepts a registrar, or accepts it again.
    function addRegistrar(IKYCRegistrar registrar) external returns (bool executed);

    /// @notice Rejects a registrar: its investors can neither send nor receive from now on, unless another accepted
    /// registrar knows their account. What they hold then counts under the id that this one gives them, from the next
    /// transfer on.
    function removeRegistrar(IKYCRegistrar registrar) external returns (bool executed);

    /// @notice Approves a contract as custodian, or approves it again. A custodian stays one for ever.
    function addCustodian(address custodian) external returns (bool executed);

    /// @notice Ends the approval: nothing can be deposited or change owner there; withdrawal stays possible.
    function removeCustodian(address custodian) external returns (bool executed);

    /// @notice Permits countries with a minimum rating (1 to 7), keeping their limits.
    function setCountries(Country[] calldata countries, Rating[] calldata minRatings) external returns (bool executed);

    /// @notice Sets all of a country's rule. A limit below the present count stops newcomers only.
    function setCountryRule(Country country, bool permitted, Rating minRating, uint32[8] calldata limits)
        external
        returns (bool executed);

    /// @notice Sets the issuer-wide limits: [0] in total, [1] to [7] by rating.
    function setInvestorLimits(uint32[8] calldata limits) external returns (bool executed);

    /// @notice Freezes an investor in all tokens of this issuer, or lifts that.
    function setInvestorRestriction(InvestorId id, bool restricted) external returns (bool executed);

    /// @notice Pauses one token, or lifts that.
    /// @dev The permission may be given to a narrow authority for emergencies: only the owner lifts a pause.
    function setTokenRestriction(address token, bool restricted) external returns (bool executed);

    /// @notice Pauses all tokens, or lifts that; see `setTokenRestriction`.
    function setGlobalRestriction(bool restricted) external returns (bool executed);

    /// @notice Attaches a module to a token; it shares the issuer's authorities from now on.
    /// @dev The hooks and permissions that the module declares take effect; see `ITokenOffice.attachModule`. A contract
    /// attached by `attachContract` is refused: `detachModule` would not end its share in the authorities.
    function attachModule(address token, address module) external returns (bool executed);

    /// @notice Detaches a module; what it encumbered is free at once.
    function detachModule(address token, address module) external returns (bool executed);

    /// @notice Lets a contract that is neither token nor module share the issuer's authorities.
    /// @dev It can ask and record approvals of calls to itself only.
    function attachContract(address target) external returns (bool executed);

    /// @notice Ends that; the contract can be attached again. Approvals that it recorded count again then, while they
    /// have not expired.
    function detachContract(address target) external returns (bool executed);

    /// @notice Moves the counts of investors whose class has changed. Anyone. Skips those counted by a registrar that
    /// is accepted no more.
    /// @return moved how many counts moved
    function sync(InvestorId[] calldata ids) external returns (uint256 moved);

    /// @notice Whether `sync` would move each investor's count now.
    function isSyncable(InvestorId[] calldata ids) external view returns (bool[] memory);

    /// @notice What an account is to this issuer: the issuer itself, a custodian (approved or not), an investor of an
    /// accepted registrar, or unknown.
    function resolve(address account) external view returns (Party);

    /// @notice Whether the limits have room for a move of one of this issuer's tokens, which has judged the parties.
    /// @param opens the receiver is an investor whose position is empty and will hold something
    /// @param closes the sender is an investor whose position will be empty
    /// @param receiver where the receiver stands, if it is an investor
    function checkPositions(Party from, Party to, bool opens, bool closes, Standing receiver)
        external
        view
        returns (Restriction);

    /// @notice Checks as `checkPositions` does and, if there is room, keeps the positions and counts. This issuer's
    /// tokens only.
    /// @param forced the law or the issuer forces the move: limits do not apply
    function recordPositions(Party from, Party to, bool opens, bool closes, Standing receiver, bool forced)
        external
        returns (Restriction);

    /// @notice Whether an account belongs to an investor who is frozen here or restricted at the registrar, or to
    /// nobody known. Expiry does not matter.
    function isRestricted(address account) external view returns (bool);

    function isInvestorRestricted(InvestorId id) external view returns (bool);

    function isToken(address token) external view returns (bool);

    /// @notice Whether a contract shares the issuer's authorities: a token, a module, or what `attachContract` attached.
    function isAttached(address target) external view returns (bool);

    function tokens() external view returns (address[] memory);

    /// @notice Whether an account is a custodian, and whether it is approved now.
    function custodianStatus(address account) external view returns (bool known, bool approved);

    /// @notice Registrar by index; zero address if there is none. `accepted` is false after removal.
    function registrarAt(uint8 index) external view returns (IKYCRegistrar registrar, bool accepted);

    function globalRestriction() external view returns (bool);

    /// @notice Counts and limits of the issuer: [0] in total, [1] to [7] by rating.
    function investorCounts() external view returns (uint32[8] memory counts, uint32[8] memory limits);

    /// @notice A country's rule, counts and limits; `minRating` is zero where the country is not permitted.
    function countryRule(Country country)
        external
        view
        returns (bool permitted, Rating minRating, uint32[8] memory counts, uint32[8] memory limits);

    /// @notice Positions that an investor holds (token, account, custodian) and the class under which it is counted.
    function investorState(InvestorId id)
        external
        view
        returns (uint32 positions, Country country, Rating rating, bool restricted);
}
