// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MinRatings} from "../types/MinRatings.sol";
import {Party} from "../types/Party.sol";
import {IKYCRegistrar} from "./IKYCRegistrar.sol";

/// @title TokenAdministration
/// @notice What the issuer does with a token, and what its rules are.
interface ITokenAdministration {
    /// @notice ERC-2535: the contracts that hold the token's code beside the ledger, for explorers. They never change, so the rest
    /// of that standard is not implemented.
    function facetAddresses() external view returns (address[] memory);

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

    /// @notice Where an accepted registrar is; zero: it is accepted no more. Only the issuer contract, in the transaction that
    /// changes it and when it adds the token; so do the other functions that begin with `update`.
    /// @param index of the registrar at the issuer
    function updateRegistrar(uint256 index, IKYCRegistrar registrar) external;

    /// @notice Which investors of a bucket may be frozen: bits, as `bitOf` gives them.
    /// @param bucket 0 to 63
    function updateFreezes(uint256 bucket, uint256 bits) external;

    /// @notice Minimum ratings of 64 countries.
    function updateMinRatings(uint256 wordIndex, MinRatings word) external;

    /// @notice An account has this role from now on: a custodian (approved or not) or a token of the issuer. It outranks
    /// whatever a registrar says. Only the issuer contract.
    function updateRole(address account, Party role) external;

    /// @notice Whether an account was ever used here: something is written in its direct position, or in the one it has at
    /// any of these custodians.
    function isUsed(address account, address[] calldata custodians) external view returns (bool);

    /// @notice Whether this token is paused (the issuer's global restriction apart).
    function isRestricted() external view returns (bool);
}
