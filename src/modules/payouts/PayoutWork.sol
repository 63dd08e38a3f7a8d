// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {IWorkSource} from "../../interfaces/IWorkSource.sol";
import {BitSearch} from "../../libraries/BitSearch.sol";
import {IdLists} from "../../libraries/IdLists.sol";
import {Distribution, DistributionState, PaymentStatus} from "../../types/Payout.sol";
import {PositionKey, RecordDateHolding} from "../../types/PositionKey.sol";
import {WorkState, WorkStatus} from "../../types/WorkStatus.sol";
import {Payouts} from "./Payouts.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title PayoutWork
/// @notice Which distributions are to be opened and closed, which listed positions are to be paid, and which record dates
/// are to be announced.
/// @dev An id of Open, Close and Announce is a distribution's number; one of Pay is `distribution << 32 | place in the roster`.
/// Withheld payments are not due: work that can fail again and again would be work without end. Anyone may `pay` them.
abstract contract PayoutWork is Payouts {
    using BitSearch for BitMaps.BitMap;
    using IdLists for uint256[];

    uint256 private constant KIND_OPEN = 0;
    uint256 private constant KIND_PAY = 1;
    uint256 private constant KIND_CLOSE = 2;
    uint256 private constant KIND_ANNOUNCE = 3;
    uint256 private constant PLACE_BITS = 32;

    uint256 private constant RUN_GAS = 120_000;
    uint256 private constant MOVE_GAS = 150_000;
    /// @dev For the token's answer about one position, a registrar that uses up its gas included.
    uint256 private constant LOOK_UP_GAS = 330_000;
    /// @dev For what 32 further partitions held, where only what stands in none of them counts: a run has 16,000 each, and a
    /// look at the states, with a quarter of it, still enough.
    uint256 private constant PARTITIONS_GAS = 32 * 16_000;

    constructor(ISecurityToken token_) Payouts(token_) {}

    /* ------------------------------------------------- kinds ------------------------------------------------- */

    /// @inheritdoc IWorkSource
    function workKinds() external pure override returns (bytes32[] memory names) {
        names = new bytes32[](4);
        (names[KIND_OPEN], names[KIND_PAY], names[KIND_CLOSE]) = ("open", "pay", "close");
        names[KIND_ANNOUNCE] = "announce";
    }

    /// @inheritdoc IWorkSource
    function workGas(uint256 kind, uint256 count) external view override returns (uint256) {
        _requireKind(kind);
        if (kind == KIND_ANNOUNCE) return RUN_GAS + count * ANNOUNCE_GAS;
        uint256 apart = _looksApart ? PARTITIONS_GAS : 0;
        if (kind == KIND_PAY) return RUN_GAS + count * (LEG_GAS + LOOK_UP_GAS + apart);
        return RUN_GAS + count * (MOVE_GAS + (kind == KIND_OPEN ? apart : 0));
    }

    /* -------------------------------------------------- search ----------------------------------------------- */

    /// @inheritdoc IWorkSource
    /// @dev A word of 256 finished positions or distributions counts as one candidate. A page of payments ends with its
    /// distribution.
    function dueWork(uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        _requireKind(kind);
        if (!_isAttached()) return (ids, 0);
        if (kind == KIND_ANNOUNCE) return _duePlans(cursor, limit);
        return kind == KIND_PAY ? _duePayments(cursor, limit) : _dueMoves(kind, cursor, limit);
    }

    function _dueMoves(uint256 kind, uint256 cursor, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        uint256 last = distributionCount;
        nextCursor = Math.max(cursor, 1);
        ids = new uint256[](Math.min(limit, last));
        uint256 count;
        while (limit != 0 && nextCursor <= last) {
            (uint256 id, bool found, uint256 read) = _live.next(true, nextCursor, last, limit);
            limit -= read;
            nextCursor = found ? id + 1 : id;
            if (found && _isMoveDue(kind, id)) ids[count++] = id;
        }
        if (nextCursor > last) nextCursor = 0;
        ids.shorten(count);
    }

    function _duePayments(uint256 cursor, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        uint256 last = distributionCount;
        uint256 id = Math.max(cursor >> PLACE_BITS, 1);
        uint256 place = _placeIn(cursor);
        while (limit != 0 && id <= last) {
            (uint256 live, bool found, uint256 read) = _live.next(true, id, last, limit);
            if (live != id) (id, place) = (live, 0);
            if (found && _isPaying(id)) return _duePlaces(id, place, limit);
            limit -= read;
            if (found) (id, place) = (id + 1, 0);
        }
        if (id <= last) nextCursor = _idOf(id, place);
    }

    /// @dev Due payments of one distribution.
    function _duePlaces(uint256 distributionId, uint256 place, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        uint256 last = rosterLength();
        (ids, place) = _unseenFrom(distributionId, Math.max(place, 1), last, limit);
        if (place <= last) nextCursor = _idOf(distributionId, place);
        else if (distributionId < distributionCount) nextCursor = _idOf(distributionId + 1, 0);
        _keepDue(distributionId, ids);
    }

    /// @return ids of payments, at places that nobody has looked at
    /// @return place the first that was not examined
    function _unseenFrom(uint256 distributionId, uint256 from, uint256 last, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 place)
    {
        ids = new uint256[](Math.min(limit, last));
        place = from;
        uint256 count;
        while (limit != 0 && place <= last) {
            (uint256 unseen, bool found, uint256 read) = _nextUnseen(distributionId, place, last, limit);
            limit -= read;
            place = found ? unseen + 1 : unseen;
            if (found) ids[count++] = _idOf(distributionId, unseen);
        }
        ids.shorten(count);
    }

    function _nextUnseen(uint256 distributionId, uint256 place, uint256 last, uint256 limit)
        private
        view
        returns (uint256 unseen, bool found, uint256 read)
    {
        return _seen[distributionId].next(false, place, last, limit);
    }

    function _keepDue(uint256 distributionId, uint256[] memory ids) private view {
        WorkStatus[] memory statuses = _paymentStates(distributionId, ids);
        uint256 count;
        for (uint256 i; i < ids.length; ++i) {
            if (statuses[i].state == WorkState.Due) ids[count++] = ids[i];
        }
        ids.shorten(count);
    }

    /* -------------------------------------------------- states ----------------------------------------------- */

    /// @inheritdoc IWorkSource
    function workStates(uint256 kind, uint256[] calldata ids)
        external
        view
        override
        returns (WorkStatus[] memory statuses)
    {
        _requireKind(kind);
        statuses = new WorkStatus[](ids.length);
        bool attached = _isAttached();
        for (uint256 i; i < ids.length;) {
            if (kind == KIND_PAY) {
                uint256[] memory section = _section(ids, i);
                WorkStatus[] memory part = _paymentStates(section[0] >> PLACE_BITS, section);
                for (uint256 j; j < part.length; ++j) {
                    statuses[i++] = _shown(part[j], attached);
                }
            } else {
                statuses[i] = _shown(_moveState(kind, ids[i]), attached);
                ++i;
            }
        }
    }

    /// @dev The issuer has detached the module: what is due waits, and people may still pay and claim.
    function _shown(WorkStatus memory status, bool attached) private pure returns (WorkStatus memory) {
        if (status.state == WorkState.Due && !attached) status.state = WorkState.Paused;
        return status;
    }

    function _moveState(uint256 kind, uint256 distributionId) private view returns (WorkStatus memory) {
        if (kind == KIND_ANNOUNCE) return _planState(distributionId);
        return kind == KIND_OPEN ? _openState(distributionId) : _closeState(distributionId);
    }

    function _openState(uint256 distributionId) private view returns (WorkStatus memory) {
        Distribution storage distribution = _distributions[distributionId];
        DistributionState state = distribution.state;
        uint40 dueAt = distribution.paymentDate;
        if (state == DistributionState.None) return WorkStatus(WorkState.Unknown, 0);
        if (state == DistributionState.Declared) return WorkStatus(WorkState.Waiting, dueAt);
        if (state != DistributionState.Funded) return WorkStatus(WorkState.Done, dueAt);
        if (block.timestamp < dueAt) return WorkStatus(WorkState.NotDue, dueAt);
        return WorkStatus(isOpenable(distributionId) ? WorkState.Due : WorkState.Withheld, dueAt);
    }

    /// @dev After the claim deadline nobody can be paid any more: what is missing is for the authorities, who reclaim.
    function _closeState(uint256 distributionId) private view returns (WorkStatus memory) {
        Distribution storage distribution = _distributions[distributionId];
        DistributionState state = distribution.state;
        if (state == DistributionState.None) return WorkStatus(WorkState.Unknown, 0);
        if (state == DistributionState.Declared || state == DistributionState.Funded) {
            return WorkStatus(WorkState.Waiting, 0);
        }
        if (state != DistributionState.Open) return WorkStatus(WorkState.Done, 0);
        if (_missing(distributionId, distribution) != 0) {
            return WorkStatus(_isInTime(distribution) ? WorkState.Waiting : WorkState.Withheld, 0);
        }
        // A time in seconds, 14 days after one with 40 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint40 dueAt = uint40(_closableAt(distribution));
        return WorkStatus(block.timestamp < dueAt ? WorkState.NotDue : WorkState.Due, dueAt);
    }

    /// @param ids payments of this distribution
    function _paymentStates(uint256 distributionId, uint256[] memory ids)
        private
        view
        returns (WorkStatus[] memory statuses)
    {
        Distribution storage distribution = _distributions[distributionId];
        (PositionKey[] memory positions, PaymentStatus[] memory marks) = _listed(distributionId, ids);
        bool paying = _isPaying(distributionId);
        RecordDateHolding[] memory holdings;
        if (paying) holdings = _holdingsAt(distributionId, distribution.recordDate, positions);

        statuses = new WorkStatus[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            bool isEntitled = paying && marks[i] == PaymentStatus.None && _weightOf(distributionId, holdings[i]) != 0;
            statuses[i] = _paymentState(distribution, positions[i], marks[i], isEntitled);
        }
    }

    function _paymentState(
        Distribution storage distribution,
        PositionKey memory position,
        PaymentStatus mark,
        bool isEntitled
    ) private view returns (WorkStatus memory) {
        DistributionState state = distribution.state;
        if (state == DistributionState.None || position.account == address(0)) {
            return WorkStatus(WorkState.Unknown, 0);
        }
        uint40 dueAt = distribution.paymentDate;
        if (isEntitled) return WorkStatus(WorkState.Due, dueAt);
        if (mark == PaymentStatus.Withheld) return WorkStatus(WorkState.Withheld, dueAt);
        if (state == DistributionState.Declared || state == DistributionState.Funded) {
            return WorkStatus(block.timestamp < dueAt ? WorkState.NotDue : WorkState.Waiting, dueAt);
        }
        return WorkStatus(WorkState.Done, dueAt);
    }

    /* --------------------------------------------------- run ------------------------------------------------- */

    /// @inheritdoc IWorkSource
    function runWork(uint256 kind, uint256[] calldata ids)
        external
        override
        nonReentrant
        returns (uint256[] memory done)
    {
        _requireKind(kind);
        if (!_isAttached()) return done;
        done = new uint256[](ids.length);
        uint256 count;
        for (uint256 i; i < ids.length;) {
            if (kind == KIND_PAY) {
                uint256[] memory section = _section(ids, i);
                count = _runPayments(section, done, count);
                i += section.length;
            } else {
                if (_runMove(kind, ids[i])) done[count++] = ids[i];
                ++i;
            }
        }
        done.shorten(count);
    }

    function _runMove(uint256 kind, uint256 distributionId) private returns (bool) {
        if (kind == KIND_ANNOUNCE) return _runPlan(distributionId);
        if (!_isMoveDue(kind, distributionId)) return false;
        if (kind == KIND_OPEN) _open(distributionId);
        else _close(distributionId);
        return true;
    }

    /// @dev A position that is entitled to nothing is marked, so that no search meets it again, and does not count.
    function _runPayments(uint256[] memory ids, uint256[] memory done, uint256 count) private returns (uint256) {
        uint256 distributionId = ids[0] >> PLACE_BITS;
        if (!_isPaying(distributionId)) return count;
        (PositionKey[] memory positions, PaymentStatus[] memory marks) = _listed(distributionId, ids);
        for (uint256 i; i < ids.length; ++i) {
            if (marks[i] == PaymentStatus.Withheld) delete positions[i];
        }
        _pay(distributionId, positions);
        for (uint256 i; i < ids.length; ++i) {
            if (marks[i] != PaymentStatus.None) continue;
            PaymentStatus mark = _statusIn(_recordOf(distributionId, positions[i]).word, distributionId);
            if (mark != PaymentStatus.None) done[count++] = ids[i];
        }
        return count;
    }

    /* -------------------------------------------------- rules ------------------------------------------------ */

    function _isMoveDue(uint256 kind, uint256 distributionId) private view returns (bool) {
        return kind == KIND_OPEN ? isOpenable(distributionId) : isClosable(distributionId);
    }

    /// @dev Whether somebody who is entitled was not seen yet, and can be paid.
    function _isPaying(uint256 distributionId) private view returns (bool) {
        Distribution storage distribution = _distributions[distributionId];
        return distribution.state == DistributionState.Open && _isInTime(distribution)
            && _missing(distributionId, distribution) != 0;
    }

    function _isAttached() private view returns (bool) {
        return token.isModule(address(this));
    }

    /// @dev The positions at the places that ids name, all zero where none is, and what became of each.
    function _listed(uint256 distributionId, uint256[] memory ids)
        private
        view
        returns (PositionKey[] memory positions, PaymentStatus[] memory marks)
    {
        positions = new PositionKey[](ids.length);
        marks = new PaymentStatus[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            positions[i] = positionAt(_placeIn(ids[i]));
            marks[i] = _statusIn(_recordOf(distributionId, positions[i]).word, distributionId);
        }
    }

    /// @dev Ids from `from` on that are of one distribution.
    function _section(uint256[] calldata ids, uint256 from) private pure returns (uint256[] memory section) {
        uint256 to = from + 1;
        while (to < ids.length && ids[to] >> PLACE_BITS == ids[from] >> PLACE_BITS) ++to;
        return ids[from:to];
    }

    function _idOf(uint256 distributionId, uint256 place) private pure returns (uint256) {
        return distributionId << PLACE_BITS | place;
    }

    function _placeIn(uint256 id) private pure returns (uint256) {
        // The lower bits are what is asked for.
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint32(id);
    }

    function _requireKind(uint256 kind) private pure {
        if (kind > KIND_ANNOUNCE) revert Payouts_UnknownKind(kind);
    }
}
