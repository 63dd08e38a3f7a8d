// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {LOCKED_BY_HAND, Partition} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {referenceData} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 10 in the default partition, 100 in the first and 1000 in the seventh.
contract OperatorTransferByPartitionTest is PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
        _issueIn(SEVENTH, ada, 1000);
    }

    function test_RevertWhen_TheCallerIsAStranger_AndSaySoInTheDryRun() external {
        _assertNotOperator(LOCKED, operator, 1);
        _assertNotOperator(NONE, operator, 1);
        _assertNotOperator(LOCKED, operator, 0);
        _assertNotOperator(UNKNOWN, operator, 0);
        _assertNotOperator(LOCKED, owner, 1);
        _assertNotOperator(LOCKED, adaToo, 1);
    }

    function test_RevertWhen_TheCallerWasAnOperatorForAllPartitions_OnceRevoked() external {
        _authorize(ada);
        _move(LOCKED, 1);
        vm.prank(ada);
        token.revokeOperator(operator);
        _assertNotOperator(LOCKED, operator, 1);
        _assertNotOperator(NONE, operator, 1);
    }

    function test_WhenTheCallerIsAnOperatorForOnePartition_ItShouldMoveWhatStandsThere() external {
        _authorizeIn(LOCKED);
        _assertVerdict(LOCKED, Restriction.None, operator, ada, ben, 100);
        _move(LOCKED, 100);
        _assertHolds(ben, 0, 100, 0);
    }

    function test_RevertWhen_TheCallerIsAnOperatorForOnePartition_InOthers() external {
        _authorizeIn(LOCKED);
        _assertNotOperator(SEVENTH, operator, 1);
        _assertNotOperator(NONE, operator, 1);
    }

    function test_RevertWhen_TheCallerIsAnOperatorForOnePartition_GivenItWasRevokedThere() external {
        _authorizeIn(LOCKED);
        _authorizeIn(SEVENTH);
        vm.prank(ada);
        token.revokeOperatorByPartition(LOCKED, operator);
        _assertNotOperator(LOCKED, operator, 1);
        _move(SEVENTH, 1);
    }

    function test_WhenTheCallerIsAnOperatorForAllAndWasRevokedForOne_ItShouldStillMoveWhatStandsThere() external {
        _authorize(ada);
        _authorizeIn(LOCKED);
        vm.prank(ada);
        token.revokeOperatorByPartition(LOCKED, operator);
        _move(LOCKED, 7);
        _assertHolds(ben, 0, 7, 0);
    }

    function test_RevertWhen_TheCallerIsTheHolderItself_ThoughTheDryRunOfItsOwnTransferPasses() external {
        _assertVerdict(LOCKED, Restriction.None, ada, ada, ben, 1);
        vm.expectRevert(_refusal(Restriction.NotOperator, ada, ben, 1));
        vm.prank(ada);
        token.operatorTransferByPartition(LOCKED, ada, ben, 1, "", "");
    }

    function test_WhenTheCallerHasAnAllowanceThere_ItShouldUseItUpAndTell() external {
        _allow(LOCKED, 50);
        _assertVerdict(LOCKED, Restriction.None, operator, ada, ben, 50);
        assertEq(token.detectPartitionRestrictionFrom(LOCKED, operator, ada, ben, 50), 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.ApprovalByPartition(LOCKED, ada, operator, 10);
        _move(LOCKED, 40);
        _move(LOCKED, 10);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 0);
        _assertNotOperator(LOCKED, operator, 1);
        _assertHolds(ben, 0, 50, 0);
    }

    function test_RevertWhen_TheCallerHasAnAllowanceThere_BeyondItAndSaySoInTheDryRuns() external {
        _allow(LOCKED, 50);
        uint8 code = uint8(Restriction.InsufficientAllowance);
        assertEq(token.detectPartitionRestrictionFrom(LOCKED, operator, ada, ben, 51), code);
        _assertVerdict(LOCKED, Restriction.InsufficientAllowance, operator, ada, ben, 51);
        vm.expectRevert(_refusal(Restriction.InsufficientAllowance, ada, ben, 51));
        _move(LOCKED, 51);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 50);
    }

    function test_WhenTheCallerHasAnAllowanceThere_GivenItIsEndless_ItShouldLeaveIt() external {
        _allow(LOCKED, type(uint256).max);
        _move(LOCKED, 100);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), type(uint256).max);
    }

    function test_WhenTheCallerHasAnAllowanceThere_GivenTheCallerIsAnOperatorToo_ItShouldLeaveIt() external {
        _allow(LOCKED, 5);
        _authorizeIn(LOCKED);
        _move(LOCKED, 100);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 5);
    }

    function test_WhenTheCallerHasAnAllowanceThere_WhenTheAmountIsZero_ItShouldLeaveIt() external {
        _allow(LOCKED, 5);
        _move(LOCKED, 0);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 5);
    }

    function test_RevertWhen_TheCallerHasAnAllowanceInAnotherPartition() external {
        _allow(NONE, type(uint256).max);
        _allow(SEVENTH, type(uint256).max);
        _assertNotOperator(LOCKED, operator, 1);
        _assertNotOperator(LOCKED, operator, 0);
    }

    function test_WhenTheCallerHasTheAllowanceOfERC20_ItShouldUseItUpInTheDefaultPartition() external {
        vm.prank(ada);
        token.approve(operator, 9);
        _assertVerdict(NONE, Restriction.InsufficientAllowance, operator, ada, ben, 10);
        _move(NONE, 9);
        assertEq(token.allowance(ada, operator), 0);
        _assertHolds(ben, 9, 0, 0);
    }

    function test_RevertWhen_TheOperatorOfSomebodyElseCalls() external {
        _authorize(ben);
        _authorize(adaToo);
        _assertNotOperator(LOCKED, operator, 1);
    }

    function test_RevertGiven_TheOperatorIsAnInvestorWhoIsBarred_ItShouldSaySoInTheDryRunRestrictedOrFrozen() external {
        _authorizeBarred();
        _assertBarred();
        _freeze(_id("operator"), false);
        vm.prank(owner);
        registrar.setInvestorRestriction(_id("operator"), true);
        _assertBarred();
        vm.prank(owner);
        registrar.setInvestorRestriction(_id("operator"), false);
        _move(LOCKED, 1);
        _assertHolds(ben, 0, 1, 0);
    }

    function test_GivenTheOperatorIsAnInvestorWhoIsBarred_WhenTheAmountIsZero_ItShouldSucceed() external {
        _authorizeBarred();
        _assertVerdict(LOCKED, Restriction.None, operator, ada, ben, 0);
        _move(LOCKED, 0);
    }

    function test_RevertGiven_TheHolderIsFrozen() external {
        _freeze(adaId, true);
        _assertRefusedIn(LOCKED, Restriction.SenderFrozen, ada, ben, 1);
        _assertRefusedIn(NONE, Restriction.SenderFrozen, ada, ben, 1);
    }

    function test_RevertGiven_TheHolderHasLockedItsPosition() external {
        vm.prank(ada);
        token.lockPosition(LOCKED, LOCKED_BY_HAND);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        _assertPassesIn(SEVENTH, ada, ben, 1);
    }

    function test_WhenTheSharesStandInTheDefaultPartition_ItShouldMoveThemWithoutAnAllowance() external {
        _authorizeIn(NONE);
        _move(NONE, 10);
        _assertHolds(ada, 0, 100, 1000);
        _assertHolds(ben, 10, 0, 0);
        _assertNotOperator(LOCKED, operator, 1);
    }

    function test_WhenTheOperatorIsAuthorizedByTheTreasury_ItShouldMoveWhatTheTreasuryHolds() external {
        _issueIn(LOCKED, address(issuer), 5);
        vm.expectRevert(_refusal(Restriction.NotOperator, address(issuer), ben, 5));
        vm.prank(owner);
        token.operatorTransferByPartition(LOCKED, address(issuer), ben, 5, "", "");

        _authorize(address(issuer));
        vm.prank(operator);
        token.operatorTransferByPartition(LOCKED, address(issuer), ben, 5, "", "");
        _assertHolds(ben, 0, 5, 0);
    }

    function test_WhenTheOperatorMay_ItShouldMoveAndTellWhoDidWithBothData() external {
        _authorize(ada);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(LOCKED, operator, ada, ben, 40, referenceData("why"), "who");
        vm.prank(operator);
        Partition received = token.operatorTransferByPartition(LOCKED, ada, ben, 40, referenceData("why"), "who");
        assertEq(Partition.unwrap(received), Partition.unwrap(LOCKED));
        _assertHolds(ada, 10, 60, 1000);
        _assertHolds(ben, 0, 40, 0);
    }

    function test_RevertGiven_TheSpenderIsAnInvestorWhoIsBarred_AndSaySoInTheDryRun() external {
        _register(_id("operator"), KP, 1, FAR, _one(operator));
        _freeze(_id("operator"), true);
        _allow(LOCKED, 50);
        _assertBarred();
        _freeze(_id("operator"), false);
        _move(LOCKED, 1);
    }

    function test_RevertWhen_TheRulesRefuseASpendersTransfer_AndLeaveTheAllowance() external {
        _allow(LOCKED, 50);
        _freeze(benId, true);
        vm.expectRevert(_refusal(Restriction.ReceiverFrozen, ada, ben, 40));
        _move(LOCKED, 40);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 50);
    }

    function _allow(Partition partition, uint256 amount) private {
        vm.prank(ada);
        token.approveByPartition(partition, operator, amount);
    }

    function _authorizeIn(Partition partition) private {
        vm.prank(ada);
        token.authorizeOperatorByPartition(partition, operator);
    }

    function _move(Partition partition, uint256 amount) private {
        vm.prank(operator);
        token.operatorTransferByPartition(partition, ada, ben, amount, "", "");
    }

    function _authorizeBarred() private {
        _register(_id("operator"), KP, 1, FAR, _one(operator));
        _freeze(_id("operator"), true);
        _authorize(ada);
    }

    function _assertBarred() private {
        _assertVerdict(LOCKED, Restriction.SpenderBarred, operator, ada, ben, 1);
        vm.expectRevert(_refusal(Restriction.SpenderBarred, ada, ben, 1));
        _move(LOCKED, 1);
    }

    function _assertNotOperator(Partition partition, address caller, uint256 amount) private {
        _assertVerdict(partition, Restriction.NotOperator, caller, ada, ben, amount);
        vm.expectRevert(_refusal(Restriction.NotOperator, ada, ben, amount));
        vm.prank(caller);
        token.operatorTransferByPartition(partition, ada, ben, amount, "", "");
    }
}
