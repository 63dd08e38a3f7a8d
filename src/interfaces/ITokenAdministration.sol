// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MinRatings} from "../types/MinRatings.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title TokenAdministration
/// @notice What the issuer does with a token, and what is asked about it now and then.
interface ITokenAdministration is IERC165 {
    function name() external view returns (string memory);

    function symbol() external view returns (string memory);

    /// @notice Places after the decimal point in which amounts are shown.
    function decimals() external view returns (uint8);

    /// @notice Gives a clone of a token its description; issuer, registrar and office are its original's. Once, before the
    /// issuer adds it. `ITokenFactory` does it in the transaction that makes the clone.
    function initialize(string calldata name, string calldata symbol, uint8 decimals) external;

    /// @notice The token whose code this one runs: its own address unless it is a clone (ERC-1167).
    function original() external view returns (address);

    /// @notice Issues new shares to an investor who may receive them, or to the treasury (ERC-1594).
    /// @dev An authority of the issuer at its threshold, or a module with PERMISSION_ISSUE.
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool executed);

    /// @notice `issue` to many; all or none. `data` stands in every `Issued`.
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool executed);

    /// @notice ERC-1594: whether more may ever be issued.
    function isIssuable() external view returns (bool);

    /// @notice Says for ever that nothing more is issued (ERC-1594). An authority at its threshold.
    function finishIssuance() external returns (bool executed);

    /// @notice Limits the total supply. An authority at its threshold.
    /// @param limit at least the present supply; zero: no limit
    function setAuthorizedSupply(uint256 limit) external returns (bool executed);

    /// @notice The limit of the total supply; zero: none.
    function authorizedSupply() external view returns (uint256);

    /// @notice From now on amounts are multiples of `multiple`, forced moves included. An authority at its threshold,
    /// while there are no shares: so every balance is a multiple, too.
    function setGranularity(uint256 multiple) external returns (bool executed);

    /// @notice One: any amount.
    function granularity() external view returns (uint256);

    /// @notice Takes shares out of the treasury, and of existence (ERC-1594). An authority at its threshold.
    function redeem(uint256 amount, bytes calldata data) external returns (bool executed);

    /// @notice Takes free shares out of a holder's direct balance, and of existence: redemption of a bond, a buyback
    /// (ERC-1594). What is encumbered must be released before.
    /// @dev An authority of the issuer at its threshold, or a module with PERMISSION_REDEEM. Pause, freeze and
    /// registration do not matter; a module that judges transfers does.
    function redeemFrom(address account, uint256 amount, bytes calldata data) external returns (bool executed);

    /// @notice Announces a record date: the balances at the end of that second will be kept.
    /// @dev An authority at its threshold, or a module with PERMISSION_RECORD_DATE. Announcing twice is harmless.
    /// @param recordDate Unix time, later than now
    function scheduleRecordDate(uint40 recordDate) external returns (bool executed);

    /// @notice Pauses this token or lifts that. Only the issuer contract (`setTokenRestriction`).
    function setRestriction(bool restricted) external;

    /// @notice Says whether an expired accreditation stops its investor from sending, too. An authority at its threshold.
    /// @dev Off at first: who may no longer buy may always sell. Moves between own accounts stay free.
    function setExpiryStopsSending(bool stops) external returns (bool executed);

    /// @notice Records a supervisor's approval of the token, or its end: without it nothing is issued, and nothing moves
    /// but by force (OEP-506's token status). An authority at its threshold; a supervisor may be given this alone.
    function setLegalApproval(bool approved) external returns (bool executed);

    /// @notice True until somebody says otherwise.
    function isLegallyApproved() external view returns (bool);

    /// @notice Countries and minimum ratings, as `ITokenLedger.updatePolicy`.
    function updateMinRatings(uint256 wordIndex, MinRatings word) external;

    /// @notice An account is a custodian from now on, approved or not, as `ITokenLedger.updatePolicy`.
    function updateCustodian(address custodian, bool approved) external;

    /// @notice Only the issuer contract. At most 16 modules; at most 6 that encumber over the token's life.
    /// @dev What a module encumbered before it was detached counts again when it is attached again.
    function attachModule(address module) external;

    /// @notice Only the issuer contract.
    function detachModule(address module) external;

    /// @notice Writes down ahead to which investors accounts belong, so that their first shares cost less gas. Anyone:
    /// what is written is what the first transfer would write. Skips accounts that the primary registrar does not know.
    function bindAccounts(address[] calldata accounts) external;

    /// @notice All record dates announced, in order of time.
    function recordDates() external view returns (uint40[] memory);

    /// @notice Total supply at the end of a record date that has passed.
    function totalSupplyAt(uint40 recordDate) external view returns (uint256);

    function modules() external view returns (address[] memory);

    function isModule(address account) external view returns (bool);

    /// @notice Whether this token is paused (the issuer's global restriction apart).
    function isRestricted() external view returns (bool);

    /// @notice ERC-1404: the sentence for a code.
    function messageForTransferRestriction(uint8 code) external view returns (string memory);

    /* -------------------------------------------------- holders ----------------------------------------------- */

    /// @notice `transfer` to many; all or none.
    function transferBatch(address[] calldata to, uint256[] calldata amounts) external;

    /// @notice Lets the other accounts of the caller's investor collect what is free in the caller's, or no more.
    /// @dev Off at first: a stolen key should not open all accounts of its owner.
    function allowSweep(bool allowed) external;

    function isSweepable(address account) external view returns (bool);

    /// @notice Moves to the caller what is free in the default partition of other accounts of its own investor, that
    /// allowed it. All or none.
    /// @return swept sum of what moved
    function sweep(address[] calldata accounts) external returns (uint256 swept);

    /* ------------------------------------------------- standards ---------------------------------------------- */

    /// @notice `detectTransferRestriction` for a spender, its allowance included.
    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 amount)
        external
        view
        returns (uint8);

    /// @notice ERC-1594: whether the caller could transfer now; the reason is the `Restriction` as bytes1.
    function canTransfer(address to, uint256 amount, bytes calldata data) external view returns (bool, bytes1, bytes32);

    /// @notice ERC-1594: `transfer` with a reference that this token passes to nobody.
    function transferWithData(address to, uint256 amount, bytes calldata data) external;

    /// @notice ERC-1594: `transferFrom` with a reference that this token passes to nobody.
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata data) external;

    /// @notice ERC-1594: whether the caller could transfer for `from` now, its allowance included.
    function canTransferFrom(address from, address to, uint256 amount, bytes calldata data)
        external
        view
        returns (bool, bytes1, bytes32);

    /// @notice ERC-2612: sets an allowance by the owner's EIP-712 signature. A wallet contract signs by ERC-1271
    /// through the overload that takes bytes.
    /// @param deadline last second (Unix time) at which the permit holds
    function permit(address owner, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;

    function permit(address owner, address spender, uint256 amount, uint256 deadline, bytes calldata signature) external;

    /// @notice ERC-2612: the nonce that the owner's next permit must name.
    function nonces(address owner) external view returns (uint256);

    /// @notice ERC-2612: the EIP-712 domain of permits: the token's name, version 1, this chain and this token.
    function DOMAIN_SEPARATOR() external view returns (bytes32);

    /// @notice ERC-6372: the time, in seconds.
    function clock() external view returns (uint48);

    /// @notice ERC-6372: record dates are Unix times.
    function CLOCK_MODE() external view returns (string memory);
}
