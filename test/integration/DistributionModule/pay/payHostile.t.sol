// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {PaymentStatus, WithheldReason} from "../../../../src/types/Payout.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {FalseToken} from "../../../mocks/FalseToken.sol";
import {FeeToken} from "../../../mocks/FeeToken.sol";
import {BombingReceiver, GasBurner, ReenteringReceiver, RefundingReceiver} from "../../../mocks/HostileReceivers.sol";
import {RevertingReceiver} from "../../../mocks/RevertingReceiver.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract PayHostileTest is DistributionBase {
    PaymentStatus internal constant PAID = PaymentStatus.Paid;
    PaymentStatus internal constant WITHHELD = PaymentStatus.Withheld;

    function test_WhenAReceiverRefuses_ItShouldWithholdAndPayTheOthers() external {
        RevertingReceiver receiver = new RevertingReceiver(address(this));
        _expectWithheld(address(receiver));
    }

    function test_WhenAReceiverRefuses_ItShouldPayOnceTheReceiverAccepts() external {
        RevertingReceiver receiver = new RevertingReceiver(address(this));
        uint256 id = _expectWithheld(address(receiver));
        receiver.setAccepting(true);

        distribution.pay(id, _only(_direct(address(receiver))));

        assertEq(payment.balanceOf(address(receiver)), ALICE_ENTITLEMENT);
        _assertStatus(id, _direct(address(receiver)), PAID);
    }

    function test_WhenAReceiverBurnsAllGas_ItShouldWithholdAndPayTheOthers() external {
        GasBurner receiver = new GasBurner(address(this));
        receiver.setToBurn(type(uint256).max);
        _expectWithheld(address(receiver));
    }

    function test_WhenAReceiverRevertsWithMuchData_ItShouldWithholdAtBoundedCost() external {
        BombingReceiver receiver = new BombingReceiver(address(this));
        receiver.setSize(100_000);
        _expectWithheld(address(receiver));
    }

    function test_WhenAReceiverSendsMoneyBack_ItShouldWithholdAndUndoThePayment() external {
        RefundingReceiver receiver = new RefundingReceiver(address(this));
        receiver.setPercent(50);
        uint256 id = _expectWithheld(address(receiver));
        receiver.setPercent(100);
        distribution.pay(id, _only(_direct(address(receiver))));

        _assertStatus(id, _direct(address(receiver)), WITHHELD);
        assertEq(payment.balanceOf(address(receiver)), 0);
    }

    function test_WhenAReceiverCallsBack_ItShouldRefuseEveryFunctionThatMovesMoneyAndPayOnce() external {
        uint256 other = _declareFunded();
        ReenteringReceiver receiver = new ReenteringReceiver(address(this));
        uint256 id = _openFor(address(receiver));
        bytes[] memory attacks = new bytes[](5);
        attacks[0] = abi.encodeCall(distribution.pay, (id, _only(_direct(address(receiver)))));
        attacks[1] = abi.encodeCall(distribution.claim, (id, address(0)));
        attacks[2] = abi.encodeCall(distribution.close, (id));
        attacks[3] = abi.encodeCall(distribution.reclaim, (other, address(receiver)));
        attacks[4] = abi.encodeCall(distribution.fund, (other));
        uint256 clean = vm.snapshotState();

        for (uint256 i; i < attacks.length; ++i) {
            receiver.prepare(address(distribution), attacks[i]);
            distribution.pay(id, _only(_direct(address(receiver))));

            assertEq(receiver.calls(), 1);
            assertFalse(receiver.succeeded());
            assertEq(bytes4(receiver.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            assertEq(payment.balanceOf(address(receiver)), ALICE_ENTITLEMENT);
            assertEq(distribution.getDistribution(id).paid, ALICE_ENTITLEMENT);
            vm.revertToState(clean);
        }
    }

    function test_WhenThePaymentTokenAnswersFalseAndMovesNothing_ItShouldWithhold() external {
        _expectAnswer(FalseToken.Answer.FalseAndStays, WITHHELD);
    }

    function test_WhenThePaymentTokenAnswersFalseAndMovesTheMoney_ItShouldWithholdAndUndoThePayment() external {
        _expectAnswer(FalseToken.Answer.FalseAndMoves, WITHHELD);
    }

    function test_WhenThePaymentTokenAnswersTrueAndMovesNothing_ItShouldWithhold() external {
        _expectAnswer(FalseToken.Answer.TrueAndStays, WITHHELD);
    }

    function test_WhenThePaymentTokenAnswersTrueAndMovesHalf_ItShouldWithholdAndUndoThePayment() external {
        _expectAnswer(FalseToken.Answer.TrueAndMovesHalf, WITHHELD);
    }

    function test_WhenThePaymentTokenAnswersNothing_ItShouldPay() external {
        _expectAnswer(FalseToken.Answer.NothingAndMoves, PAID);
    }

    function test_WhenThePaymentTokenAnswersWithMuchData_ItShouldPayAtBoundedCost() external {
        _expectAnswer(FalseToken.Answer.Bomb, PAID);
    }

    function test_WhenThePaymentTokenTakesAFeeFromTheSender_ItShouldWithhold() external {
        (FeeToken feeToken, uint256 id) = _openFeeToken();
        feeToken.setFee(FeeToken.Fee.FromSender);

        distribution.pay(id, _everybody());

        assertEq(feeToken.balanceOf(_purse(id)), AMOUNT);
        _assertStatus(id, _direct(alice), WITHHELD);
    }

    /// @dev What the purse gave is what counts: no other holder is harmed.
    function test_WhenThePaymentTokenTakesAFeeFromTheReceiver_ItShouldPay() external {
        (FeeToken feeToken, uint256 id) = _openFeeToken();
        feeToken.setFee(FeeToken.Fee.FromReceiver);

        distribution.pay(id, _everybody());

        assertEq(feeToken.balanceOf(alice), ALICE_ENTITLEMENT - feeToken.FEE());
        assertEq(feeToken.balanceOf(_purse(id)), REMAINDER);
        _assertStatus(id, _direct(alice), PAID);
    }

    function test_GivenThePaymentTokenHasLostItsCode_ItShouldWithhold() external {
        uint256 id = _declareOpen();
        vm.etch(address(payment), "");

        assertEq(distribution.pay(id, _everybody()), 3);

        _assertStatus(id, _direct(alice), WITHHELD);
        assertEq(distribution.getDistribution(id).paid, 0);
    }

    /// @dev The receiver holds Alice's 600; its payment fails, the others' do not, and the batch costs little more than
    /// the payment's bound.
    function _expectWithheld(address receiver) private returns (uint256 id) {
        id = _openFor(receiver);
        PositionKey[] memory positions = _everybody();
        positions[0] = _direct(receiver);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionWithheld(id, receiver, address(0), ALICE_ENTITLEMENT, WithheldReason.PaymentFailed);
        uint256 gasBefore = gasleft();
        assertEq(distribution.pay(id, positions), 3);
        assertLt(gasBefore - gasleft(), 600_000);

        assertEq(payment.balanceOf(receiver), 0);
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        _assertStatus(id, _direct(receiver), WITHHELD);
        assertEq(distribution.getDistribution(id).paid, BOB_ENTITLEMENT + CAROL_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }

    function _openFor(address receiver) private returns (uint256) {
        _register(receiver);
        _transfer(alice, receiver, 600);
        return _declareOpen();
    }

    function _expectAnswer(FalseToken.Answer answer, PaymentStatus expected) private {
        FalseToken falseToken = new FalseToken();
        falseToken.mint(funder, AMOUNT);
        uint256 id = _openIn(falseToken);
        falseToken.setAnswer(answer);

        uint256 gasBefore = gasleft();
        distribution.pay(id, _only(_direct(alice)));
        assertLt(gasBefore - gasleft(), 300_000);

        uint256 paid = expected == PAID ? ALICE_ENTITLEMENT : 0;
        assertEq(falseToken.balanceOf(alice), paid);
        assertEq(falseToken.balanceOf(_purse(id)), AMOUNT - paid);
        assertEq(distribution.getDistribution(id).paid, paid);
        assertEq(distribution.getDistribution(id).settledSupply, 600);
        _assertStatus(id, _direct(alice), expected);
    }

    function _openFeeToken() private returns (FeeToken feeToken, uint256 id) {
        feeToken = new FeeToken();
        feeToken.mint(funder, AMOUNT);
        id = _openIn(feeToken);
    }

    function _openIn(IERC20 payment_) private returns (uint256 id) {
        id = _declare(payment_, AMOUNT);
        _approve(payment_, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
    }
}
