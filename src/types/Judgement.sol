// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MoveKind} from "./Move.sol";
import {Party} from "./Party.sol";
import {Standing} from "./Standing.sol";

/// @dev By which rules a move is judged.
enum Act {
    /// @dev Those of its kind: a transfer, a custodian's move, an issue, a settlement.
    Move,
    /// @dev Another partition of the same account, by the issuer: no module is asked.
    Change,
    /// @dev Other shares for those that end, by a ratio.
    Conversion,
    Force,
    Redemption,
    /// @dev From a lost account to its successor.
    Recovery
}

/// @dev What is known of a move that may be made.
/// @param kind what the move is in the end, which a transfer does not know before
/// @param custodian of the receiving position, likewise
/// @param account of the receiving position, likewise
/// @param sender as whom the issuer counts the sending position
/// @param flags of the sending position, without those of slots in which nothing is kept any more
struct Sides {
    MoveKind kind;
    address custodian;
    address account;
    Party sender;
    Party receiver;
    Standing receiverStanding;
    uint256 flags;
}
