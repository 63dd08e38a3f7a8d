// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {DistributionState} from "../../../../src/types/Payout.sol";
import {GasBurner} from "../../../mocks/HostileReceivers.sol";
import {BlockingToken, RebasingToken} from "../../../mocks/HostileTokens.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract WithdrawRefundTest is DistributionBase {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        distribution.withdrawRefund(1, funder);
    }

    function test_RevertGiven_ItIsNotCancelled() external {
        uint256 id = _declareOpen();
        vm.expectRevert(_wrongState(id, DistributionState.Open));
        vm.prank(funder);
        distribution.withdrawRefund(id, funder);
    }

    function test_RevertGiven_ItWasRefunded() external {
        uint256 id = _declareFunded();
        vm.prank(owner);
        distribution.cancel(id);

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NothingToRefund.selector, id));
        vm.prank(funder);
        distribution.withdrawRefund(id, funder);
    }

    function test_RevertWhen_SomebodyElseNamesAnotherReceiver() external {
        (, uint256 id) = _cancelledWhilePaused();
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotFunder.selector, id, owner));
        vm.prank(owner);
        distribution.withdrawRefund(id, owner);
    }

    function test_RevertWhen_TheTransferFails() external {
        (, uint256 id) = _cancelledWhilePaused();
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_PaymentFailed.selector, id, funder));
        distribution.withdrawRefund(id, funder);
        assertEq(distribution.reservedOf(id), AMOUNT);
    }

    /// @dev A currency may have blocked the funder for ever.
    function test_WhenTheFunderNamesAnotherReceiver_ItShouldSendItThere() external {
        (BlockingToken blocking, uint256 id) = _cancelledWhilePaused();
        blocking.setPaused(false);
        blocking.setBlocked(funder, true);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionRefunded(id, funder, stranger, AMOUNT);
        vm.prank(funder);
        distribution.withdrawRefund(id, stranger);

        assertEq(blocking.balanceOf(stranger), AMOUNT);
        assertEq(distribution.reservedOf(id), 0);
    }

    function test_WhenAnyoneCallsForTheFunder_ItShouldSendItToTheFunder() external {
        (BlockingToken blocking, uint256 id) = _cancelledWhilePaused();
        blocking.setPaused(false);

        vm.prank(stranger);
        distribution.withdrawRefund(id, funder);

        assertEq(blocking.balanceOf(funder), AMOUNT);
    }

    function test_WhenTheFunderNeedsMoreGasThanACancellationGives_ItShouldSendIt() external {
        GasBurner receiver = new GasBurner(address(this));
        uint256 id = _declare();
        payment.mint(address(receiver), AMOUNT);
        receiver.execute(address(payment), abi.encodeCall(payment.approve, (address(distribution), AMOUNT)));
        receiver.execute(address(distribution), abi.encodeCall(distribution.fund, (id)));
        receiver.setToBurn(160_000);
        vm.prank(owner);
        distribution.cancel(id);
        assertEq(payment.balanceOf(address(receiver)), 0);

        distribution.withdrawRefund(id, address(receiver));

        assertEq(payment.balanceOf(address(receiver)), AMOUNT);
    }

    /// @dev Nobody can settle a funder's claim for less by calling while the purse is short.
    function test_GivenThePurseHoldsLessThanWasFunded_ItShouldSendThatAndOweTheRest() external {
        RebasingToken rebasing = new RebasingToken();
        rebasing.mint(funder, AMOUNT);
        uint256 id = _fundIn(rebasing);
        rebasing.seize(_purse(id), 100);

        vm.prank(owner);
        distribution.cancel(id);
        assertEq(rebasing.balanceOf(funder), AMOUNT - 100);
        assertEq(distribution.reservedOf(id), 100);
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_PaymentFailed.selector, id, funder));
        distribution.withdrawRefund(id, funder);

        rebasing.mint(_purse(id), 150);
        distribution.withdrawRefund(id, funder);
        assertEq(rebasing.balanceOf(funder), AMOUNT);
        assertEq(rebasing.balanceOf(_purse(id)), 50);
        assertEq(distribution.reservedOf(id), 0);
    }

    function _cancelledWhilePaused() private returns (BlockingToken blocking, uint256 id) {
        blocking = new BlockingToken();
        blocking.mint(funder, AMOUNT);
        id = _fundIn(blocking);
        blocking.setPaused(true);
        vm.prank(owner);
        distribution.cancel(id);
    }

    function _fundIn(IERC20 payment_) private returns (uint256 id) {
        id = _declare(payment_, AMOUNT);
        _approve(payment_, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
    }
}
