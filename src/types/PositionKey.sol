// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Names a position: what an account holds directly (custodian zero) or at a custodian.
struct PositionKey {
    address custodian;
    address account;
}

/// @dev What a position held at a record date, and who is to have what that brings. All zero if it held nothing.
/// @param balance zero for the treasury, and for what a custodian holds directly: its beneficial owners hold that
/// @param recipient the position's account, or the one that took its place when its key was lost
/// @param restricted whether `recipient` may be given nothing now
struct RecordDateHolding {
    uint256 balance;
    address recipient;
    bool restricted;
}
