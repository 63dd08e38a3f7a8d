// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../../../../src/interfaces/IERC7943Fungible.sol";
import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {AuthorityId} from "../../../../src/types/Authority.sol";
import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {investorKey} from "../../../../src/types/Identity.sol";
import {HOOK_CHECK_TRANSFER, HOOK_FORCED} from "../../../../src/types/Modules.sol";
import {KIND_RECOVERY} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND, Partition, UNLOCKED} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {newLockup} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {moveIn} from "../../../utils/Moves.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

/// @dev The guarded call needs the lost account barred; tests that need it free say so.
contract RecoverTest is GuardedBase, RecoveryBase {
    function setUp() public override(ComplianceBase, RecoveryBase) {
        super.setUp();
        _restrictAccount(adaId, ada);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.recover, (ada, adaToo, "police report 7")));
    }

    function _isDone() internal view override returns (bool) {
        return token.successorOf(ada) == adaToo && token.balanceOf(adaToo) == 100;
    }

    /* ---------------------------------------------------- who ------------------------------------------------ */

    function test_RevertWhen_BothAreOneAccount() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SelfTransfer.selector, ada));
        _recover(ada, ada);
    }

    function test_RevertWhen_TheSuccessorBelongsToNobodyAnotherInvestorTheTreasuryOrACustodian() external {
        address[5] memory others = [address(0), stranger, ben, address(issuer), _custodian()];
        for (uint256 i; i < others.length; ++i) {
            _expectOtherInvestor(ada, others[i]);
            _recover(ada, others[i]);
        }
    }

    function test_RevertWhen_TheLostAccountBelongsToNobodyTheTreasuryOrACustodian() external {
        address[4] memory others = [address(0), stranger, address(issuer), _custodian()];
        for (uint256 i; i < others.length; ++i) {
            _expectOtherInvestor(others[i], ada);
            _recover(others[i], ada);
        }
    }

    function test_RevertWhen_AnotherRegistrarKnowsTheSuccessorByTheSameId() external {
        IKYCRegistrar second = _acceptAnother();
        address thief = makeAddr("thief");
        _registerAt(second, adaId, CH, 1, _one(thief));
        _expectOtherInvestor(ada, thief);
        _recover(ada, thief);
    }

    function test_RevertGiven_TheRegistrarDoesNotBarTheLostAccount() external {
        _freeAccount(adaId, ada);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotBarred.selector, ada));
        _recover(ada, adaToo);
    }

    function test_RevertGiven_TheRegistrarBarsTheSuccessorOrTheWholeInvestor() external {
        _restrictAccount(adaId, adaToo);
        vm.expectRevert(_refusal(Restriction.ReceiverRestricted, ada, adaToo, 0));
        _recover(ada, adaToo);
        vm.prank(owner);
        registrar.setInvestorRestriction(adaId, true);
        vm.expectRevert(_refusal(Restriction.ReceiverRestricted, ada, adaThird, 0));
        _recover(ada, adaThird);
    }

    function test_RevertGiven_TheAccountWasRecoveredBefore_ItShouldRevertWhateverTheSuccessor() external {
        _recover(ada, adaToo);
        _expectOtherInvestor(ada, adaThird);
        _recover(ada, adaThird);
        _expectOtherInvestor(ada, adaToo);
        _recover(ada, adaToo);
        assertEq(token.successorOf(ada), adaToo);
    }

    function test_RevertWhen_TheSuccessorWasLostItself() external {
        _recover(ada, adaToo);
        _freeAccount(adaId, ada);
        _restrictAccount(adaId, adaToo);
        _expectOtherInvestor(adaToo, ada);
        _recover(adaToo, ada);
    }

    /* --------------------------------------------------- counts ---------------------------------------------- */

    function test_RevertGiven_TheRegistrarOfBothIsNotAcceptedAndAnotherKnowsThem_WhenThatBarsNobody() external {
        _knownAnew();
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotBarred.selector, ada));
        _recover(ada, adaToo);
    }

    function test_GivenTheRegistrarOfBothIsNotAcceptedAndAnotherKnowsThem_WhenThatBarsTheLostAccount_ItShouldCountTheInvestorUnderItsNewId()
        external
    {
        _issue(adaToo, 5);
        _assertPositions(adaId, 2);
        IKYCRegistrar second = _knownAnew();
        vm.prank(owner);
        second.restrictAccounts(_id("new ada"), _one(ada));

        _recover(ada, adaToo);

        _assertPositions(adaId, 0);
        _assertPositions(investorKey(1, _id("new ada")), 1);
        _assertCounts(CH, 3, 1, 1, 1);
    }

    function test_GivenOnlyTheLostAccountHoldsWhatWasCountedUnderAnotherId_ItShouldCountItOutThereAndInUnderTheNewId()
        external
    {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, adaThird, 5);
        vm.prank(adaThird);
        token.transferByPartition(FOUNDERS, adaToo, 5, "");
        IKYCRegistrar second = _knownAnew();
        vm.prank(owner);
        second.restrictAccounts(_id("new ada"), _one(ada));

        _recover(ada, adaThird);

        _assertPositions(adaId, 1);
        _assertPositions(investorKey(1, _id("new ada")), 1);
        vm.prank(adaThird);
        token.transfer(adaToo, 100);
        _assertPositions(adaId, 0);
        _assertPositions(investorKey(1, _id("new ada")), 1);
        _assertInvestors(1);
    }

    function test_GivenEverythingForbidsATransfer_ItShouldMoveTheBalance() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _freeze(adaId, true);
        _forbid(CH);
        _limitInvestors(0, 1);
        _setPartition(DEFAULT_PARTITION, LOCKED_BY_HAND);
        vm.startPrank(owner);
        token.setLegalApproval(false);
        issuer.setTokenRestriction(address(token), true);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        _recover(ada, adaToo);
        assertEq(token.balanceOf(adaToo), 100);
    }

    function test_WhenTheSuccessorIsEmpty_ItShouldLeaveTheCountOfPositions() external {
        _recover(ada, adaToo);
        assertEq(token.balanceOf(ada), 0);
        assertEq(token.balanceOf(adaToo), 100);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_WhenTheSuccessorHoldsSomething_ItShouldCountOnePositionLess() external {
        _issue(adaToo, 5);
        _assertPositions(adaId, 2);
        _recover(ada, adaToo);
        assertEq(token.balanceOf(adaToo), 105);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_WhenTheLostAccountIsEmpty_ItShouldBarItAndNameTheSuccessor() external {
        _force(ada, ben, 100);
        ModuleMock module = _module(HOOK_FORCED, 0);
        _recover(ada, adaToo);
        assertEq(module.told().length, 0);
        assertEq(token.successorOf(ada), adaToo);
        _assertPositions(adaId, 0);
        _freeAccount(adaId, ada);
        _assertRefused(Restriction.AccountLost, ben, ada, 1);
    }

    /* ------------------------------------------------- partitions -------------------------------------------- */

    function test_GivenSharesStandInPartitions_ItShouldMoveEachAndTheRest() external {
        _divide();
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(FOUNDERS, owner, ada, adaToo, 30, "", "");
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(STAFF, owner, ada, adaToo, 20, "", "");
        _recover(ada, adaToo);

        _assertParts(ada, 0, 0, 0);
        _assertParts(adaToo, 100, 31, 20);
        assertEq(token.totalSupplyByPartition(FOUNDERS), 31);
        assertEq(token.totalSupplyByPartition(DEFAULT_PARTITION), 100);
        _assertPositions(adaId, 1);
        vm.startPrank(adaToo);
        token.transferByPartition(STAFF, ben, 20, "");
        token.transferByPartition(FOUNDERS, ben, 31, "");
        token.transfer(ben, 100);
        vm.stopPrank();
        _assertPositions(adaId, 0);
    }

    function test_GivenSharesStandInPartitions_ItShouldTellTheModulesOfEachPartition() external {
        _divide();
        ModuleMock module = _module(HOOK_FORCED, 0);
        _recover(ada, adaToo);
        assertEq(module.told().length, 3);
        _assertForced(module, 0, moveIn(FOUNDERS, KIND_RECOVERY, owner, ada, adaToo, 30));
        _assertForced(module, 1, moveIn(STAFF, KIND_RECOVERY, owner, ada, adaToo, 20));
        _assertForced(module, 2, moveIn(DEFAULT_PARTITION, KIND_RECOVERY, owner, ada, adaToo, 100));
    }

    function test_GivenSharesStandInPartitions_WhenNothingStandsInTheDefaultOne_ItShouldMoveTheOthersAndCountExactly()
        external
    {
        _force(ada, ben, 100);
        _assertPositions(adaId, 0);
        _freeAccount(adaId, ada);
        _setPartition(FOUNDERS, 0);
        _setPartition(STAFF, 0);
        _issueIn(FOUNDERS, ada, 30);
        _issueIn(STAFF, ada, 20);
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        _assertParts(adaToo, 0, 30, 20);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
    }

    function test_GivenRecordDatesHavePassed_ItShouldLeaveTheBalancesAtThemWhereTheyWere() external {
        _divide();
        vm.prank(owner);
        token.scheduleRecordDate(START + 10);
        vm.warp(START + 11);
        _recover(ada, adaToo);
        assertEq(token.balanceOfAt(ada, START + 10), 150);
        assertEq(token.balanceOfAt(adaToo, START + 10), 1);
        assertEq(token.balanceOfByPartitionAt(FOUNDERS, ada, START + 10), 30);
        assertEq(token.balanceOfByPartitionAt(FOUNDERS, adaToo, START + 10), 1);
        assertEq(token.balanceOfByPartitionAt(DEFAULT_PARTITION, ada, START + 10), 100);
        assertEq(token.balanceOfByPartitionAt(DEFAULT_PARTITION, adaToo, START + 10), 0);
    }

    /* --------------------------------------------------- locks ----------------------------------------------- */

    function test_GivenLocks_WhenTheLostPositionIsLockedLonger_ItShouldLockTheSuccessorsAsLong() external {
        _lock(DEFAULT_PARTITION, ada, START + 20);
        _lock(DEFAULT_PARTITION, adaToo, START + 10);
        vm.expectEmit(address(token));
        emit ITokenEvents.PositionLockSet(DEFAULT_PARTITION, adaToo, START + 20);
        _recover(ada, adaToo);
        _assertRefused(Restriction.PositionLocked, adaToo, ben, 1);
        vm.warp(START + 20);
        _assertPasses(adaToo, ben, 1);
    }

    function test_GivenLocks_WhenTheSuccessorsIsLockedLonger_ItShouldLeaveThat() external {
        _lock(DEFAULT_PARTITION, ada, START + 10);
        _lock(DEFAULT_PARTITION, adaToo, START + 20);
        _recover(ada, adaToo);
        assertEq(token.positionLockOf(DEFAULT_PARTITION, adaToo), START + 20);
    }

    function test_GivenLocks_WhenTheLostPositionsLockHasEndedAndThePartitionIsLocked_ItShouldNotOpenTheSuccessors()
        external
    {
        _setPartition(DEFAULT_PARTITION, START + 1000);
        _lock(DEFAULT_PARTITION, ada, START + 10);
        vm.warp(START + 10);
        _recover(ada, adaToo);
        assertEq(token.positionLockOf(DEFAULT_PARTITION, adaToo), 0);
        _assertRefused(Restriction.PartitionLocked, adaToo, ben, 1);

        // A lock that ends before the partition's does not shorten it either.
        _lock(DEFAULT_PARTITION, adaToo, START + 20);
        _lose(adaToo, adaThird);
        assertEq(token.positionLockOf(DEFAULT_PARTITION, adaThird), 0);
        _assertRefused(Restriction.PartitionLocked, adaThird, ben, 1);
    }

    function test_GivenLocks_WhenTheLostPositionWasOpened_ItShouldLeaveTheSuccessorsAsItIs() external {
        _lock(DEFAULT_PARTITION, ada, UNLOCKED);
        _recover(ada, adaToo);
        assertEq(token.positionLockOf(DEFAULT_PARTITION, adaToo), 0);
        _setPartition(DEFAULT_PARTITION, LOCKED_BY_HAND);
        _assertRefused(Restriction.PartitionLocked, adaToo, ben, 1);
        _lock(DEFAULT_PARTITION, adaToo, UNLOCKED);
        _lose(adaToo, adaThird);
        assertEq(token.positionLockOf(DEFAULT_PARTITION, adaThird), 0);
        _assertRefused(Restriction.PartitionLocked, adaThird, ben, 1);
    }

    function test_GivenLocks_WhenTheLostPositionStoodUnderItsPartitionsLockAndTheSuccessorsWasOpened_ItShouldPutTheSuccessorsUnderThePartitions()
        external
    {
        _setPartition(DEFAULT_PARTITION, LOCKED_BY_HAND);
        _lock(DEFAULT_PARTITION, adaToo, UNLOCKED);
        _recover(ada, adaToo);
        assertEq(token.positionLockOf(DEFAULT_PARTITION, adaToo), 0);
        _assertRefused(Restriction.PartitionLocked, adaToo, ben, 1);
    }

    function test_GivenLocks_WhenTheLostPositionWasEmptyAndHadNoLockOfItsOwn_ItShouldLeaveTheSuccessorsOpening()
        external
    {
        _setPartition(FOUNDERS, LOCKED_BY_HAND);
        _lock(FOUNDERS, adaToo, UNLOCKED);
        _recover(ada, adaToo);
        assertEq(token.positionLockOf(FOUNDERS, adaToo), UNLOCKED);
    }

    function test_GivenLocks_WhenPositionsOfOtherPartitionsAreLocked_ItShouldTreatEachByItself() external {
        _divide();
        _lock(FOUNDERS, ada, START + 20);
        _lock(STAFF, adaToo, START + 30);
        _recover(ada, adaToo);
        assertEq(token.positionLockOf(FOUNDERS, adaToo), START + 20);
        assertEq(token.positionLockOf(STAFF, adaToo), START + 30);
        assertEq(token.positionLockOf(DEFAULT_PARTITION, adaToo), 0);
        vm.expectRevert(_refusal(Restriction.PositionLocked, adaToo, ben, 1));
        vm.prank(adaToo);
        token.transferByPartition(FOUNDERS, ben, 1, "");
    }

    /* ----------------------------------------------- encumbrances -------------------------------------------- */

    function test_GivenEncumbrances_ItShouldMoveThemModuleByModuleAndAddToTheSuccessors() external {
        _issue(adaToo, 50);
        ModuleMock first = _encumbered(ada, 20);
        ModuleMock second = _encumbered(ada, 30);
        vm.prank(address(second));
        token.encumber(adaToo, 7);

        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ada, address(first), 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(adaToo, address(first), 20);
        _recover(ada, adaToo);

        assertEq(token.encumbranceOf(adaToo, address(first)), 20);
        assertEq(token.encumbranceOf(adaToo, address(second)), 37);
        assertEq(token.encumbranceOf(ada, address(first)), 0);
        assertEq(token.encumberedBalanceOf(ada), 0);
        assertEq(_freeOf(adaToo), 150 - 57);
        _assertRefused(Restriction.AmountLocked, adaToo, ben, 94);
    }

    function test_GivenEncumbrances_WhenAModuleIsDetached_ItShouldMoveWhatCountsAgainOnceItIsAttached() external {
        ModuleMock module = _encumbered(ada, 60);
        _detach(module);
        _recover(ada, adaToo);
        assertEq(_freeOf(adaToo), 100);
        _attach(module);
        assertEq(token.encumbranceOf(adaToo, address(module)), 60);
        assertEq(_freeOf(adaToo), 40);
        assertEq(_release(module, ada, 60), 60);
        assertEq(_freeOf(adaToo), 100);
    }

    function test_GivenEncumbrances_WhenForcedMovesTookOfThem_ItShouldMoveWhatIsToBeMadeUpFor() external {
        ModuleMock module = _encumbered(ada, 60);
        _force(ada, ben, 70);
        assertEq(token.encumbranceOf(ada, address(module)), 30);
        _recover(ada, adaToo);
        assertEq(_release(module, ada, 40), 10, "30 were taken");
        assertEq(_release(module, ada, 20), 20);
        assertEq(_freeOf(adaToo), 30);

        // All was taken: the lost account's releases make up for it, and leave the successor's own alone.
        _issue(adaThird, 10);
        vm.startPrank(address(module));
        token.encumber(adaToo, 30);
        token.encumber(adaThird, 10);
        vm.stopPrank();
        _force(adaToo, ben, 30);
        _lose(adaToo, adaThird);
        assertEq(_release(module, adaToo, 30), 0);
        assertEq(token.encumbranceOf(adaThird, address(module)), 10);
        assertEq(_release(module, adaThird, 10), 10);
    }

    function test_GivenEncumbrances_WhenAModuleReleasesWhatItEncumberedOfTheLostAccount_ItShouldReleaseAtTheSuccessorDownAChainOfRecoveries()
        external
    {
        ModuleMock module = _encumbered(ada, 60);
        _recover(ada, adaToo);
        assertEq(_release(module, ada, 10), 10);
        assertEq(token.encumbranceOf(adaToo, address(module)), 50);
        _lose(adaToo, adaThird);
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(adaThird, address(module), 25);
        assertEq(_release(module, ada, 25), 25);
        assertEq(_release(module, adaToo, 20), 20);
        assertEq(_release(module, adaThird, 100), 5);
        assertEq(_release(module, ada, 1), 0);
        assertEq(_freeOf(adaThird), 100);
    }

    function test_GivenLotsOfALockUpModule_ItShouldReleaseThemToTheSuccessor() external {
        ILockupModule lockup = newLockup(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(lockup));
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](2);
        lots[0] = ILockupModule.LotTerms(40, START + 10);
        lots[1] = ILockupModule.LotTerms(60, START + 20);
        vm.prank(owner);
        lockup.lock(ada, lots);
        _recover(ada, adaToo);
        _assertRefused(Restriction.AmountLocked, adaToo, ben, 1);

        vm.warp(START + 10);
        uint256[] memory lotIds = new uint256[](2);
        (lotIds[0], lotIds[1]) = (1, 2);
        assertEq(lockup.release(lotIds), 1);
        assertEq(_freeOf(adaToo), 40);
        _lose(adaToo, adaThird);
        vm.warp(START + 20);
        assertEq(lockup.release(lotIds), 1);
        _assertPasses(adaThird, ben, 100);
    }

    function test_GivenFrozenAmounts_ItShouldAddThemUpAndSaySoOfBoth() external {
        _issue(adaToo, 50);
        _freezeAmount(ada, 30);
        _freezeAmount(adaToo, 20);
        vm.expectEmit(address(token));
        emit IERC7943Orders.Frozen(ada, 0);
        vm.expectEmit(address(token));
        emit IERC7943Orders.Frozen(adaToo, 50);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, adaToo, 100);
        _recover(ada, adaToo);
        assertEq(token.getFrozenTokens(ada), 0);
        assertEq(_freeOf(adaToo), 100);
    }

    function test_GivenFrozenAmounts_WhenTheirSumIsAboveAllThatCanExist_ItShouldStopThere() external {
        _freezeAmount(ada, MAX_BALANCE);
        _freezeAmount(adaToo, 1);
        _recover(ada, adaToo);
        assertEq(token.getFrozenTokens(adaToo), MAX_BALANCE);
        assertEq(_freeOf(adaToo), 0);
    }

    function test_GivenFrozenAmounts_WhenNothingIsFrozenAnyMore_ItShouldSayNothingOfIt() external {
        _freezeAmount(ada, 30);
        _freezeAmount(ada, 0);
        vm.recordLogs();
        _recover(ada, adaToo);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], IERC7943Orders.Frozen.selector);
        }
    }

    function test_GivenAnAccreditationHasExpired_ItShouldCountTheInvestorUnderWhatItIsNow() external {
        _issue(adaToo, 1);
        _lapse(adaId, 1);
        _recover(ada, adaToo);
        _assertClass(adaId, CH, 0);
        _assertInvestors(1);
    }

    /* --------------------------------------------------- hooks ----------------------------------------------- */

    function test_GivenAModuleReentersFromItsHook_WhenItRecoversAgain_ItShouldRecoverOnce() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        _makeAuthority(address(module));
        module.callBack(address(token), abi.encodeCall(token.recover, (ada, adaThird, "")));
        vm.expectEmit(true, false, false, false, address(token));
        emit ITokenEvents.ModuleNoticeFailed(address(module), "");
        _recover(ada, adaToo);
        assertEq(token.balanceOf(adaToo), 100);
        assertEq(token.successorOf(ada), adaToo);
    }

    function test_GivenAModuleFails_ItShouldRecoverAndSaySo() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        module.setFailing(true);
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleNoticeFailed(address(module), abi.encodePacked(ModuleMock.ModuleMock_Failed.selector));
        _recover(ada, adaToo);
        assertEq(token.balanceOf(adaToo), 100);
    }

    function test_GivenTheSuccessorIsLostInItsTurn_ItShouldNameTheLastSuccessorForAll() external {
        assertEq(token.currentAccountOf(ada), ada);
        assertEq(token.successorOf(ada), address(0));
        _recover(ada, adaToo);
        _lose(adaToo, adaThird);
        assertEq(token.successorOf(ada), adaToo);
        assertEq(token.currentAccountOf(ada), adaThird);
        assertEq(token.currentAccountOf(adaToo), adaThird);
        assertEq(token.currentAccountOf(adaThird), adaThird);
        assertEq(token.balanceOf(adaThird), 100);
        _assertPositions(adaId, 1);
    }

    function test_GivenTwoTokens_ItShouldRecoverInTheOneOnly() external {
        ISecurityToken second = _secondToken();
        vm.prank(owner);
        second.issue(adaToo, 5, "");
        _recover(ada, adaToo);
        assertEq(second.successorOf(ada), address(0));
        _freeAccount(adaId, ada);
        vm.prank(adaToo);
        second.transfer(ada, 5);
        assertEq(second.balanceOf(ada), 5);
        _assertPositions(adaId, 2);
    }

    function test_WhenItSucceeds_ItShouldSaySoBeforeAllThatMoves() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.AccountRecovered(ada, adaToo, "police report 7");
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, adaToo, 100);
        vm.prank(owner);
        assertTrue(token.recover(ada, adaToo, "police report 7"));
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    /// @dev 30 and 20 of ada's in two partitions, beside 100 in the default one; 1 of her second account's.
    function _divide() private {
        _freeAccount(adaId, ada);
        _setPartition(FOUNDERS, 0);
        _setPartition(STAFF, 0);
        _issueIn(FOUNDERS, ada, 30);
        _issueIn(STAFF, ada, 20);
        _issueIn(FOUNDERS, adaToo, 1);
        _restrictAccount(adaId, ada);
    }

    /// @dev The first registrar goes; another knows ada's accounts under another id and a higher rating.
    function _knownAnew() private returns (IKYCRegistrar second) {
        second = _acceptAnother();
        address[] memory accounts = new address[](3);
        (accounts[0], accounts[1], accounts[2]) = (ada, adaToo, adaThird);
        _registerAt(second, _id("new ada"), CH, 3, accounts);
        _reject(registrar);
    }

    function _makeAuthority(address account) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = token.recover.selector;
        vm.startPrank(owner);
        issuer.addAuthority(_one(account), 1, FAR);
        issuer.setAuthoritySignatures(AuthorityId.wrap(2), address(token), selectors, true);
        vm.stopPrank();
    }

    function _release(ModuleMock module, address account, uint256 amount) private returns (uint256) {
        vm.prank(address(module));
        return token.release(account, amount);
    }

    function _assertParts(address account, uint256 rest, uint256 founders, uint256 staff) private view {
        assertEq(token.balanceOfByPartition(DEFAULT_PARTITION, account), rest, "rest");
        assertEq(token.balanceOfByPartition(FOUNDERS, account), founders, "founders");
        assertEq(token.balanceOfByPartition(STAFF, account), staff, "staff");
        assertEq(token.balanceOf(account), rest + founders + staff, "sum");
    }
}
