// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../types/Restriction.sol";
import {IIssuingEntity} from "./IIssuingEntity.sol";

/// @title TokenEvents
/// @notice What a token tells and refuses, whichever of its parts does.
interface ITokenEvents {
    /// @notice New shares came into being. `data` is the issuer's reference, such as a hash of external ids.
    event Issued(address indexed operator, address indexed to, uint256 amount, bytes data);
    /// @notice Shares were taken back and exist no more (ERC-1594). `data` as in `Issued`.
    event Redeemed(address indexed operator, address indexed from, uint256 amount, bytes data);
    /// @notice Issuer's power to move a holder's balance was used (ERC-1644).
    event ControllerTransfer(
        address controller, address indexed from, address indexed to, uint256 amount, bytes data, bytes operatorData
    );
    /// @notice Beneficial ownership at a custodian changed. `from` zero: deposit; `to` zero: withdrawal.
    event CustodyTransferred(address indexed custodian, address indexed from, address indexed to, uint256 amount);
    /// @notice What `module` encumbers of an account's balance is `encumbered` now.
    event EncumbranceChanged(address indexed account, address indexed module, uint256 encumbered);
    event RecordDateScheduled(uint40 indexed recordDate);
    event RestrictionSet(bool restricted);
    event ExpiryStopsSendingSet(bool stops);
    event ModuleAttached(address indexed module, uint8 hooks, uint8 permissions);
    event ModuleDetached(address indexed module);

    /// @notice The transfer is refused; `restriction` says why.
    error SecurityToken_TransferRefused(Restriction restriction, address from, address to, uint256 amount);
    error SecurityToken_NotIssuer(address caller);
    /// @notice A token is made for an issuer that has accepted its first registrar.
    error SecurityToken_NoRegistrar(IIssuingEntity issuer);
    error SecurityToken_NotCustodian(address caller);
    /// @notice The caller is no attached module with this permission, and no authority.
    error SecurityToken_NotPermitted(address module, uint8 permission);
    /// @notice The second part of a token's code must be there before the token.
    error SecurityToken_NoOffice(address office);
    /// @notice Only a fresh clone that its issuer has not added takes a description, once.
    error SecurityToken_Initialized();
    /// @notice This is no token: a clone without a description, or the office at its own address.
    error SecurityToken_NotInitialized();
    error SecurityToken_LengthMismatch(uint256 expected, uint256 actual);
    /// @notice Total supply stays below 2^112.
    error SecurityToken_SupplyOverflow(uint256 supply);
    error SecurityToken_InsufficientFreeBalance(address account, uint256 free, uint256 amount);
    error SecurityToken_InvalidSpender(address spender);
    error SecurityToken_PermitExpired(uint256 deadline);
    /// @notice The signature over the permit is not the owner's, or its nonce is used.
    error SecurityToken_InvalidPermit(address owner);
    error SecurityToken_SelfTransfer(address account);
    error SecurityToken_InvalidDecimals(uint8 decimals);
    /// @notice A record date is announced ahead, at the latest for the next second.
    error SecurityToken_RecordDatePast(uint40 recordDate, uint256 time);
    /// @notice At most 16 record dates are announced and not yet passed.
    error SecurityToken_TooManyRecordDates();
    error SecurityToken_UnknownRecordDate(uint40 recordDate);
    /// @notice Balances at a record date are known once it has passed.
    error SecurityToken_RecordDateNotPassed(uint40 recordDate, uint256 time);
    error SecurityToken_ModuleAttached(address module);
    error SecurityToken_ModuleNotAttached(address module);
    /// @notice The module does not serve this token, or declares hooks or permissions that do not exist.
    error SecurityToken_InvalidModule(address module);
    error SecurityToken_TooManyModules();
}
