// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Move} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";

/// @title TokenNotices
/// @notice How a token tells modules what they cannot stop. Only the token itself calls, after everything is written.
/// @dev Each module is told in a frame of `NOTICE_GAS` (100,000) gas; its answer is not read, and a failure is an event
/// (`ModuleNoticeFailed`). A caller who leaves less than a frame needs is refused: nobody keeps a module from hearing.
interface ITokenNotices {
    /// @notice Tells of a move that nobody was asked about: a forced one, or a change of partition by the issuer.
    function tellForced(Move calldata move) external;

    /// @notice Tells the modules in `slots` what they encumber of a position now.
    /// @param slots bit i: the module in slot i
    function tellEncumbrances(PositionKey calldata position, uint256 slots) external;

    /// @notice Tells the modules in `slots` that what they encumbered of a lost account's position is at its successor's.
    function tellEncumbrancesMoved(PositionKey calldata lost, PositionKey calldata successor, uint256 slots) external;

    /// @notice Tells a module that it is attached, or not any more.
    function tellAttachment(address module, bool attached) external;

    /// @notice Tells of a split: amounts are `numerator / denominator` of what they were.
    function tellSplit(uint8 epoch, uint32 numerator, uint32 denominator) external;
}
