// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {GasBurner} from "../../../mocks/HostileReceivers.sol";
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
        _assertState(id, IDistributionModule.State.Closed);

        vm.prank(secondOwner);
        assertTrue(distribution.reclaim(id, funder));
        _assertState(id, IDistributionModule.State.Reclaimed);
    }

    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        _reclaim(1, funder);
    }

    function test_RevertGiven_ItIsNotFunded() external {
        uint256 id = _declare();
        vm.warp(CLAIM_DEADLINE + 1);

        vm.expectRevert(_wrongState(id, IDistributionModule.State.Declared));
        _reclaim(id, funder);
    }

    function test_RevertGiven_ItIsReclaimed() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        _reclaim(id, funder);

        vm.expectRevert(_wrongState(id, IDistributionModule.State.Reclaimed));
        _reclaim(id, funder);
    }

    function test_RevertWhen_TheClaimDeadlineIsNow() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE);

        vm.expectRevert(
            abi.encodeWithSelector(IDistributionModule.DistributionModule_NotDue.selector, id, CLAIM_DEADLINE + 1)
        );
        _reclaim(id, funder);
    }

    function test_RevertWhen_TheReceiverRefuses() external {
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);
        RevertingReceiver receiver = new RevertingReceiver(address(this));

        vm.expectRevert(
            abi.encodeWithSelector(IDistributionModule.DistributionModule_PaymentFailed.selector, id, address(receiver))
        );
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

    function test_GivenNobodyIsEntitled_ItShouldReturnTheWholeAmount() external {
        uint256 id = _declareFunded();
        vm.warp(CLAIM_DEADLINE + 1);

        _reclaim(id, stranger);

        assertEq(payment.balanceOf(stranger), AMOUNT);
        vm.expectRevert(_wrongState(id, IDistributionModule.State.Reclaimed));
        distribution.open(id);
    }

    function test_GivenAnotherDistributionsMoneyLiesHere_ItShouldLeaveIt() external {
        uint256 other = _declareFunded();
        uint256 id = _declareClosed();
        vm.warp(CLAIM_DEADLINE + 1);

        _reclaim(id, stranger);

        assertEq(payment.balanceOf(stranger), REMAINDER);
        assertEq(payment.balanceOf(address(distribution)), AMOUNT);
        _assertState(other, IDistributionModule.State.Funded);
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
        emit IDistributionModule.DistributionReclaimed(id, stranger, BOB_ENTITLEMENT + REMAINDER);
        assertTrue(_reclaim(id, stranger));

        assertEq(payment.balanceOf(stranger), BOB_ENTITLEMENT + REMAINDER);
        assertEq(payment.balanceOf(address(distribution)), 0);
    }

    function test_WhenTheClaimDeadlineHasPassed_ItShouldEndPayment() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE + 1);
        _reclaim(id, funder);

        vm.expectRevert(_wrongState(id, IDistributionModule.State.Reclaimed));
        distribution.pay(id, _everybody());
        vm.expectRevert(_wrongState(id, IDistributionModule.State.Reclaimed));
        distribution.close(id);
    }

    function _reclaim(uint256 id, address to) private returns (bool) {
        vm.prank(owner);
        return distribution.reclaim(id, to);
    }
}
