// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {WorkState, WorkStatus} from "../../../../src/types/WorkStatus.sol";
import {PayoutWorkBase} from "../../../utils/PayoutWorkBase.sol";

contract WorkStatesTest is PayoutWorkBase {
    function test_RevertWhen_TheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_UnknownKind.selector, 4));
        distribution.workStates(4, _ids(1));
    }

    function test_WhenItIsAskedOfOpening_ItShouldGoThroughTheLifeOfADistribution() external {
        _expect(OPEN, 1, WorkState.Unknown, 0);
        _expect(OPEN, 0, WorkState.Unknown, 0);
        uint256 id = _declare();
        _expect(OPEN, id, WorkState.Waiting, PAYMENT_DATE);
        _fund(id);
        _expect(OPEN, id, WorkState.NotDue, PAYMENT_DATE);
        vm.warp(PAYMENT_DATE);
        _expect(OPEN, id, WorkState.Due, PAYMENT_DATE);
        uint256 clean = vm.snapshotState();
        vm.warp(CLAIM_DEADLINE + 1);
        _expect(OPEN, id, WorkState.Withheld, PAYMENT_DATE);
        vm.prank(owner);
        distribution.cancel(id);
        _expect(OPEN, id, WorkState.Done, PAYMENT_DATE);
        vm.revertToState(clean);
        distribution.open(id);
        _expect(OPEN, id, WorkState.Done, PAYMENT_DATE);
    }

    function test_WhenItIsAskedOfClosing_ItShouldGoThroughTheLifeOfADistribution() external {
        _expect(CLOSE, 1, WorkState.Unknown, 0);
        uint256 id = _declareFunded();
        _expect(CLOSE, id, WorkState.Waiting, 0);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        _expect(CLOSE, id, WorkState.Waiting, 0);
        uint256 clean = vm.snapshotState();
        vm.warp(CLAIM_DEADLINE + 1);
        _expect(CLOSE, id, WorkState.Withheld, 0);
        vm.revertToState(clean);
        _freeze(bob, true);
        distribution.pay(id, _everybody());
        _expect(CLOSE, id, WorkState.NotDue, PAYMENT_DATE + 14 days);
        vm.warp(PAYMENT_DATE + 14 days);
        _expect(CLOSE, id, WorkState.Due, PAYMENT_DATE + 14 days);
        distribution.close(id);
        _expect(CLOSE, id, WorkState.Done, 0);
    }

    function test_WhenItIsAskedOfPayments_ItShouldGoThroughTheLifeOfADistribution() external {
        _enrolEverybody();
        uint256 id = _declare();
        _expect(PAY, _payId(id, 1), WorkState.NotDue, PAYMENT_DATE);
        vm.warp(PAYMENT_DATE);
        _expect(PAY, _payId(id, 1), WorkState.Waiting, PAYMENT_DATE);
        _fund(id);
        distribution.open(id);
        _expect(PAY, _payId(id, 1), WorkState.Due, PAYMENT_DATE);
        _freeze(bob, true);
        distribution.pay(id, _both(_direct(alice), _direct(bob)));
        _expect(PAY, _payId(id, 1), WorkState.Done, PAYMENT_DATE);
        _expect(PAY, _payId(id, 2), WorkState.Withheld, PAYMENT_DATE);
        _expect(PAY, _payId(id, 3), WorkState.Due, PAYMENT_DATE);
        vm.warp(CLAIM_DEADLINE + 1);
        _expect(PAY, _payId(id, 3), WorkState.Done, PAYMENT_DATE);
    }

    function test_WhenItIsAskedOfPayments_ItShouldAnswerForSeveralDistributionsInTheOrderAsked() external {
        _enrolEverybody();
        uint256 other = _declareFunded();
        uint256 id = _declareOpen();
        distribution.pay(id, _only(_direct(bob)));

        uint256[] memory ids = new uint256[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (_payId(id, 2), _payId(id, 1), _payId(other, 1), _payId(id, 3));
        WorkStatus[] memory statuses = distribution.workStates(PAY, ids);
        assertEq(uint8(statuses[0].state), uint8(WorkState.Done));
        assertEq(uint8(statuses[1].state), uint8(WorkState.Due));
        assertEq(uint8(statuses[2].state), uint8(WorkState.Waiting));
        assertEq(uint8(statuses[3].state), uint8(WorkState.Due));
    }

    function test_WhenItIsAskedOfPayments_ItShouldKnowNothingOfIdsThatNameNobody() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        _expect(PAY, _payId(id, 0), WorkState.Unknown, 0);
        _expect(PAY, _payId(id, 4), WorkState.Unknown, 0);
        _expect(PAY, _payId(id + 1, 1), WorkState.Unknown, 0);
        _expect(PAY, type(uint256).max, WorkState.Unknown, 0);
        _expect(PAY, _payId(id, 1) | 1 << 255, WorkState.Unknown, 0);
    }

    function test_WhenItIsAskedOfAnnouncements_ItShouldGoThroughTheLifeOfAPlannedDate() external {
        (uint40 date, uint40 dueAt) = (START + 1000 days, START + 910 days);
        _expect(ANNOUNCE, 0, WorkState.Unknown, 0);
        _expect(ANNOUNCE, 1, WorkState.Unknown, 0);
        uint256 id = _declareFor(date);
        vm.warp(dueAt - 1);
        _expect(ANNOUNCE, id, WorkState.NotDue, dueAt);
        vm.warp(dueAt);
        _expect(ANNOUNCE, id, WorkState.Due, dueAt);
        uint256 clean = vm.snapshotState();
        _detach(address(distribution));
        _expect(ANNOUNCE, id, WorkState.Paused, dueAt);
        vm.revertToState(clean);
        vm.prank(owner);
        distribution.cancel(id);
        _expect(ANNOUNCE, id, WorkState.Done, dueAt);
        vm.revertToState(clean);
        distribution.announceRecordDate(id);
        _expect(ANNOUNCE, id, WorkState.Done, dueAt);
    }

    function test_WhenItIsAskedOfAnnouncements_ItShouldSayThatAMissedDateIsDueToBeToldAndThenForPeople() external {
        (uint40 date, uint40 dueAt) = (START + 1000 days, START + 910 days);
        uint256 id = _declareFor(date);
        vm.warp(date);
        _expect(ANNOUNCE, id, WorkState.Waiting, dueAt);
        vm.warp(date + 1);
        _expect(ANNOUNCE, id, WorkState.Due, dueAt);
        distribution.announceRecordDate(id);
        _expect(ANNOUNCE, id, WorkState.Withheld, dueAt);
        vm.warp(date + 10 days);
        _fund(id);
        _expect(OPEN, id, WorkState.Withheld, date + 10 days);
    }

    function test_WhenItIsAskedOfAnnouncements_ItShouldSayThatOneWaitsWhileSixteenDatesLieAhead() external {
        (uint40 date, uint40 dueAt) = (START + 1000 days, START + 910 days);
        uint256 id = _declareFor(date);
        vm.warp(dueAt);
        vm.startPrank(owner);
        for (uint40 i = 1; i <= 16; ++i) {
            token.scheduleRecordDate(dueAt + i);
        }
        _expect(ANNOUNCE, id, WorkState.Waiting, dueAt);
        token.withdrawRecordDate(dueAt + 3);
        vm.stopPrank();
        _expect(ANNOUNCE, id, WorkState.Due, dueAt);
    }

    function test_GivenTheModuleIsDetached_ItShouldSayThatWhatIsDueWaits() external {
        _enrolEverybody();
        uint256 other = _declareFunded();
        uint256 id = _declareOpen();
        _detach(address(distribution));
        _expect(OPEN, other, WorkState.Paused, PAYMENT_DATE);
        _expect(PAY, _payId(id, 1), WorkState.Paused, PAYMENT_DATE);
        _expect(PAY, _payId(other, 1), WorkState.Waiting, PAYMENT_DATE);
    }

    function _expect(uint256 kind, uint256 id, WorkState state, uint40 dueAt) private view {
        WorkStatus memory status = distribution.workStates(kind, _ids(id))[0];
        assertEq(uint8(status.state), uint8(state), "state");
        assertEq(status.dueAt, dueAt, "dueAt");
    }
}
