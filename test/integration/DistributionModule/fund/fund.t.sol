// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {DistributionState} from "../../../../src/types/Payout.sol";
import {FalseToken} from "../../../mocks/FalseToken.sol";
import {FeeToken} from "../../../mocks/FeeToken.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

contract FundTest is DistributionBase {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        distribution.fund(1);
    }

    function test_RevertGiven_ItIsFunded() external {
        uint256 id = _declareFunded();
        payment.mint(funder, AMOUNT);
        _approve(payment, AMOUNT);

        vm.expectRevert(_wrongState(id, DistributionState.Funded));
        vm.prank(funder);
        distribution.fund(id);
    }

    function test_RevertWhen_TheClaimDeadlineHasPassed() external {
        uint256 id = _declare();
        payment.mint(funder, AMOUNT);
        _approve(payment, AMOUNT);
        vm.warp(CLAIM_DEADLINE + 1);

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_ClaimDeadlinePassed.selector, id, CLAIM_DEADLINE));
        vm.prank(funder);
        distribution.fund(id);
    }

    /// @dev What a stranger sends to the purse beforehand funds nothing and stops nothing.
    function test_GivenAStrangerHasSentAPartToThePurse_ItShouldTakeTheWholeAmountFromTheFunder() external {
        uint256 id = _declare();
        payment.mint(_purse(id), AMOUNT / 2);
        _fund(id);

        assertEq(distribution.getDistribution(id).funder, funder);
        assertEq(payment.balanceOf(_purse(id)), AMOUNT + AMOUNT / 2);
        assertEq(distribution.reservedOf(id), AMOUNT);
    }

    function test_RevertWhen_TheCallerHasNotAllowedTheAmount() external {
        uint256 id = _declare();
        payment.mint(funder, AMOUNT);
        _approve(payment, AMOUNT - 1);

        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(distribution), AMOUNT - 1, AMOUNT
            )
        );
        vm.prank(funder);
        distribution.fund(id);
        _assertState(id, DistributionState.Declared);
    }

    function test_RevertWhen_ThePaymentTokenTakesAFee() external {
        FeeToken feeToken = new FeeToken();
        feeToken.setFee(FeeToken.Fee.FromReceiver);
        feeToken.mint(funder, AMOUNT);
        _approve(feeToken, AMOUNT);
        uint256 id = _declare(feeToken, AMOUNT);

        vm.expectRevert(_underfunded(id, AMOUNT - 1));
        vm.prank(funder);
        distribution.fund(id);
    }

    function test_RevertWhen_ThePaymentTokenAnswersFalse() external {
        (FalseToken falseToken, uint256 id) = _declareFalse();
        falseToken.setAnswer(FalseToken.Answer.FalseAndMoves);

        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, falseToken));
        vm.prank(funder);
        distribution.fund(id);
    }

    function test_WhenThePaymentTokenAnswersTrueAndMovesNothing_ItShouldRevertThoughAnotherDistributionsMoneyLiesHere()
        external
    {
        (FalseToken falseToken, uint256 id) = _declareFalse();
        uint256 funded = _declare(falseToken, AMOUNT);
        vm.prank(funder);
        distribution.fund(funded);
        falseToken.setAnswer(FalseToken.Answer.TrueAndStays);

        vm.expectRevert(_underfunded(id, 0));
        vm.prank(funder);
        distribution.fund(id);
    }

    function test_WhenMoreArrivesThanWasAskedFor_ItShouldFund() external {
        uint256 id = _declare();
        payment.mint(funder, AMOUNT);
        _approve(payment, AMOUNT);
        bytes[] memory balances = new bytes[](2);
        (balances[0], balances[1]) = (abi.encode(7), abi.encode(7 + AMOUNT + 1));
        vm.mockCalls(address(payment), abi.encodeCall(payment.balanceOf, (_purse(id))), balances);

        vm.prank(funder);
        distribution.fund(id);

        _assertState(id, DistributionState.Funded);
        assertEq(distribution.getDistribution(id).amount, AMOUNT);
    }

    function test_WhenTheCallerHasAllowedTheAmount_ItShouldTakeTheAmountFromAnyone() external {
        uint256 id = _declare();
        payment.mint(funder, AMOUNT + 5);
        _approve(payment, AMOUNT + 5);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionFunded(id, funder, AMOUNT, _purse(id));
        vm.prank(funder);
        distribution.fund(id);

        assertEq(payment.balanceOf(funder), 5);
        assertEq(payment.balanceOf(_purse(id)), AMOUNT);
        _assertState(id, DistributionState.Funded);
    }

    function _declareFalse() private returns (FalseToken falseToken, uint256 id) {
        falseToken = new FalseToken();
        falseToken.mint(funder, 2 * AMOUNT);
        _approve(falseToken, 2 * AMOUNT);
        id = _declare(falseToken, AMOUNT);
    }

    function _underfunded(uint256 id, uint256 received) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPayouts.Payouts_Underfunded.selector, id, received, AMOUNT);
    }
}
