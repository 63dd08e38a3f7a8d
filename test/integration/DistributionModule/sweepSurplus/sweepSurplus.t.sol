// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {BlockingToken, RebasingToken, SecondName} from "../../../mocks/HostileTokens.sol";
import {PaymentToken} from "../../../mocks/PaymentToken.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract SweepSurplusTest is DistributionBase {
    function test_RevertWhen_TheCallerIsNoAuthority() external {
        uint256 id = _declareFunded();
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger));
        vm.prank(stranger);
        distribution.sweepSurplus(id, payment, stranger);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        uint256 id = _declareFunded();
        payment.mint(_purse(id), 5);
        _needTwoOwners();

        assertFalse(_sweep(id, payment));
        assertEq(payment.balanceOf(stranger), 0);

        vm.prank(secondOwner);
        assertTrue(distribution.sweepSurplus(id, payment, stranger));
        assertEq(payment.balanceOf(stranger), 5);
    }

    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        _sweep(1, payment);
    }

    function test_RevertGiven_ThePurseHoldsTheDistributionsMoneyOnly() external {
        uint256 id = _declareFunded();
        _expectNothing(id, payment);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        distribution.pay(id, _everybody());
        _expectNothing(id, payment);
    }

    function test_GivenThePurseHoldsMore_ItShouldSendTheSurplusAndLeaveTheDistributionsMoney() external {
        uint256 id = _declareFunded();
        payment.mint(_purse(id), 123);

        vm.expectEmit(address(distribution));
        emit IPayouts.SurplusSwept(id, payment, stranger, 123);
        _sweep(id, payment);

        assertEq(payment.balanceOf(stranger), 123);
        assertEq(payment.balanceOf(_purse(id)), AMOUNT);
    }

    function test_GivenThePurseHoldsMore_ItShouldPayEverybodyAfterwards() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _only(_direct(bob)));
        payment.mint(_purse(id), 123);
        _sweep(id, payment);

        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(_purse(id)), REMAINDER);
        assertEq(payment.balanceOf(stranger), 123);
    }

    function test_RevertGiven_ThePurseHoldsLess() external {
        (RebasingToken rebasing, uint256 id) = _fundRebasing();
        rebasing.seize(_purse(id), 1);
        _expectNothing(id, rebasing);
    }

    function test_GivenItIsDeclared_ItShouldSendAllThatThePurseHolds() external {
        uint256 id = _declare();
        payment.mint(_purse(id), AMOUNT);
        _sweep(id, payment);
        assertEq(payment.balanceOf(stranger), AMOUNT);

        _fund(id);
        assertEq(payment.balanceOf(_purse(id)), AMOUNT);
    }

    function test_GivenARefundIsOwed_ItShouldLeaveIt() external {
        BlockingToken blocking = new BlockingToken();
        blocking.mint(funder, AMOUNT);
        uint256 id = _declare(blocking, AMOUNT);
        _approve(blocking, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
        blocking.setBlocked(funder, true);
        vm.prank(owner);
        distribution.cancel(id);

        _expectNothing(id, blocking);
    }

    function test_GivenItIsReclaimed_ItShouldSendWhatCameLater() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        vm.prank(owner);
        distribution.reclaim(id, owner);
        payment.mint(_purse(id), 9);

        _sweep(id, payment);

        assertEq(payment.balanceOf(stranger), 9);
    }

    function test_GivenThePurseHoldsAnotherAsset_ItShouldSendAllOfIt() external {
        uint256 id = _declareFunded();
        PaymentToken another = new PaymentToken("Pound", "GBP");
        another.mint(_purse(id), 44);

        _sweep(id, another);

        assertEq(another.balanceOf(stranger), 44);
        assertEq(payment.balanceOf(_purse(id)), AMOUNT);
    }

    /// @dev One balance behind two addresses, as some currencies have had.
    function test_RevertGiven_TheOtherAssetIsThePaymentTokenByAnotherName() external {
        (RebasingToken rebasing, uint256 id) = _fundRebasing();
        SecondName second = new SecondName(rebasing);

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotSurplus.selector, id, second));
        _sweep(id, IERC20(address(second)));
        assertEq(rebasing.balanceOf(_purse(id)), AMOUNT);
    }

    function test_GivenMoneyLiesAtTheModule_ItShouldLeaveIt() external {
        uint256 id = _declareFunded();
        payment.mint(address(distribution), 31);
        vm.expectRevert(_unknown(0));
        _sweep(0, payment);
        _expectNothing(id, payment);
        assertEq(payment.balanceOf(address(distribution)), 31);
    }

    function _sweep(uint256 id, IERC20 asset) private returns (bool) {
        vm.prank(owner);
        return distribution.sweepSurplus(id, asset, stranger);
    }

    function _expectNothing(uint256 id, IERC20 asset) private {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NothingToSweep.selector, id, asset));
        _sweep(id, asset);
    }

    function _fundRebasing() private returns (RebasingToken rebasing, uint256 id) {
        rebasing = new RebasingToken();
        rebasing.mint(funder, AMOUNT);
        id = _declare(rebasing, AMOUNT);
        _approve(rebasing, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
    }
}
