// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {IWorkSource} from "../interfaces/IWorkSource.sol";
import {BoundedCall} from "../libraries/BoundedCall.sol";
import {IdLists} from "../libraries/IdLists.sol";
import {ListedSource, Outlook} from "../types/Work.sol";
import {WorkState, WorkStatus} from "../types/WorkStatus.sol";
import {Answers} from "./Answers.sol";
import {SourceList} from "./SourceList.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title WorkRouter
/// @notice Asks one source, or has its work done. Each call to a source has its own gas, and an answer is read up to a
/// bound.
abstract contract WorkRouter is SourceList, ReentrancyGuardTransient {
    using BoundedCall for address;
    using IdLists for uint256[];

    /// @dev How many candidates one question lets a source examine.
    uint256 internal constant PAGE = 100;
    uint256 private constant GREATEST_PAGE = 500;

    /// @dev For a source's word on `workGas`.
    uint256 internal constant ESTIMATE_GAS = 50_000;

    /// @dev For what the gateway itself does after a call to a source.
    uint256 private constant KEPT_GAS = 100_000;

    /// @dev What one `search` on chain may use.
    uint256 private constant SEARCH_GAS = 3_000_000;
    uint256 internal constant SEARCH_INTERVAL = 1 hours;
    /// @dev With less left, a source is not asked for another page.
    uint256 internal constant LEAST_PAGE_GAS = 150_000;

    /// @dev Four words behind a selector say what all errors of this project say.
    uint256 private constant MAX_REASON = 132;

    /// @dev Whose turn it is: the place, counted in kinds, after the work that was run last.
    uint256 internal _turn;

    /* ---------------------------------------------------- run ------------------------------------------------ */

    /// @inheritdoc IKeeperGateway
    function run(uint256 source, uint256 kind, uint256[] calldata ids) external override returns (uint256) {
        return _run(source, kind, ids);
    }

    function _run(uint256 source, uint256 kind, uint256[] memory ids) internal nonReentrant returns (uint256) {
        ListedSource memory entry = _requireOpen(source, kind);
        _requireAscending(ids);
        uint256 gasLimit = _requireGas(source, entry, kind, ids.length);

        (uint256[] memory done, bytes memory reason) = _execute(source, entry.target, gasLimit, kind, ids);
        // Its own work may have taken the source off the list.
        if (_sources[source].target == entry.target) {
            if (done.length == 0) _countMiss(source, kind, reason);
            else _forgetMisses(source);
        }
        _moveTurn(source, kind);
        if (done.length != 0) emit WorkDone(source, kind, msg.sender, done);
        return done.length;
    }

    /// @dev Reverts if nothing is done because nothing is due.
    /// @return done ids that were run with effect
    /// @return reason what the source reverted with, shortened
    function _execute(uint256 source, address target, uint256 gasLimit, uint256 kind, uint256[] memory ids)
        private
        returns (uint256[] memory done, bytes memory reason)
    {
        (bool success, bytes memory answer) =
            target.act(gasLimit, _sizeFor(ids.length), abi.encodeCall(IWorkSource.runWork, (kind, ids)));
        uint256[] memory claimed;
        if (success) (, claimed) = Answers.ids(answer, ids.length);
        else reason = _shortened(answer);

        (bool readable, WorkStatus[] memory states) = _askStates(target, _stateGas(gasLimit), kind, ids);
        if (!readable) return (done, reason);
        done = _confirmed(ids, claimed, states);
        if (done.length == 0) _requireAnyDue(source, kind, ids, states);
    }

    /// @dev What the source claims to have done, was asked to do, and no longer calls due.
    function _confirmed(uint256[] memory ids, uint256[] memory claimed, WorkStatus[] memory states)
        private
        pure
        returns (uint256[] memory done)
    {
        done = new uint256[](claimed.length);
        uint256 count;
        uint256 next;
        for (uint256 i; i < ids.length && next < claimed.length; ++i) {
            while (next < claimed.length && claimed[next] < ids[i]) ++next;
            if (next == claimed.length || claimed[next] != ids[i]) continue;
            if (states[i].state != WorkState.Due) done[count++] = ids[i];
        }
        done.shorten(count);
    }

    /// @dev Nothing was done because nothing is due: that is the caller's doing, and no miss of the source.
    function _requireAnyDue(uint256 source, uint256 kind, uint256[] memory ids, WorkStatus[] memory states)
        private
        pure
    {
        for (uint256 i; i < ids.length; ++i) {
            if (states[i].state == WorkState.Due) return;
        }
        if (ids.length != 1) revert KeeperGateway_NothingDue(source, kind);
        revert KeeperGateway_NotDue(source, kind, ids[0], states[0].state, states[0].dueAt);
    }

    function _moveTurn(uint256 source, uint256 kind) private {
        _turn = source * MAX_KINDS + kind + 1;
    }

    /* -------------------------------------------------- search ----------------------------------------------- */

    /// @inheritdoc IKeeperGateway
    function search(uint256 source, uint256 kind) external override returns (uint256) {
        return _search(source, kind);
    }

    function _search(uint256 source, uint256 kind) internal nonReentrant returns (uint256 cursor) {
        ListedSource memory entry = _requireOpen(source, kind);
        Position memory position = _positions[source][kind];
        if (!_isSearchable(position)) {
            revert KeeperGateway_SearchedLately(source, kind, position.movedAt + SEARCH_INTERVAL);
        }
        uint256 budget = Math.min(entry.gasCeiling, SEARCH_GAS);
        _requireLeft(budget);

        cursor = position.cursor;
        uint256 floor = gasleft() - budget;
        bool isFirst = true;
        while (gasleft() > floor + LEAST_PAGE_GAS) {
            (bool valid, uint256[] memory ids, uint256 next) =
                _askPage(entry.target, gasleft() - floor, kind, cursor, PAGE);
            // Only a question that got all the gas says something about the source.
            if (!valid && isFirst) _countMiss(source, kind, "");
            if (!valid || ids.length != 0) break;
            cursor = next;
            if (cursor == 0) break;
            isFirst = false;
        }
        _positions[source][kind] = Position(cursor, uint40(block.timestamp));
        emit SearchMoved(source, kind, cursor);
    }

    function _isSearchable(Position memory position) internal view returns (bool) {
        return position.movedAt == 0 || block.timestamp >= position.movedAt + SEARCH_INTERVAL;
    }

    /* -------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IKeeperGateway
    function due(uint256 source, uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        ListedSource memory entry = _requireKind(source, kind);
        if (_isPaused(entry, kind)) return (ids, 0);
        bool valid;
        (valid, ids, nextCursor) = _askPage(entry.target, gasleft(), kind, cursor, Math.min(limit, GREATEST_PAGE));
        if (!valid) revert KeeperGateway_Unreadable(source);
    }

    /// @inheritdoc IKeeperGateway
    function preview(uint256 source, uint256 kind, uint256[] calldata ids)
        external
        view
        override
        returns (Outlook[] memory outlooks)
    {
        (WorkStatus[] memory states, bool paused) = _statesOf(source, kind, ids);
        outlooks = new Outlook[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            WorkState state = states[i].state;
            bool isDue = state == WorkState.Due;
            outlooks[i] = Outlook(isDue && !paused, isDue && paused ? WorkState.Paused : state, states[i].dueAt);
        }
    }

    /// @inheritdoc IKeeperGateway
    function status(uint256 source, uint256 kind, uint256 id) external view override returns (WorkState, uint40) {
        uint256[] memory ids = new uint256[](1);
        ids[0] = id;
        (WorkStatus[] memory states,) = _statesOf(source, kind, ids);
        return (states[0].state, states[0].dueAt);
    }

    function _statesOf(uint256 source, uint256 kind, uint256[] memory ids)
        private
        view
        returns (WorkStatus[] memory states, bool paused)
    {
        ListedSource memory entry = _requireKind(source, kind);
        paused = _isPaused(entry, kind);
        bool valid;
        (valid, states) = _askStates(entry.target, gasleft(), kind, ids);
        if (!valid) revert KeeperGateway_Unreadable(source);
    }

    /* ------------------------------------------------- questions --------------------------------------------- */

    /// @dev A cursor that does not grow would lead round in circles.
    function _askPage(address target, uint256 gasLimit, uint256 kind, uint256 cursor, uint256 limit)
        internal
        view
        returns (bool valid, uint256[] memory ids, uint256 nextCursor)
    {
        (bool success, bytes memory answer) =
            target.ask(gasLimit, _sizeFor(limit + 1), abi.encodeCall(IWorkSource.dueWork, (kind, cursor, limit)));
        if (!success) return (false, ids, 0);
        (valid, ids, nextCursor) = Answers.page(answer, limit);
        if (limit != 0 && nextCursor != 0 && nextCursor <= cursor) valid = false;
    }

    function _askStates(address target, uint256 gasLimit, uint256 kind, uint256[] memory ids)
        private
        view
        returns (bool valid, WorkStatus[] memory states)
    {
        (bool success, bytes memory answer) =
            target.ask(gasLimit, _sizeFor(2 * ids.length), abi.encodeCall(IWorkSource.workStates, (kind, ids)));
        return success ? Answers.states(answer, ids.length) : (false, states);
    }

    function _askGas(address target, uint256 kind, uint256 count) internal view returns (bool valid, uint256 needed) {
        (bool success, bytes memory answer) =
            target.ask(ESTIMATE_GAS, 32, abi.encodeCall(IWorkSource.workGas, (kind, count)));
        return success ? Answers.number(answer) : (false, 0);
    }

    /// @dev Bytes of an answer with this many words beside its head, but room for a reason in any case.
    function _sizeFor(uint256 words) private pure returns (uint256) {
        return words < 2 ? MAX_REASON : (words + 2) * 32;
    }

    function _stateGas(uint256 workGas) internal pure returns (uint256) {
        return workGas / 4 + 200_000;
    }

    /// @dev In place.
    function _shortened(bytes memory reason) private pure returns (bytes memory) {
        if (reason.length <= MAX_REASON) return reason;
        assembly ("memory-safe") {
            mstore(reason, MAX_REASON)
        }
        return reason;
    }

    /* -------------------------------------------------- guards ----------------------------------------------- */

    function _requireOpen(uint256 source, uint256 kind) private view returns (ListedSource memory entry) {
        entry = _requireKind(source, kind);
        if (_isPaused(entry, kind)) revert KeeperGateway_Paused(source, kind);
    }

    function _requireAscending(uint256[] memory ids) private pure {
        if (ids.length == 0) revert KeeperGateway_NoIds();
        for (uint256 i = 1; i < ids.length; ++i) {
            if (ids[i] <= ids[i - 1]) revert KeeperGateway_NotAscending(ids[i - 1], ids[i]);
        }
    }

    /// @dev With less gas than the source and the question after it may take, a caller who is stingy could have good work
    /// counted as a miss, so nothing is done at all.
    function _requireGas(uint256 source, ListedSource memory entry, uint256 kind, uint256 count)
        private
        view
        returns (uint256 gasLimit)
    {
        _requireLeft(ESTIMATE_GAS);
        bool valid;
        (valid, gasLimit) = _askGas(entry.target, kind, count);
        if (!valid) revert KeeperGateway_Unreadable(source);
        if (gasLimit > entry.gasCeiling) revert KeeperGateway_BatchTooLarge(count, gasLimit, entry.gasCeiling);
        _requireLeft(gasLimit + _stateGas(gasLimit));
    }

    /// @dev A call passes on 63/64 of the gas at most.
    function _requireLeft(uint256 gasLimit) private view {
        uint256 needed = gasLimit * 64 / 63 + KEPT_GAS;
        if (gasleft() < needed) revert KeeperGateway_TooLittleGas(gasleft(), needed);
    }
}
