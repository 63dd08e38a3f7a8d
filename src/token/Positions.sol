// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding} from "../types/Holding.sol";
import {Party} from "../types/Party.sol";

/// @dev A holding and its balances at record dates. `history[i]` is written at the first change after record date i, in the
/// unit of that date.
/// @param remainder of a total (supply, a partition's supply, a custodian's custody) after a split that left fractions: what
/// it holds beyond the balance, in parts of the split's denominator
struct Position {
    Holding holding;
    mapping(uint256 dateIndex => Checkpoint) history;
    uint64 remainder;
}

/// @dev The balance at record dates `from` to the index under which this stands, and whose it was then.
struct Checkpoint {
    uint96 balance;
    uint16 from;
    bool written;
    Party party;
}

/// @title Positions
/// @notice Keeps balances at record dates, written only at the first change after one has passed, or after a split.
library Positions {
    using Positions for Position;

    /// @dev Keeps the old balance for record dates that passed since its last change. An empty holding writes nothing:
    /// a date without entry reads as zero.
    /// @param passed record dates that have passed by now
    function settle(Position storage self, Holding old, uint16 passed) internal returns (Holding) {
        uint16 settled = old.settled();
        if (settled >= passed) return old;
        if (old.balance() != 0) {
            self.history[passed - 1] =
                Checkpoint({balance: uint96(old.balance()), from: settled, written: true, party: old.party()});
        }
        return old.withSettled(passed);
    }

    /// @dev Balance at the end of record date `index`, which has passed.
    function balanceAt(Position storage self, uint256 index) internal view returns (uint256 balance) {
        (balance,) = self.stateAt(index);
    }

    /// @dev Balance at the end of record date `index`, which has passed, and whose it was; all zero if nothing was held.
    /// Looks at most at the dates between `index` and the holding's last change.
    function stateAt(Position storage self, uint256 index) internal view returns (uint256 balance, Party party) {
        Holding holding = self.holding;
        uint256 settled = holding.settled();
        if (settled <= index) return (holding.balance(), holding.party());
        for (uint256 i = index; i < settled; ++i) {
            Checkpoint memory checkpoint = self.history[i];
            if (!checkpoint.written) continue;
            if (checkpoint.from <= index) return (checkpoint.balance, checkpoint.party);
            return (0, party);
        }
    }
}
