// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Act} from "../types/Judgement.sol";
import {RawMove} from "../types/RawMove.sol";

/// @title TokenMoves
/// @notice What the other parts of a token have the one part do that moves shares. See docs/decisions/0007-token-in-parts.md.
/// @dev Only the token itself calls (`SecurityToken_NotToken`): the part that does has checked who may, and says in the move
/// who called it (operator) and who signed (initiator).
interface ITokenMoves {
    /// @notice Makes the move, or reverts with what it is refused for.
    /// @param move a holder's: between direct positions, whatever it is in the end, such as a deposit
    /// @param act `Move`, `Change`, `Force` or `Redemption`
    function execute(RawMove calldata move, Act act) external;

    /// @notice Turns shares of one partition into shares of another: `denominator` into `numerator`.
    /// @return received shares in the new partition
    function convert(RawMove calldata move, uint256 numerator, uint256 denominator) external returns (uint256 received);
}
