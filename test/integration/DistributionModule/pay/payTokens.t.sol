// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {DistributionState, PaymentStatus} from "../../../../src/types/Payout.sol";
import {BlockingToken, CallingToken, LyingToken, RebasingToken} from "../../../mocks/HostileTokens.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract PayTokensTest is DistributionBase {
    PaymentStatus private constant PAID = PaymentStatus.Paid;
    PaymentStatus private constant WITHHELD = PaymentStatus.Withheld;

    function test_WhenThePaymentTokenCallsBackWhileItPays_ItShouldRefuseEveryFunctionThatMovesMoneyOrStatesAndPayOnce()
        external
    {
        CallingToken calling = _callingToken();
        uint256 other = _declare(calling, AMOUNT);
        uint256 id = _openIn(calling);
        bytes[] memory attacks = new bytes[](10);
        attacks[6] = abi.encodeCall(distribution.cancel, (other));
        attacks[7] = abi.encodeCall(distribution.withdrawRefund, (other, funder));
        attacks[8] = abi.encodeCall(distribution.sweepSurplus, (id, calling, address(calling)));
        attacks[9] = abi.encodeCall(distribution.runWork, (1, new uint256[](0)));
        attacks[0] = abi.encodeCall(distribution.pay, (id, _everybody()));
        attacks[1] = abi.encodeCall(distribution.claim, (id, address(0)));
        attacks[2] = abi.encodeCall(distribution.claimFor, (id, _direct(bob)));
        attacks[3] = abi.encodeCall(distribution.close, (id));
        attacks[4] = abi.encodeCall(distribution.reclaim, (id, address(calling)));
        attacks[5] = abi.encodeCall(distribution.fund, (other));
        uint256 clean = vm.snapshotState();

        for (uint256 i; i < attacks.length; ++i) {
            calling.prepare(address(distribution), attacks[i]);
            distribution.pay(id, _only(_direct(alice)));

            _assertRefused(calling);
            assertEq(calling.balanceOf(alice), ALICE_ENTITLEMENT);
            assertEq(distribution.getDistribution(id).paid, ALICE_ENTITLEMENT);
            vm.revertToState(clean);
        }
    }

    /// @dev What arrives once would be counted twice: in the inner call, and as the difference that the outer one sees.
    function test_WhenThePaymentTokenCallsBackWhileItIsPaidIn_ItShouldRefuseToFundAnotherDistributionWithTheSameMoney()
        external
    {
        CallingToken calling = _callingToken();
        calling.mint(address(calling), AMOUNT);
        calling.allow(address(distribution));
        uint256 other = _declare(calling, AMOUNT);
        uint256 id = _declare(calling, AMOUNT);
        calling.prepare(address(distribution), abi.encodeCall(distribution.fund, (other)));
        _approve(calling, AMOUNT);

        vm.prank(funder);
        distribution.fund(id);

        _assertRefused(calling);
        _assertState(other, DistributionState.Declared);
        assertEq(calling.balanceOf(_purse(id)), AMOUNT);
        assertEq(calling.balanceOf(_purse(other)), 0);
    }

    function test_WhenThePaymentTokenCallsBackWhileTheRestIsReturned_ItShouldRefuseToPayOrReturnMore() external {
        CallingToken calling = _callingToken();
        calling.mint(funder, AMOUNT);
        uint256 other = _openIn(calling);
        uint256 id = _declareLater(calling);
        _fundIn(calling, id);
        vm.warp(PAYMENT_DATE + 2);
        distribution.open(id);
        vm.warp(CLAIM_DEADLINE + 2 days);
        bytes[] memory attacks = new bytes[](3);
        attacks[0] = abi.encodeCall(distribution.pay, (other, _everybody()));
        attacks[1] = abi.encodeCall(distribution.reclaim, (id, address(calling)));
        attacks[2] = abi.encodeCall(distribution.reclaim, (other, address(calling)));
        uint256 clean = vm.snapshotState();

        for (uint256 i; i < attacks.length; ++i) {
            calling.prepare(address(distribution), attacks[i]);
            vm.prank(owner);
            distribution.reclaim(id, stranger);

            _assertRefused(calling);
            assertEq(calling.balanceOf(stranger), AMOUNT);
            assertEq(calling.balanceOf(_purse(other)), AMOUNT);
            vm.revertToState(clean);
        }
    }

    function test_WhenThePaymentTokenLiesAboutBalances_GivenItSaysNothingOrPlentyOrReverts_ItShouldWithhold() external {
        _expectLie(LyingToken.Lie.Nothing, WITHHELD);
        _expectLie(LyingToken.Lie.Plenty, WITHHELD);
        _expectLie(LyingToken.Lie.Reverts, WITHHELD);
    }

    function test_WhenThePaymentTokenLiesAboutBalances_GivenItTakesAllGas_ItShouldWithholdAtBoundedCost() external {
        _expectLie(LyingToken.Lie.TakesAllGas, WITHHELD);
    }

    function test_WhenThePaymentTokenLiesAboutBalances_GivenItAnswersWithMuchData_ItShouldPayAtBoundedCost() external {
        _expectLie(LyingToken.Lie.Bomb, PAID);
    }

    function test_WhenThePaymentTokenLiesAboutBalances_GivenItLiedWhenItWasPaidIn_ItShouldPayNobodyInAnotherPaymentToken()
        external
    {
        uint256 honest = _declareFunded();
        LyingToken lying = new LyingToken();
        lying.mint(funder, AMOUNT);
        uint256 id = _openIn(lying);
        lying.setLie(LyingToken.Lie.Bomb);
        distribution.open(honest);

        distribution.pay(id, _everybody());
        assertEq(payment.balanceOf(_purse(honest)), AMOUNT);

        distribution.pay(honest, _everybody());
        assertEq(payment.balanceOf(_purse(honest)), REMAINDER);
        assertEq(lying.trueBalanceOf(_purse(id)), REMAINDER);
    }

    function test_GivenThePaymentTokenIsPaused_ItShouldWithholdAndPayOnceItIsNot() external {
        (BlockingToken blocking, uint256 id) = _openBlocking();
        blocking.setPaused(true);

        assertEq(distribution.pay(id, _everybody()), 3);
        _assertWithheld(id);

        blocking.setPaused(false);
        distribution.pay(id, _everybody());
        assertEq(blocking.balanceOf(_purse(id)), REMAINDER);
        distribution.close(id);
    }

    /// @dev A stranger opens, pays and closes in one breath while the currency is paused on payment day.
    function test_GivenThePaymentTokenIsPaused_ItShouldLetNobodyCloseTheRoundAndPayEverybodyWhenItGoesOn() external {
        (BlockingToken blocking, uint256 id) = _openBlocking();
        blocking.setPaused(true);
        vm.startPrank(stranger);
        distribution.pay(id, _everybody());
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotDue.selector, id, PAYMENT_DATE + 14 days));
        distribution.close(id);
        vm.warp(PAYMENT_DATE + 14 days);
        distribution.close(id);

        blocking.setPaused(false);
        assertEq(distribution.pay(id, _everybody()), 3);
        vm.stopPrank();

        assertEq(blocking.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(blocking.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(blocking.balanceOf(carol), CAROL_ENTITLEMENT);
    }

    function test_GivenBalancesOfThePaymentTokenShrink_ItShouldPayWhatThePurseHoldsAndWithholdTheRest() external {
        (RebasingToken rebasing, uint256 id) = _openRebasing();
        rebasing.setPercent(70);

        distribution.pay(id, _everybody());

        _assertStatus(id, _direct(alice), PAID);
        _assertStatus(id, _direct(bob), WITHHELD);
        _assertStatus(id, _custodied(carol), PAID);
        assertEq(distribution.getDistribution(id).paid, ALICE_ENTITLEMENT + CAROL_ENTITLEMENT);
    }

    function test_GivenBalancesOfThePaymentTokenShrink_ItShouldLeaveAnotherDistributionsMoneyAlone() external {
        (RebasingToken rebasing, uint256 id) = _openRebasing();
        rebasing.mint(funder, AMOUNT);
        uint256 other = _declareLater(rebasing);
        _fundIn(rebasing, other);
        uint256 lost = rebasing.balanceOf(_purse(id)) / 2;
        rebasing.seize(_purse(id), lost);

        distribution.pay(id, _everybody());
        distribution.pay(id, _everybody());

        assertEq(rebasing.balanceOf(_purse(other)), AMOUNT);
        assertLe(distribution.getDistribution(id).paid, AMOUNT - lost);
    }

    function test_GivenBalancesOfThePaymentTokenShrink_ItShouldPayTheRestOnceThePurseHoldsIt() external {
        (RebasingToken rebasing, uint256 id) = _openRebasing();
        rebasing.seize(_purse(id), AMOUNT);
        distribution.pay(id, _everybody());
        _assertWithheld(id);

        rebasing.mint(_purse(id), AMOUNT);
        distribution.pay(id, _everybody());
        assertEq(rebasing.balanceOf(_purse(id)), REMAINDER);
        assertEq(rebasing.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    function test_GivenBalancesOfThePaymentTokenGrow_ItShouldPayWhatEachIsEntitledTo() external {
        (RebasingToken rebasing, uint256 id) = _openRebasing();
        rebasing.setPercent(200);

        distribution.pay(id, _everybody());

        assertEq(rebasing.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(rebasing.balanceOf(_purse(id)), AMOUNT + REMAINDER);
        assertEq(distribution.reservedOf(id), REMAINDER);
    }

    function test_GivenThePaymentTokenBlocksAHolder_ItShouldWithholdAndPayTheOthers() external {
        (BlockingToken blocking, uint256 id) = _openBlocking();
        blocking.setBlocked(alice, true);

        assertEq(distribution.pay(id, _everybody()), 3);

        _assertStatus(id, _direct(alice), WITHHELD);
        assertEq(blocking.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(blocking.balanceOf(carol), CAROL_ENTITLEMENT);
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_PaymentFailed.selector, id, alice));
        vm.prank(alice);
        distribution.claim(id, address(0));
    }

    function test_GivenThePaymentTokenBlocksThePurse_ItShouldWithholdAndPayOnceItDoesNot() external {
        (BlockingToken blocking, uint256 id) = _openBlocking();
        blocking.setBlocked(_purse(id), true);

        distribution.pay(id, _everybody());
        _assertWithheld(id);

        blocking.setBlocked(_purse(id), false);
        distribution.pay(id, _everybody());
        assertEq(blocking.balanceOf(_purse(id)), REMAINDER);
    }

    function test_WhenADistributionWasPaidOutToTheLastUnit_ItShouldLeaveAnothersMoneyInTheSamePaymentToken() external {
        uint256 other = _declareFunded();
        uint256 id = _declareOpen();
        distribution.open(other);
        distribution.pay(id, _everybody());
        distribution.pay(id, _everybody());
        distribution.pay(other, _only(_direct(alice)));
        vm.warp(CLAIM_DEADLINE + 1);
        vm.prank(owner);
        distribution.reclaim(id, stranger);
        assertEq(payment.balanceOf(_purse(id)), 0);
        assertEq(payment.balanceOf(_purse(other)), AMOUNT - ALICE_ENTITLEMENT);
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    function _callingToken() private returns (CallingToken calling) {
        calling = new CallingToken();
        calling.mint(funder, AMOUNT);
    }

    function _openBlocking() private returns (BlockingToken blocking, uint256 id) {
        blocking = new BlockingToken();
        blocking.mint(funder, AMOUNT);
        id = _openIn(blocking);
    }

    function _openRebasing() private returns (RebasingToken rebasing, uint256 id) {
        rebasing = new RebasingToken();
        rebasing.mint(funder, AMOUNT);
        id = _openIn(rebasing);
    }

    function _declareLater(IERC20 payment_) private returns (uint256) {
        vm.prank(owner);
        distribution.declare(payment_, AMOUNT, PAYMENT_DATE + 1, PAYMENT_DATE + 2, CLAIM_DEADLINE + 1 days);
        return distribution.distributionCount();
    }

    function _openIn(IERC20 payment_) private returns (uint256 id) {
        id = _declare(payment_, AMOUNT);
        _fundIn(payment_, id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
    }

    function _fundIn(IERC20 payment_, uint256 id) private {
        _approve(payment_, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
    }

    function _expectLie(LyingToken.Lie lie, PaymentStatus expected) private {
        vm.warp(START);
        uint256 clean = vm.snapshotState();
        LyingToken lying = new LyingToken();
        lying.mint(funder, AMOUNT);
        uint256 id = _openIn(lying);
        lying.setLie(lie);

        uint256 gasBefore = gasleft();
        assertEq(distribution.pay(id, _everybody()), 3);
        assertLt(gasBefore - gasleft(), 3 * 220_000);

        uint256 paid = expected == PAID ? AMOUNT - REMAINDER : 0;
        assertEq(distribution.getDistribution(id).paid, paid);
        assertEq(lying.trueBalanceOf(_purse(id)), AMOUNT - paid);
        _assertStatus(id, _direct(alice), expected);
        vm.revertToState(clean);
    }

    function _assertWithheld(uint256 id) private view {
        _assertStatus(id, _direct(alice), WITHHELD);
        _assertStatus(id, _direct(bob), WITHHELD);
        _assertStatus(id, _custodied(carol), WITHHELD);
        assertEq(distribution.getDistribution(id).paid, 0);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }

    function _assertRefused(CallingToken calling) private view {
        assertEq(calling.calls(), 1);
        assertFalse(calling.succeeded());
        assertEq(bytes4(calling.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
    }
}
