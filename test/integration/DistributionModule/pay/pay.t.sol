// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {DistributionState, PaymentStatus, WithheldReason} from "../../../../src/types/Payout.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {GasBurner} from "../../../mocks/HostileReceivers.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

contract PayTest is DistributionBase {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        distribution.pay(1, _everybody());
    }

    function test_RevertGiven_ItIsNotOpenYetOrCancelled() external {
        uint256 funded = _declareFunded();
        vm.warp(PAYMENT_DATE);
        vm.expectRevert(_wrongState(funded, DistributionState.Funded));
        distribution.pay(funded, _everybody());

        uint256 declared = _declareAgain();
        vm.expectRevert(_wrongState(declared, DistributionState.Declared));
        distribution.pay(declared, _everybody());

        uint256 cancelled = _declareAgain();
        vm.prank(owner);
        distribution.cancel(cancelled);
        vm.expectRevert(_wrongState(cancelled, DistributionState.Cancelled));
        distribution.pay(cancelled, _everybody());
    }

    function test_GivenItIsClosed_ItShouldPayWhatIsWithheld() external {
        uint256 id = _declareOpen();
        _freeze(alice, true);
        distribution.pay(id, _everybody());
        vm.warp(PAYMENT_DATE + 14 days);
        distribution.close(id);
        _freeze(alice, false);

        vm.prank(stranger);
        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).paid, AMOUNT - REMAINDER);
        assertEq(distribution.getDistribution(id).withheld, 0);
        _assertState(id, DistributionState.Closed);
    }

    function test_GivenItIsClosed_ItShouldSkipWhatWasNeverEntitled() external {
        uint256 id = _declareClosed();
        _expectSkipped(id, _direct(stranger));
        _expectSkipped(id, _direct(alice));
    }

    function test_RevertWhen_TheClaimDeadlineHasPassed() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_ClaimDeadlinePassed.selector, id, CLAIM_DEADLINE));
        distribution.pay(id, _everybody());
    }

    function test_WhenTheDeadlineIsNow_ItShouldPay() external {
        uint256 id = _declareOpen();
        vm.warp(CLAIM_DEADLINE);
        distribution.pay(id, _everybody());
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    function test_WhenNoPositionsAreNamed_ItShouldPayNobody() external {
        uint256 id = _declareOpen();
        assertEq(distribution.pay(id, new PositionKey[](0)), 0);
    }

    function test_WhenAPositionIsEntitledToNothing_WhenItIsTheTreasury_ItShouldSkipIt() external {
        uint256 id = _declareOpen();
        _expectSkipped(id, _direct(address(issuer)));
    }

    function test_WhenAPositionIsEntitledToNothing_WhenItIsACustodiansOwn_ItShouldSkipItApprovedOrNot() external {
        uint256 id = _declareOpen();
        _expectSkipped(id, _direct(address(custodian)));

        vm.prank(owner);
        issuer.removeCustodian(address(custodian));
        _expectSkipped(id, _direct(address(custodian)));
        _expectSkipped(id, _custodied(address(custodian)));
    }

    function test_WhenAPositionIsEntitledToNothing_WhenItHeldNothing_ItShouldSkipIt() external {
        uint256 id = _declareOpen();
        _expectSkipped(id, _direct(carol));
        _expectSkipped(id, _direct(stranger));
        _expectSkipped(id, _direct(address(0)));
    }

    function test_WhenAPositionIsEntitledToNothing_WhenItIsAtACustodianThatDoesNotKeepIt_ItShouldSkipIt() external {
        uint256 id = _declareOpen();
        _expectSkipped(id, _custodied(alice));
        _expectSkipped(id, defaultPosition(stranger, alice));
        _expectSkipped(id, defaultPosition(alice, alice));
        _expectSkipped(id, defaultPosition(address(issuer), alice));
    }

    function test_GivenTheSharesMovedAfterTheRecordDate_GivenTheyWereSold_ItShouldPayTheSellerAndNotTheBuyer()
        external
    {
        uint256 id = _declareFunded();
        vm.warp(RECORD_DATE + 1);
        _transfer(alice, bob, 600);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);

        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
    }

    function test_GivenTheSharesMovedAfterTheRecordDate_GivenTheyWereDeposited_ItShouldPayTheDirectPositionOnly()
        external
    {
        uint256 id = _declareFunded();
        vm.warp(RECORD_DATE + 1);
        _transfer(alice, address(custodian), 600);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);

        distribution.pay(id, _both(_custodied(alice), _direct(alice)));

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        _assertStatus(id, _custodied(alice), PaymentStatus.None);
    }

    function test_GivenTheSharesMovedInTheSecondOfTheRecordDate_ItShouldPayTheBuyer() external {
        uint256 id = _declareFunded();
        vm.warp(RECORD_DATE);
        _transfer(alice, bob, 600);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);

        _expectSkipped(id, _direct(alice));
        distribution.pay(id, _only(_direct(bob)));

        assertEq(payment.balanceOf(bob), AMOUNT * 900 / 1_000);
    }

    function test_GivenAnAccountHoldsDirectlyAndAtTheCustodian_ItShouldPayBothPositionsOnce() external {
        _transfer(alice, address(custodian), 200);
        uint256 id = _declareOpen();

        distribution.pay(id, _both(_direct(alice), _custodied(alice)));
        distribution.pay(id, _both(_custodied(alice), _direct(alice)));

        assertEq(payment.balanceOf(alice), AMOUNT * 400 / 1_000 + AMOUNT * 200 / 1_000);
        assertEq(distribution.getDistribution(id).settledSupply, 600);
    }

    /// @dev Bob's, because the purse could pay it twice.
    function test_WhenAPositionIsNamedTwice_ItShouldPayItOnce() external {
        uint256 id = _declareOpen();

        assertEq(distribution.pay(id, _both(_direct(bob), _direct(bob))), 2);

        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 300);
        assertEq(distribution.getDistribution(id).paid, BOB_ENTITLEMENT);
    }

    function test_GivenAPositionWasPaid_ItShouldSkipIt() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _both(_direct(bob), _custodied(carol)));

        _expectSkipped(id, _direct(bob));
        _expectSkipped(id, _custodied(carol));
    }

    function test_GivenAnEntitlementRoundsToNothing_ItShouldSettleItWithoutATransfer() external {
        uint256 id = _declareOpen(9);

        vm.expectCall(address(payment), abi.encodeCall(payment.transfer, (carol, 0)), 0);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, carol, address(custodian), 0);
        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(carol), 0);
        assertEq(payment.balanceOf(alice), 5);
        _assertStatus(id, _custodied(carol), PaymentStatus.Paid);
        assertTrue(distribution.isClosable(id));
    }

    function test_GivenTheHolderIsFrozen_ItShouldWithholdAndPayTheOthers() external {
        uint256 id = _declareOpen();
        _freeze(alice, true);

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionWithheld(id, alice, address(0), ALICE_ENTITLEMENT, WithheldReason.Restricted);
        assertEq(distribution.pay(id, _everybody()), 3);

        assertEq(payment.balanceOf(alice), 0);
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        _assertStatus(id, _direct(alice), PaymentStatus.Withheld);
        assertEq(distribution.getDistribution(id).paid, BOB_ENTITLEMENT + CAROL_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }

    function test_GivenTheHolderIsFrozen_ItShouldCountItOnceHoweverOftenItIsTried() external {
        uint256 id = _declareOpen();
        _freeze(alice, true);
        for (uint256 i; i < 3; ++i) {
            distribution.pay(id, _both(_direct(alice), _direct(alice)));
        }
        assertEq(distribution.getDistribution(id).settledSupply, 600);
        assertEq(distribution.getDistribution(id).withheld, 1);

        _freeze(alice, false);
        distribution.pay(id, _both(_direct(alice), _direct(alice)));
        assertEq(distribution.getDistribution(id).settledSupply, 600);
        assertEq(distribution.getDistribution(id).withheld, 0);
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    function test_GivenTheHolderIsFrozen_ItShouldPayOnceTheHolderIsFree() external {
        uint256 id = _declareOpen();
        _freeze(alice, true);
        distribution.pay(id, _everybody());
        distribution.pay(id, _everybody());
        _freeze(alice, false);

        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }

    function test_GivenABeneficialOwnerIsFrozen_ItShouldWithhold() external {
        uint256 id = _declareOpen();
        _freeze(carol, true);

        distribution.pay(id, _everybody());

        assertEq(payment.balanceOf(carol), 0);
        _assertStatus(id, _custodied(carol), PaymentStatus.Withheld);
    }

    function test_GivenTwoDistributionsInOnePaymentToken_ItShouldPayEachFromItsOwnAmount() external {
        uint256 first = _declareFunded();
        uint256 second = _declare(payment, 2 * AMOUNT);
        _fund(second);
        vm.warp(PAYMENT_DATE);
        distribution.open(first);
        distribution.open(second);

        distribution.pay(first, _everybody());
        assertEq(payment.balanceOf(_purse(first)), REMAINDER);
        assertEq(payment.balanceOf(_purse(second)), 2 * AMOUNT);
        _assertStatus(second, _direct(alice), PaymentStatus.None);

        distribution.pay(second, _everybody());
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT + 2 * AMOUNT * 600 / 1_000);
        assertEq(distribution.getDistribution(first).paid, AMOUNT - REMAINDER);
        _assertStatus(first, _direct(alice), PaymentStatus.Paid);
        _assertStatus(second, _direct(alice), PaymentStatus.Paid);
    }

    function test_GivenMoreThan112Distributions_ItShouldKeepTheirStatusesApart() external {
        for (uint256 i; i < 113; ++i) {
            _declareFunded();
        }
        vm.warp(PAYMENT_DATE);
        distribution.open(1);
        distribution.open(113);
        distribution.open(112);
        _freeze(bob, true);

        distribution.pay(1, _both(_direct(alice), _direct(bob)));
        distribution.pay(112, _only(_direct(alice)));

        _assertStatus(1, _direct(alice), PaymentStatus.Paid);
        _assertStatus(1, _direct(bob), PaymentStatus.Withheld);
        _assertStatus(112, _direct(alice), PaymentStatus.Paid);
        for (uint256 i = 2; i < 114; ++i) {
            if (i != 112) _assertStatus(i, _direct(alice), PaymentStatus.None);
        }
        _assertStatus(113, _direct(bob), PaymentStatus.None);
    }

    /// @dev Places stand in the first word of a position's statuses, and the 112th distribution has the second.
    function test_GivenMoreThan112Distributions_ItShouldFindThePlaceOfAListedPosition() external {
        distribution.enrolPositions(0, _everybody());
        for (uint256 i; i < 112; ++i) {
            _declareFunded();
        }
        vm.warp(PAYMENT_DATE);
        distribution.open(112);
        (uint256[] memory due,) = distribution.dueWork(1, 112 << 32, 10);
        assertEq(due.length, 3);

        distribution.pay(112, _both(_direct(alice), _direct(bob)));

        assertEq(distribution.positionPlace(address(0), alice), 1);
        (due,) = distribution.dueWork(1, 112 << 32, 10);
        assertEq(due.length, 1);
        assertEq(due[0], 112 << 32 | 3);
    }

    /// @dev Alice's contract takes nearly all the gas that a payment may take. Whatever the caller gives: her position
    /// is paid or not looked at, never withheld.
    function testFuzz_WhenTooLittleGasIsLeftForAPosition_ItShouldStopBeforeItAndSayHowManyWereLookedAt(uint256 gasGiven)
        external
    {
        GasBurner receiver = new GasBurner(address(this));
        receiver.setToBurn(90_000);
        _register(address(receiver));
        _transfer(alice, address(receiver), 600);
        uint256 id = _declareOpen();
        PositionKey[] memory positions = _both(_direct(bob), _direct(address(receiver)));

        (bool success, bytes memory result) = address(distribution).call{gas: bound(gasGiven, 50_000, 900_000)}(
            abi.encodeCall(distribution.pay, (id, positions))
        );

        if (success) _assertProcessed(id, positions, abi.decode(result, (uint256)));
        else assertEq(distribution.getDistribution(id).settledSupply, 0);
    }

    function test_WhenTooLittleGasIsLeftForAPosition_ItShouldStopBeforeItAndSayHowManyWereLookedAt() external {
        uint256 id = _declareOpen();

        assertEq(distribution.pay{gas: 200_000}(id, _everybody()), 0);
        assertEq(distribution.getDistribution(id).settledSupply, 0);

        uint256 processed = distribution.pay{gas: 330_000}(id, _everybody());
        assertGt(processed, 0);
        assertLt(processed, 3);
        _assertProcessed(id, _everybody(), processed);
    }

    function test_WhenAnyoneCalls_ItShouldPayWhatEachIsEntitledTo() external {
        uint256 id = _declareOpen();

        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, alice, address(0), ALICE_ENTITLEMENT);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, bob, address(0), BOB_ENTITLEMENT);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionPaid(id, carol, address(custodian), CAROL_ENTITLEMENT);
        vm.prank(stranger);
        assertEq(distribution.pay(id, _everybody()), 3);

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        assertEq(payment.balanceOf(_purse(id)), REMAINDER);
        assertEq(distribution.getDistribution(id).paid, AMOUNT - REMAINDER);
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }

    function test_WhenAnyoneCalls_ItShouldReadThePurseOnceBeforeAllPaymentsAndOnceAfterEach() external {
        uint256 id = _declareOpen();

        vm.expectCall(address(payment), abi.encodeCall(payment.balanceOf, (_purse(id))), 4);
        distribution.pay(id, _everybody());
    }

    function _declareOpen(uint256 amount) private returns (uint256 id) {
        id = _declare(payment, amount);
        _fund(id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
    }

    function _declareAgain() private returns (uint256) {
        vm.prank(owner);
        distribution.declare(payment, AMOUNT, PAYMENT_DATE + 1, PAYMENT_DATE + 2, CLAIM_DEADLINE);
        return distribution.distributionCount();
    }

    /// @dev Looked at, and nothing changes.
    function _expectSkipped(uint256 id, PositionKey memory position) private {
        bytes32 before = keccak256(abi.encode(distribution.getDistribution(id)));
        uint256 purse = payment.balanceOf(_purse(id));
        PaymentStatus status = distribution.paymentStatusOf(id, position.custodian, position.account);
        assertEq(distribution.pay(id, _only(position)), 1);
        _assertStatus(id, position, status);
        assertEq(keccak256(abi.encode(distribution.getDistribution(id))), before);
        assertEq(payment.balanceOf(_purse(id)), purse);
    }

    function _assertProcessed(uint256 id, PositionKey[] memory positions, uint256 processed) private view {
        for (uint256 i; i < positions.length; ++i) {
            _assertStatus(id, positions[i], i < processed ? PaymentStatus.Paid : PaymentStatus.None);
        }
    }
}
