// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../../../../src/interfaces/IERC7943Fungible.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {HOOK_TRANSFER_TOKENS, PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {Split} from "../../../../src/types/Split.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";
import {SplitBase} from "../../../utils/SplitBase.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Vm} from "forge-std/Vm.sol";

contract SplitTest is GuardedBase, SplitBase {
    function setUp() public override(ComplianceBase, RecoveryBase) {
        super.setUp();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.split, (2, 1)));
    }

    function _isDone() internal view override returns (bool) {
        return token.splitEpoch() == 1;
    }

    /* ------------------------------------------------- refusals --------------------------------------------- */

    function test_RevertWhen_ANumberIsZeroOrAboveAMillion() external {
        uint32[2][4] memory wrong = [[uint32(0), 1], [uint32(1), 0], [uint32(1_000_001), 1], [uint32(1), 1_000_001]];
        for (uint256 i; i < wrong.length; ++i) {
            _expectInvalid(wrong[i][0], wrong[i][1]);
        }
        _split(1_000_000, 1);
    }

    function test_RevertWhen_TheNumbersHaveACommonDivisor() external {
        _expectInvalid(1, 1);
        _expectInvalid(4, 2);
        _expectInvalid(7, 7);
        _expectInvalid(6, 9);
    }

    function test_RevertWhen_TheSupplyWouldBeMoreThanCanExist() external {
        _issue(ben, MAX_BALANCE / 2);
        uint256 supply = token.totalSupply() * 2;
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyOverflow.selector, supply));
        _split(2, 1);
        _redeem(ben, 100);
        _split(2, 1);
        assertEq(token.totalSupply(), MAX_BALANCE / 2 * 2);
    }

    function test_RevertGiven_TheGranularityWouldNotStayWhole() external {
        _redeem(ada, 100);
        _setGranularity(10);
        _expectNotWhole(10, 1, 3);
        _split(1, 3);
        _split(1, 5);
        assertEq(token.granularity(), 2);
    }

    function test_RevertGiven_TheGranularityWouldExceedEveryBalance() external {
        _redeem(ada, 100);
        uint256 multiple = uint256(1) << 95;
        _setGranularity(multiple);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidGranularity.selector, multiple * 2));
        _split(2, 1);
    }

    function test_RevertGiven_TheAuthorisedSupplyWouldNotStayWhole() external {
        vm.prank(owner);
        token.setAuthorizedSupply(200);
        _expectNotWhole(200, 1, 3);
        _split(1, 3);
    }

    function test_RevertGiven_TheTokenWasSplit255Times() external {
        _redeem(ada, 100);
        for (uint256 i; i < 255; ++i) {
            _split(2, 1);
        }
        vm.expectRevert(ITokenEvents.SecurityToken_TooManySplits.selector);
        _split(2, 1);
    }

    function test_RevertWhen_AHookOfAModuleBringsItAbout() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        module.callBack(address(issuer), _approved(address(token), abi.encodeCall(token.split, (2, 1))));
        vm.expectRevert(ITokenEvents.SecurityToken_HookRunning.selector);
        vm.prank(ada);
        token.transfer(ben, 1);
    }

    function test_RevertGiven_TheLastSplitLeftFractions_GivenPositionsWereNotBroughtForward() external {
        _split(1, 3);
        _expectUnfinished(100);
        _split(3, 1);
        _reopen();
        _expectUnfinished(100);
        _split(3, 1);
    }

    function test_GivenTheLastSplitLeftFractions_GivenAllWereBroughtForward_ItShouldSplitAgain() external {
        _split(1, 3);
        _bring(address(0), ada);
        _split(3, 1);
        assertEq(token.balanceOf(ada), 99);
        assertEq(token.totalSupply(), 99);
        Split[] memory all = token.splits();
        assertEq(all.length, 2);
        assertEq(all[0].denominator, 3);
        assertEq(all[1].numerator, 3);
        assertFalse(all[0].exact);
        assertTrue(all[1].exact);
        assertEq(token.scaled(100, 0), 99, "rounded down at each split");
    }

    function test_GivenThereAreNoShares_ItShouldStopNothing() external {
        _redeem(ada, 100);
        _split(1, 3);
        _assertStatus(false, 0);
        _issue(ada, 5);
        _assertPasses(ada, ben, 5);
    }

    /* ------------------------------------------------- no fraction ------------------------------------------ */

    function test_WhenTheRatioLeavesNoFraction_ItShouldTellEveryBalanceAndSupplyInTheNewUnitAtOnce() external {
        _issue(address(issuer), 50);
        vm.expectEmit(address(token));
        emit ITokenEvents.SharesSplit(1, 3, 1, true, 150, 450);
        _split(3, 1);
        assertEq(token.balanceOf(ada), 300);
        assertEq(token.balanceOf(address(issuer)), 150);
        assertEq(token.totalSupply(), 450);
        assertEq(token.splitEpoch(), 1);
        assertEq(token.scaled(100, 0), 300);
        assertFalse(token.isBroughtForward(defaultPosition(address(0), ada)));
        _assertStatus(false, 0);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldLetTouchedPositionsMoveManySplitsLaterToo() external {
        _issue(ben, 7);
        _split(3, 1);
        _assertPasses(ada, ben, 299);
        assertEq(token.balanceOf(ada), 1);
        assertEq(token.balanceOf(ben), 320);
        assertTrue(token.isBroughtForward(defaultPosition(address(0), ada)));
        for (uint256 i; i < 5; ++i) {
            _split(2, 1);
        }
        assertEq(token.balanceOf(ada), 32);
        _assertPasses(ada, ben, 32);
        assertEq(token.balanceOf(ben), 321 * 32);
        assertEq(token.totalSupply(), 321 * 32);
        _assertCounts(CH, 1, 1, 0, 0);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldLetNewHoldersCome() external {
        _split(2, 1);
        _assertPasses(ada, ben, 150);
        assertTrue(token.isBroughtForward(defaultPosition(address(0), ben)));
        _issue(ben, 1);
        assertEq(token.balanceOf(ben), 151);
        _assertCounts(DE, 2, 2, 1, 1);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldScaleWhatIsEncumberedFrozenAndTaken() external {
        ModuleMock module = _encumbered(ada, 60);
        _freezeAmount(ada, 70);
        _force(ada, ben, 50);
        _split(2, 1);

        assertEq(token.encumbranceOf(ada, address(module)), 100);
        assertEq(token.takenOf(defaultPosition(address(0), ada), address(module)), 20);
        assertEq(token.getFrozenTokens(ada), 100);
        assertEq(token.encumberedBalanceOf(ada), 100);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
        _freezeAmount(ada, 0);
        _force(ben, ada, 100);
        assertEq(token.encumbranceOf(ada, address(module)), 120, "restored");
        assertEq(_freeOf(ada), 80);
        vm.startPrank(address(module));
        assertEq(token.releaseOfEpoch(defaultPosition(address(0), ada), 30, 0), 60);
        assertEq(token.release(ada, 60), 60);
        vm.stopPrank();
        _assertPasses(ada, ben, 200);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldScaleCustodyAndLetItMove() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 40);
        _split(5, 1);
        assertEq(token.balanceOf(custodian), 200);
        assertEq(token.custodyBalanceOf(custodian, ada), 200);
        vm.startPrank(custodian);
        token.custodyTransfer(ada, ben, 30);
        token.custodyWithdraw(ada, ada, 20);
        vm.stopPrank();
        _deposit(ada, custodian, 320);
        assertEq(token.balanceOf(custodian), 500);
        assertEq(token.custodyBalanceOf(custodian, ada), 470);
        assertEq(token.custodyBalanceOf(custodian, ben), 30);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldScaleEveryPartition() external {
        _setPartition(FOUNDERS, 0);
        _setPartition(STAFF, 0);
        _issueIn(FOUNDERS, ada, 30);
        _split(3, 1);
        _assertBalances(ada, 390, 300);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 90);
        assertEq(token.totalSupplyByPartition(FOUNDERS), 90);
        assertEq(token.totalSupplyByPartition(DEFAULT_PARTITION), 300);
        vm.startPrank(ada);
        token.transferByPartition(FOUNDERS, ben, 89, "");
        vm.stopPrank();
        _split(2, 1);
        vm.prank(owner);
        token.changePartition(ada, FOUNDERS, STAFF, 2, "");
        _assertBalances(ada, 602, 600);
        assertEq(token.balanceOfByPartition(STAFF, ada), 2);
        assertEq(token.balanceOfByPartition(FOUNDERS, ben), 178);
        assertEq(token.totalSupplyByPartition(FOUNDERS), 178);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldScaleTheGranularityAndTheAuthorisedSupply() external {
        _redeem(ada, 100);
        _setGranularity(10);
        vm.prank(owner);
        token.setAuthorizedSupply(1000);
        _issue(ada, 990);
        vm.expectEmit(address(token));
        emit ITokenEvents.GranularitySet(1);
        vm.expectEmit(address(token));
        emit ITokenEvents.AuthorizedSupplySet(100);
        _split(1, 10);
        assertEq(token.granularity(), 1);
        assertEq(token.authorizedSupply(), 100);
        _assertStatus(false, 0);
        _assertPasses(ada, ben, 99);
        _issue(ada, 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_AuthorizedSupplyExceeded.selector, 101, 100));
        _issue(ada, 1);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldJudgeDryRunsByTheNewUnit() external {
        _encumbered(ada, 10);
        _split(4, 1);
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 401);
        _assertRefused(Restriction.AmountLocked, ada, ben, 361);
        assertTrue(token.canTransfer(ada, ben, 360));
        assertFalse(token.canTransfer(ada, ben, 361));
        _assertPasses(ada, ben, 360);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldLetForceRedemptionAndRecoveryTakeWhatWasNotTouched() external {
        address custodian = _custodian();
        ModuleMock module = _encumbered(ada, 90);
        _deposit(ada, custodian, 10);
        _split(2, 1);
        _force(ada, ben, 20);
        _split(2, 1);
        _redeem(ben, 40);
        assertEq(token.balanceOf(ben), 0);
        _split(2, 1);
        _lose(ada, adaThird);
        address[] memory places = _one(custodian);
        token.recoverCustody(ada, places);
        assertEq(token.balanceOf(adaThird), 90 * 8 - 80);
        assertEq(token.encumbranceOf(adaThird, address(module)), 90 * 8 - 80);
        assertEq(token.takenOf(defaultPosition(address(0), adaThird), address(module)), 80);
        assertEq(token.custodyBalanceOf(custodian, adaThird), 80);
        assertEq(token.balanceOf(custodian), 80);
        assertEq(token.totalSupply(), 720);
    }

    function test_WhenTheRatioLeavesNoFraction_ItShouldKeepBalancesAtEarlierRecordDatesInTheirUnit() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 40);
        (uint40 first, uint40 second) = (_now() + 10, _now() + 20);
        _schedule(first);
        _schedule(second);
        vm.warp(first + 1);
        _split(2, 1);
        _split(3, 1);
        vm.warp(second + 1);
        for (uint256 i; i < 2; ++i) {
            assertEq(token.balanceOfAt(ada, first), 60);
            assertEq(token.custodyBalanceOfAt(custodian, ada, first), 40);
            assertEq(token.balanceOfAt(custodian, first), 40);
            assertEq(token.totalSupplyAt(first), 100);
            assertEq(token.balanceOfByPartitionAt(DEFAULT_PARTITION, ada, first), 60);
            assertEq(token.positionsAt(_keys(custodian, ada), first)[0].balance, 40);
            assertEq(token.balanceOfAt(ada, second), 360);
            assertEq(token.custodyBalanceOfAt(custodian, ada, second), 240);
            assertEq(token.balanceOfAt(custodian, second), 240);
            assertEq(token.totalSupplyAt(second), 600);
            _assertPasses(ada, ben, 1);
            vm.prank(custodian);
            token.custodyWithdraw(ada, ada, 1);
        }
    }

    /* -------------------------------------------------- fractions ------------------------------------------- */

    function test_WhenTheRatioLeavesFractions_ItShouldTellBalancesRoundedDownAndTheSupplyAsAllThatThereIs() external {
        _issue(ben, 50);
        address custodian = _custodian();
        _deposit(ben, custodian, 25);
        vm.expectEmit(address(token));
        emit ITokenEvents.SharesSplit(1, 2, 3, false, 150, 100);
        _split(2, 3);
        assertEq(token.balanceOf(ada), 66);
        assertEq(token.balanceOf(ben), 16);
        assertEq(token.custodyBalanceOf(custodian, ben), 16);
        assertEq(token.balanceOf(custodian), 16);
        assertEq(token.totalSupply(), 100);
        _assertStatus(true, 150);
    }

    function test_WhenTheRatioLeavesFractions_ItShouldRefuseEveryMoveForcedOnesTooWithOneCode() external {
        address custodian = _custodian();
        _setPartition(STAFF, 0);
        _deposit(ada, custodian, 10);
        _issue(address(issuer), 10);
        _split(1, 3);
        _assertRefused(Restriction.SplitPending, ada, ben, 1);
        _assertCustodyRefused(Restriction.SplitPending, custodian, ada, ben, 1, false);
        _assertNotForced(Restriction.SplitPending, ada, ben, 1);
        _assertNotForced(Restriction.SplitPending, address(issuer), ben, 1);
        assertFalse(token.canSend(ada));
        vm.startPrank(owner);
        vm.expectRevert(_refusal(Restriction.SplitPending, address(0), ada, 1));
        token.issue(ada, 1, "");
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, address(0), 1));
        token.redeemFrom(ada, 1, "");
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, address(0), 1));
        token.controllerRedeem(ada, 1, "", "");
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, ben, 1));
        token.controllerTransferFromCustody(custodian, ada, ben, 1, "order");
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, ada, 1));
        token.changePartition(ada, DEFAULT_PARTITION, STAFF, 1, "");
        vm.stopPrank();
        _restrictAccount(adaId, ada);
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, adaThird, 0));
        _recover(ada, adaThird);
        assertEq(
            token.messageForTransferRestriction(uint8(Restriction.SplitPending)),
            "A split is not finished: positions wait to be brought forward"
        );
    }

    function test_WhenTheRatioLeavesFractions_ItShouldLetModulesEncumberAndReleaseMeanwhile() external {
        ModuleMock module = _encumbered(ada, 40);
        _split(1, 3);
        assertEq(token.encumbranceOf(ada, address(module)), 14, "rounded up");
        vm.startPrank(address(module));
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientFreeBalance.selector, ada, 20, 21)
        );
        token.encumber(ada, 21);
        token.encumber(ada, 20);
        assertEq(token.release(ada, 14), 14);
        vm.stopPrank();
        _bring(address(0), ada);
        assertEq(token.encumberedBalanceOf(ada), 20);
        _assertPasses(ada, ben, 13);
        vm.prank(address(module));
        token.release(ada, type(uint256).max);
        assertEq(token.encumberedBalanceOf(ada), 0);
    }

    function test_WhenTheRatioLeavesFractions_ItShouldTellTheFractionOfWhatIsKeptWheneverThatChanges() external {
        ModuleMock module = _encumbered(ada, 10);
        _freezeAmount(ada, 5);
        _split(1, 3);
        _bring(address(0), ada);
        uint256 one = 1 << 24;
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ada, address(module), 5);
        vm.expectEmit(address(token));
        emit ITokenEvents.FractionKept(
            ada, address(module), address(0), DEFAULT_PARTITION, Math.ceilDiv(10 * one, 3) + one
        );
        vm.prank(address(module));
        token.encumber(ada, 1);
        vm.expectEmit(address(token));
        emit IERC7943Orders.Frozen(ada, 1);
        vm.expectEmit(address(token));
        emit ITokenEvents.FractionKept(ada, address(0), address(0), DEFAULT_PARTITION, Math.ceilDiv(5 * one, 3) - one);
        _force(ada, ben, 32);

        vm.recordLogs();
        _freezeAmount(ada, 3);
        vm.prank(address(module));
        token.release(ada, type(uint256).max);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], ITokenEvents.FractionKept.selector, "whole");
        }
    }

    /* ----------------------------------------------------- dust --------------------------------------------- */

    /// @dev Each module's dust counts as none, and both together as a share.
    function test_GivenSplitsLeftDustInWhatModulesKeep_ItShouldLetForceTakeEverything() external {
        _encumbered(ada, 1);
        _encumbered(ada, 1);
        _split(1, 3);
        _bring(address(0), ada);
        _split(3, 1);
        _split(1500, 1);
        _force(ada, ben, 148_500);
        assertEq(token.balanceOf(ben), 148_500);
        assertEq(token.balanceOf(ada), 0);
    }

    /// @dev What force took lost dust; brought back, it is a share all the same.
    function test_GivenSplitsLeftDustInWhatModulesKeep_ItShouldLetNoOtherModuleKeepTheSameShare() external {
        ModuleMock first = _encumbered(ada, 100);
        ModuleMock second = _module(0, PERMISSION_ENCUMBER);
        _force(ada, ben, 1);
        _split(1, 3);
        _bring(address(0), ada);
        _bring(address(0), ben);
        _split(3, 1);
        _issue(ben, 1);
        _force(ben, ada, 1);
        assertEq(token.balanceOf(ada), 100);
        assertEq(token.encumbranceOf(ada, address(first)), 100);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientFreeBalance.selector, ada, 0, 1));
        vm.prank(address(second));
        token.encumber(ada, 1);
    }

    /* ------------------------------------------------- internal --------------------------------------------- */

    function _expectInvalid(uint32 numerator, uint32 denominator) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidRatio.selector, numerator, denominator)
        );
        _split(numerator, denominator);
    }

    function _expectNotWhole(uint256 amount, uint32 numerator, uint32 denominator) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_SplitNotWhole.selector, amount, numerator, denominator)
        );
    }

    function _expectUnfinished(uint256 rest) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SplitUnfinished.selector, rest));
    }
}
