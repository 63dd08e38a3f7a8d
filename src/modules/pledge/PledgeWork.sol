// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../interfaces/IPledgeModule.sol";
import {IWorkSource} from "../../interfaces/IWorkSource.sol";
import {BitSearch} from "../../libraries/BitSearch.sol";
import {IdLists} from "../../libraries/IdLists.sol";
import {PledgeState} from "../../types/Pledge.sol";
import {WorkState, WorkStatus} from "../../types/WorkStatus.sol";
import {PledgeBook} from "./PledgeBook.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title PledgeWork
/// @notice Pledges that end by their date, as due work.
abstract contract PledgeWork is PledgeBook {
    using BitSearch for BitMaps.BitMap;
    using IdLists for uint256[];

    uint256 private constant EXPIRE = 0;

    /// @dev With less left, `dueWork` stops and says where.
    uint256 private constant LEAST_GAS = 30_000;

    /// @inheritdoc IPledgeModule
    function expire(uint256[] calldata pledgeIds) external override returns (uint256 expired) {
        if (pledgeIds.length == 1) _requireDue(pledgeIds[0]);
        for (uint256 i; i < pledgeIds.length; ++i) {
            if (_expireIfDue(pledgeIds[i])) ++expired;
        }
    }

    /// @inheritdoc IWorkSource
    function workKinds() external pure override returns (bytes32[] memory names) {
        names = new bytes32[](1);
        names[EXPIRE] = "expire";
    }

    /// @inheritdoc IWorkSource
    /// @param cursor number of the pledge to begin with; zero for the first
    /// @param limit counts open pledges with an end date, and words of 256 pledges
    function dueWork(uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        uint256 last = pledgeCount;
        if (kind != EXPIRE || cursor > last || last == 0 || !_isAttached()) return (ids, 0);
        if (limit == 0) return (ids, cursor);
        ids = new uint256[](Math.min(limit, last));
        uint256 count;
        uint256 id = Math.max(cursor, 1);
        do {
            (uint256 next, bool found,) = _ending.next(true, id, last, 1);
            if (found && _isDue(next)) ids[count++] = next;
            id = found ? next + 1 : next;
        } while (--limit != 0 && id <= last && gasleft() > LEAST_GAS);
        nextCursor = id > last ? 0 : id;
        ids.shorten(count);
    }

    /// @inheritdoc IWorkSource
    function workStates(uint256 kind, uint256[] calldata ids)
        external
        view
        override
        returns (WorkStatus[] memory states)
    {
        states = new WorkStatus[](ids.length);
        if (kind != EXPIRE) return states;
        bool attached = _isAttached();
        for (uint256 i; i < ids.length; ++i) {
            states[i] = _statusOf(ids[i], attached);
        }
    }

    /// @inheritdoc IWorkSource
    /// @dev Room for a position with sixteen pledges after a split, each of which is written.
    function workGas(uint256, uint256 count) external pure override returns (uint256) {
        return 100_000 + count * 300_000;
    }

    /// @inheritdoc IWorkSource
    /// @dev A release fails for a reason of the module, or not at all: there is nothing to isolate.
    function runWork(uint256 kind, uint256[] calldata ids) external override returns (uint256[] memory done) {
        if (kind != EXPIRE || !_isAttached()) return done;
        done = new uint256[](ids.length);
        uint256 count;
        for (uint256 i; i < ids.length; ++i) {
            if (_expireIfDue(ids[i])) done[count++] = ids[i];
        }
        done.shorten(count);
    }

    /// @dev The one rule of due-ness. A called pledge waits for its secured party.
    function _isDue(uint256 pledgeId) private view returns (bool) {
        Record storage r = _pledges[pledgeId];
        return r.state == PledgeState.Active && r.endsAt != 0 && block.timestamp >= r.endsAt;
    }

    function _requireDue(uint256 pledgeId) private view {
        if (_isDue(pledgeId)) return;
        if (_pledges[pledgeId].state == PledgeState.None) revert PledgeModule_UnknownPledge(pledgeId);
        revert PledgeModule_NotDue(pledgeId, _pledges[pledgeId].endsAt);
    }

    function _expireIfDue(uint256 pledgeId) private returns (bool) {
        if (!_isDue(pledgeId)) return false;
        _refresh(pledgeId);
        uint256 amount = _presentAmount(_pledges[pledgeId]);
        Part memory part = _unbook(pledgeId, amount, PledgeState.Expired);
        emit PledgeExpired(pledgeId, amount);
        _free(part);
        return true;
    }

    function _statusOf(uint256 pledgeId, bool attached) private view returns (WorkStatus memory) {
        Record storage r = _pledges[pledgeId];
        (PledgeState state, uint40 endsAt) = (r.state, r.endsAt);
        if (state == PledgeState.None) return WorkStatus(WorkState.Unknown, 0);
        if (state == PledgeState.Proposed) return WorkStatus(WorkState.Waiting, 0);
        if (!state.isOpen()) return WorkStatus(WorkState.Done, endsAt);
        if (state == PledgeState.Called || endsAt == 0) return WorkStatus(WorkState.Waiting, 0);
        if (!_isDue(pledgeId)) return WorkStatus(WorkState.NotDue, endsAt);
        // A detached module may be attached again.
        return WorkStatus(attached ? WorkState.Due : WorkState.Waiting, endsAt);
    }
}
