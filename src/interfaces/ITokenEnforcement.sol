// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";
import {IERC7943Orders} from "./IERC7943Fungible.sol";

/// @title TokenEnforcement
/// @notice All that can be done to a holder's shares against his will, and what becomes of a lost account: ERC-1644,
/// ERC-7943 and recovery. Every one of these is a decision of the issuer's authorities at their threshold.
/// @dev What is free is taken first. What modules encumber together, and what is frozen, each shrink by what was taken beyond
/// what they leave free; a forced move back restores both (docs/decisions/0016-encumbrances.md). Locks, limits and a pause do
/// not matter. Each partition, and custody, is reached by its own function only. Out of the treasury nothing is forced:
/// such a move obeys the rules of a transfer.
interface ITokenEnforcement is IERC7943Orders {
    /* -------------------------------------------------- force ------------------------------------------------- */

    /// @notice Moves a holder's direct balance in the default partition whatever its owner says (ERC-1644): for court
    /// orders and the like.
    /// @dev The receiver must be registered and unrestricted, or be the treasury.
    function controllerTransfer(
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool executed);

    /// @notice The same in another partition.
    function controllerTransferByPartition(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool executed);

    /// @notice Takes a holder's shares of the default partition out of existence (ERC-1644).
    function controllerRedeem(address account, uint256 amount, bytes calldata data, bytes calldata operatorData)
        external
        returns (bool executed);

    /// @notice Moves shares that a custodian keeps for `from`, whatever custodian and owner say, to a direct position: under a
    /// court order, out of the hands of a dead or hostile custodian.
    /// @dev The owner authority at its threshold; the permission cannot be given to another. The receiver as in
    /// `controllerTransfer`; it may be `from`.
    /// @param documentHash of the document that orders it; not zero
    function controllerTransferFromCustody(
        address custodian,
        address from,
        address to,
        uint256 amount,
        bytes32 documentHash
    ) external returns (bool executed);

    /// @notice Takes shares that a custodian keeps for `account` out of existence. Otherwise the same.
    function controllerRedeemFromCustody(address custodian, address account, uint256 amount, bytes32 documentHash)
        external
        returns (bool executed);

    /// @notice ERC-1644: always true, and said in public.
    function isControllable() external view returns (bool);
}
