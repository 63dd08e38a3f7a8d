// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../types/Restriction.sol";
import {IGoverned} from "./IGoverned.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @title SecurityToken
/// @notice One class of an issuer's securities: an ERC-20 whose every transfer obeys the issuer's rules. Amounts are in
/// the token's smallest unit (10^-decimals).
/// @dev A position is what an account owns directly, or as beneficial owner at a custodian. Each position is one
/// storage word (docs/decisions/0002-ledger-word.md). A custodian's own balance is the sum of its beneficial positions.
/// Sum of balances = total supply, always. Zero-value and self transfers are legal and change nothing.
interface ISecurityToken is IERC20Metadata, IGoverned {
    /// @notice New shares came into being. `data` is the issuer's reference, such as a hash of external ids.
    event Issued(address indexed operator, address indexed to, uint256 amount, bytes data);
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
    event ModuleAttached(address indexed module, uint8 hooks, uint8 permissions);
    event ModuleDetached(address indexed module);

    /// @notice The transfer is refused; `restriction` says why.
    error SecurityToken_TransferRefused(Restriction restriction, address from, address to, uint256 amount);
    error SecurityToken_NotIssuer(address caller);
    error SecurityToken_NotCustodian(address caller);
    /// @notice The caller is no attached module with this permission, and no authority.
    error SecurityToken_NotPermitted(address module, uint8 permission);
    error SecurityToken_LengthMismatch(uint256 expected, uint256 actual);
    /// @notice Total supply stays below 2^112.
    error SecurityToken_SupplyOverflow(uint256 supply);
    error SecurityToken_InsufficientFreeBalance(address account, uint256 free, uint256 amount);
    error SecurityToken_InvalidSpender(address spender);
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
    /// @notice The module names another token, or declares hooks or permissions that do not exist.
    error SecurityToken_InvalidModule(address module);
    error SecurityToken_TooManyModules();

    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @notice What `account` owns as beneficial owner at `custodian`.
    function custodyBalanceOf(address custodian, address account) external view returns (uint256);

    /// @notice Part of `account`'s direct balance that it cannot send now; never more than the balance.
    function encumberedBalanceOf(address account) external view returns (uint256);

    /// @notice What `module` encumbers of `account`'s direct balance; more than the balance where the module was
    /// attached again after the holder had sold.
    function encumbranceOf(address account, address module) external view returns (uint256);

    /* ------------------------------------------------ transfers ----------------------------------------------- */

    /// @notice True if a direct transfer would succeed now; reverts with the reason otherwise. Allowance apart.
    function checkTransfer(address from, address to, uint256 amount) external view returns (bool);

    /// @notice ERC-1404: 0 if a direct transfer would succeed now, else the `Restriction`.
    function detectTransferRestriction(address from, address to, uint256 amount) external view returns (uint8);

    /// @notice ERC-1404: the sentence for a code.
    function messageForTransferRestriction(uint8 code) external view returns (string memory);

    /// @notice ERC-1594: whether the caller could transfer now; the reason is the `Restriction` as bytes1.
    function canTransfer(address to, uint256 amount, bytes calldata data) external view returns (bool, bytes1, bytes32);

    /// @notice The `Restriction` of a custodial move: `to` at the same custodian, or, if `withdraw`, held directly.
    function detectCustodyRestriction(address custodian, address from, address to, uint256 amount, bool withdraw)
        external
        view
        returns (Restriction);

    /* -------------------------------------------- issuer's functions ------------------------------------------ */

    /// @notice Issues new shares to an investor who may receive them, or to the treasury (ERC-1594).
    /// @dev An authority of the issuer at its threshold, or a module with PERMISSION_ISSUE.
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool executed);

    /// @notice `issue` to many; all or none. `data` stands in every `Issued`.
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool executed);

    /// @notice Transfers from the treasury to an investor who may receive. An authority at its threshold.
    function transferTreasury(address to, uint256 amount) external returns (bool executed);

    /// @notice Moves a holder's direct balance whatever its owner, locks or a pause say (ERC-1644): for court orders
    /// and lost keys. What the free balance lacks is taken from encumbrances, in order of attachment.
    /// @dev An authority at its threshold. The receiver must be registered and unrestricted, or be the treasury.
    function controllerTransfer(
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool executed);

    /// @notice ERC-1644: always true, and said in public.
    function isControllable() external view returns (bool);

    /// @notice Announces a record date: the balances at the end of that second will be kept.
    /// @dev An authority at its threshold, or a module with PERMISSION_RECORD_DATE. Announcing twice is harmless.
    /// @param recordDate Unix time, later than now
    function scheduleRecordDate(uint40 recordDate) external returns (bool executed);

    /// @notice Pauses this token or lifts that. Only the issuer contract (`setTokenRestriction`).
    function setRestriction(bool restricted) external;

    /// @notice Only the issuer contract. At most 16 modules; at most 8 that encumber over the token's life.
    /// @dev What a module encumbered before it was detached counts again when it is attached again.
    function attachModule(address module) external;

    /// @notice Only the issuer contract.
    function detachModule(address module) external;

    /* ------------------------------------------------- custody ------------------------------------------------ */

    /// @notice Changes the beneficial owner inside the calling custodian, under the rules of a transfer.
    /// @dev Approved custodians only. Deposit is a plain transfer to the custodian's address.
    function custodyTransfer(address from, address to, uint256 amount) external;

    /// @notice Moves from the beneficial owner `from` at the calling custodian to `to`, held directly.
    /// @dev Custodians only; one that is no longer approved may withdraw to the same investor only.
    function custodyWithdraw(address from, address to, uint256 amount) external;

    /* ----------------------------------------------- encumbrances --------------------------------------------- */

    /// @notice Encumbers a part of the account's free balance. A module with PERMISSION_ENCUMBER. Nothing is free of
    /// what a custodian keeps: it belongs to others.
    function encumber(address account, uint256 amount) external;

    /// @notice Frees up to `amount` of what the calling module encumbers. What controller transfers took of it is made up
    /// for first: `amount` less that is freed, so that what the module has not released stays whole as long as it lasts.
    /// @return released what was freed
    function release(address account, uint256 amount) external returns (uint256 released);

    /* ----------------------------------------------- record dates --------------------------------------------- */

    /// @notice All record dates announced, in order of time.
    function recordDates() external view returns (uint40[] memory);

    /// @notice Direct balance at the end of a record date that has passed (a custodian's: its whole custody).
    function balanceOfAt(address account, uint40 recordDate) external view returns (uint256);

    /// @notice Beneficial balance at the end of a record date that has passed.
    function custodyBalanceOfAt(address custodian, address account, uint40 recordDate) external view returns (uint256);

    function totalSupplyAt(uint40 recordDate) external view returns (uint256);

    /* ------------------------------------------------- modules ------------------------------------------------ */

    function modules() external view returns (address[] memory);

    function isModule(address account) external view returns (bool);

    /// @notice Whether this token is paused (the issuer's global restriction apart).
    function isRestricted() external view returns (bool);
}
