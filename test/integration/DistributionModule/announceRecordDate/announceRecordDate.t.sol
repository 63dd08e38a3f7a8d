// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {IRecordDateSchedule} from "../../../../src/interfaces/IRecordDateSchedule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {DistributionState} from "../../../../src/types/Payout.sol";
import {PlanState} from "../../../../src/types/RecordDate.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

contract AnnounceRecordDateTest is DistributionBase {
    uint40 private constant DATE = START + 1000 days;
    uint40 private constant DUE_AT = DATE - 90 days;

    function test_RevertWhen_TheDateWasNeverPlannedOrIsAnnouncedAlready() external {
        _expectNotPlanned(0);
        _expectNotPlanned(1);
        _expectNotPlanned(_declare());
        uint256 id = _declareFor(DATE);
        vm.warp(DUE_AT);
        distribution.announceRecordDate(id);
        _expectNotPlanned(id);
    }

    function test_RevertWhen_TheDateIsMoreThanNinetyDaysAhead() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DUE_AT - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IRecordDateSchedule.RecordDateSchedule_NotDue.selector, id, uint256(DUE_AT))
        );
        distribution.announceRecordDate(id);
    }

    function test_WhenTheDateIsNear_ItShouldAnnounceItForAnyoneAndSaySo() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DUE_AT);
        vm.expectEmit(address(token));
        emit ITokenEvents.RecordDateScheduled(DATE);
        vm.expectEmit(address(distribution));
        emit IRecordDateSchedule.RecordDateAnnounced(id, DATE);
        vm.prank(stranger);
        distribution.announceRecordDate(id);

        assertEq(token.recordDates()[0], DATE);
        _assertPlan(id, PlanState.Announced);
    }

    function test_WhenTheDateIsNear_GivenSixteenDatesLieAhead_ItShouldRevertUntilOneHasPassed() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DUE_AT);
        vm.startPrank(owner);
        for (uint40 i = 1; i <= 16; ++i) {
            token.scheduleRecordDate(DUE_AT + i);
        }
        vm.stopPrank();
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyRecordDates.selector);
        distribution.announceRecordDate(id);
        _assertPlan(id, PlanState.Planned);

        vm.warp(DUE_AT + 2);
        distribution.announceRecordDate(id);
        assertEq(token.recordDates()[16], DATE);
    }

    function test_WhenTheDateIsNear_GivenTheModuleIsDetached_ItShouldRevertUntilItIsAttachedAgain() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DUE_AT);
        _detach(address(distribution));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, address(distribution)));
        distribution.announceRecordDate(id);
        vm.prank(owner);
        issuer.attachModule(address(token), address(distribution));
        distribution.announceRecordDate(id);
        _assertPlan(id, PlanState.Announced);
    }

    /// @dev The authorities' withdrawal must not take the date from the distribution.
    function test_WhenTheDateIsNear_GivenAnAuthorityAnnouncedItBefore_ItShouldNeedItToo() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DUE_AT);
        vm.prank(owner);
        token.scheduleRecordDate(DATE);
        distribution.announceRecordDate(id);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDateNeeded.selector, DATE, address(distribution))
        );
        vm.prank(owner);
        token.withdrawRecordDate(DATE);
    }

    function test_WhenTheDateIsNear_ItShouldLetTheDistributionBeOpenedAndPaid() external {
        uint256 id = _declareFor(DATE);
        _fund(id);
        vm.warp(DATE - 1);
        distribution.announceRecordDate(id);
        vm.warp(DATE + 10 days);
        distribution.open(id);
        distribution.pay(id, _everybody());
        distribution.close(id);
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    function test_RevertWhen_ItIsTheSecondOfTheRecordDate() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DATE);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDatePast.selector, DATE, uint256(DATE)));
        distribution.announceRecordDate(id);
    }

    function test_WhenTheDateHasPassed_GivenAnAuthorityHadAnnouncedIt_ItShouldSayThatItIsAnnounced() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DATE - 1);
        vm.prank(owner);
        token.scheduleRecordDate(DATE);
        vm.warp(DATE + 1);
        vm.expectEmit(address(distribution));
        emit IRecordDateSchedule.RecordDateAnnounced(id, DATE);
        distribution.announceRecordDate(id);
        _assertPlan(id, PlanState.Announced);
    }

    /// @dev Else a stranger could have a date that was announced told to be missed.
    function test_RevertWhen_TheDateHasPassed_GivenAnAuthorityHadAnnouncedIt_WhenTheCallerGivesTooLittleGasForTheTokensAnswer()
        external
    {
        uint256 id = _declareFor(DATE);
        vm.warp(DATE + 1);
        vm.mockCallRevert(address(token), abi.encodeCall(token.totalSupplyAt, (DATE)), "");
        vm.expectRevert(abi.encodeWithSelector(IRecordDateSchedule.RecordDateSchedule_NoAnswer.selector, id));
        distribution.announceRecordDate(id);
        _assertPlan(id, PlanState.Planned);
    }

    function test_WhenTheDateHasPassed_GivenNobodyHadAnnouncedIt_ItShouldSayThatItWasMissedOnce() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DATE + 1);
        vm.expectEmit(address(distribution));
        emit IRecordDateSchedule.RecordDateMissed(id, DATE);
        distribution.announceRecordDate(id);
        _assertPlan(id, PlanState.Missed);
        assertEq(token.recordDates().length, 0);
        _expectNotPlanned(id);
    }

    function test_WhenTheDateHasPassed_GivenNobodyHadAnnouncedIt_ItShouldLeaveTheDistributionToBeCancelledWithFullRefund()
        external
    {
        uint256 id = _declareFor(DATE);
        _fund(id);
        vm.warp(DATE + 10 days);
        distribution.announceRecordDate(id);
        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, DATE));
        distribution.open(id);

        _cancel(id);
        _assertState(id, DistributionState.Cancelled);
        assertEq(payment.balanceOf(funder), AMOUNT);
        _assertPlan(id, PlanState.Missed);
    }

    function test_GivenTheDistributionWasCancelled_ItShouldBeDropped() external {
        uint256 id = _declareFor(DATE);
        vm.expectEmit(address(distribution));
        emit IRecordDateSchedule.RecordDateDropped(id, DATE);
        _cancel(id);
        _assertPlan(id, PlanState.Dropped);
        vm.warp(DUE_AT);
        _expectNotPlanned(id);
    }

    function test_GivenTheDistributionWasCancelled_ItShouldLeaveTheDateToAnotherDistributionThatNeedsIt() external {
        (uint256 id, uint256 other) = (_declareFor(DATE), _declareFor(DATE));
        vm.warp(DUE_AT);
        distribution.announceRecordDate(id);
        _cancel(id);
        assertEq(token.recordDates().length, 1);
        distribution.announceRecordDate(other);
        assertEq(token.recordDates().length, 1);
        _assertPlan(other, PlanState.Announced);
    }

    function test_GivenTheDistributionWasCancelled_ItShouldWithdrawTheDateIfItWasAnnounced() external {
        uint256 id = _declareFor(DATE);
        vm.warp(DUE_AT);
        distribution.announceRecordDate(id);
        _cancel(id);
        assertEq(token.recordDates().length, 0);
    }

    function _cancel(uint256 id) private {
        vm.prank(owner);
        distribution.cancel(id);
    }

    function _expectNotPlanned(uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IRecordDateSchedule.RecordDateSchedule_NotPlanned.selector, id));
        distribution.announceRecordDate(id);
    }

    function _assertPlan(uint256 id, PlanState state) private view {
        assertEq(uint8(distribution.plannedDate(id).state), uint8(state), "plan");
        assertEq(distribution.plannedDate(id).recordDate, DATE, "date");
    }
}
