// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev How many seconds ahead a token takes the announcement of a record date.
uint256 constant RECORD_DATE_HORIZON = 730 days;

/// @dev How many seconds ahead a planned record date is announced. A token has room for 16 dates ahead: a schedule of monthly dates
/// would fill it for good if it announced them as early as it may.
uint256 constant PLAN_LEAD = 90 days;

/// @dev What became of a record date that a module planned to announce later.
enum PlanState {
    None,
    Planned,
    Announced,
    /// it passed before anybody announced it: balances at it were never recorded
    Missed,
    /// the module does not need it any more
    Dropped
}

/// @dev One word.
struct PlannedDate {
    uint40 recordDate;
    PlanState state;
}
