// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlannedDate} from "../types/RecordDate.sol";

/// @title RecordDateSchedule
/// @notice Record dates further ahead than a token takes them (`RECORD_DATE_HORIZON`), as the coupons of a long bond need. Each is
/// announced as due work when it is 90 days ahead (`PLAN_LEAD`). See docs/decisions/0004-record-dates.md.
/// @dev The module declares PERMISSION_RECORD_DATE when it is attached. A date that passed before anybody announced it is told
/// by an event and does not come back: what needs it can be cancelled.
interface IRecordDateSchedule {
    /// @param id what needs the date, by the module's own numbers
    event RecordDatePlanned(uint256 indexed id, uint40 recordDate);
    /// @notice The token keeps balances at the date.
    event RecordDateAnnounced(uint256 indexed id, uint40 recordDate);
    /// @notice The date passed before anybody announced it.
    event RecordDateMissed(uint256 indexed id, uint40 recordDate);
    /// @notice The date is not needed any more; nobody had announced it.
    event RecordDateDropped(uint256 indexed id, uint40 recordDate);

    /// @notice The date was never planned, or is announced, missed or dropped already.
    error RecordDateSchedule_NotPlanned(uint256 id);
    error RecordDateSchedule_NotDue(uint256 id, uint256 dueAt);
    /// @notice The token did not say whether the date was announced: too little gas was given.
    error RecordDateSchedule_NoAnswer(uint256 id);

    /// @notice Announces a planned record date to the token, or tells that it was missed. Anyone, from 90 days ahead on.
    /// @dev Reverts with the token's reason where that refuses: 16 dates lie ahead, the module is detached.
    function announceRecordDate(uint256 id) external;

    /// @notice All zero if the date was never planned: it was announced at once, or there is none.
    function plannedDate(uint256 id) external view returns (PlannedDate memory);
}
