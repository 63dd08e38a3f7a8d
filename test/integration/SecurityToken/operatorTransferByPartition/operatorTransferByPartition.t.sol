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

    function test_RevertWhen_TheCallerHasAnAllowanceOnly() external {
        vm.prank(ada);
        token.approve(operator, type(uint256).max);
        _assertNotOperator(NONE, operator, 1);
        _assertNotOperator(LOCKED, operator, 1);
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
