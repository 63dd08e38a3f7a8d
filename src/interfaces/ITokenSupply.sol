// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";

/// @title TokenSupply
/// @notice Shares that come into being, end or change their kind in any position: in a partition, or at a custodian.
interface ITokenSupply {
    /// @notice Turns free shares of one partition into shares of another: `denominator` into `numerator`. A module with
    /// PERMISSION_CHANGE_PARTITION.
    /// @dev Rounded down to a multiple of the granularity; the event tells what the ratio was. The total supply changes with the
    /// shares. Pause and registration do not matter; a module that judges transfers does. Direct positions only.
    /// @return received more than nothing
    function convertPartition(
        address account,
        Partition from,
        Partition to,
        uint256 amount,
        uint256 numerator,
        uint256 denominator
    ) external returns (uint256 received);

    /// @notice Sets how many shares only the calling module may issue, until it is detached. A module with PERMISSION_ISSUE.
    /// @dev Its issues use them up (docs/decisions/0026-reservations-and-delays.md).
    /// @param amount at most what the authorised supply has room for beside the supply and what others have reserved
    function reserveSupply(uint256 amount) external;

    function reservedSupplyOf(address module) external view returns (uint256);

    /// @notice What all modules have reserved.
    function reservedSupply() external view returns (uint256);

    /// @notice Takes shares out of the treasury, and of existence (ERC-1594). An authority at its threshold.
    function redeem(uint256 amount, bytes calldata data) external returns (bool executed);

    /// @notice Takes free shares out of a holder's direct balance, and of existence: redemption of a bond, a buyback
    /// (ERC-1594). What is encumbered must be released before.
    /// @dev An authority of the issuer at its threshold, or a module with PERMISSION_REDEEM. Pause, freeze and
    /// registration do not matter; a module that judges transfers does.
    function redeemFrom(address account, uint256 amount, bytes calldata data) external returns (bool executed);

    /// @notice As `redeemFrom`, out of any position. A custodian is not asked.
    /// @dev An authority of the issuer at its threshold, or a module with PERMISSION_REDEEM.
    function redeemPosition(PositionKey calldata from, uint256 amount, bytes calldata data)
        external
        returns (bool executed);

    /* ------------------------------------------------ ERC-1410 ----------------------------------------------- */

    /// @notice ERC-1410: as `redeem`, out of a partition of the treasury.
    function redeemByPartition(Partition partition, uint256 amount, bytes calldata data)
        external
        returns (bool executed);

    /// @notice ERC-1410: as `redeemFrom`, out of a holder's partition.
    function operatorRedeemByPartition(
        Partition partition,
        address account,
        uint256 amount,
        bytes calldata operatorData
    ) external returns (bool executed);
}
