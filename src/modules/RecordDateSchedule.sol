// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRecordDateSchedule} from "../interfaces/IRecordDateSchedule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../interfaces/ITokenEvents.sol";
import {BitSearch} from "../libraries/BitSearch.sol";
import {IdLists} from "../libraries/IdLists.sol";
import {PLAN_LEAD, PlanState, PlannedDate, RECORD_DATE_HORIZON} from "../types/RecordDate.sol";
import {WorkState, WorkStatus} from "../types/WorkStatus.sol";
import {Module} from "./Module.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title RecordDateSchedule
/// @notice Base of modules that need record dates beyond the horizon of their token.
/// @dev A module that is a source of due work has a kind of work for it, with ids from `_duePlans`, states from `_planState` and
/// runs by `_runPlan`. Only what is planned is ever searched.
abstract contract RecordDateSchedule is Module, IRecordDateSchedule {
    using BitMaps for BitMaps.BitMap;
    using BitSearch for BitMaps.BitMap;
    using IdLists for uint256[];

    /// @dev For one announcement: the longest list of dates, and as many who need this one.
    uint256 internal constant ANNOUNCE_GAS = 250_000;

    mapping(uint256 id => PlannedDate) private _plans;
    /// @dev Ids whose date is planned.
    BitMaps.BitMap private _awaited;
    uint256 private _lastId;

    constructor(ISecurityToken token_) Module(token_) {}

    /// @inheritdoc IRecordDateSchedule
    function announceRecordDate(uint256 id) external override {
        PlannedDate memory plan = _plans[id];
        if (plan.state != PlanState.Planned) revert RecordDateSchedule_NotPlanned(id);
        uint40 dueAt = _announceableAt(plan);
        if (block.timestamp < dueAt) revert RecordDateSchedule_NotDue(id, dueAt);
        _announce(id, plan.recordDate);
    }

    /// @inheritdoc IRecordDateSchedule
    function plannedDate(uint256 id) external view override returns (PlannedDate memory) {
        return _plans[id];
    }

    /* ------------------------------------------------- planning ---------------------------------------------- */

    /// @dev Announces a date at once, or plans it if it lies beyond the token's horizon.
    function _announceOrPlan(uint256 id, uint40 recordDate) internal {
        if (recordDate > block.timestamp + RECORD_DATE_HORIZON) return _plan(id, recordDate);
        // A module with the permission is answered at once: true or a revert.
        token.scheduleRecordDate(recordDate);
    }

    /// @dev For one of many dates: planned, whenever it is, they leave room for other modules' at the token.
    /// @param id greater than all before
    function _plan(uint256 id, uint40 recordDate) internal {
        _plans[id] = PlannedDate(recordDate, PlanState.Planned);
        _awaited.set(id);
        _lastId = id;
        emit RecordDatePlanned(id, recordDate);
    }

    /// @dev What was to need the date does not any more. One that is announced is for the module to withdraw.
    function _dropPlan(uint256 id) internal {
        PlannedDate memory plan = _plans[id];
        if (plan.state != PlanState.Planned) return;
        _end(id, PlanState.Dropped);
        emit RecordDateDropped(id, plan.recordDate);
    }

    /* -------------------------------------------------- due work --------------------------------------------- */

    /// @dev As `IWorkSource.dueWork`.
    function _duePlans(uint256 cursor, uint256 limit) internal view returns (uint256[] memory ids, uint256 nextCursor) {
        uint256 last = _lastId;
        nextCursor = cursor;
        ids = new uint256[](Math.min(limit, last + 1));
        uint256 count;
        while (limit != 0 && nextCursor <= last) {
            (uint256 id, bool found, uint256 read) = _awaited.next(true, nextCursor, last, limit);
            limit -= read;
            nextCursor = found ? id + 1 : id;
            if (found && _planState(id).state == WorkState.Due) ids[count++] = id;
        }
        if (nextCursor > last) nextCursor = 0;
        ids.shorten(count);
    }

    /// @dev A date that was missed is due to be told once, and for people afterwards.
    function _planState(uint256 id) internal view returns (WorkStatus memory) {
        PlannedDate memory plan = _plans[id];
        if (plan.state == PlanState.None) return WorkStatus(WorkState.Unknown, 0);
        uint40 dueAt = _announceableAt(plan);
        if (plan.state == PlanState.Missed) return WorkStatus(WorkState.Withheld, dueAt);
        if (plan.state != PlanState.Planned) return WorkStatus(WorkState.Done, dueAt);
        if (block.timestamp < dueAt) return WorkStatus(WorkState.NotDue, dueAt);
        if (block.timestamp > plan.recordDate || token.canScheduleRecordDate(address(this), plan.recordDate)) {
            return WorkStatus(WorkState.Due, dueAt);
        }
        return WorkStatus(token.isModule(address(this)) ? WorkState.Waiting : WorkState.Paused, dueAt);
    }

    function _runPlan(uint256 id) internal returns (bool) {
        if (_planState(id).state != WorkState.Due) return false;
        _announce(id, _plans[id].recordDate);
        return true;
    }

    /* -------------------------------------------------- internal --------------------------------------------- */

    /// @dev A date that has passed may have been announced by somebody else: then nothing was missed.
    function _announce(uint256 id, uint40 recordDate) private {
        if (block.timestamp <= recordDate) {
            token.scheduleRecordDate(recordDate);
        } else if (!_wasAnnounced(id, recordDate)) {
            _end(id, PlanState.Missed);
            emit RecordDateMissed(id, recordDate);
            return;
        }
        _end(id, PlanState.Announced);
        emit RecordDateAnnounced(id, recordDate);
    }

    function _end(uint256 id, PlanState state) private {
        _plans[id].state = state;
        _awaited.unset(id);
    }

    /// @dev Only the token's own word makes a date a missed one: a caller could have its answer run out of gas.
    function _wasAnnounced(uint256 id, uint40 recordDate) private view returns (bool) {
        try token.totalSupplyAt(recordDate) returns (uint256) {
            return true;
        } catch (bytes memory reason) {
            // Its selector.
            // forge-lint: disable-next-line(unsafe-typecast)
            bool isUnknown = bytes4(reason) == ITokenEvents.SecurityToken_UnknownRecordDate.selector;
            if (!isUnknown) revert RecordDateSchedule_NoAnswer(id);
            return false;
        }
    }

    function _announceableAt(PlannedDate memory plan) private pure returns (uint40) {
        // A constant of 23 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        return plan.recordDate - uint40(PLAN_LEAD);
    }
}
