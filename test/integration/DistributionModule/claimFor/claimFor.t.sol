// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {DistributionState, PaymentStatus} from "../../../../src/types/Payout.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {ReenteringReceiver} from "../../../mocks/HostileReceivers.sol";
import {SuccessorBase} from "../../../utils/SuccessorBase.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract ClaimForTest is SuccessorBase {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        distribution.claimFor(1, _direct(alice));
    }

    function test_RevertGiven_ItIsNotOpenYet() external {
        uint256 id = _declareFunded();
        vm.expectRevert(_wrongState(id, DistributionState.Funded));
        _claimFor(alice, id, _direct(alice));
    }

    function test_RevertWhen_TheDeadlineHasPassed() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_ClaimDeadlinePassed.selector, id, CLAIM_DEADLINE));
        _claimFor(alice, id, _direct(alice));
    }

    function test_WhenThePositionIsAnothers_ItShouldPayItsOwnerWhoeverCalls() external {
        uint256 id = _declareOpen();
        _claimFor(stranger, id, _direct(alice));
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(stranger), 0);
    }

    function test_WhenThePositionIsAnothers_ItShouldPayABeneficialOwnerWhoeverCalls() external {
        uint256 id = _declareOpen();
        _claimFor(address(custodian), id, _custodied(carol));
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        assertEq(payment.balanceOf(address(custodian)), 0);
    }

    function test_RevertWhen_ThePositionHeldNothing() external {
        uint256 id = _declareOpen();
        _expectNotEntitled(id, alice, _custodied(alice));
        _expectNotEntitled(id, stranger, _direct(address(0)));
        _expectNotEntitled(id, owner, _direct(address(issuer)));
    }

    function test_RevertGiven_ThePositionWasPaid() external {
        uint256 id = _declareOpen();
        _lose(alice, successor);
        distribution.pay(id, _only(_direct(alice)));

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_AlreadyPaid.selector, id, alice));
        _claimFor(successor, id, _direct(alice));
    }

    function test_WhenThePositionIsTheCallersOwn_ItShouldPay() external {
        uint256 id = _declareOpen();
        _claimFor(carol, id, _custodied(carol));
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 100);
    }

    function test_GivenTheKeyOfTheAccountWasLost_WhenTheLostAccountClaims_ItShouldPayTheSuccessor() external {
        uint256 id = _declareOpen();
        _lose(alice, successor);
        _claimFor(alice, id, _direct(alice));

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(alice), 0);
    }

    function test_GivenTheKeyOfTheAccountWasLost_WhenASuccessorThatWasLostInItsTurnClaims_ItShouldPayTheLastOne()
        external
    {
        uint256 id = _declareOpen();
        _lose(alice, successor);
        _lose(successor, lastSuccessor);
        _claimFor(successor, id, _direct(alice));
        assertEq(payment.balanceOf(lastSuccessor), ALICE_ENTITLEMENT);
    }

    function test_RevertGiven_TheKeyOfTheAccountWasLost_GivenTheSuccessorIsRestricted() external {
        uint256 id = _declareOpen();
        _lose(alice, successor);
        _restrict(successor);

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_Restricted.selector, successor));
        _claimFor(successor, id, _direct(alice));
    }

    function test_GivenTheKeyOfTheAccountWasLost_WhenTheSuccessorClaimsAgainWhileItIsBeingPaid_ItShouldPayOnce()
        external
    {
        ReenteringReceiver receiver = new ReenteringReceiver(address(this));
        _bind(address(receiver));
        uint256 id = _declareOpen();
        _lose(alice, address(receiver));
        bytes memory claim = abi.encodeCall(distribution.claimFor, (id, _direct(alice)));
        receiver.prepare(address(distribution), claim);

        receiver.execute(address(distribution), claim);

        assertEq(receiver.calls(), 1);
        assertEq(bytes4(receiver.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assertEq(payment.balanceOf(address(receiver)), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).paid, ALICE_ENTITLEMENT);
    }

    function test_GivenTheKeyOfTheAccountWasLost_GivenTheLostAccountWasWithheld_ItShouldPayTheSuccessorWhatWasWithheld()
        external
    {
        uint256 id = _declareOpen();
        _restrict(alice);
        distribution.pay(id, _everybody());
        vm.warp(PAYMENT_DATE + 14 days);
        distribution.close(id);
        _succeed(token, alice, successor);

        _claimFor(successor, id, _direct(alice));

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
        assertEq(distribution.getDistribution(id).paid, AMOUNT - REMAINDER);
    }

    function test_GivenTheKeyOfTheAccountWasLost_WhenThePositionLiesAtACustodian_ItShouldPayTheSuccessor() external {
        _transfer(alice, address(custodian), 600);
        uint256 id = _declareOpen();
        _lose(alice, successor);

        _claimFor(successor, id, _custodied(alice));

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        _assertStatus(id, _custodied(alice), PaymentStatus.Paid);
    }

    function test_GivenTheKeyOfTheAccountWasLost_WhenTheSuccessorClaimsForBothAccounts_ItShouldPayEachPositionAndNameIt()
        external
    {
        _transfer(alice, successor, 200);
        uint256 id = _declareOpen();
        _lose(alice, successor);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, alice, address(0), AMOUNT * 400 / 1_000);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaidToSuccessor(id, alice, successor, address(0));
        _claimFor(successor, id, _direct(alice));
        vm.prank(successor);
        distribution.claim(id, address(0));

        assertEq(payment.balanceOf(successor), AMOUNT * 400 / 1_000 + AMOUNT * 200 / 1_000);
        _assertStatus(id, _direct(alice), PaymentStatus.Paid);
        _assertStatus(id, _direct(successor), PaymentStatus.Paid);
    }

    function _claimFor(address caller, uint256 id, PositionKey memory position) private {
        vm.prank(caller);
        distribution.claimFor(id, position);
    }

    function _expectNotEntitled(uint256 id, address caller, PositionKey memory position) private {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotEntitled.selector, id, position.account));
        _claimFor(caller, id, position);
    }
}
