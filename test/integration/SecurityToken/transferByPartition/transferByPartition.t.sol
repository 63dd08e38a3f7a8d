// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {MAX_EXPIRY} from "../../../../src/types/InvestorWord.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_TRANSFER} from "../../../../src/types/Move.sol";
import {LOCKED_BY_HAND, Partition, UNLOCKED} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {moveIn, referenceData} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev Ada holds 10 in the default partition, 100 in the first and 1000 in the seventh.
contract TransferByPartitionTest is PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
        _issueIn(SEVENTH, ada, 1000);
    }

    /* ------------------------------------------------- partitions --------------------------------------------- */

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _assertRefusedIn(UNKNOWN, Restriction.UnknownPartition, ada, ben, 1);
    }

    function test_RevertWhen_ThePartitionWasNeverNamed_ForNothingToo() external {
        _assertRefusedIn(UNKNOWN, Restriction.UnknownPartition, ada, ben, 0);
        _assertRefusedIn(UNKNOWN, Restriction.UnknownPartition, ada, address(0), 0);
    }

    function test_RevertWhen_ThePartitionWasNeverNamed_GivenTheTokenIsPaused() external {
        _pauseToken(true);
        _assertRefusedIn(UNKNOWN, Restriction.UnknownPartition, ada, ben, 1);
    }

    function test_RevertWhen_TheReceiverIsACustodian() external {
        address custodian = _custodian();
        _assertRefusedIn(LOCKED, Restriction.PartitionNotAtCustodian, ada, custodian, 100);
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertRefusedIn(LOCKED, Restriction.PartitionNotAtCustodian, ada, custodian, 100);
        _assertRefusedIn(LOCKED, Restriction.SenderNotRegistered, custodian, ada, 1);
        assertEq(token.balanceOf(custodian), 0);
    }

    function test_WhenTheReceiverIsACustodian_GivenTheSharesStandInTheDefaultPartition_ItShouldDepositThem() external {
        address custodian = _custodian();
        _assertPassesIn(NONE, ada, custodian, 10);
        assertEq(token.custodyBalanceOf(custodian, ada), 10);
        assertEq(token.balanceOfByPartition(NONE, custodian), 10);
        _assertHolds(ada, 0, 100, 1000);
        _assertSupplies(10, 100, 1000);
    }

    function test_RevertWhen_TheAmountExceedsWhatIsHeldInThePartition_WhateverStandsInOthers() external {
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ada, ben, 101);
        _assertRefusedIn(SEVENTH, Restriction.InsufficientBalance, ada, ben, 1001);
        _assertRefusedIn(NONE, Restriction.InsufficientBalance, ada, ben, 11);
        _assertRefusedIn(NONE, Restriction.InsufficientBalance, ada, ben, 1110);
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ada, ben, 1110);
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ada, ben, type(uint256).max);
    }

    function test_RevertWhen_TheAmountExceedsWhatIsHeldInThePartition_GivenItFitsTheDefaultPartitionAlone() external {
        _issue(ben, 50);
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ben, ada, 1);
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ben, ada, 50);
    }

    function test_RevertWhen_AnERC20TransferAsksForMoreThanTheDefaultPartitionHolds_InEveryWay() external {
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 11);
        address custodian = _custodian();
        _assertRefused(Restriction.InsufficientBalance, ada, custodian, 11);
        vm.startPrank(ada);
        token.approve(stranger, type(uint256).max);
        bytes memory refusal = _refusal(Restriction.InsufficientBalance, ada, ben, 11);
        vm.expectRevert(refusal);
        token.transferWithData(ben, 11, "");
        vm.stopPrank();
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        token.transferFrom(ada, ben, 11);
        vm.expectRevert(refusal);
        token.transferFromWithData(ada, ben, 11, "");
        vm.stopPrank();
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 11));
        vm.prank(owner);
        token.controllerTransfer(ada, ben, 11, "", "");
        _assertPasses(ada, ben, 10);
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 1);
        _assertHolds(ada, 0, 100, 1000);
        _assertHolds(ben, 10, 0, 0);
    }

    /* --------------------------------------------------- locks ------------------------------------------------ */

    function test_RevertGiven_ThePartitionIsLocked_UntilTheSecondItEnds() external {
        uint40 end = _now() + 100;
        _lock(LOCKED, end);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 1);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, adaToo, 1);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, address(issuer), 1);
        _assertPassesIn(SEVENTH, ada, ben, 1);
        _assertPasses(ada, ben, 1);
        vm.warp(end - 1);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 100);
        vm.warp(end);
        _assertPassesIn(LOCKED, ada, ben, 100);
    }

    function test_GivenThePartitionIsLocked_GivenThePositionIsUnlocked_ItShouldPass() external {
        _lock(LOCKED, LOCKED_BY_HAND);
        _lockPosition(LOCKED, ada, UNLOCKED);
        _assertPassesIn(LOCKED, ada, ben, 60);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ben, ada, 1);
        _lockPosition(LOCKED, ada, 0);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 1);
    }

    function test_RevertGiven_ThePartitionIsLocked_GivenThePositionIsLockedLonger_UntilTheSecondThatEnds() external {
        uint40 end = _now() + 100;
        _lock(LOCKED, end);
        _lockPosition(LOCKED, ada, end + 50);
        _issueIn(LOCKED, ben, 1);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        vm.warp(end);
        _assertPassesIn(LOCKED, ben, ada, 1);
        vm.warp(end + 49);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        vm.warp(end + 50);
        _assertPassesIn(LOCKED, ada, ben, 1);
    }

    function test_RevertGiven_ThePositionIsLockedByHand_HoweverLong() external {
        _lockPosition(LOCKED, ada, LOCKED_BY_HAND);
        vm.warp(_now() + 36_500 days);
        _renew(adaId, 1, MAX_EXPIRY);
        _renew(benId, 2, MAX_EXPIRY);
        _assertRefusedIn(LOCKED, Restriction.PositionLocked, ada, ben, 1);
        _lockPosition(LOCKED, ada, 0);
        _assertPassesIn(LOCKED, ada, ben, 1);
    }

    /// @dev The holder locks itself for a second, to be free of all later locks.
    function test_RevertGiven_ThePositionsOwnLockHasEndedAndThePartitionWasLockedSince() external {
        uint40 end = _now() + 1;
        vm.startPrank(ada);
        token.lockPosition(LOCKED, end);
        token.lockPosition(NONE, end);
        vm.stopPrank();
        skip(1);
        _assertPassesIn(LOCKED, ada, ben, 1);
        _assertPasses(ada, ben, 1);
        _lock(LOCKED, LOCKED_BY_HAND);
        _lock(NONE, LOCKED_BY_HAND);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 1);
        _assertRefused(Restriction.PartitionLocked, ada, ben, 1);
        _lockPosition(LOCKED, ada, end);
        _assertRefusedIn(LOCKED, Restriction.PartitionLocked, ada, ben, 1);
    }

    /* --------------------------------------------------- rules ------------------------------------------------ */

    function test_RevertGiven_AmountsAreMultiples_WhenTheAmountIsNot() external {
        vm.startPrank(owner);
        token.operatorRedeemByPartition(LOCKED, ada, 100, "");
        token.operatorRedeemByPartition(SEVENTH, ada, 1000, "");
        token.redeemFrom(ada, 10, "");
        token.setGranularity(25);
        vm.stopPrank();
        _issueIn(LOCKED, ada, 100);
        _issue(ada, 100);
        _assertRefusedIn(LOCKED, Restriction.AmountNotMultiple, ada, ben, 24);
        _assertRefusedIn(LOCKED, Restriction.AmountNotMultiple, ada, ben, 51);
        _assertRefusedIn(NONE, Restriction.AmountNotMultiple, ada, ben, 51);
        _assertRefused(Restriction.AmountNotMultiple, ada, ben, 51);
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ada, ben, 101);
        vm.startPrank(owner);
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, ada, ben, 51));
        token.controllerTransferByPartition(LOCKED, ada, ben, 51, "", "");
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, ada, ben, 51));
        token.controllerTransfer(ada, ben, 51, "", "");
        vm.stopPrank();
        _assertPassesIn(LOCKED, ada, ben, 50);
        _assertPasses(ada, ben, 75);
        _issue(adaToo, 50);
        _assertRefused(Restriction.AmountNotMultiple, adaToo, ben, 26);
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, address(0), adaToo, 24));
        _issue(adaToo, 24);
        _assertPasses(adaToo, ben, 50);
    }

    function test_RevertGiven_TheTokenOrItsIssuerIsPausedOrTheApprovalIsMissing() external {
        vm.prank(owner);
        token.setLegalApproval(false);
        _assertRefusedIn(LOCKED, Restriction.TokenNotApproved, ada, ben, 1);
        vm.prank(owner);
        issuer.setGlobalRestriction(true);
        _assertRefusedIn(LOCKED, Restriction.IssuerRestricted, ada, ben, 1);
        _pauseToken(true);
        _assertRefusedIn(LOCKED, Restriction.TokenRestricted, ada, ben, 1);
        _assertRefusedIn(LOCKED, Restriction.TokenRestricted, ada, _custodian(), 1);
    }

    function test_RevertGiven_ASideIsNotRegisteredRestrictedOrFrozen() external {
        _assertRefusedIn(LOCKED, Restriction.ReceiverNotRegistered, ada, stranger, 1);
        _assertRefusedIn(LOCKED, Restriction.SenderNotRegistered, stranger, ada, 1);
        _freeze(benId, true);
        _assertRefusedIn(LOCKED, Restriction.ReceiverFrozen, ada, ben, 1);
        _freeze(adaId, true);
        _assertRefusedIn(LOCKED, Restriction.SenderFrozen, ada, ben, 1);
        _restrict(benId);
        _freeze(adaId, false);
        _assertRefusedIn(LOCKED, Restriction.ReceiverRestricted, ada, ben, 1);
        _restrict(adaId);
        _assertRefusedIn(LOCKED, Restriction.SenderRestricted, ada, ben, 1);
    }

    function test_RevertWhen_TheReceiverMayNotHold() external {
        _assertRefusedIn(LOCKED, Restriction.CountryNotPermitted, ada, _investor("kim", KP, 7), 1);
        _assertRefusedIn(LOCKED, Restriction.RatingTooLow, ada, _investor("zoe", US, 1), 1);
        _lapse(benId, 2);
        _assertRefusedIn(LOCKED, Restriction.ReceiverExpired, ada, ben, 1);
        _lapse(adaId, 1);
        _assertPassesIn(LOCKED, ada, adaToo, 1);
        vm.prank(owner);
        token.setExpiryStopsSending(true);
        _assertRefusedIn(LOCKED, Restriction.SenderExpired, ada, _investor("eva", CH, 1), 1);
    }

    function test_RevertWhen_ALimitIsReached_WithEach() external {
        _limitCountry(DE, 2, 1);
        _issue(_investor("eva", DE, 2), 1);
        _assertRefusedIn(LOCKED, Restriction.CountryRatingLimitReached, ada, ben, 1);
        _limitCountry(DE, 0, 1);
        _assertRefusedIn(LOCKED, Restriction.CountryLimitReached, ada, ben, 1);
        _limitInvestors(2, 1);
        _assertRefusedIn(LOCKED, Restriction.RatingLimitReached, ada, ben, 1);
        _limitInvestors(0, 2);
        _assertRefusedIn(LOCKED, Restriction.InvestorLimitReached, ada, ben, 1);
    }

    function test_RevertWhen_TheReceiverIsNobodyOrTheToken_EvenForNothing() external {
        _register(_id("token"), CH, 1, FAR, _one(address(token)));
        _assertRefusedIn(LOCKED, Restriction.InvalidReceiver, ada, address(0), 1);
        _assertRefusedIn(LOCKED, Restriction.InvalidReceiver, ada, address(0), 0);
        _assertRefusedIn(LOCKED, Restriction.InvalidReceiver, ada, address(token), 1);
        _assertRefusedIn(LOCKED, Restriction.InvalidReceiver, ada, address(token), 0);
    }

    function test_RevertGiven_AModuleRefuses() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _assertRefusedIn(LOCKED, Restriction.ModuleRefused, ada, ben, 1);
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ada, ben, 101);
    }

    function test_GivenModulesListen_ItShouldTellThemThePartition() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        _sendIn(LOCKED, ada, ben, 3);
        _sendIn(NONE, ada, ben, 4);
        assertEq(module.seen().length, 2);
        assertEq(abi.encode(module.seen()[0]), abi.encode(moveIn(LOCKED, KIND_TRANSFER, ada, ada, ben, 3)));
        assertEq(abi.encode(module.seen()[1]), abi.encode(moveIn(NONE, KIND_TRANSFER, ada, ada, ben, 4)));
    }

    function test_GivenTheDefaultPartitionIsEncumberedOrFrozen_ItShouldPassInTheOtherPartition() external {
        _encumbered(ada, 4);
        vm.prank(owner);
        token.setFrozenTokens(ada, 10);
        assertEq(token.encumberedBalanceOf(ada), 10, "no more than the default partition");
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
        _assertPassesIn(LOCKED, ada, ben, 100);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
        _assertHolds(ada, 10, 0, 1000);
    }

    function test_GivenMoreIsFrozenThanTheDefaultPartitionHolds_ItShouldRevertForTheRestButByForce() external {
        vm.prank(owner);
        token.setFrozenTokens(ada, 5000);
        _assertRefusedIn(LOCKED, Restriction.AmountLocked, ada, ben, 1);
        vm.prank(owner);
        token.controllerTransferByPartition(SEVENTH, ada, ben, 1000, "", "");
        assertEq(token.getFrozenTokens(ada), 4000);
        _assertHolds(ada, 10, 100, 0);
    }

    function test_WhenTheAmountIsZero_ItShouldPassAndChangeNothing() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        _lock(LOCKED, LOCKED_BY_HAND);
        _assertPassesIn(LOCKED, ada, ben, 0);
        assertEq(module.seen().length, 0);
        _assertHolds(ada, 10, 100, 1000);
        _assertPositions(benId, 0);
    }

    function test_WhenTheReceiverIsTheSender_ItShouldChangeNothing() external {
        _assertPassesIn(LOCKED, ada, ada, 100);
        _assertHolds(ada, 10, 100, 1000);
        _assertSupplies(10, 100, 1000);
        _assertRefusedIn(LOCKED, Restriction.InsufficientBalance, ada, ada, 101);
    }

    function test_WhenTheIssuerSendsWhatTheTreasuryHolds_ItShouldPassByItsOwnCall() external {
        _issueIn(LOCKED, address(issuer), 30);
        bytes memory data = abi.encodeCall(token.transferByPartition, (LOCKED, ben, 30, ""));
        Call memory call = Call(OWNER, address(token), data, keccak256("salt"), FAR);
        vm.prank(owner);
        issuer.executeCall(call, new SignedApproval[](0));
        _assertHolds(ben, 0, 30, 0);
        _assertHolds(address(issuer), 0, 0, 0);
    }

    function test_WhenEverythingIsInOrder_ItShouldMoveTheSharesInsideThePartitionAndCountInvestorsByTheirWholeBalance()
        external
    {
        _assertPassesIn(LOCKED, ada, ben, 40);
        _assertHolds(ada, 10, 60, 1000);
        _assertHolds(ben, 0, 40, 0);
        _assertSupplies(10, 100, 1000);
        _assertPositions(benId, 1);
        _assertInvestors(2);

        _assertPassesIn(SEVENTH, ada, ben, 1000);
        _assertPassesIn(LOCKED, ada, ben, 60);
        _assertPositions(adaId, 1);
        _assertPasses(ada, ben, 10);
        _assertHolds(ada, 0, 0, 0);
        _assertHolds(ben, 10, 100, 1000);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 1);
        _assertInvestors(1);
        assertEq(token.partitionsOf(ada).length, 0);
        assertEq(abi.encode(token.partitionsOf(ben)), abi.encode(token.partitions()));
    }

    function test_WhenEverythingIsInOrder_ItShouldEmitBothEventsAndNoMore() external {
        _issue(ben, 1);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(LOCKED, ada, ada, ben, 40, referenceData("why"), "");
        vm.recordLogs();
        vm.prank(ada);
        Partition received = token.transferByPartition(LOCKED, ben, 40, referenceData("why"));
        assertEq(Partition.unwrap(received), Partition.unwrap(LOCKED));
        assertEq(vm.getRecordedLogs().length, 2);
    }

    function _restrict(InvestorId id) private {
        vm.prank(owner);
        registrar.setInvestorRestriction(id, true);
    }
}
