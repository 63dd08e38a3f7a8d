// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {PledgeState, PledgeTerms} from "../../../../src/types/Pledge.sol";
import {WorkState, WorkStatus} from "../../../../src/types/WorkStatus.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";

contract PledgeExpireTest is PledgeTest {
    uint256 private id;
    uint256 private endless;

    function setUp() public override {
        super.setUp();
        id = _openFor(ada, 50);
        PledgeTerms memory terms = _terms(ada, 10);
        terms.endsAt = 0;
        endless = _open(terms);
    }

    function test_RevertWhen_ASinglePledgeIsUnknownHasNoEndHasNotEndedOrEndedBefore() external {
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_UnknownPledge.selector, 9));
        pledges.expire(_list(9));
        vm.warp(END - 1);
        _expectNotDue(id, END);
        vm.warp(END);
        pledges.expire(_list(id));
        _expectNotDue(id, END);
        _expectNotDue(endless, 0);
    }

    function test_WhenABatchHasOthers_ItShouldSkipThem() external {
        vm.warp(END);
        uint256[] memory ids = new uint256[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (id, endless, id, 9);
        assertEq(pledges.expire(ids), 1);
        _assertPledge(endless, PledgeState.Active, 10, 10);
    }

    function test_WhenAPledgeHasEnded_ItShouldFreeItsAmountForAnyone() external {
        vm.warp(END);
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeExpired(id, 50);
        vm.prank(stranger);
        pledges.expire(_list(id));
        _assertPledge(id, PledgeState.Expired, 0, 0);
        _assertBooked(_direct(ada));
        _renew(adaId, 1, FAR);
        _assertPasses(ada, ben, 90);
    }

    function test_AsASourceOfWork_ItShouldNameJustWhatWouldEnd() external {
        assertEq(pledges.workKinds().length, 1);
        _assertDue(new uint256[](0));
        uint256 called = _openFor(ada, 5);
        _call(called);
        vm.warp(END);
        _assertDue(_list(id));
        pledges.expire(_list(id));
        _assertDue(new uint256[](0));
    }

    function test_AsASourceOfWork_ItShouldGoOnWhereItStopped() external {
        for (uint256 i; i < 5; ++i) {
            _openFor(ada, 1);
        }
        vm.warp(END);
        (uint256[] memory none, uint256 same) = pledges.dueWork(0, 3, 0);
        assertEq(none.length, 0);
        assertEq(same, 3);
        uint256 cursor;
        uint256 found;
        do {
            uint256[] memory ids;
            (ids, cursor) = pledges.dueWork(0, cursor, 2);
            found += ids.length;
        } while (cursor != 0);
        assertEq(found, 6);
        (none, same) = pledges.dueWork(1, 0, 9);
        assertEq(none.length + same, 0);
        (none, same) = pledges.dueWork(0, type(uint256).max, 9);
        assertEq(none.length + same, 0);
    }

    function test_AsASourceOfWork_ItShouldTellTheStateOfEveryNumber() external {
        uint256 proposed = _propose(_terms(ada, 1));
        uint256 called = _openFor(ada, 1);
        _call(called);
        _assertState(0, WorkState.Unknown, 0);
        _assertState(99, WorkState.Unknown, 0);
        _assertState(proposed, WorkState.Waiting, 0);
        _assertState(called, WorkState.Waiting, 0);
        _assertState(endless, WorkState.Waiting, 0);
        _assertState(id, WorkState.NotDue, END);
        vm.warp(END);
        _assertState(id, WorkState.Due, END);
        pledges.expire(_list(id));
        _assertState(id, WorkState.Done, END);
    }

    function test_AsASourceOfWork_ItShouldRunWhatIsDueAndNothingElse() external {
        vm.warp(END);
        uint256[] memory ids = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (id, endless, 9);
        vm.prank(stranger);
        uint256[] memory done = pledges.runWork(0, ids);
        assertEq(done.length, 1);
        assertEq(done[0], id);
        assertEq(pledges.runWork(0, ids).length, 0);
        assertEq(pledges.runWork(1, ids).length, 0);
    }

    function test_AsASourceOfWork_ItShouldRunTheFirstOfSixteenPledgesAfterASplitWithTheGasThatItAsksFor() external {
        for (uint256 i; i < 14; ++i) {
            _openFor(ada, 2);
        }
        _split(1, 7);
        token.bringForward(_keys(ada));
        vm.warp(END);
        assertEq(pledges.pledgesOf(_direct(ada)).length, 16);
        assertEq(pledges.runWork{gas: pledges.workGas(0, 1)}(0, _list(id)).length, 1);
        assertEq(pledges.workGas(0, 2) - pledges.workGas(0, 1), 300_000);
    }

    function test_AsASourceOfWork_GivenTheModuleIsDetached_ItShouldHaveNothingDue() external {
        vm.warp(END);
        vm.prank(owner);
        issuer.detachModule(address(token), address(pledges));
        _assertDue(new uint256[](0));
        _assertState(id, WorkState.Waiting, END);
        assertEq(pledges.runWork(0, _list(id)).length, 0);
    }

    function _expectNotDue(uint256 pledgeId, uint40 endsAt) private {
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_NotDue.selector, pledgeId, endsAt));
        pledges.expire(_list(pledgeId));
    }

    function _assertDue(uint256[] memory expected) private view {
        (uint256[] memory ids, uint256 next) = pledges.dueWork(0, 0, 100);
        assertEq(next, 0);
        assertEq(ids, expected);
    }

    function _assertState(uint256 pledgeId, WorkState state, uint40 dueAt) private view {
        WorkStatus[] memory states = pledges.workStates(0, _list(pledgeId));
        assertEq(uint8(states[0].state), uint8(state), "state");
        assertEq(states[0].dueAt, dueAt, "due at");
    }
}
