// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {DistributionState} from "../../../../src/types/Payout.sol";
import {GasBurner, ReenteringReceiver} from "../../../mocks/HostileReceivers.sol";
import {BlockingToken, LyingToken} from "../../../mocks/HostileTokens.sol";
import {PaymentReceiver} from "../../../mocks/PaymentReceiver.sol";
import {RevertingReceiver} from "../../../mocks/RevertingReceiver.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract CancelTest is DistributionBase {
    function test_RevertWhen_TheCallerIsNoAuthority() external {
        uint256 id = _declareFunded();
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, funder));
        vm.prank(funder);
        distribution.cancel(id);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        uint256 id = _declareFunded();
        _needTwoOwners();

        assertFalse(_cancel(id));
        _assertState(id, DistributionState.Funded);
        assertEq(payment.balanceOf(funder), 0);

        vm.prank(secondOwner);
        assertTrue(distribution.cancel(id));
        assertEq(payment.balanceOf(funder), AMOUNT);
    }

    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        _cancel(1);
    }

    function test_RevertGiven_ItIsOpenOrClosedOrReclaimedOrCancelled() external {
        uint256 id = _declareOpen();
        _expectWrongState(id, DistributionState.Open);
        distribution.pay(id, _everybody());
        distribution.close(id);
        _expectWrongState(id, DistributionState.Closed);
        vm.warp(CLAIM_DEADLINE + 1);
        vm.prank(owner);
        distribution.reclaim(id, owner);
        _expectWrongState(id, DistributionState.Reclaimed);

        vm.warp(START);
        uint256 cancelled = _declare();
        _cancel(cancelled);
        _expectWrongState(cancelled, DistributionState.Cancelled);
    }

    function test_GivenItIsDeclared_ItShouldCancelIt() external {
        uint256 id = _declare();

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionCancelled(id);
        assertTrue(_cancel(id));

        _assertState(id, DistributionState.Cancelled);
        assertEq(distribution.reservedOf(id), 0);
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NothingToRefund.selector, id));
        distribution.withdrawRefund(id, funder);
    }

    function test_GivenItIsDeclared_ItShouldLetNobodyFundItAnyMore() external {
        uint256 id = _declare();
        _cancel(id);
        vm.expectRevert(_wrongState(id, DistributionState.Cancelled));
        vm.prank(funder);
        distribution.fund(id);
    }

    function test_GivenItsRecordDateIsToCome_ItShouldWithdrawTheRecordDate() external {
        uint256 id = _declare();
        vm.expectEmit(address(token));
        emit ITokenEvents.RecordDateWithdrawn(RECORD_DATE);
        _cancel(id);
        assertEq(token.recordDates().length, 0);
    }

    function test_GivenItsRecordDateIsToCome_ItShouldKeepTheRecordDateIfAnotherDistributionNeedsItUntilThatIsCancelledToo()
        external
    {
        (uint256 id, uint256 other) = (_declare(), _declare());
        _cancel(id);
        assertEq(token.recordDates().length, 1);
        _cancel(other);
        assertEq(token.recordDates().length, 0);
    }

    function test_GivenItsRecordDateIsToCome_ItShouldCancelThoughTheTokenKnowsTheRecordDateNoMore() external {
        uint256 id = _declareFunded();
        vm.startPrank(owner);
        issuer.detachModule(address(token), address(distribution));
        token.withdrawRecordDate(RECORD_DATE);
        issuer.attachModule(address(token), address(distribution));
        vm.stopPrank();
        _cancel(id);
        assertEq(payment.balanceOf(funder), AMOUNT);
        assertEq(token.recordDates().length, 0);
    }

    function test_GivenItsRecordDateHasPassed_ItShouldKeepTheRecordDate() external {
        uint256 id = _declare();
        vm.warp(RECORD_DATE + 1);
        _cancel(id);
        assertEq(token.recordDates().length, 1);
    }

    function test_GivenItIsFunded_ItShouldReturnAllToTheFunderInTheSameCall() external {
        uint256 id = _declareFunded();

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionCancelled(id);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionRefunded(id, funder, funder, AMOUNT);
        _cancel(id);

        assertEq(payment.balanceOf(funder), AMOUNT);
        assertEq(payment.balanceOf(_purse(id)), 0);
        assertEq(distribution.getDistribution(id).refunded, AMOUNT);
        assertEq(distribution.reservedOf(id), 0);
    }

    function test_GivenItIsFunded_ItShouldLetNobodyOpenItAnyMore() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);
        _cancel(id);

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(_wrongState(id, DistributionState.Cancelled));
        distribution.open(id);
    }

    function test_GivenItIsFunded_ItShouldReturnAllThoughTheClaimDeadlineHasPassed() external {
        uint256 id = _declareFunded();
        vm.warp(CLAIM_DEADLINE + 1);
        _cancel(id);
        assertEq(payment.balanceOf(funder), AMOUNT);
    }

    function test_GivenAStrangerFundedIt_ItShouldReturnAllToTheStranger() external {
        uint256 id = _declare();
        payment.mint(stranger, AMOUNT);
        vm.startPrank(stranger);
        payment.approve(address(distribution), AMOUNT);
        distribution.fund(id);
        vm.stopPrank();

        _cancel(id);

        assertEq(payment.balanceOf(stranger), AMOUNT);
        assertEq(payment.balanceOf(owner), 0);
    }

    function test_GivenAStrangerSentAPartToThePurse_ItShouldReturnTheFundersMoneyAndKeepTheStrangersToBeSwept()
        external
    {
        uint256 id = _declare();
        payment.mint(_purse(id), 500);
        _fund(id);
        payment.mint(_purse(id), 77);

        _cancel(id);
        assertEq(payment.balanceOf(funder), AMOUNT);
        assertEq(payment.balanceOf(_purse(id)), 577);

        vm.prank(owner);
        distribution.sweepSurplus(id, payment, stranger);
        assertEq(payment.balanceOf(stranger), 577);
    }

    function test_GivenTheFunderRefusesTheRefund_ItShouldCancelAndOweIt() external {
        RevertingReceiver receiver = new RevertingReceiver(address(this));
        uint256 id = _fundFrom(receiver);

        _cancel(id);

        _assertOwed(id, address(receiver));
        receiver.setAccepting(true);
        vm.prank(stranger);
        distribution.withdrawRefund(id, address(receiver));
        assertEq(payment.balanceOf(address(receiver)), AMOUNT);
    }

    function test_GivenTheFunderBurnsAllGas_ItShouldCancelAtBoundedCostAndOweIt() external {
        GasBurner receiver = new GasBurner(address(this));
        uint256 id = _fundFrom(receiver);
        receiver.setToBurn(type(uint256).max);

        uint256 gasBefore = gasleft();
        _cancel(id);
        assertLt(gasBefore - gasleft(), 300_000);

        _assertOwed(id, address(receiver));
    }

    function test_GivenThePaymentTokenIsPaused_ItShouldCancelAndOweIt() external {
        BlockingToken blocking = new BlockingToken();
        blocking.mint(funder, AMOUNT);
        uint256 id = _declare(blocking, AMOUNT);
        _approve(blocking, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
        blocking.setPaused(true);

        _cancel(id);
        _assertOwed(id, funder);

        blocking.setPaused(false);
        distribution.withdrawRefund(id, funder);
        assertEq(blocking.balanceOf(funder), AMOUNT);
    }

    function test_GivenThePaymentTokenRevertsWithItsBalances_ItShouldCancelAndOweIt() external {
        LyingToken lying = new LyingToken();
        lying.mint(funder, AMOUNT);
        uint256 id = _declare(lying, AMOUNT);
        _approve(lying, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
        lying.setLie(LyingToken.Lie.Reverts);

        _cancel(id);

        _assertOwed(id, funder);
    }

    function test_GivenTheFunderCallsBack_ItShouldRefuseEveryFunctionThatMovesMoneyAndRefundOnce() external {
        ReenteringReceiver receiver = new ReenteringReceiver(address(this));
        uint256 other = _declareOpen();
        vm.warp(START);
        uint256 id = _fundFrom(receiver);
        bytes[] memory attacks = new bytes[](6);
        attacks[0] = abi.encodeCall(distribution.withdrawRefund, (id, address(receiver)));
        attacks[1] = abi.encodeCall(distribution.cancel, (id));
        attacks[2] = abi.encodeCall(distribution.fund, (id));
        attacks[3] = abi.encodeCall(distribution.pay, (other, _everybody()));
        attacks[4] = abi.encodeCall(distribution.sweepSurplus, (id, payment, address(receiver)));
        attacks[5] = abi.encodeCall(distribution.runWork, (1, new uint256[](0)));
        uint256 clean = vm.snapshotState();

        for (uint256 i; i < attacks.length; ++i) {
            receiver.prepare(address(distribution), attacks[i]);
            _cancel(id);

            assertFalse(receiver.succeeded());
            assertEq(bytes4(receiver.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            assertEq(payment.balanceOf(address(receiver)), AMOUNT);
            vm.revertToState(clean);
        }
    }

    /// @dev Whoever sends off a cancellation that was approved chooses its gas, and could make the refund fail with it.
    function test_RevertWhen_TooLittleGasIsGiven() external {
        uint256 id = _declareFunded();
        vm.prank(owner);
        (bool success, bytes memory answer) =
            address(distribution).call{gas: 235_000}(abi.encodeCall(distribution.cancel, (id)));

        assertFalse(success);
        assertEq(bytes4(answer), IPayouts.Payouts_TooLittleGas.selector);
        _assertState(id, DistributionState.Funded);
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    function _cancel(uint256 id) private returns (bool) {
        vm.prank(owner);
        return distribution.cancel(id);
    }

    function _fundFrom(PaymentReceiver receiver) private returns (uint256 id) {
        id = _declare();
        _mintTo(address(receiver));
        receiver.execute(address(payment), abi.encodeCall(payment.approve, (address(distribution), AMOUNT)));
        receiver.execute(address(distribution), abi.encodeCall(distribution.fund, (id)));
    }

    /// @dev Past a receiver that refuses.
    function _mintTo(address receiver) private {
        bytes memory code = receiver.code;
        vm.etch(receiver, "");
        payment.mint(receiver, AMOUNT);
        vm.etch(receiver, code);
    }

    function _expectWrongState(uint256 id, DistributionState state) private {
        vm.expectRevert(_wrongState(id, state));
        _cancel(id);
    }

    function _assertOwed(uint256 id, address to) private view {
        _assertState(id, DistributionState.Cancelled);
        assertEq(distribution.reservedOf(id), AMOUNT);
        assertEq(distribution.getDistribution(id).refunded, 0);
        assertEq(distribution.getDistribution(id).funder, to);
    }
}
