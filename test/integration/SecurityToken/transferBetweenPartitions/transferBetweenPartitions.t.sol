// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../../../../src/interfaces/IModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TAGS,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ENCUMBER
} from "../../../../src/types/Modules.sol";
import {KIND_PARTITION_CHANGE, KIND_TRANSFER, KIND_TREASURY_TRANSFER, Move} from "../../../../src/types/Move.sol";
import {LOCKED_BY_HAND, Partition, UNLOCKED} from "../../../../src/types/Partition.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {tagged} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

/// @dev Ada holds 10 in the default partition and 100 in the first; from there the way to the seventh is open.
contract TransferBetweenPartitionsTest is PartitionBase {
    bytes4 private constant TICKET = "TICK";

    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
        _open(LOCKED, SEVENTH);
    }

    /* ---------------------------------------------------- way ------------------------------------------------ */

    function test_RevertGiven_TheWayIsClosed_EvenForNothing() external {
        _assertRefusedBetween(Restriction.ExchangeClosed, LOCKED, NONE, ada, ben, 1);
        _assertRefusedBetween(Restriction.ExchangeClosed, NONE, LOCKED, ada, ben, 1);
        _assertRefusedBetween(Restriction.ExchangeClosed, NONE, LOCKED, ada, ben, 0);
    }

    function test_RevertGiven_TheWayIsClosed_GivenItIsOpenTheOtherWayOnly() external {
        _issueIn(SEVENTH, ada, 5);
        _assertRefusedBetween(Restriction.ExchangeClosed, SEVENTH, LOCKED, ada, ben, 1);
    }

    function test_RevertGiven_TheWayIsClosed_GivenItWasClosedAgain() external {
        vm.prank(owner);
        token.setPartitionExchange(LOCKED, SEVENTH, false);
        _assertRefusedBetween(Restriction.ExchangeClosed, LOCKED, SEVENTH, ada, ben, 1);
    }

    function test_RevertWhen_APartitionWasNeverNamed() external {
        _assertRefusedBetween(Restriction.ExchangeClosed, LOCKED, UNKNOWN, ada, ben, 0);
        _assertRefusedBetween(Restriction.ExchangeClosed, UNKNOWN, NONE, ada, ben, 0);
    }

    function test_RevertWhen_BothPartitionsAreTheSame() external {
        _open(LOCKED, LOCKED);
        bytes memory same = abi.encodeWithSelector(ITokenEvents.SecurityToken_SamePartition.selector, LOCKED);
        vm.expectRevert(same);
        _sendBetween(LOCKED, LOCKED, ada, ben, 1);
        _authorize(ada);
        vm.expectRevert(same);
        _operateBetween(LOCKED, LOCKED, ada, ben, 1);
    }

    /* -------------------------------------------------- parties ---------------------------------------------- */

    function test_RevertWhen_TheSenderIsTheTreasury_EvenForNothing() external {
        _issueIn(LOCKED, address(issuer), 5);
        _authorize(address(issuer));
        for (uint256 amount; amount < 2; ++amount) {
            bytes memory refusal = _refusal(Restriction.SenderNotRegistered, address(issuer), ben, amount);
            vm.expectRevert(refusal);
            _sendBetween(LOCKED, SEVENTH, address(issuer), ben, amount);
            vm.expectRevert(refusal);
            _operateBetween(LOCKED, SEVENTH, address(issuer), ben, amount);
            Move memory m = _moveBetween(LOCKED, SEVENTH, address(issuer), ben, amount);
            m.kind = KIND_TREASURY_TRANSFER;
            _assertExplained(m, uint8(Restriction.SenderNotRegistered));
        }
    }

    function test_RevertWhen_TheSenderIsACustodian_EvenForNothing() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 10);
        _open(NONE, LOCKED);
        _assertRefusedBetween(Restriction.PartitionNotAtCustodian, NONE, LOCKED, custodian, ben, 10);
        _assertRefusedBetween(Restriction.PartitionNotAtCustodian, NONE, LOCKED, custodian, ben, 0);
    }

    function test_RevertWhen_TheReceiverIsACustodian_EvenForNothing() external {
        address custodian = _custodian();
        _open(NONE, LOCKED);
        _open(LOCKED, NONE);
        for (uint256 amount; amount < 2; ++amount) {
            bytes memory refusal = _refusal(Restriction.PartitionNotAtCustodian, ada, custodian, amount);
            vm.expectRevert(refusal);
            _sendBetween(LOCKED, NONE, ada, custodian, amount);
            vm.expectRevert(refusal);
            _sendBetween(NONE, LOCKED, ada, custodian, amount);
        }
    }

    function test_WhenTheReceiverIsTheTreasury_ItShouldPass() external {
        _assertPassesBetween(LOCKED, SEVENTH, ada, address(issuer), 40);
        _assertHolds(address(issuer), 0, 0, 40);
        _assertHolds(ada, 10, 60, 0);
    }

    function test_RevertWhen_TheReceiverIsNobodyOrTheToken_EvenForNothing() external {
        for (uint256 amount; amount < 2; ++amount) {
            _assertRefusedBetween(Restriction.InvalidReceiver, LOCKED, SEVENTH, ada, address(0), amount);
            _assertRefusedBetween(Restriction.InvalidReceiver, LOCKED, SEVENTH, ada, address(token), amount);
        }
    }

    function test_WhenTheReceiverIsTheSender_ItShouldBeAChangeOfPartitionAndNoTransfer() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        Move memory m = _moveBetween(LOCKED, SEVENTH, ada, ada, 40);
        _assertExplained(m, uint8(Restriction.UnknownMove));
        m.kind = KIND_PARTITION_CHANGE;
        _assertExplained(m, 0);
        vm.recordLogs();
        _sendBetween(LOCKED, SEVENTH, ada, ada, 40);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1);
        assertEq(logs[0].topics[0], ITokenEvents.PartitionChanged.selector);
        assertEq(abi.encode(module.seen()[0]), abi.encode(m));
        _assertHolds(ada, 10, 60, 40);
        _assertSupplies(10, 60, 40);
    }

    function test_RevertGiven_TheTokenIsPaused() external {
        _pauseToken(true);
        _assertRefusedBetween(Restriction.TokenRestricted, LOCKED, SEVENTH, ada, ben, 1);
    }

    function test_RevertGiven_ASideIsNotRegisteredRestrictedOrFrozen() external {
        _assertRefusedBetween(Restriction.ReceiverNotRegistered, LOCKED, SEVENTH, ada, stranger, 1);
        _assertRefusedBetween(Restriction.SenderNotRegistered, LOCKED, SEVENTH, stranger, ben, 1);
        _freeze(benId, true);
        _assertRefusedBetween(Restriction.ReceiverFrozen, LOCKED, SEVENTH, ada, ben, 1);
        _freeze(adaId, true);
        _assertRefusedBetween(Restriction.SenderFrozen, LOCKED, SEVENTH, ada, ben, 1);
        vm.prank(owner);
        registrar.setInvestorRestriction(adaId, true);
        _assertRefusedBetween(Restriction.SenderRestricted, LOCKED, SEVENTH, ada, ben, 1);
    }

    function test_RevertWhen_ALimitIsReached() external {
        _limitInvestors(0, 1);
        _assertRefusedBetween(Restriction.InvestorLimitReached, LOCKED, SEVENTH, ada, ben, 1);
    }

    function test_WhenTheReceiverIsTheLastPlaceThatALimitLeaves_ItShouldCountEachInvestorOnce() external {
        _limitInvestors(0, 2);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 99);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 1);
        _assertPositions(adaId, 1);
        _assertPositions(benId, 1);
        _assertInvestors(2);
        _open(NONE, SEVENTH);
        _sendBetween(NONE, SEVENTH, ada, ben, 10);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 1);
        _assertInvestors(1);
    }

    /* -------------------------------------------------- amounts ---------------------------------------------- */

    function test_RevertWhen_TheAmountExceedsWhatIsHeldInThePartitionThatItLeaves_WhateverStandsInTheOther() external {
        _issueIn(SEVENTH, ada, 1000);
        _assertRefusedBetween(Restriction.InsufficientBalance, LOCKED, SEVENTH, ada, ben, 101);
        _open(NONE, SEVENTH);
        _assertRefusedBetween(Restriction.InsufficientBalance, NONE, SEVENTH, ada, ben, 11);
    }

    function test_RevertGiven_ThePartitionThatItLeavesIsLocked_WhateverWayIsOpenUntilTheSecondThatTheLockEnds()
        external
    {
        uint40 end = _now() + 10;
        _openAll();
        _lock(LOCKED, end);
        vm.warp(end - 1);
        _assertRefusedBetween(Restriction.PartitionLocked, LOCKED, SEVENTH, ada, ben, 1);
        _assertRefusedBetween(Restriction.PartitionLocked, LOCKED, NONE, ada, ben, 1);
        vm.expectRevert(_refusal(Restriction.PartitionLocked, ada, ada, 1));
        _sendBetween(LOCKED, NONE, ada, ada, 1);
        vm.warp(end);
        _assertPassesBetween(LOCKED, NONE, ada, ben, 1);
    }

    function test_GivenThePartitionThatItLeavesIsLocked_GivenThePositionIsUnlocked_ItShouldPass() external {
        _lock(LOCKED, LOCKED_BY_HAND);
        _lockPosition(LOCKED, ada, UNLOCKED);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 100);
    }

    function test_RevertGiven_ThePositionThatItLeavesIsLocked_UntilTheSecondThatTheLockEnds() external {
        uint40 end = _now() + 10;
        _openAll();
        _lockPosition(LOCKED, ada, end);
        _lockPosition(NONE, ada, end);
        _lockPosition(SEVENTH, ada, UNLOCKED);
        vm.warp(end - 1);
        _assertRefusedBetween(Restriction.PositionLocked, LOCKED, SEVENTH, ada, ben, 1);
        _assertRefusedBetween(Restriction.PositionLocked, NONE, SEVENTH, ada, ben, 1);
        vm.warp(end);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 1);
    }

    function test_GivenThePartitionThatItEntersIsLocked_ItShouldPassAndTheReceiverCannotSendThemOn() external {
        _lock(SEVENTH, LOCKED_BY_HAND);
        _openAll();
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 40);
        _assertRefusedIn(SEVENTH, Restriction.PartitionLocked, ben, ada, 1);
        _assertRefusedBetween(Restriction.PartitionLocked, SEVENTH, NONE, ben, ada, 1);
    }

    function test_RevertWhen_TheAmountIsEncumberedInThePartitionThatItLeaves() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER);
        vm.prank(address(module));
        token.encumberPosition(PositionKey(address(0), LOCKED, ada), 70);
        _assertRefusedBetween(Restriction.AmountLocked, LOCKED, SEVENTH, ada, ben, 31);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 30);
    }

    function test_GivenAnAmountIsFrozen_ItShouldCountWhatTheDefaultPartitionHoldsOfItFirst() external {
        _openAll();
        vm.prank(owner);
        token.setFrozenTokens(ada, 60);
        _assertRefusedBetween(Restriction.AmountLocked, NONE, SEVENTH, ada, ben, 1);
        _assertRefusedBetween(Restriction.AmountLocked, LOCKED, SEVENTH, ada, ben, 51);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 50);
        _assertRefusedBetween(Restriction.AmountLocked, LOCKED, NONE, ada, ben, 1);
    }

    function test_GivenAnAmountIsFrozen_ItShouldKeepTheWholeOfItHoweverTheHolderSplitsTheWayOut() external {
        _openAll();
        vm.prank(owner);
        token.setFrozenTokens(ada, 60);
        _sendBetween(LOCKED, SEVENTH, ada, ada, 30);
        _sendBetween(LOCKED, NONE, ada, ada, 40);
        _assertHolds(ada, 50, 30, 30);
        _sendBetween(LOCKED, SEVENTH, ada, ben, 30);
        _sendBetween(SEVENTH, LOCKED, ada, ben, 20);
        assertEq(token.balanceOf(ada), 60);
        _assertRefusedBetween(Restriction.AmountLocked, SEVENTH, LOCKED, ada, ben, 1);
        _assertRefusedBetween(Restriction.AmountLocked, NONE, LOCKED, ada, ben, 1);
    }

    function test_RevertGiven_AmountsAreMultiples_WhenTheAmountIsNot() external {
        vm.startPrank(owner);
        token.operatorRedeemByPartition(LOCKED, ada, 100, "");
        token.redeemFrom(ada, 10, "");
        token.setGranularity(5);
        vm.stopPrank();
        _issueIn(LOCKED, ada, 20);
        _assertRefusedBetween(Restriction.AmountNotMultiple, LOCKED, SEVENTH, ada, ben, 6);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 15);
    }

    function test_WhenTheAmountIsZero_ItShouldPassAndChangeNothing() external {
        _lock(LOCKED, LOCKED_BY_HAND);
        _pauseToken(true);
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _assertPassesBetween(LOCKED, SEVENTH, ada, stranger, 0);
        _assertHolds(ada, 10, 100, 0);
        _assertHolds(stranger, 0, 0, 0);
        _assertSupplies(10, 100, 0);
    }

    /* -------------------------------------------------- modules ---------------------------------------------- */

    function test_RevertGiven_AModuleRefuses_AndAskItOnceAboutBothPartitions() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER, 0);
        bytes memory question =
            abi.encodeCall(IModuleHooks.checkTransfer, (_moveBetween(LOCKED, SEVENTH, ada, ben, 40)));
        vm.expectCall(address(module), question, 1);
        refuserReason = "refused";
        vm.mockCallRevert(address(module), question, refuserReason);
        vm.expectRevert(_refusal(Restriction.ModuleRefused, ada, ben, 40));
        _sendBetween(LOCKED, SEVENTH, ada, ben, 40);
    }

    function test_GivenAModuleWantsATicket_ItShouldPassWithTheTicketAlone() external {
        ModuleMock module = new ModuleMock(token, HOOK_CHECK_TRANSFER | HOOK_TAGS, 0);
        module.setTags([TICKET, bytes4(0), bytes4(0), bytes4(0)]);
        module.requireTicket(TICKET);
        _attach(module);
        (refusingModule, refuserReason) =
        (address(module), abi.encodeWithSelector(IModuleHooks.Module_TicketRequired.selector, TICKET));
        vm.expectRevert(_refusal(Restriction.ModuleRefused, ada, ben, 1));
        _sendBetween(LOCKED, SEVENTH, ada, ben, 1);
        vm.prank(ada);
        token.transferBetweenPartitions(LOCKED, SEVENTH, ben, 1, tagged(TICKET, "signed"));
        _assertHolds(ben, 0, 0, 1);
    }

    function test_RevertWhen_TheDataCarriesATagThatNobodyReads() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnreadTag.selector, TICKET));
        vm.prank(ada);
        token.transferBetweenPartitions(LOCKED, SEVENTH, ben, 1, tagged(TICKET, "signed"));
    }

    function test_GivenModulesListen_ItShouldTellThemOnceOfBothPartitions() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        _sendBetween(LOCKED, SEVENTH, ada, ben, 40);
        assertEq(module.seen().length, 1);
        assertEq(abi.encode(module.seen()[0]), abi.encode(_moveBetween(LOCKED, SEVENTH, ada, ben, 40)));
        module.setFailing(true);
        vm.expectRevert(ModuleMock.ModuleMock_Failed.selector);
        _sendBetween(LOCKED, SEVENTH, ada, ben, 1);
    }

    function test_GivenAHookCallsBack_ItShouldShowItTheSharesWhereTheyEnded() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        vm.startPrank(ben);
        token.authorizeOperatorByPartition(SEVENTH, address(module));
        vm.stopPrank();
        module.callBack(
            address(token), abi.encodeCall(token.operatorTransferByPartition, (SEVENTH, ben, adaToo, 40, "", ""))
        );
        _sendBetween(LOCKED, SEVENTH, ada, ben, 40);
        _assertHolds(ada, 10, 60, 0);
        _assertHolds(ben, 0, 0, 0);
        _assertHolds(adaToo, 0, 0, 40);
        _assertSupplies(10, 60, 40);
        _assertInvestors(1);
    }

    /* ------------------------------------------------- over time --------------------------------------------- */

    function test_GivenARecordDateHasPassed_ItShouldKeepWhatBothPartitionsHeldThen() external {
        uint40 date = _now() + 10;
        vm.prank(owner);
        token.scheduleRecordDate(date);
        vm.warp(date + 1);
        _sendBetween(LOCKED, SEVENTH, ada, ben, 40);
        assertEq(token.balanceOfByPartitionAt(LOCKED, ada, date), 100);
        assertEq(token.balanceOfByPartitionAt(NONE, ada, date), 10);
        assertEq(token.balanceOfByPartitionAt(SEVENTH, ben, date), 0);
        assertEq(token.balanceOfAt(ben, date), 0);
        assertEq(token.totalSupplyByPartitionAt(LOCKED, date), 100);
        assertEq(token.totalSupplyByPartitionAt(SEVENTH, date), 0);
        _assertSupplies(10, 60, 40);
    }

    function test_GivenTheTokenWasSplit_ItShouldBringBothSidesForwardFirst() external {
        _issueIn(SEVENTH, ben, 5);
        vm.prank(owner);
        token.split(3, 1);
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 299);
        _assertHolds(ada, 30, 1, 0);
        _assertHolds(ben, 0, 0, 314);
        _assertSupplies(30, 1, 314);
    }

    function test_GivenTheTokenWasSplit_WhenTheAmountIsZero_ItShouldLeaveWhatWasNotBroughtForward() external {
        _issueIn(SEVENTH, ada, 5);
        vm.prank(owner);
        token.split(3, 1);
        _sendBetween(LOCKED, SEVENTH, ada, ada, 0);
        _sendBetween(LOCKED, SEVENTH, ada, ben, 0);
        _change(owner, ada, LOCKED, SEVENTH, 0);
        _assertHolds(ada, 30, 300, 15);
        _sendBetween(LOCKED, SEVENTH, ada, ada, 300);
        _assertHolds(ada, 30, 0, 315);
        _assertSupplies(30, 0, 315);
    }

    function test_RevertGiven_TheTokenWasSplit_GivenPositionsWaitToBeBroughtForward() external {
        vm.prank(owner);
        token.split(1, 3);
        _assertRefusedBetween(Restriction.SplitPending, LOCKED, SEVENTH, ada, ben, 1);
    }

    /* ------------------------------------------------- in order ---------------------------------------------- */

    function test_WhenEverythingIsInOrder_ItShouldLeaveOnePartitionAndEndInTheOther() external {
        _assertPassesBetween(LOCKED, SEVENTH, ada, ben, 40);
        _assertHolds(ada, 10, 60, 0);
        _assertHolds(ben, 0, 0, 40);
        _assertSupplies(10, 60, 40);
        _assertRefused(Restriction.InsufficientBalance, ben, ada, 1);
    }

    function test_WhenEverythingIsInOrder_ItShouldLeaveAndEnterTheDefaultPartition() external {
        _openAll();
        _assertPassesBetween(NONE, SEVENTH, ada, ben, 7);
        _assertPassesBetween(LOCKED, NONE, ada, ben, 30);
        _assertHolds(ada, 3, 70, 0);
        _assertHolds(ben, 30, 0, 7);
        _assertSupplies(33, 70, 7);
        _assertPasses(ben, ada, 30);
    }

    function test_WhenEverythingIsInOrder_ItShouldTellOfTheTransferInTheOldPartitionAndOfTheChangeByTheReceiver()
        external
    {
        bytes memory why = tagged("REF", "why");
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(LOCKED, ada, ada, ben, 40, why, "");
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionChanged(LOCKED, SEVENTH, ben, ada, 40, why);
        vm.prank(ada);
        token.transferBetweenPartitions(LOCKED, SEVENTH, ben, 40, why);
    }

    function _openAll() private {
        Partition[3] memory all = [NONE, LOCKED, SEVENTH];
        for (uint256 i; i < 9; ++i) {
            if (i / 3 != i % 3) _open(all[i / 3], all[i % 3]);
        }
    }
}
