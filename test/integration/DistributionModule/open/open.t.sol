// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {DistributionState} from "../../../../src/types/Payout.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

contract OpenTest is DistributionBase {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(7));
        distribution.open(7);
        assertFalse(distribution.isOpenable(7));
    }

    function test_RevertGiven_ItIsNotFunded() external {
        uint256 id = _declare();
        vm.warp(PAYMENT_DATE);

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(_wrongState(id, DistributionState.Declared));
        distribution.open(id);
    }

    function test_RevertGiven_ItIsOpen() external {
        uint256 id = _declareOpen();

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(_wrongState(id, DistributionState.Open));
        distribution.open(id);
    }

    function test_RevertWhen_ThePaymentDateComesASecondLater() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE - 1);

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotDue.selector, id, PAYMENT_DATE));
        distribution.open(id);
    }

    function test_RevertWhen_TheClaimDeadlineHasPassed() external {
        uint256 id = _declareFunded();
        vm.warp(CLAIM_DEADLINE);
        assertTrue(distribution.isOpenable(id));
        vm.warp(CLAIM_DEADLINE + 1);

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_ClaimDeadlinePassed.selector, id, CLAIM_DEADLINE));
        distribution.open(id);
    }

    function test_RevertGiven_TheTokenDoesNotKnowTheRecordDateAnyMore() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);
        bytes memory unknown =
            abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, RECORD_DATE);
        vm.mockCallRevert(address(token), abi.encodeCall(token.totalSupplyAt, (RECORD_DATE)), unknown);

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(unknown);
        distribution.open(id);
    }

    function test_GivenNobodyButTheTreasuryHeldAnythingAtTheRecordDate_ItShouldCloseAtOnceAndLetTheAuthoritiesReclaimAtOnce()
        external
    {
        vm.startPrank(owner);
        token.controllerTransfer(alice, address(issuer), 600, "", "");
        token.controllerTransfer(bob, address(issuer), 300, "", "");
        vm.stopPrank();
        vm.prank(custodianOfficer);
        custodian.transfer(token, carol, carol, 100);
        vm.prank(owner);
        token.controllerTransfer(carol, address(issuer), 100, "", "");
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);

        assertTrue(distribution.isOpenable(id));
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionOpened(id, 0);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionClosed(id, 0);
        distribution.open(id);
        _assertState(id, DistributionState.Closed);
        assertEq(distribution.pay(id, _everybody()), 3);

        vm.prank(owner);
        distribution.reclaim(id, stranger);
        assertEq(payment.balanceOf(stranger), AMOUNT);
    }

    function test_WhenThePaymentDateHasCome_ItShouldFixTheEligibleSupplyWithoutTheTreasury() external {
        uint256 id = _declareFunded();
        assertEq(distribution.entitlementOf(id, address(0), alice), 0);
        vm.warp(PAYMENT_DATE);

        assertTrue(distribution.isOpenable(id));
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionOpened(id, 1_000);
        vm.prank(stranger);
        distribution.open(id);

        assertEq(distribution.getDistribution(id).eligibleSupply, 1_000);
        _assertState(id, DistributionState.Open);
        assertEq(distribution.entitlementOf(id, address(0), alice), ALICE_ENTITLEMENT);
    }

    function test_WhenThePaymentDateHasCome_ItShouldLeaveOutWhatWasIssuedAfterTheRecordDate() external {
        uint256 id = _declareFunded();
        vm.warp(RECORD_DATE);
        _issue(bob, 500);
        vm.warp(RECORD_DATE + 1);
        _issue(alice, 10_000);
        _issue(address(issuer), 10_000);
        vm.warp(PAYMENT_DATE);

        distribution.open(id);

        assertEq(distribution.getDistribution(id).eligibleSupply, 1_500);
    }
}
