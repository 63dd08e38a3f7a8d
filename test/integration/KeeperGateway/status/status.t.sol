// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {Outlook} from "../../../../src/types/Work.sol";
import {WorkState} from "../../../../src/types/WorkStatus.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract StatusTest is GatewayBase {
    function test_GivenTheSourceKnowsTheId_ItShouldSayWhatTheSourceSays() external {
        _lockUp(1);
        _assertWork(LOCKUPS, 1, WorkState.NotDue, LOCKUP_END);
        vm.warp(LOCKUP_END);
        _assertWork(LOCKUPS, 1, WorkState.Due, LOCKUP_END);
        gateway.run(LOCKUPS, KIND, _ids(1));
        _assertWork(LOCKUPS, 1, WorkState.Done, LOCKUP_END);
    }

    function test_GivenTheSourceDoesNotKnowTheId_ItShouldSayUnknown() external view {
        _assertWork(LOCKUPS, 1, WorkState.Unknown, 0);
        _assertWork(LOCKUPS, type(uint256).max, WorkState.Unknown, 0);
    }

    function test_GivenDueWorkIsPaused_ItShouldSayDueAndPausedInThePreview() external {
        _lockUpDue(1);
        _pause(LOCKUPS);
        (WorkState state,) = gateway.status(LOCKUPS, KIND, 1);
        assertEq(uint8(state), uint8(WorkState.Due));
        Outlook[] memory outlooks = gateway.preview(LOCKUPS, KIND, _ids(1, 2));
        assertEq(uint8(outlooks[0].state), uint8(WorkState.Paused));
        assertFalse(outlooks[0].ok);
        assertEq(uint8(outlooks[1].state), uint8(WorkState.Unknown));
    }

    function test_RevertWhen_TheSourceOrTheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownSource.selector, 3));
        gateway.status(3, KIND, 1);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownKind.selector, LOCKUPS, 1));
        gateway.preview(LOCKUPS, 1, _ids(1));
    }

    function test_RevertWhen_TheSourceFailsOrAnswersNonsense() external {
        HostileSource hostile = _listHostile(1);
        hostile.setMood(hostile.workStates.selector, HostileSource.Mood.Reverting);
        _expectUnreadable();
        hostile.setMood(hostile.workStates.selector, HostileSource.Mood.Bomb);
        _expectUnreadable();
        // No such state; no such date; two states for one id; none.
        hostile.setAnswer(hostile.workStates.selector, abi.encode(0x20, 1, 7, 0));
        _expectUnreadable();
        hostile.setAnswer(hostile.workStates.selector, abi.encode(0x20, 1, 3, uint256(1) << 40));
        _expectUnreadable();
        hostile.setAnswer(hostile.workStates.selector, abi.encode(0x20, 2, 3, 0, 3, 0));
        _expectUnreadable();
        hostile.setAnswer(hostile.workStates.selector, "");
        _expectUnreadable();
    }

    function _expectUnreadable() private {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Unreadable.selector, HOSTILE));
        gateway.status(HOSTILE, KIND, 1);
    }
}
