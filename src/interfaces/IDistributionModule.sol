// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";
import {IPayouts} from "./IPayouts.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title DistributionModule
/// @notice Dividends: a fixed sum in an ERC-20 payment token, shared out by what was held at a record date.
/// @dev Entitlement of a position = amount * position's balance at the record date / eligible supply, rounded down in
/// favour of the issuer, where eligible supply = total supply less treasury at the record date. The remainder can be
/// reclaimed. A dividend on one partition counts balances, supply and treasury of that partition alone.
interface IDistributionModule is IPayouts {
    event DistributionDeclared(
        uint256 indexed distributionId,
        IERC20 indexed payment,
        uint256 amount,
        uint40 recordDate,
        uint40 paymentDate,
        uint40 claimDeadline
    );

    /// @notice Declares a dividend. An authority at its threshold.
    /// @dev The record date is announced to the token at once, or planned if it lies beyond the token's horizon
    /// (`announceRecordDate`).
    /// @param amount payment units in all
    /// @param recordDate later than now, by 36,525 days at most
    /// @param paymentDate from when it may be paid, later than `recordDate`
    /// @param claimDeadline last second for payments and claims, later than `paymentDate` by ten years at most
    function declare(IERC20 payment, uint256 amount, uint40 recordDate, uint40 paymentDate, uint40 claimDeadline)
        external
        returns (bool executed);

    /// @notice The same to the holders of one partition alone. Custodians keep the default partition only.
    /// @param partition the default one, or one that the token knows
    function declareByPartition(
        Partition partition,
        IERC20 payment,
        uint256 amount,
        uint40 recordDate,
        uint40 paymentDate,
        uint40 claimDeadline
    ) external returns (bool executed);
}
