// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar, IRegister} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {InvestorId, Rating} from "../../../../src/types/Identity.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_TRANSFER} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {LAST_GENERATION} from "../../../../src/types/Revisions.sol";
import {Standing, newStanding} from "../../../../src/types/Standing.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {BothWays} from "../../../utils/BothWays.sol";
import {FullRevisions} from "../../../utils/FullRevisions.sol";
import {SplitBase} from "../../../utils/SplitBase.sol";
import {Vm} from "forge-std/Vm.sol";

/// @dev Every transfer here is compared with the long way. Ada and Ben hold 100 each; their ids are of two sixteenths.
contract PlainTransfersTest is SplitBase, BothWays, FullRevisions {
    bytes4 private constant REVISIONS = IRegister.revisions.selector;
    bytes4 private constant ABOUT_ONE = IRegister.currentStanding.selector;
    bytes4 private constant ABOUT_BOTH = IRegister.standingsToKeep.selector;

    address private cleo;

    function setUp() public override {
        super.setUp();
        cleo = _investor("cleo", CH, 1);
        _issue(ben, 100);
        assertNotEq(InvestorId.unwrap(adaId) % 16, InvestorId.unwrap(benId) % 16, "sixteenths");
    }

    /* ---------------------------------------------- between holders ------------------------------------------ */

    function test_GivenBothHold_GivenNothingIsKept_ItShouldAskAboutEachOnceAndKeepIt() external {
        _assertAsks(registrar, ada, ben, 1, abi.encodePacked(REVISIONS, ABOUT_ONE, ABOUT_ONE));
        _assertAsks(registrar, ada, ben, 1, abi.encodePacked(REVISIONS));
        _assertBalances(98, 102);
    }

    function test_GivenBothHold_GivenBothStandingsAreFresh_ItShouldAskForTheRevisionsAlone() external {
        _deal(ada, ben);
        _assertAsks(registrar, ben, ada, 1, abi.encodePacked(REVISIONS));
        _restrict(ben, true);
        _restrict(ben, false);
        _deal(ada, ben);
        _assertAsks(registrar, ada, ben, 1, abi.encodePacked(REVISIONS));
    }

    function test_GivenBothHold_GivenSomethingWasTakenFromTheSendersSixteenth_ItShouldAskAboutTheSenderAlone()
        external
    {
        _deal(ada, ben);
        _restrict(ada, true);
        _restrict(ada, false);
        _assertAsksAboutOneOf(ada, ada, ben);
    }

    function test_GivenBothHold_GivenSomethingWasTakenFromTheReceiversSixteenth_ItShouldAskAboutTheReceiverAlone()
        external
    {
        _deal(ada, ben);
        _restrict(ben, true);
        _restrict(ben, false);
        _assertAsksAboutOneOf(ben, ada, ben);
    }

    function test_GivenBothHold_GivenTheReceiversAccreditationEndsToday_ItShouldAskAboutTheReceiverEachTime() external {
        uint40 end = START / 1 days * 1 days + 10 days + 1 hours;
        _renew(benId, 2, end);
        _deal(ada, ben);
        vm.warp(end - 1 hours - 1);
        _assertAsks(registrar, ada, ben, 1, abi.encodePacked(REVISIONS));
        vm.warp(end - 1 hours);
        _assertAsksAboutOneOf(ben, ada, ben);
        _assertAsksAboutOneOf(ben, ada, ben);
        vm.warp(end);
        _assertLongRefuses(Restriction.ReceiverExpired, ada, ben, 1);
        _assertLongPasses(ben, ada, 1);
    }

    function test_GivenBothHold_GivenTheRegistrarsLastGeneration_ItShouldGoTheLongWayEachTime() external {
        _deal(ada, ben);
        _setRevisions(registrar, LAST_GENERATION - 1, 127);
        _deal(ada, ben);
        _restrict(ada, true);
        _restrict(ada, false);
        _assertLongPasses(ada, ben, 1);
        _assertLongPasses(ada, ben, 1);
    }

    function test_GivenBothHold_GivenASideWasBarredAndIsFreeAgain_ItShouldGoTheLongWayAndAskAgain() external {
        _deal(ada, ben);
        _restrictAccount(adaId, ada);
        _assertLongRefuses(Restriction.SenderRestricted, ada, ben, 1);
        _assertLongRefuses(Restriction.ReceiverRestricted, ben, ada, 1);
        _freeAccount(adaId, ada);
        _assertAsksAboutOneOf(ada, ada, ben);
        _assertAsks(registrar, ada, ben, 1, abi.encodePacked(REVISIONS));
    }

    function test_GivenBothHold_GivenTheReceiverIsTheSendersOtherAccount_ItShouldTakeTheShortWay() external {
        _issue(adaToo, 10);
        _assertShort(ada, adaToo, 1);
    }

    function test_GivenBothHold_GivenTheReceiverIsTheSendersOtherAccount_GivenCountryForbidden_ItShouldGoTheLongWay()
        external
    {
        _issue(adaToo, 10);
        _deal(ada, adaToo);
        _forbid(CH);
        _assertLongPasses(ada, adaToo, 1);
    }

    function test_GivenBothHold_GivenTheReceiversRatingWasRaised_ItShouldGoTheLongWay() external {
        _deal(ben, ada);
        vm.prank(owner);
        issuer.setCountryRule(CH, true, Rating.wrap(2), _limits(0));
        _assertLongRefuses(Restriction.RatingTooLow, ben, ada, 1);
        _renew(adaId, 2, FAR);
        _assertLongPasses(ben, ada, 1);
    }

    /* -------------------------------------------------- edges ------------------------------------------------ */

    function test_WhenAPositionOpens_WhenTheReceiverIsNew_ItShouldAskAboutBothInOneCallAndCountTheReceiver() external {
        _assertAsks(registrar, ada, cleo, 1, abi.encodePacked(ABOUT_BOTH));
        _assertInvestors(3);
        _assertClass(_id("cleo"), CH, 1);
        _assertAsks(registrar, ada, cleo, 1, abi.encodePacked(REVISIONS));
    }

    function test_WhenAPositionOpens_WhenTheReceiverIsBoundAlready_ItShouldTakeTheShortWay() external {
        token.bindAccounts(_one(cleo));
        _assertShort(ada, cleo, 1);
        _assertInvestors(3);
    }

    function test_WhenAPositionCloses_WhenTheSenderGivesAllToAHolder_ItShouldCountTheSenderNoMore() external {
        _assertShort(ada, ben, 100);
        _assertInvestors(1);
        _assertPositions(adaId, 0);
        _assertShort(ben, ada, 50);
        _assertInvestors(2);
    }

    function test_WhenAPositionOpensAndCloses_WhenTheSenderGivesAllToANewcomer_ItShouldCountTheNewcomer() external {
        _assertShort(ada, cleo, 100);
        _assertInvestors(2);
        _assertPositions(adaId, 0);
        _assertPositions(_id("cleo"), 1);
    }

    function test_WhenAPositionOpens_WhenTheSenderGivesAllToItsOwnOtherAccount_ItShouldLeaveTheCount() external {
        // Such a move tells the issuer nothing: she goes on counting as she did.
        _renew(adaId, 2, FAR);
        _assertShort(ada, adaToo, 100);
        _assertPositions(adaId, 1);
        _assertClass(adaId, CH, 1);
        _assertShort(adaToo, ada, 40);
        _assertPositions(adaId, 2);
    }

    function test_WhenAPositionOpens_GivenNoPlaceIsFree_ItShouldGoTheLongWayWhichRefuses() external {
        _limitInvestors(0, 2);
        _assertLongRefuses(Restriction.InvestorLimitReached, ada, cleo, 1);
        _assertShort(ada, cleo, 100);
    }

    function test_WhenAPositionOpens_GivenTheRegistrarBarsTheSenderWhoseStandingWasKept_ItShouldGoTheLongWay()
        external
    {
        _deal(ada, ben);
        _restrictAccount(adaId, ada);
        _assertLongRefuses(Restriction.SenderRestricted, ada, cleo, 1);
        _freeAccount(adaId, ada);
        _assertShort(ada, cleo, 1);
    }

    function test_WhenAPositionOpens_GivenTheSendersAccreditationHasEnded_AndThatStopsSending_ItShouldGoTheLongWay()
        external
    {
        uint40 end = START / 1 days * 1 days + 10 days;
        _renew(adaId, 1, end);
        _deal(ada, ben);
        vm.prank(owner);
        token.setExpiryStopsSending(true);
        vm.warp(end - 1);
        _assertShort(ada, cleo, 1);
        vm.warp(end);
        _assertLongRefuses(Restriction.SenderExpired, ada, ben, 1);
        _assertLongRefuses(Restriction.SenderExpired, ada, _investor("dan", CH, 1), 1);
        vm.prank(owner);
        token.setExpiryStopsSending(false);
        _assertLongPasses(ada, ben, 1);
    }

    function test_WhenAPositionOpens_GivenNobodyKnowsTheReceiver_ItShouldGoTheLongWayWhichRefuses() external {
        _assertLongRefuses(Restriction.ReceiverNotRegistered, ada, stranger, 1);
        // A registrar that calls nobody an investor.
        Standing good = newStanding(_id("nobody"), CH, Rating.wrap(1), FAR, false);
        bytes memory question = abi.encodeCall(IRegister.standingsToKeep, (adaId, ada, 0, NOBODY, address(0)));
        vm.mockCall(address(registrar), question, abi.encode(good, good));
        _assertLongRefuses(Restriction.InvalidReceiver, ada, address(0), 1);
        // One that knows an account, but not whose it is.
        Standing nobodys = newStanding(NOBODY, CH, Rating.wrap(1), FAR, false);
        question = abi.encodeCall(IRegister.standingsToKeep, (adaId, ada, 0, NOBODY, stranger));
        vm.mockCall(address(registrar), question, abi.encode(good, nobodys));
        _assertLongRefuses(Restriction.ReceiverNotRegistered, ada, stranger, 1);
    }

    function test_WhenAPositionOpens_GivenTheRegistrarBarsTheReceiver_OrItsAccreditationHasEnded_ItShouldGoTheLongWay()
        external
    {
        _issue(address(issuer), 100);
        InvestorId id = _id("cleo");
        _restrictAccount(id, cleo);
        _assertLongRefuses(Restriction.ReceiverRestricted, ada, cleo, 1);
        _assertLongRefuses(Restriction.ReceiverRestricted, ada, cleo, 100);
        bytes memory data = abi.encodeCall(token.transferTreasury, (cleo, 1));
        _compareWays(token, owner, data);
        assertFalse(_isShort(token, owner, data));
        _freeAccount(id, cleo);
        _lapse(id, 1);
        _assertLongRefuses(Restriction.ReceiverExpired, ada, cleo, 1);
        _compareWays(token, owner, data);
        assertFalse(_isShort(token, owner, data));
    }

    function test_WhenAPositionOpens_GivenTheSendersStandingIsFresh_ItShouldStayFresh() external {
        _deal(ada, ben);
        _assertAsks(registrar, ada, cleo, 1, abi.encodePacked(ABOUT_BOTH));
        _assertAsks(registrar, ada, ben, 1, abi.encodePacked(REVISIONS));
    }

    function test_WhenAPositionOpens_GivenTheSendersStandingIsStale_ItShouldKeepTheNewOne() external {
        _deal(ada, ben);
        _restrict(ada, true);
        _restrict(ada, false);
        _assertAsks(registrar, ada, cleo, 1, abi.encodePacked(ABOUT_BOTH));
        _assertAsks(registrar, ada, ben, 1, abi.encodePacked(REVISIONS));
    }

    /* ------------------------------------------------- treasury ---------------------------------------------- */

    function test_WhenTheTreasuryGives_ItShouldTakeTheShortWayToANewcomerAndToAHolder() external {
        _issue(address(issuer), 100);
        address[3] memory receivers = [cleo, cleo, ada];
        for (uint256 i; i < receivers.length; ++i) {
            _give(receivers[i], 10, true);
        }
        assertEq(token.balanceOf(cleo), 20);
        _assertInvestors(3);
        _give(ben, 70, true);
        assertEq(token.balanceOf(address(issuer)), 0);
    }

    function test_WhenTheTreasuryGives_GivenAnotherRegistrarKnowsTheReceiver_ItShouldGoTheLongWay() external {
        _issue(address(issuer), 100);
        address dora = makeAddr("dora");
        _registerAt(_acceptAnother(), _id("dora"), CH, 1, _one(dora));
        _give(dora, 10, false);
        _give(dora, 10, false);
        assertEq(token.balanceOf(dora), 20);
    }

    function test_WhenTheTreasuryReceives_ItShouldGoTheLongWay() external {
        _assertLongPasses(ada, address(issuer), 10);
        _assertLongPasses(ada, address(issuer), 90);
        _assertInvestors(1);
    }

    /* ------------------------------------------------ registrars --------------------------------------------- */

    function test_GivenTwoRegistrars_GivenBothSidesAreOfTheSecondOne_ItShouldAskTheSecondOne() external {
        (IKYCRegistrar another, address dora, address emil) = _others();
        _assertAsks(another, dora, emil, 1, abi.encodePacked(REVISIONS, ABOUT_ONE, ABOUT_ONE));
        _assertAsks(another, dora, emil, 1, abi.encodePacked(REVISIONS));
        // What happens at the first registrar is nothing to it.
        _restrict(ada, true);
        _assertAsks(another, dora, emil, 98, abi.encodePacked(ABOUT_BOTH));
    }

    function test_GivenTwoRegistrars_GivenEachSideIsOfAnotherOne_ItShouldGoTheLongWayWhichLetsPass() external {
        (, address dora,) = _others();
        _assertLongPasses(dora, ada, 1);
        _assertLongPasses(ada, dora, 1);
        _assertLongPasses(dora, ben, 100);
        _assertLongPasses(ada, dora, 1);
    }

    /// @dev What one says of its investor is nothing to the other's.
    function test_GivenTwoRegistrars_GivenEachSideIsOfAnotherOne_GivenTheirIdsAreTheSame_ItShouldTakeNeitherForTheOther()
        external
    {
        (IKYCRegistrar another, address dora,) = _others();
        address fay = makeAddr("fay");
        _registerAt(another, adaId, CH, 1, _one(fay));
        _issue(fay, 100);
        _restrict(ada, true);
        _assertLongRefuses(Restriction.ReceiverRestricted, fay, ada, 1);
        _assertLongRefuses(Restriction.ReceiverRestricted, dora, ada, 100);
        _assertLongRefuses(Restriction.SenderRestricted, ada, fay, 1);
        _assertShort(dora, fay, 1);
        _assertLongPasses(fay, ben, 1);
        _redeem(ada, 100);
        _assertLongRefuses(Restriction.ReceiverRestricted, fay, ada, 1);
        _issue(address(issuer), 10);
        _restrict(ada, false);
        vm.prank(owner);
        another.setInvestorRestriction(adaId, true);
        _redeem(fay, token.balanceOf(fay));
        _give(ada, 1, true);
        bytes memory data = abi.encodeCall(token.transferTreasury, (fay, 1));
        _compareWays(token, owner, data);
        assertFalse(_isShort(token, owner, data));
    }

    function test_GivenTwoRegistrars_GivenTheSecondOneHasNoRevisions_ItShouldGoTheLongWay() external {
        (IKYCRegistrar another, address dora, address emil) = _others();
        vm.mockCallRevert(address(another), abi.encodePacked(REVISIONS), "");
        vm.mockCallRevert(address(another), abi.encodePacked(ABOUT_BOTH), "");
        _assertLongPasses(dora, emil, 1);
        _assertLongPasses(dora, emil, 99);
        _assertLongPasses(emil, dora, 1);
        _assertShort(ada, ben, 1);
    }

    function test_GivenTwoRegistrars_GivenASidesRegistrarIsAcceptedNoMore_ItShouldGoTheLongWayUntilItIsAgain()
        external
    {
        (IKYCRegistrar another, address dora, address emil) = _others();
        _deal(dora, emil);
        _reject(another);
        _assertLongRefuses(Restriction.SenderNotRegistered, dora, emil, 1);
        // Meanwhile something is taken.
        vm.startPrank(owner);
        another.setInvestorRestriction(_id("dora"), true);
        issuer.addRegistrar(another);
        vm.stopPrank();
        _assertLongRefuses(Restriction.SenderRestricted, dora, emil, 1);
        vm.prank(owner);
        another.setInvestorRestriction(_id("dora"), false);
        _assertShort(dora, emil, 1);

        _deal(ada, ben);
        _reject(registrar);
        _assertLongRefuses(Restriction.SenderNotRegistered, ada, ben, 1);
        _assertLongRefuses(Restriction.SenderNotRegistered, ada, ben, 99);
    }

    /* --------------------------------------------- dates and splits ------------------------------------------ */

    function test_GivenARecordDateHasPassed_ItShouldKeepBothBalancesOfThen() external {
        uint40 date = _now() + 10;
        _schedule(date);
        _assertShort(ada, ben, 1);
        vm.warp(date + 1);
        _assertShort(ada, ben, 10);
        _assertShort(ada, ben, 10);
        _assertShort(ada, cleo, 10);
        assertEq(token.balanceOfAt(ada, date), 99);
        assertEq(token.balanceOfAt(ben, date), 101);
        assertEq(token.balanceOfAt(cleo, date), 0);
        _schedule(date + 10);
        vm.warp(date + 11);
        _assertShort(ada, ben, 69);
        assertEq(token.balanceOfAt(ada, date + 10), 69);
        assertEq(token.balanceOfAt(ben, date + 10), 121);
    }

    function test_GivenAnExactSplit_GivenASideThatHoldsWasNotWrittenSince_ItShouldGoTheLongWayOnce() external {
        _split(2, 1);
        _assertLongPasses(ada, ben, 1);
        _assertShort(ada, ben, 1);
        _assertBalances(198, 202);
        _split(2, 1);
        _bring(address(0), ada);
        _assertLongPasses(ada, ben, 1);
        _split(2, 1);
        _bring(address(0), ben);
        _assertLongPasses(ada, ben, 1);
        _assertShort(ada, ben, 1);
    }

    function test_GivenAnExactSplit_WhenTheReceiverHoldsNothing_ItShouldTakeTheShortWay() external {
        _assertShort(ada, cleo, 1);
        _assertShort(cleo, ada, 1);
        _split(2, 1);
        _bring(address(0), ada);
        _assertShort(ada, cleo, 10);
        _assertShort(ada, cleo, 10);
        assertEq(token.balanceOf(cleo), 20);
        _assertShort(ada, adaToo, 180);
    }

    function test_GivenASplitThatLeavesFractionsIsPending_ItShouldGoTheLongWayWhichRefuses() external {
        _issue(cleo, 100);
        _split(1, 3);
        _bring(address(0), ada);
        _assertLongRefuses(Restriction.SplitPending, ada, ben, 1);
        _bring(address(0), ben);
        _assertLongRefuses(Restriction.SplitPending, ada, ben, 1);
        _assertLongRefuses(Restriction.SplitPending, ada, adaToo, 1);
    }

    /* -------------------------------------------------- ties ------------------------------------------------- */

    function test_GivenModulesEncumber_WhenTheAmountIsFree_ItShouldTakeTheShortWay() external {
        _encumbered(ada, 40);
        _encumbered(ada, 30);
        _assertShort(ada, ben, 30);
        _assertBalances(70, 130);
    }

    function test_GivenModulesEncumber_WhenTheAmountIsNotFree_ItShouldGoTheLongWayWhichRefuses() external {
        _encumbered(ada, 40);
        _encumbered(ada, 30);
        _assertLongRefuses(Restriction.AmountLocked, ada, ben, 31);
        _assertLongRefuses(Restriction.AmountLocked, ada, ben, 100);
        _assertLongRefuses(Restriction.InsufficientBalance, ada, ben, 101);
    }

    function test_GivenModulesEncumber_GivenAllWasReleased_ItShouldDropTheFlag() external {
        ModuleMock module = _encumbered(ada, 40);
        vm.prank(address(module));
        token.release(ada, 40);
        _assertShort(ada, ben, 1);
        _assertShort(ada, ben, 99);
    }

    function test_GivenSomeSharesAreFrozenOrApart_ItShouldGoTheLongWay() external {
        _freezeAmount(ada, 10);
        _assertLongPasses(ada, ben, 10);
        _assertLongRefuses(Restriction.AmountLocked, ada, ben, 81);
        _setPartition(STAFF, 0);
        _issueIn(STAFF, ben, 5);
        _assertLongPasses(ben, ada, 10);
        _assertLongRefuses(Restriction.InsufficientBalance, ben, ada, 101);
        _lock(DEFAULT_PARTITION, adaToo, _now() + 10);
        _issue(adaToo, 10);
        _assertLongRefuses(Restriction.PositionLocked, adaToo, ben, 1);
    }

    /* ------------------------------------------------- freezes ----------------------------------------------- */

    function test_GivenTheIssuerFrozeAnInvestor_GivenItIsASide_ItShouldGoTheLongWayWhichRefuses() external {
        _deal(ada, ben);
        _freeze(adaId, true);
        _assertLongRefuses(Restriction.SenderFrozen, ada, ben, 1);
        _assertLongRefuses(Restriction.SenderFrozen, ada, cleo, 1);
        _assertLongRefuses(Restriction.ReceiverFrozen, ben, ada, 1);
        _freeze(adaId, false);
        _freeze(_id("cleo"), true);
        _assertLongRefuses(Restriction.ReceiverFrozen, ada, cleo, 1);
        _assertLongRefuses(Restriction.ReceiverFrozen, ada, cleo, 99);
        _assertShort(ada, ben, 1);
        _issue(address(issuer), 10);
        bytes memory data = abi.encodeCall(token.transferTreasury, (cleo, 1));
        _compareWays(token, owner, data);
        assertFalse(_isShort(token, owner, data));
    }

    function test_GivenTheIssuerFrozeAnInvestor_GivenItHasABitInCommon_ItShouldTakeTheShortWay() external {
        InvestorId neighbour = _withSameBucket(adaId);
        _register(neighbour, CH, 1, FAR, _one(makeAddr("neighbour")));
        _freeze(neighbour, true);
        _assertShort(ada, ben, 1);
        InvestorId twin = _withSameFreezeBit(adaId);
        _register(twin, CH, 1, FAR, _one(makeAddr("twin")));
        _freeze(twin, true);
        // One bit for both: the issuer is asked, the long way.
        _assertLongPasses(ada, ben, 1);
    }

    /* -------------------------------------------------- hooks ------------------------------------------------ */

    function test_GivenModulesWithHooks_ItShouldAskAndTellThemWhatTheLongWayDoes() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
        ModuleMock listener = _module(HOOK_TRANSFER_TOKENS, 0);
        _assertShort(ada, ben, 1);
        _assertShort(ada, cleo, 1);
        _issue(address(issuer), 10);
        _give(cleo, 1, true);
        assertEq(abi.encode(module.seen()), abi.encode(listener.seen()));
        assertEq(module.seen().length, 4, "the issue, too");
        assertTrue(module.seen()[0].kind == KIND_TRANSFER);
        assertEq(module.seen()[0].amount, 1);
    }

    function test_GivenModulesWithHooks_GivenOneRefuses_ItShouldGoTheLongWayWhichRefuses() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _assertLongRefuses(Restriction.ModuleRefused, ada, ben, 1);
        _assertLongRefuses(Restriction.ModuleRefused, ada, cleo, 1);
        _assertLongRefuses(Restriction.ModuleRefused, ada, cleo, 100);
        _assertInvestors(2);
    }

    function test_GivenModulesWithHooks_GivenOneFailsWhenItIsTold_ItShouldRevertWithTheModulesReason() external {
        _module(HOOK_TRANSFER_TOKENS, 0).setFailing(true);
        bytes memory data = abi.encodeCall(token.transfer, (ben, 1));
        _compareWays(token, ada, data);
        vm.expectRevert(ModuleMock.ModuleMock_Failed.selector);
        vm.prank(ada);
        token.transfer(ben, 1);
    }

    function test_GivenModulesWithHooks_GivenOneTransfersInItsHook_ItShouldKeepWhatThatChanged() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
        vm.prank(ben);
        token.approve(address(module), 100);
        module.callBack(address(token), abi.encodeCall(token.transferFrom, (ben, ada, 5)));
        _assertShort(ada, ben, 1);
        _assertBalances(104, 96);
        _assertInvestors(2);
    }

    /* -------------------------------------------------- others ----------------------------------------------- */

    function test_GivenTheTokenIsPausedNotApprovedGranularOrLocked_ItShouldGoTheLongWay() external {
        vm.prank(owner);
        token.setLegalApproval(false);
        _assertLongRefuses(Restriction.TokenNotApproved, ada, ben, 1);
        vm.startPrank(owner);
        token.setLegalApproval(true);
        issuer.setTokenRestriction(address(token), true);
        vm.stopPrank();
        _assertLongRefuses(Restriction.TokenRestricted, ada, ben, 1);
        vm.startPrank(owner);
        issuer.setTokenRestriction(address(token), false);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        _assertLongRefuses(Restriction.IssuerRestricted, ada, ben, 1);
        vm.prank(owner);
        issuer.setGlobalRestriction(false);
        _setPartition(DEFAULT_PARTITION, _now() + 10);
        _assertLongRefuses(Restriction.PartitionLocked, ada, ben, 1);
        vm.warp(_now() + 10);
        _assertLongPasses(ada, ben, 1);
        _setPartition(DEFAULT_PARTITION, 0);
        _assertShort(ada, ben, 1);

        _redeem(ada, 98);
        _redeem(ben, 102);
        _setGranularity(10);
        _issue(ada, 20);
        _assertLongRefuses(Restriction.AmountNotMultiple, ada, ben, 5);
        _assertLongPasses(ada, ben, 10);
    }

    function test_WhenNothingMoves_ItShouldGoTheLongWay() external {
        _assertLongPasses(ada, ben, 0);
        _assertLongPasses(ada, ada, 10);
        _assertLongPasses(ada, ada, 100);
        _assertLongRefuses(Restriction.InsufficientBalance, ada, ada, 101);
        _assertLongRefuses(Restriction.InvalidReceiver, ada, address(0), 1);
        _assertLongRefuses(Restriction.InvalidReceiver, ada, address(token), 1);
    }

    function test_WhenTheReceiverIsACustodian_ItShouldGoTheLongWay() external {
        address custodian = _custodian();
        _assertLongPasses(ada, custodian, 10);
        _assertLongPasses(ada, custodian, 90);
        _assertLongRefuses(Restriction.SenderNotRegistered, custodian, ada, 10);
    }

    /// @dev The roles outrank what the registrar says.
    function test_WhenTheReceiverHasARole_GivenTheRegistrarCallsItAnInvestor_ItShouldGoTheLongWay() external {
        address custodian = _custodian();
        _register(_id("custodian"), CH, 1, FAR, _one(custodian));
        _assertLongPasses(ada, custodian, 10);
        _assertLongPasses(ada, custodian, 1);
        assertEq(token.custodyBalanceOf(custodian, ada), 11);
        // What it keeps is not its own.
        _assertLongRefuses(Restriction.SenderNotRegistered, custodian, ben, 1);
        _assertLongRefuses(Restriction.SenderNotRegistered, custodian, cleo, 11);
        _register(_id("token"), CH, 1, FAR, _one(address(token)));
        _register(_id("issuer"), CH, 1, FAR, _one(address(issuer)));
        _assertLongRefuses(Restriction.InvalidReceiver, ada, address(token), 1);
        token.bindAccounts(_two(address(token), address(issuer)));
        _assertLongRefuses(Restriction.InvalidReceiver, ada, address(token), 1);
        _assertLongPasses(ada, address(issuer), 1);
        _assertLongPasses(ada, address(issuer), 1);
        _loseForEver(ada, adaToo);
        _assertLongRefuses(Restriction.AccountLost, ben, ada, 1);
    }

    function test_WhenASpenderTransfers_ItShouldUseTheAllowanceUpOnce() external {
        vm.prank(ada);
        token.approve(stranger, 10);
        bytes memory data = abi.encodeCall(token.transferFrom, (ada, ben, 4));
        _compareWays(token, stranger, data);
        assertTrue(_isShort(token, stranger, data));
        vm.prank(stranger);
        token.transferFrom(ada, ben, 4);
        assertEq(token.allowance(ada, stranger), 6);
        _encumbered(ada, 96);
        _compareWays(token, stranger, data);
        _compareWays(token, stranger, abi.encodeCall(token.transferFrom, (ada, ben, 7)));
        _freezeAmount(ada, 1);
        _compareWays(token, stranger, abi.encodeCall(token.transferFrom, (ada, address(issuer), 0)));
    }

    function test_WhenABatchGoesToSeveral_ItShouldBeAsTheLongWayForEachInOrder() external {
        address[] memory to = new address[](5);
        (to[0], to[1], to[2], to[3], to[4]) = (ben, cleo, adaToo, ben, cleo);
        uint256[] memory amounts = new uint256[](5);
        (amounts[0], amounts[1], amounts[2], amounts[3], amounts[4]) = (10, 20, 30, 10, 30);
        bytes memory data = abi.encodeCall(token.transferBatch, (to, amounts));
        _compareWays(token, ada, data);
        assertTrue(_isShort(token, ada, data));
        to[3] = address(issuer);
        data = abi.encodeCall(token.transferBatch, (to, amounts));
        _compareWays(token, ada, data);
        assertFalse(_isShort(token, ada, data));
        amounts[4] = 31;
        _compareWays(token, ada, abi.encodeCall(token.transferBatch, (to, amounts)));
    }

    /* -------------------------------------------------- acting ----------------------------------------------- */

    /// @dev One share; both standings are kept afterwards.
    function _deal(address from, address to) private {
        _assertShort(from, to, 1);
    }

    /// @dev From the treasury.
    function _give(address to, uint256 amount, bool short) private {
        bytes memory data = abi.encodeCall(token.transferTreasury, (to, amount));
        _compareWays(token, owner, data);
        assertEq(_isShort(token, owner, data), short, "short way");
        vm.prank(owner);
        token.transferTreasury(to, amount);
    }

    function _restrict(address account, bool restricted) private {
        vm.prank(owner);
        registrar.setInvestorRestriction(account == ada ? adaId : benId, restricted);
    }

    /// @dev Another registrar with two investors, who hold 100 each.
    function _others() private returns (IKYCRegistrar another, address dora, address emil) {
        another = _acceptAnother();
        (dora, emil) = (makeAddr("dora"), makeAddr("emil"));
        _registerAt(another, _id("dora"), CH, 1, _one(dora));
        _registerAt(another, _id("emil"), DE, 1, _one(emil));
        _issue(dora, 100);
        _issue(emil, 100);
    }

    /* ------------------------------------------------- assertions -------------------------------------------- */

    function _assertShort(address from, address to, uint256 amount) private {
        bytes memory data = abi.encodeCall(token.transfer, (to, amount));
        _compareWays(token, from, data);
        assertTrue(_isShort(token, from, data), "the long way");
        vm.prank(from);
        token.transfer(to, amount);
    }

    function _assertLongPasses(address from, address to, uint256 amount) private {
        bytes memory data = abi.encodeCall(token.transfer, (to, amount));
        _compareWays(token, from, data);
        assertFalse(_isShort(token, from, data), "the short way");
        vm.prank(from);
        token.transfer(to, amount);
    }

    function _assertLongRefuses(Restriction code, address from, address to, uint256 amount) private {
        bytes memory data = abi.encodeCall(token.transfer, (to, amount));
        _compareWays(token, from, data);
        assertFalse(_isShort(token, from, data), "the short way");
        _assertRefused(code, from, to, amount);
    }

    /// @dev By the short way, with these questions to the registrar, in order.
    function _assertAsks(IKYCRegistrar asked, address from, address to, uint256 amount, bytes memory questions)
        private
        returns (Vm.AccountAccess[] memory calls)
    {
        bytes memory data = abi.encodeCall(token.transfer, (to, amount));
        _compareWays(token, from, data);
        assertTrue(_isShort(token, from, data), "the long way");
        vm.startStateDiffRecording();
        vm.prank(from);
        token.transfer(to, amount);
        calls = vm.stopAndReturnStateDiff();
        bytes memory heard;
        for (uint256 i; i < calls.length; ++i) {
            if (calls[i].account != address(asked) || calls[i].accessor != address(token)) continue;
            heard = bytes.concat(heard, bytes4(calls[i].data));
        }
        assertEq(heard, questions, "questions");
    }

    function _assertAsksAboutOneOf(address one, address from, address to) private {
        Vm.AccountAccess[] memory calls = _assertAsks(registrar, from, to, 1, abi.encodePacked(REVISIONS, ABOUT_ONE));
        InvestorId id = one == ada ? adaId : benId;
        bytes memory question = abi.encodeCall(IRegister.currentStanding, (id, one));
        bool found;
        for (uint256 i; i < calls.length; ++i) {
            if (keccak256(calls[i].data) == keccak256(question)) found = true;
        }
        assertTrue(found, "about whom");
    }
}
