// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {IRecordDateSchedule} from "../../../../src/interfaces/IRecordDateSchedule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_RECORD_DATE} from "../../../../src/types/Modules.sol";
import {Distribution, DistributionState} from "../../../../src/types/Payout.sol";
import {PlanState} from "../../../../src/types/RecordDate.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract DeclareTest is DistributionBase {
    function test_RevertWhen_TheCallerIsNoAuthority() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, alice));
        vm.prank(alice);
        distribution.declare(payment, AMOUNT, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoOwners();

        vm.prank(owner);
        assertFalse(distribution.declare(payment, AMOUNT, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE));
        assertEq(distribution.distributionCount(), 0);
        assertEq(token.recordDates().length, 0);

        vm.prank(secondOwner);
        assertTrue(distribution.declare(payment, AMOUNT, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE));
        assertEq(distribution.distributionCount(), 1);
    }

    function test_RevertGiven_TheModuleIsDetached() external {
        _detach(address(distribution));

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(distribution)));
        vm.prank(owner);
        distribution.declare(payment, AMOUNT, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE);
    }

    function test_RevertWhen_ThePaymentTokenHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_InvalidPayment.selector, stranger));
        _declare(IERC20(stranger), AMOUNT);
    }

    function test_RevertWhen_TheAmountIsZero() external {
        vm.expectRevert(IPayouts.Payouts_InvalidAmount.selector);
        _declare(payment, 0);
    }

    function test_RevertWhen_TheAmountHasMoreThan128Bits() external {
        vm.expectRevert(IPayouts.Payouts_InvalidAmount.selector);
        _declare(payment, 1 << 128);
    }

    function test_WhenTheAmountHasJust128Bits_ItShouldKeepItWhole() external {
        uint256 id = _declare(payment, type(uint128).max);
        assertEq(distribution.getDistribution(id).amount, type(uint128).max);
    }

    function test_RevertWhen_TheRecordDateIsNow() external {
        _expectInvalidDates(START, PAYMENT_DATE, CLAIM_DEADLINE);
    }

    function test_RevertWhen_ThePaymentDateIsTheRecordDate() external {
        _expectInvalidDates(RECORD_DATE, RECORD_DATE, CLAIM_DEADLINE);
    }

    function test_RevertWhen_TheClaimDeadlineIsThePaymentDate() external {
        _expectInvalidDates(RECORD_DATE, PAYMENT_DATE, PAYMENT_DATE);
    }

    function test_RevertWhen_TheRecordDateIsMoreThanAHundredYearsAhead() external {
        uint40 latest = START + 36_525 days;
        _expectInvalidDates(latest + 1, latest + 1 days, latest + 2 days);
        assertEq(distribution.getDistribution(_declareFor(latest)).recordDate, latest);
    }

    function test_RevertWhen_TheClaimDeadlineIsMoreThanTenYearsAfterThePaymentDate() external {
        _expectInvalidDates(RECORD_DATE, PAYMENT_DATE, PAYMENT_DATE + 3650 days + 1);
    }

    function test_WhenTheDatesAreAsLateAsTheyMayBe_ItShouldKeepThem() external {
        (uint40 recordDate, uint40 paymentDate) = (START + 36_525 days, START + 36_526 days);
        vm.prank(owner);
        distribution.declare(payment, AMOUNT, recordDate, paymentDate, paymentDate + 3650 days);
        assertEq(distribution.getDistribution(1).recordDate, recordDate);
        assertEq(distribution.getDistribution(1).claimDeadline, paymentDate + 3650 days);
    }

    function test_WhenAnAuthorityCalls_ItShouldAnnounceTheRecordDateToTheToken() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.RecordDateScheduled(RECORD_DATE);
        _declare();

        assertEq(token.recordDates().length, 1);
        assertEq(token.recordDates()[0], RECORD_DATE);
    }

    function test_WhenAnAuthorityCalls_GivenTheRecordDateLiesAtTheHorizon_ItShouldAnnounceIt() external {
        uint256 id = _declareFor(START + 730 days);
        assertEq(token.recordDates()[0], START + 730 days);
        assertEq(uint8(distribution.plannedDate(id).state), uint8(PlanState.None));
    }

    function test_WhenAnAuthorityCalls_GivenTheRecordDateLiesBeyondTheHorizon_ItShouldPlanIt() external {
        uint40 recordDate = START + 730 days + 1;
        vm.expectEmit(address(distribution));
        emit IRecordDateSchedule.RecordDatePlanned(1, recordDate);
        uint256 id = _declareFor(recordDate);

        assertEq(token.recordDates().length, 0);
        assertEq(distribution.plannedDate(id).recordDate, recordDate);
        assertEq(uint8(distribution.plannedDate(id).state), uint8(PlanState.Planned));
    }

    function test_ItShouldHaveAskedForThePermissionToAnnounceWhenItWasAttached() external view {
        assertEq(distribution.declaration().permissions, PERMISSION_RECORD_DATE);
    }

    function test_WhenAnAuthorityCalls_ItShouldKeepTheTermsUnderTheNextNumber() external {
        _declare();
        vm.expectEmit(address(distribution));
        emit IDistributionModule.DistributionDeclared(
            2, payment, type(uint128).max, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE
        );
        uint256 id = _declare(payment, type(uint128).max);

        assertEq(id, 2);
        Distribution memory declared = distribution.getDistribution(id);
        assertEq(address(declared.payment), address(payment));
        assertEq(declared.amount, type(uint128).max);
        assertEq(declared.recordDate, RECORD_DATE);
        assertEq(declared.paymentDate, PAYMENT_DATE);
        assertEq(declared.claimDeadline, CLAIM_DEADLINE);
        _assertState(id, DistributionState.Declared);
        assertEq(distribution.getDistribution(1).amount, AMOUNT);
    }

    function _expectInvalidDates(uint40 recordDate, uint40 paymentDate, uint40 claimDeadline) private {
        vm.expectRevert(
            abi.encodeWithSelector(IPayouts.Payouts_InvalidDates.selector, recordDate, paymentDate, claimDeadline)
        );
        vm.prank(owner);
        distribution.declare(payment, AMOUNT, recordDate, paymentDate, claimDeadline);
    }
}
