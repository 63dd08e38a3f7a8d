// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract GatewayDueTest is GatewayBase {
    function test_WhenTheSourceHasDueWork_ItShouldNameItFromTheCursorOnAndSayWhereToGoOn() external {
        _lockUpDue(5);
        (uint256[] memory ids, uint256 next) = gateway.due(LOCKUPS, KIND, 0, 2);
        assertEq(ids, _ids(1, 2));
        (ids, next) = gateway.due(LOCKUPS, KIND, next, 3);
        assertEq(ids, _ids(3, 4, 5));
        assertEq(next, 0);
    }

    function test_WhenTheSourceHasDueWork_ItShouldNameJustWhatRunWouldDo() external {
        _lockUpDue(3);
        lockup.release(_ids(2));
        (uint256[] memory ids,) = gateway.due(LOCKUPS, KIND, 0, 100);
        assertEq(gateway.run(LOCKUPS, KIND, ids), 2);
        (ids,) = gateway.due(LOCKUPS, KIND, 0, 100);
        assertEq(ids.length, 0);
    }

    function test_WhenTheLimitIsBeyond500_ItShouldExamine500() external {
        _listHostile(1_000);
        (uint256[] memory ids, uint256 next) = gateway.due(HOSTILE, KIND, 0, type(uint256).max);
        assertEq(ids, _numbered(1, 500));
        assertEq(next, 501);
    }

    function test_GivenTheWorkIsPaused_ItShouldNameNothing() external {
        _lockUpDue(1);
        _pause(LOCKUPS);
        (uint256[] memory ids, uint256 next) = gateway.due(LOCKUPS, KIND, 0, 100);
        assertEq(ids.length, 0);
        assertEq(next, 0);
    }

    function test_RevertWhen_TheSourceOrTheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownSource.selector, 3));
        gateway.due(3, KIND, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownKind.selector, LOCKUPS, 1));
        gateway.due(LOCKUPS, 1, 0, 1);
    }

    function test_RevertWhen_TheSourceFailsOrAnswersNonsense() external {
        HostileSource hostile = _listHostile(1);
        bytes4 selector = hostile.dueWork.selector;
        _expectUnreadable(hostile, selector, HostileSource.Mood.Reverting);
        _expectUnreadable(hostile, selector, HostileSource.Mood.Bomb);
        // A list longer than its answer; one that descends; a cursor that does not grow; a list beside its place.
        _expectUnreadable(hostile, abi.encode(0x40, 0, 9, 1));
        _expectUnreadable(hostile, abi.encode(0x40, 0, type(uint256).max));
        _expectUnreadable(hostile, abi.encode(0x40, 0, 2, 5, 4));
        _expectUnreadable(hostile, abi.encode(0x40, 0, 2, 5, 5));
        _expectUnreadable(hostile, abi.encode(0x40, 7, 0));
        _expectUnreadable(hostile, abi.encode(0x60, 0, 1, 1));
        _expectUnreadable(hostile, abi.encode(0x40, 0));
    }

    function _expectUnreadable(HostileSource hostile, bytes4 selector, HostileSource.Mood mood) private {
        hostile.setMood(selector, mood);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Unreadable.selector, HOSTILE));
        gateway.due(HOSTILE, KIND, 7, 10);
    }

    function _expectUnreadable(HostileSource hostile, bytes memory raw) private {
        hostile.setAnswer(hostile.dueWork.selector, raw);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Unreadable.selector, HOSTILE));
        gateway.due(HOSTILE, KIND, 7, 10);
    }
}
