// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {PaymentStatus, WithheldReason} from "../../../../src/types/Payout.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {GasSink} from "../../../mocks/GasSink.sol";
import {ActingReceiver} from "../../../mocks/HostileReceivers.sol";
import {RevertingReceiver} from "../../../mocks/RevertingReceiver.sol";
import {SuccessorBase} from "../../../utils/SuccessorBase.sol";
import {Vm} from "forge-std/Vm.sol";

contract PaySuccessorsTest is SuccessorBase {
    function test_GivenTheKeyOfAnAccountWasLost_ItShouldPayTheSuccessorAndNameThePosition() external {
        uint256 id = _declareOpen();
        _lose(alice, successor);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, alice, address(0), ALICE_ENTITLEMENT);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaidToSuccessor(id, alice, successor, address(0));
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, bob, address(0), BOB_ENTITLEMENT);
        vm.prank(alice);
        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(alice), 0);
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
        _assertStatus(id, _direct(alice), PaymentStatus.Paid);
        _assertStatus(id, _direct(successor), PaymentStatus.None);
        distribution.close(id);
    }

    function test_GivenTheKeyOfAnAccountWasLost_ItShouldPayTheLastOfSeveralSuccessors() external {
        uint256 id = _declareOpen();
        _lose(alice, successor);
        _lose(successor, lastSuccessor);

        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(lastSuccessor), ALICE_ENTITLEMENT);
    }

    function test_GivenTheKeyOfAnAccountWasLost_ItShouldPayTheSuccessorOfABeneficialOwner() external {
        _transfer(alice, address(custodian), 600);
        uint256 id = _declareOpen();
        _lose(alice, successor);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaidToSuccessor(id, alice, successor, address(custodian));
        distribution.pay(id, _only(_custodied(alice)));

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        _assertStatus(id, _custodied(alice), PaymentStatus.Paid);
    }

    function test_GivenTheKeyOfAnAccountWasLost_ItShouldPayTheSuccessorForItsOwnPositionToo() external {
        _transfer(alice, successor, 200);
        uint256 id = _declareOpen();
        _lose(alice, successor);

        distribution.pay(id, _both(_direct(successor), _direct(alice)));
        distribution.pay(id, _both(_direct(alice), _direct(successor)));

        assertEq(payment.balanceOf(successor), AMOUNT * 400 / 1_000 + AMOUNT * 200 / 1_000);
        assertEq(distribution.getDistribution(id).settledSupply, 600);
    }

    function test_GivenTheKeyOfAnAccountWasLost_ItShouldPayThoughNobodyBarsTheLostAccountAnyMore() external {
        uint256 id = _declareOpen();
        _lose(alice, successor);
        _bind(alice);

        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(alice), 0);
    }

    function test_GivenTheKeyOfAnAccountWasLost_GivenTheLostAccountWasWithheld_ItShouldPayTheSuccessor() external {
        uint256 id = _declareOpen();
        _restrict(alice);
        distribution.pay(id, _everybody());
        _assertStatus(id, _direct(alice), PaymentStatus.Withheld);
        _succeed(token, alice, successor);

        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(successor), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }

    function test_GivenTheKeyOfAnAccountWasLost_GivenTheLostAccountWasPaid_ItShouldNotPayTheSuccessor() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _only(_direct(alice)));
        _lose(alice, successor);

        distribution.pay(id, _both(_direct(alice), _direct(successor)));

        assertEq(payment.balanceOf(successor), 0);
        assertEq(distribution.getDistribution(id).paid, ALICE_ENTITLEMENT);
    }

    function test_GivenTheKeyOfAnAccountWasLost_GivenTheSuccessorIsRestricted_ItShouldWithholdAndPayTheOthers()
        external
    {
        uint256 id = _declareOpen();
        _lose(alice, successor);
        _restrict(successor);

        _expectAliceWithheld(id, WithheldReason.Restricted);
        assertEq(payment.balanceOf(successor), 0);
    }

    function test_GivenTheKeyOfAnAccountWasLost_WhenTheSuccessorRefuses_ItShouldWithhold() external {
        RevertingReceiver receiver = new RevertingReceiver(address(this));
        _bind(address(receiver));
        uint256 id = _declareOpen();
        _lose(alice, address(receiver));

        _expectAliceWithheld(id, WithheldReason.PaymentFailed);
        assertEq(payment.balanceOf(address(receiver)), 0);
    }

    function test_GivenNoKeyWasLost_ItShouldNameNoSuccessor() external {
        uint256 id = _declareOpen();
        vm.recordLogs();
        distribution.pay(id, _everybody());

        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], IPayouts.DistributionPaidToSuccessor.selector);
        }
    }

    function test_GivenAnAccountIsRestrictedThatHasNoSuccessor_ItShouldWithhold() external {
        uint256 id = _declareOpen();
        _restrict(alice);
        _expectAliceWithheld(id, WithheldReason.Restricted);
    }

    function test_GivenARegistrarFailsToAnswerForAHolder_ItShouldWithholdAndPayTheOthers() external {
        uint256 id = _declareOpen();
        vm.mockCallRevert(address(registrar), _question(), "gone");

        _expectAliceWithheld(id, WithheldReason.Restricted);

        vm.clearMockedCalls();
        vm.prank(alice);
        distribution.claim(id, address(0));
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    function test_GivenARegistrarTakesAllGasWhenAskedForAHolder_ItShouldWithholdAndPayTheOthers() external {
        uint256 id = _declareOpen();
        vm.mockFunction(address(registrar), address(new GasSink()), _question());

        uint256 gasBefore = gasleft();
        _expectAliceWithheld(id, WithheldReason.Restricted);
        assertLt(gasBefore - gasleft(), 500_000);
    }

    /// @dev Alice's contract has Bob restricted while it is paid, with approvals given before. The batch has begun: for
    /// it this comes after.
    function test_WhenAHolderIsRestrictedInTheMiddleOfABatch_ItShouldPayThisBatchAndWithholdInTheNext() external {
        ActingReceiver receiver = new ActingReceiver(address(this));
        _register(address(receiver));
        _transfer(alice, address(receiver), 600);
        uint256 first = _declareFunded();
        uint256 second = _declareOpen();
        distribution.open(first);
        receiver.prepare(address(registrar), _approvedRestriction(bob));

        distribution.pay(first, _both(_direct(address(receiver)), _direct(bob)));
        assertTrue(issuer.isRestricted(bob));
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);

        distribution.pay(second, _only(_direct(bob)));
        _assertStatus(second, _direct(bob), PaymentStatus.Withheld);
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    /// @dev A call of the registrar's owner that is approved already; anybody may send it off.
    function _approvedRestriction(address account) private returns (bytes memory) {
        Call memory call = Call({
            authority: OWNER,
            target: address(registrar),
            data: abi.encodeCall(registrar.restrictAccounts, (_idOf(account), _one(account))),
            salt: bytes32("1"),
            deadline: CLAIM_DEADLINE
        });
        vm.prank(owner);
        registrar.approveCall(call);
        return abi.encodeCall(registrar.executeCall, (call, new SignedApproval[](0)));
    }

    /// @dev What is asked of the registrar about Alice.
    function _question() private view returns (bytes memory) {
        return abi.encodeCall(registrar.currentStanding, (_idOf(alice), alice));
    }

    function _expectAliceWithheld(uint256 id, WithheldReason reason) private {
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionWithheld(id, alice, address(0), ALICE_ENTITLEMENT, reason);
        PositionKey[] memory everybody = _everybody();
        assertEq(distribution.pay(id, everybody), 3);

        assertEq(payment.balanceOf(alice), 0);
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        _assertStatus(id, _direct(alice), PaymentStatus.Withheld);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }
}
