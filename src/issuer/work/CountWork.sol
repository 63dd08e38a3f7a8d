// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICountWork} from "../../interfaces/ICountWork.sol";
import {IIssuerRules, IIssuingEntity} from "../../interfaces/IIssuingEntity.sol";
import {IWorkSource} from "../../interfaces/IWorkSource.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {IdLists} from "../../libraries/IdLists.sol";
import {ForeignTokens} from "../../multisig/ForeignTokens.sol";
import {Governed} from "../../multisig/Governed.sol";
import {InvestorKey} from "../../types/Identity.sol";
import {WorkState, WorkStatus} from "../../types/WorkStatus.sol";
import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title CountWork
/// @dev The issuer asks the investor's registrar, which may be another party's and hostile: each investor has a frame of
/// its own.
contract CountWork is Governed, ForeignTokens, ICountWork {
    using BoundedCall for address;
    using IdLists for uint256[];

    uint256 private constant SYNCHRONISE = 0;
    uint256 private constant MAX_AT_ONCE = 100;

    uint256 private constant QUESTION_GAS = 50_000;
    uint256 private constant MOVE_GAS = 130_000;

    /// @dev With less left, `dueWork` stops and says where.
    uint256 private constant LEAST_GAS = 150_000;

    InvestorKey[] private _list;
    /// @dev From 1; zero: not enrolled.
    mapping(InvestorKey => uint256) private _places;

    constructor(IIssuingEntity issuer_) Governed(issuer_) {}

    /* -------------------------------------------------- list ------------------------------------------------- */

    /// @inheritdoc ICountWork
    function enrol(InvestorKey[] calldata investors) external override returns (uint256 enrolled) {
        _requireFew(investors.length);
        for (uint256 i; i < investors.length; ++i) {
            if (_places[investors[i]] != 0 || !_isCounted(investors[i])) continue;
            _list.push(investors[i]);
            _places[investors[i]] = _list.length;
            emit InvestorEnrolled(investors[i]);
            ++enrolled;
        }
        if (enrolled == 0) revert CountWork_NothingToChange();
    }

    /// @inheritdoc ICountWork
    function strike(InvestorKey[] calldata investors) external override returns (uint256 struck) {
        _requireFew(investors.length);
        for (uint256 i; i < investors.length; ++i) {
            if (_places[investors[i]] == 0 || _isCounted(investors[i])) continue;
            _strike(investors[i]);
            ++struck;
        }
        if (struck == 0) revert CountWork_NothingToChange();
    }

    /// @inheritdoc ICountWork
    function isEnrolled(InvestorKey investor) external view override returns (bool) {
        return _places[investor] != 0;
    }

    /// @inheritdoc ICountWork
    function enrolledFrom(uint256 place, uint256 limit)
        external
        view
        override
        returns (InvestorKey[] memory investors)
    {
        uint256 count = place < _list.length ? Math.min(limit, _list.length - place) : 0;
        investors = new InvestorKey[](count);
        for (uint256 i; i < count; ++i) {
            investors[i] = _list[place + i];
        }
    }

    /// @dev The last one takes the free place.
    function _strike(InvestorKey investor) private {
        uint256 place = _places[investor];
        InvestorKey last = _list[_list.length - 1];
        _list[place - 1] = last;
        _places[last] = place;
        _list.pop();
        delete _places[investor];
        emit InvestorStruck(investor);
    }

    function _isCounted(InvestorKey investor) private view returns (bool) {
        (uint32 positions,,,) = issuer.investorState(investor);
        return positions != 0 || issuer.isAdmitted(investor);
    }

    function _requireFew(uint256 count) private pure {
        if (count > MAX_AT_ONCE) revert CountWork_TooMany(count, MAX_AT_ONCE);
    }

    /* -------------------------------------------------- work ------------------------------------------------- */

    /// @inheritdoc IWorkSource
    function workKinds() external pure override returns (bytes32[] memory names) {
        names = new bytes32[](1);
        names[SYNCHRONISE] = "synchronise";
    }

    /// @inheritdoc IWorkSource
    /// @param cursor place in the list
    function dueWork(uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        if (kind != SYNCHRONISE || cursor >= _list.length) return (ids, 0);
        if (limit == 0) return (ids, cursor);
        ids = new uint256[](Math.min(Math.min(limit, MAX_AT_ONCE), _list.length - cursor));
        uint256 count;
        nextCursor = cursor;
        for (uint256 i; i < ids.length; ++i) {
            if (i != 0 && gasleft() < LEAST_GAS) break;
            uint256 id = InvestorKey.unwrap(_list[nextCursor++]);
            if (_isDue(id)) ids[count++] = id;
        }
        if (nextCursor == _list.length) nextCursor = 0;
        ids.shorten(count);
        Arrays.sort(ids);
    }

    /// @inheritdoc IWorkSource
    function workStates(uint256 kind, uint256[] calldata ids)
        external
        view
        override
        returns (WorkStatus[] memory states)
    {
        states = new WorkStatus[](ids.length);
        if (kind != SYNCHRONISE) return states;
        for (uint256 i; i < ids.length; ++i) {
            if (_isDue(ids[i])) states[i].state = WorkState.Due;
            else if (_isName(ids[i]) && _isCounted(_keyOf(ids[i]))) states[i].state = WorkState.Waiting;
        }
    }

    /// @inheritdoc IWorkSource
    function workGas(uint256, uint256 count) external pure override returns (uint256) {
        return 50_000 + count * (QUESTION_GAS + MOVE_GAS);
    }

    /// @inheritdoc IWorkSource
    function runWork(uint256 kind, uint256[] calldata ids) external override returns (uint256[] memory done) {
        if (kind != SYNCHRONISE) return done;
        done = new uint256[](ids.length);
        uint256 count;
        for (uint256 i; i < ids.length; ++i) {
            if (_isDue(ids[i]) && _move(ids[i])) done[count++] = ids[i];
        }
        done.shorten(count);
    }

    function _isDue(uint256 id) private view returns (bool) {
        if (!_isName(id)) return false;
        (bool success, bytes memory answer) =
            address(issuer).ask(QUESTION_GAS, 96, abi.encodeCall(IIssuerRules.isSyncable, (_one(id))));
        return success && answer.length == 96 && uint8(answer[95]) == 1;
    }

    function _move(uint256 id) private returns (bool) {
        (bool success, bytes memory answer) =
            address(issuer).act(MOVE_GAS, 32, abi.encodeCall(IIssuerRules.sync, (_one(id))));
        // The answer has one word.
        // forge-lint: disable-next-line(unsafe-typecast)
        return success && answer.length == 32 && uint256(bytes32(answer)) == 1;
    }

    /// @dev Nobody has two names.
    function _isName(uint256 id) private pure returns (bool) {
        return id <= type(uint40).max;
    }

    function _keyOf(uint256 id) private pure returns (InvestorKey) {
        // `_isName` was asked before.
        // forge-lint: disable-next-line(unsafe-typecast)
        return InvestorKey.wrap(uint40(id));
    }

    function _one(uint256 id) private pure returns (InvestorKey[] memory investors) {
        investors = new InvestorKey[](1);
        investors[0] = _keyOf(id);
    }
}
