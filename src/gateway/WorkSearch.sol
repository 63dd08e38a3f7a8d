// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {IdLists} from "../libraries/IdLists.sol";
import {ListedSource, SearchResult, WorkAt} from "../types/Work.sol";
import {WorkRouter} from "./WorkRouter.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title WorkSearch
/// @notice Finds the next work to do. Sources take turns, each with its share of the gas; what was not examined to its end
/// is told.
abstract contract WorkSearch is WorkRouter {
    using IdLists for uint256[];

    /// @dev What became of the search of one kind of work.
    enum Outcome {
        Found,
        Examined,
        CutShort
    }

    /// @dev A batch fits into the 5,000,000 gas and 1,000 bytes that networks give: so much for the source, a quarter and
    /// 200,000 for the question after it, the rest for the gateway.
    uint256 private constant BATCH_GAS = 3_500_000;
    uint256 private constant BATCH = 25;
    uint256 private constant MAX_ESTIMATES = 4;

    /// @dev For the answer to be made of what was found.
    uint256 private constant ANSWER_GAS = 150_000;

    /// @dev How long a search begins at the same place, though nothing is run.
    uint256 private constant TURN_TIME = 1 minutes;

    /// @inheritdoc IKeeperGateway
    function nextWork() external view override returns (SearchResult memory) {
        return _nextWork();
    }

    function _nextWork() internal view returns (SearchResult memory result) {
        uint256 count = _sources.length * MAX_KINDS;
        if (count == 0) return _complete();
        uint256 start = _firstPlace(count);
        bool cutShort;
        uint256 failed;
        for (uint256 i; i < count; ++i) {
            WorkAt memory work = _placeAt((start + i) % count);
            ListedSource memory entry = _sources[work.source];
            if (work.kind >= entry.kindCount || entry.quarantinedUntil > block.timestamp) continue;
            if (_isPaused(entry, work.kind)) continue;

            SearchResult memory one =
                SearchResult(work, _positions[work.source][work.kind].cursor, new uint256[](0), false);
            bool isLast = gasleft() < ANSWER_GAS + 2 * LEAST_PAGE_GAS;
            // A source that failed one question is not asked another one in this search.
            bool isAsked = !isLast && failed >> work.source & 1 == 0;
            Outcome outcome = isAsked ? _searchOne(entry, one) : Outcome.CutShort;
            if (outcome == Outcome.Found) return one;
            if (outcome == Outcome.Examined) continue;
            failed |= 1 << work.source;
            if (!cutShort) (cutShort, result) = (true, one);
            if (isLast) return result;
        }
        if (!cutShort) return _complete();
    }

    /// @dev The search begins at the present turn. In half of the minutes, chosen at random, it begins anywhere. So no source waits
    /// indefinitely because another one fails on chain whenever it is run, or because somebody moves the turn by his own runs;
    /// and a network that calls rarely does not always meet the same source.
    function _firstPlace(uint256 count) private view returns (uint256) {
        uint256 drawn = uint256(keccak256(abi.encode(block.timestamp / TURN_TIME)));
        return drawn & 1 == 0 ? _turn : _turn + (drawn >> 1) % count;
    }

    function _placeAt(uint256 place) private pure returns (WorkAt memory) {
        // 32 sources of eight kinds.
        // forge-lint: disable-next-line(unsafe-typecast)
        return WorkAt(uint16(place / MAX_KINDS), uint8(place % MAX_KINDS));
    }

    function _complete() private pure returns (SearchResult memory result) {
        result.isComplete = true;
    }

    /// @dev From where searches begin to the end, then from the beginning to there.
    function _searchOne(ListedSource memory entry, SearchResult memory one) private view returns (Outcome outcome) {
        uint256 left = gasleft();
        uint256 floor = left - Math.min(entry.gasCeiling, (left - ANSWER_GAS) / 2);
        uint256 from = one.cursor;
        outcome = _walk(entry.target, one, floor, type(uint256).max, 0);
        if (outcome != Outcome.Examined || from == 0) return outcome;
        one.cursor = 0;
        return _walk(entry.target, one, floor, type(uint256).max, from);
    }

    /// @dev Page by page from the cursor in `one`, until something is due, the end, `limit` candidates, or `floor` of gas.
    /// @param end cursor at which to stop; zero for none
    function _walk(address source, SearchResult memory one, uint256 floor, uint256 limit, uint256 end)
        internal
        view
        returns (Outcome)
    {
        while (limit != 0) {
            if (gasleft() < floor + LEAST_PAGE_GAS) return Outcome.CutShort;
            uint256 page = Math.min(limit, PAGE);
            (bool valid, uint256[] memory ids, uint256 next) =
                _askPage(source, gasleft() - floor, one.work.kind, one.cursor, page);
            if (!valid) return Outcome.CutShort;
            if (ids.length != 0) return _fit(source, one, ids);
            if (next == 0 || (end != 0 && next >= end)) return Outcome.Examined;
            one.cursor = next;
            limit -= page;
        }
        return Outcome.CutShort;
    }

    /// @dev As many of the ids as one batch may hold by the source's own word on its gas.
    function _fit(address source, SearchResult memory one, uint256[] memory ids) private view returns (Outcome) {
        uint256 count = Math.min(ids.length, BATCH);
        uint256 most = Math.min(_sources[one.work.source].gasCeiling, BATCH_GAS);
        for (uint256 i; i < MAX_ESTIMATES && count != 0; ++i) {
            (bool valid, uint256 needed) = _askGas(source, one.work.kind, count);
            if (!valid) return Outcome.CutShort;
            if (needed <= most) {
                ids.shorten(count);
                one.ids = ids;
                return Outcome.Found;
            }
            // `most` has 32 bits.
            count = Math.min(count - 1, count * most / needed);
        }
        return Outcome.CutShort;
    }
}
