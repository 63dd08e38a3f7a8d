// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorkSource} from "../../src/interfaces/IWorkSource.sol";
import {WorkState, WorkStatus} from "../../src/types/WorkStatus.sol";

/// @title HostileSource
/// @notice A source with as many due items as it is told, numbered from 1, that misbehaves in each of its functions as it
/// is told.
contract HostileSource is IWorkSource {
    enum Mood {
        Honest,
        Reverting,
        Burning,
        /// reverts with 100 kB
        Bomb,
        /// returns 100 kB
        Flood,
        /// returns what `setAnswer` says
        Raw,
        /// claims effect without any
        Lying,
        /// does nothing, and claims nothing
        Idle,
        /// calls what `prepare` says
        Calling
    }

    error HostileSource_Refused();

    mapping(bytes4 selector => Mood) private _moods;
    mapping(bytes4 selector => bytes) private _answers;
    mapping(uint256 id => bool) public isDone;
    uint256 public count;
    uint256 public gasPerItem = 30_000;
    /// @dev Candidates before the first due item, each of which costs a word.
    uint256 public finished;
    uint256 private immutable _kinds;

    address private _target;
    bytes private _data;
    bool public succeeded;
    bytes public answer;

    constructor(uint256 kinds, uint256 count_) {
        (_kinds, count) = (kinds, count_);
    }

    function setMood(bytes4 selector, Mood mood) external {
        _moods[selector] = mood;
    }

    function setAnswer(bytes4 selector, bytes calldata raw) external {
        (_moods[selector], _answers[selector]) = (Mood.Raw, raw);
    }

    function setCount(uint256 count_) external {
        count = count_;
    }

    function setGasPerItem(uint256 gas_) external {
        gasPerItem = gas_;
    }

    function setFinished(uint256 finished_) external {
        finished = finished_;
    }

    function prepare(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
        _moods[this.runWork.selector] = Mood.Calling;
    }

    function workKinds() external view returns (bytes32[] memory names) {
        _misbehave();
        return new bytes32[](_kinds);
    }

    function dueWork(uint256, uint256 cursor, uint256 limit)
        external
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        _misbehave();
        ids = new uint256[](limit);
        uint256 found;
        uint256 id = cursor == 0 ? 1 : cursor;
        for (uint256 i; i < limit && id <= finished + count; (++i, ++id)) {
            if (_isDue(id)) ids[found++] = id;
        }
        assembly ("memory-safe") {
            mstore(ids, found)
        }
        return (ids, id > finished + count ? 0 : id);
    }

    function workStates(uint256, uint256[] calldata ids) external view returns (WorkStatus[] memory states) {
        _misbehave();
        states = new WorkStatus[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            if (_isDue(ids[i])) states[i].state = WorkState.Due;
            else if (ids[i] != 0 && ids[i] <= finished + count) states[i].state = WorkState.Done;
        }
    }

    function workGas(uint256, uint256 items) external view returns (uint256) {
        _misbehave();
        return 50_000 + items * gasPerItem;
    }

    function runWork(uint256, uint256[] calldata ids) external returns (uint256[] memory done) {
        _misbehave();
        Mood mood = _moods[msg.sig];
        if (mood == Mood.Idle) return done;
        if (mood == Mood.Lying) return ids;
        if (mood == Mood.Calling) (succeeded, answer) = _target.call(_data);
        done = new uint256[](ids.length);
        uint256 found;
        for (uint256 i; i < ids.length; ++i) {
            if (!_isDue(ids[i])) continue;
            isDone[ids[i]] = true;
            done[found++] = ids[i];
        }
        assembly ("memory-safe") {
            mstore(done, found)
        }
    }

    function _isDue(uint256 id) private view returns (bool) {
        return id > finished && id <= finished + count && !isDone[id];
    }

    function _misbehave() private view {
        Mood mood = _moods[msg.sig];
        if (mood == Mood.Reverting) revert HostileSource_Refused();
        if (mood == Mood.Raw) {
            bytes memory raw = _answers[msg.sig];
            assembly ("memory-safe") {
                return(add(raw, 0x20), mload(raw))
            }
        }
        if (mood == Mood.Burning) {
            assembly {
                invalid()
            }
        }
        if (mood == Mood.Bomb) {
            assembly {
                revert(mload(0x40), 100000)
            }
        }
        if (mood == Mood.Flood) {
            assembly {
                return(mload(0x40), 100000)
            }
        }
    }
}
