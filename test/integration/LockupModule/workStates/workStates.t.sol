// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkState, WorkStatus} from "../../../../src/types/WorkStatus.sol";
import {LockupBase} from "../../../utils/LockupBase.sol";

contract LockupWorkStatesTest is LockupBase {
    function setUp() public override {
        super.setUp();
        _issueLot(alice, 1, FIRST_END);
        _issueLot(bob, 1, SECOND_END);
    }

    function test_GivenALotIsLockedDueOrReleased_ItShouldSayNotDueDueOrDoneAndWhenItEnds() external {
        vm.warp(FIRST_END - 1);
        _assertStates(WorkState.NotDue, WorkState.NotDue);
        vm.warp(FIRST_END);
        _assertStates(WorkState.Due, WorkState.NotDue);
        lockup.release(_ids(1));
        _assertStates(WorkState.Done, WorkState.NotDue);
    }

    function test_GivenTheModuleIsDetached_ItShouldSayThatALotThatHasEndedWaits() external {
        vm.warp(FIRST_END);
        _detach(address(lockup));
        _assertStates(WorkState.Waiting, WorkState.NotDue);
    }

    function test_WhenTheLotOrTheKindIsUnknown_ItShouldSayUnknown() external view {
        WorkStatus[] memory states = lockup.workStates(0, _ids(0, 3));
        assertEq(uint8(states[0].state), uint8(WorkState.Unknown));
        assertEq(uint8(states[1].state), uint8(WorkState.Unknown));
        states = lockup.workStates(1, _ids(1));
        assertEq(uint8(states[0].state), uint8(WorkState.Unknown));
    }

    function _assertStates(WorkState first, WorkState second) private view {
        WorkStatus[] memory states = lockup.workStates(0, _ids(1, 2));
        assertEq(uint8(states[0].state), uint8(first));
        assertEq(uint8(states[1].state), uint8(second));
        assertEq(states[0].dueAt, FIRST_END);
        assertEq(states[1].dueAt, SECOND_END);
    }
}
