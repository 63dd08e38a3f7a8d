// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "./IPayouts.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title DistributionModule
/// @notice Dividends: a fixed sum in an ERC-20 payment token, shared out by what was held at a record date.
/// @dev Entitlement of a position = amount * position's balance at the record date / eligible supply, rounded down in
/// favour of the issuer, where eligible supply = total supply less treasury at the record date. The remainder can be
/// reclaimed.
interface IDistributionModule is IPayouts {
    event DistributionDeclared(
        uint256 indexed distributionId,
        IERC20 indexed payment,
        uint256 amount,
        uint40 recordDate,
        uint40 paymentDate,
        uint40 claimDeadline
    );

    /// @notice Declares a dividend and announces its record date to the token. An authority at its threshold.
    /// @param amount payment units in all
    /// @param recordDate later than now, by two years at most
    /// @param paymentDate from when it may be paid, later than `recordDate`
    /// @param claimDeadline last second for payments and claims, later than `paymentDate` by ten years at most
    function declare(IERC20 payment, uint256 amount, uint40 recordDate, uint40 paymentDate, uint40 claimDeadline)
        external
        returns (bool executed);
}
