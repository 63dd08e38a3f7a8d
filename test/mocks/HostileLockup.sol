// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Module} from "../../src/modules/Module.sol";
import {ModuleDeclaration} from "../../src/types/Modules.sol";

/// @title HostileLockup
/// @notice Says of its lots that they are due until they are released, and misbehaves as told, with one of them or with
/// all that is asked.
contract HostileLockup is Module {
    enum Mood {
        Honest,
        Reverting,
        Burning,
        Bomb,
        Lying,
        Calling,
        DeafView,
        BurningView
    }

    error HostileLockup_Refused(uint256 lotId);

    uint256 public lotCount;
    mapping(uint256 lotId => bool) public released;
    mapping(uint256 lotId => Mood) private _moods;
    Mood private _view;
    address private _target;
    bytes private _data;
    bool public succeeded;
    bytes public answer;

    constructor(ISecurityToken token_, uint256 lotCount_) Module(token_) {
        lotCount = lotCount_;
    }

    function setMood(uint256 lotId, Mood mood) external {
        _moods[lotId] = mood;
    }

    function setView(Mood mood) external {
        _view = mood;
    }

    function prepare(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function declaration() external pure returns (ModuleDeclaration memory) {
        return ModuleDeclaration(0, 0);
    }

    function due(uint256 cursor, uint256 limit) external view returns (uint256[] memory lotIds, uint256) {
        _misbehave(_view, cursor);
        if (cursor > lotCount) return (lotIds, 0);
        uint256 end = limit > lotCount - cursor ? lotCount + 1 : cursor + limit;
        lotIds = new uint256[](end - cursor);
        uint256 found;
        for (uint256 lotId = cursor == 0 ? 1 : cursor; lotId < end; ++lotId) {
            if (!released[lotId]) lotIds[found++] = lotId;
        }
        assembly ("memory-safe") {
            mstore(lotIds, found)
        }
        return (lotIds, 0);
    }

    function getLot(uint256 lotId) external view returns (ILockupModule.Lot memory) {
        return ILockupModule.Lot(address(this), 1, released[lotId], 1);
    }

    function release(uint256[] calldata lotIds) external returns (uint256 count) {
        for (uint256 i; i < lotIds.length; ++i) {
            Mood mood = _moods[lotIds[i]];
            _misbehave(mood, lotIds[i]);
            if (mood == Mood.Calling) (succeeded, answer) = _target.call(_data);
            if (mood == Mood.Lying) continue;
            released[lotIds[i]] = true;
            ++count;
        }
    }

    function _misbehave(Mood mood, uint256 lotId) private pure {
        if (mood == Mood.Reverting || mood == Mood.DeafView) revert HostileLockup_Refused(lotId);
        if (mood == Mood.Burning || mood == Mood.BurningView) {
            assembly {
                invalid()
            }
        }
        if (mood == Mood.Bomb) {
            assembly {
                revert(mload(0x40), 30000)
            }
        }
    }
}
