// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {DistributionState} from "../../../../src/types/Payout.sol";
import {GasBurner} from "../../../mocks/HostileReceivers.sol";
import {RebasingToken} from "../../../mocks/HostileTokens.sol";
import {RevertingReceiver} from "../../../mocks/RevertingReceiver.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

contract ReclaimTest is DistributionBase {
    function test_RevertWhen_TheCallerIsNoAuthority() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, funder));
        vm.prank(funder);
        distribution.reclaim(id, funder);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        _needTwoOwners();

        vm.prank(owner);
        assertFalse(distribution.reclaim(id, funder));
        _assertState(id, DistributionState.Closed);

        vm.prank(secondOwner);
        assertTrue(distribution.reclaim(id, funder));
        _assertState(id, DistributionState.Reclaimed);
    }

    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        _reclaim(1, funder);
    }

    /// @dev What was never opened is cancelled, and its money is the funder's.
    function test_RevertGiven_ItIsNotOpened() external {
        uint256 declared = _declare();
        uint256 funded = _declareFunded();
        vm.warp(CLAIM_DEADLINE + 1);

        vm.expectRevert(_wrongState(declared, DistributionState.Declared));
        _reclaim(declared, funder);
        vm.expectRevert(_wrongState(funded, DistributionState.Funded));
        _reclaim(funded, funder);
    }

    function test_RevertGiven_ItIsReclaimed() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        _reclaim(id, funder);

        vm.expectRevert(_wrongState(id, DistributionState.Reclaimed));
        _reclaim(id, funder);
    }

    function test_RevertWhen_TheClaimDeadlineIsNow() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE);

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotDue.selector, id, CLAIM_DEADLINE + 1));
        _reclaim(id, funder);
    }

    function test_RevertWhen_TheReceiverRefuses() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        RevertingReceiver receiver = new RevertingReceiver(address(this));

        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_PaymentFailed.selector, id, address(receiver)));
        _reclaim(id, address(receiver));
    }

    function test_WhenTheReceiverNeedsMoreGasThanABatchGives_ItShouldReturnTheRest() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        GasBurner receiver = new GasBurner(address(this));
        receiver.setToBurn(160_000);

        _reclaim(id, address(receiver));

        assertEq(payment.balanceOf(address(receiver)), REMAINDER);
    }

    function test_GivenThePurseHasLostMoney_ItShouldReturnWhatItHolds() external {
        RebasingToken rebasing = new RebasingToken();
        rebasing.mint(funder, AMOUNT);
        uint256 id = _declare(rebasing, AMOUNT);
        _approve(rebasing, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        rebasing.seize(_purse(id), 7);
        vm.warp(CLAIM_DEADLINE + 1);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionReclaimed(id, stranger, AMOUNT - 7);
        _reclaim(id, stranger);

        assertEq(rebasing.balanceOf(stranger), AMOUNT - 7);
    }

    function test_GivenAnotherDistributionsMoneyLiesHere_ItShouldLeaveIt() external {
        uint256 other = _declareFunded();
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);

        _reclaim(id, stranger);

        assertEq(payment.balanceOf(stranger), REMAINDER);
        assertEq(payment.balanceOf(_purse(other)), AMOUNT);
        _assertState(other, DistributionState.Funded);
    }

    function test_GivenTheModuleIsDetached_ItShouldReclaimForTheIssuer() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        _detach(address(distribution));
        Call memory call = Call({
            authority: OWNER,
            target: address(distribution),
            data: abi.encodeCall(distribution.reclaim, (id, stranger)),
            salt: bytes32("1"),
            deadline: CLAIM_DEADLINE + 2
        });

        vm.prank(owner);
        issuer.executeCall(call, new SignedApproval[](0));

        assertEq(payment.balanceOf(stranger), REMAINDER);
    }

    function test_WhenTheClaimDeadlineHasPassed_ItShouldReturnWhatWasNotPaid() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _both(_direct(alice), _custodied(carol)));
        vm.warp(CLAIM_DEADLINE + 1);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionReclaimed(id, stranger, BOB_ENTITLEMENT + REMAINDER);
        assertTrue(_reclaim(id, stranger));

        assertEq(payment.balanceOf(stranger), BOB_ENTITLEMENT + REMAINDER);
        assertEq(payment.balanceOf(_purse(id)), 0);
    }

    function test_WhenTheClaimDeadlineHasPassed_ItShouldEndPayment() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE + 1);
        _reclaim(id, funder);

        vm.expectRevert(_wrongState(id, DistributionState.Reclaimed));
        distribution.pay(id, _everybody());
        vm.expectRevert(_wrongState(id, DistributionState.Reclaimed));
        distribution.close(id);
    }

    function _reclaim(uint256 id, address to) private returns (bool) {
        vm.prank(owner);
        return distribution.reclaim(id, to);
    }
}
