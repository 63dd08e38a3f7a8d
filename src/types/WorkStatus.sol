// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The state of one item of due work: one vocabulary for contracts, index, keepers and `explain`.
enum WorkState {
    /// the id names nothing that this source knows
    Unknown,
    /// for something other than time: money, a payment, a new class
    Waiting,
    /// until a time that is known
    NotDue,
    /// running it now would succeed
    Due,
    /// or nothing is left to do
    Done,
    /// tried and failed, or stopped: it is for the holder or the issuer's people now
    Withheld,
    /// due, but work of this kind is stopped
    Paused
}

/// @param dueAt Unix time at which it becomes or became due; zero if no time decides
struct WorkStatus {
    WorkState state;
    uint40 dueAt;
}
