// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {DistributionState, PaymentStatus} from "../../../../src/types/Payout.sol";
import {GasBurner, ReenteringReceiver} from "../../../mocks/HostileReceivers.sol";
import {RevertingReceiver} from "../../../mocks/RevertingReceiver.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {Recovery} from "../../../utils/Recovery.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract ClaimTest is DistributionBase, Recovery {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        distribution.claim(1, address(0));
    }

    function test_RevertGiven_ItIsNotOpenYet() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);

        vm.expectRevert(_wrongState(id, DistributionState.Funded));
        vm.prank(alice);
        distribution.claim(id, address(0));
    }

    function test_RevertGiven_ItIsReclaimed() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE + 1);
        vm.prank(owner);
        distribution.reclaim(id, funder);

        vm.expectRevert(_wrongState(id, DistributionState.Reclaimed));
        vm.prank(alice);
        distribution.claim(id, address(0));
    }

    function test_RevertWhen_TheDeadlineHasPassed() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE + 1);

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_ClaimDeadlinePassed.selector, id, CLAIM_DEADLINE));
        vm.prank(alice);
        distribution.claim(id, address(0));
    }

    function test_RevertWhen_TheCallerHeldNothing() external {
        uint256 id = _declareOpen();
        _transfer(alice, carol, 600);

        _expectNotEntitled(id, stranger, address(0));
        _expectNotEntitled(id, carol, address(0));
        _expectNotEntitled(id, alice, address(custodian));
        _expectNotEntitled(id, alice, stranger);
    }

    function test_RevertWhen_TheCallerIsACustodian() external {
        uint256 id = _declareOpen();

        _expectNotEntitled(id, address(custodian), address(0));
        _expectNotEntitled(id, address(custodian), address(custodian));
        _expectNotEntitled(id, address(issuer), address(0));
    }

    function test_RevertGiven_TheCallerWasPaid() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _everybody());

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_AlreadyPaid.selector, id, alice));
        vm.prank(alice);
        distribution.claim(id, address(0));
    }

    function test_RevertGiven_TheCallerIsFrozen() external {
        uint256 id = _declareOpen();
        _freeze(alice, true);

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_Restricted.selector, alice));
        vm.prank(alice);
        distribution.claim(id, address(0));
    }

    /// @dev Whoever has the lost key gets nothing by it.
    function test_GivenTheKeyOfTheCallerWasLost_ItShouldPayTheSuccessor() external {
        address successor = makeAddr("successor");
        vm.prank(owner);
        registrar.registerAccounts(_idOf(alice), _one(successor));
        uint256 id = _declareOpen();
        vm.prank(owner);
        registrar.restrictAccounts(_idOf(alice), _one(alice));
        _succeed(token, alice, successor);

        vm.prank(alice);
        distribution.claim(id, address(0));

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(alice), 0);
    }

    function test_RevertWhen_TheCallerRefusesThePayment() external {
        RevertingReceiver receiver = new RevertingReceiver(address(this));
        _holderContract(address(receiver));
        uint256 id = _declareOpen();

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_PaymentFailed.selector, id, address(receiver)));
        receiver.execute(address(distribution), abi.encodeCall(distribution.claim, (id, address(0))));
        assertEq(distribution.getDistribution(id).settledSupply, 0);

        receiver.setAccepting(true);
        receiver.execute(address(distribution), abi.encodeCall(distribution.claim, (id, address(0))));
        assertEq(payment.balanceOf(address(receiver)), ALICE_ENTITLEMENT);
    }

    function test_WhenTheCallerClaimsAgainWhileItIsBeingPaid_ItShouldPayOnce() external {
        ReenteringReceiver receiver = new ReenteringReceiver(address(this));
        _holderContract(address(receiver));
        uint256 id = _declareOpen();
        bytes memory claim = abi.encodeCall(distribution.claim, (id, address(0)));
        receiver.prepare(address(distribution), claim);

        receiver.execute(address(distribution), claim);

        assertEq(receiver.calls(), 1);
        assertFalse(receiver.succeeded());
        assertEq(bytes4(receiver.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assertEq(payment.balanceOf(address(receiver)), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).paid, ALICE_ENTITLEMENT);
    }

    function test_WhenTheCallerNeedsMoreGasThanABatchGives_ItShouldPay() external {
        GasBurner receiver = new GasBurner(address(this));
        receiver.setToBurn(160_000);
        _holderContract(address(receiver));
        uint256 id = _declareOpen();
        distribution.pay(id, _only(_direct(address(receiver))));
        _assertStatus(id, _direct(address(receiver)), PaymentStatus.Withheld);

        receiver.execute(address(distribution), abi.encodeCall(distribution.claim, (id, address(0))));

        _assertStatus(id, _direct(address(receiver)), PaymentStatus.Paid);
        assertEq(payment.balanceOf(address(receiver)), ALICE_ENTITLEMENT);
    }

    function test_GivenItIsOpenAndTheCallerWasNotSeen_ItShouldPayAndSettleThePosition() external {
        uint256 id = _declareOpen();

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, alice, address(0), ALICE_ENTITLEMENT);
        vm.prank(alice);
        distribution.claim(id, address(0));

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 600);
        assertEq(distribution.getDistribution(id).paid, ALICE_ENTITLEMENT);
        _assertStatus(id, _direct(alice), PaymentStatus.Paid);

        distribution.pay(id, _everybody());
        distribution.close(id);
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    function test_GivenItIsClosedAndTheCallerWasWithheld_ItShouldPayWhatWasWithheld() external {
        uint256 id = _declareOpen();
        _freeze(alice, true);
        distribution.pay(id, _everybody());
        vm.warp(PAYMENT_DATE + 14 days);
        distribution.close(id);
        _freeze(alice, false);

        vm.prank(alice);
        distribution.claim(id, address(0));

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
        assertEq(distribution.getDistribution(id).paid, AMOUNT - REMAINDER);
    }

    function test_GivenTheCallerIsABeneficialOwner_ItShouldPay() external {
        uint256 id = _declareOpen();

        vm.prank(carol);
        distribution.claim(id, address(custodian));

        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        _assertStatus(id, _custodied(carol), PaymentStatus.Paid);
        _assertStatus(id, _direct(carol), PaymentStatus.None);
    }

    function test_WhenTheDeadlineIsNow_ItShouldPay() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE);

        vm.prank(alice);
        distribution.claim(id, address(0));

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    /// @dev A contract holds Alice's 600 from before the record date.
    function _holderContract(address holder) private {
        _register(holder);
        _transfer(alice, holder, 600);
    }

    function _expectNotEntitled(uint256 id, address caller, address custodian_) private {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotEntitled.selector, id, caller));
        vm.prank(caller);
        distribution.claim(id, custodian_);
    }
}
