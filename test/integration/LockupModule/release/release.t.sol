// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {LockupBase} from "../../../utils/LockupBase.sol";

contract ReleaseTest is LockupBase {
    uint256 internal lotId;

    function setUp() public override {
        super.setUp();
        lotId = _issueLot(alice, 100, FIRST_END);
    }

    function test_RevertWhen_ASingleLotIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_UnknownLot.selector, 0));
        lockup.release(_ids(0));
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_UnknownLot.selector, 2));
        lockup.release(_ids(2));
    }

    function test_RevertWhen_ASingleLotEndsASecondLater() external {
        vm.warp(FIRST_END - 1);
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_NotDue.selector, lotId, FIRST_END));
        lockup.release(_ids(lotId));
    }

    function test_RevertWhen_ASingleLotWasReleasedBefore() external {
        vm.warp(FIRST_END);
        lockup.release(_ids(lotId));

        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_AlreadyReleased.selector, lotId));
        lockup.release(_ids(lotId));
    }

    function test_WhenNoLotsAreNamed_ItShouldReleaseNothing() external {
        vm.expectCall(address(token), abi.encodeWithSelector(token.releaseMany.selector), 0);
        assertEq(lockup.release(new uint256[](0)), 0);
    }

    function test_WhenABatchHasUnknownUndueAndReleasedLots_ItShouldSkipThemAndReleaseTheOthers() external {
        uint256 later = _issueLot(alice, 10, SECOND_END);
        uint256 other = _issueLot(bob, 7, FIRST_END);
        vm.warp(FIRST_END);
        lockup.release(_ids(lotId));

        uint256[] memory ids = new uint256[](5);
        (ids[0], ids[1], ids[2], ids[3], ids[4]) = (0, lotId, later, 99, other);
        assertEq(lockup.release(ids), 1);

        assertEq(token.encumberedBalanceOf(alice), 10);
        assertEq(token.encumberedBalanceOf(bob), 0);
        assertTrue(lockup.getLot(other).released);
        assertFalse(lockup.getLot(later).released);
    }

    function test_WhenABatchNamesALotTwice_ItShouldReleaseItOnce() external {
        _issueLot(alice, 100, SECOND_END);
        vm.warp(FIRST_END);

        assertEq(lockup.release(_ids(lotId, lotId)), 1);
        assertEq(token.encumberedBalanceOf(alice), 100);
    }

    function test_WhenABatchGoesToAndFroBetweenLotsThatAreFarApart_ItShouldReleaseEachOnceAndNoOther() external {
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](600);
        for (uint256 i; i < lots.length; ++i) {
            lots[i] = ILockupModule.LotTerms(1, FIRST_END);
        }
        vm.prank(owner);
        lockup.issueLocked(_item(bob, 600, lots));
        vm.warp(FIRST_END);

        uint16[9] memory order = [uint16(255), 256, 3, 512, 256, 255, 257, 999, 3];
        uint256[] memory ids = new uint256[](order.length);
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = order[i];
        }
        assertEq(lockup.release(ids), 5);
        assertEq(token.encumberedBalanceOf(bob), 595);
        assertEq(lockup.release(ids), 0);
        for (uint256 i = 1; i <= lockup.lotCount(); ++i) {
            bool named = i == 3 || (i >= 255 && i <= 257) || i == 512;
            assertEq(lockup.getLot(i).released, named);
        }
    }

    function test_GivenAControllerTransferTookLockedShares_ItShouldFreeWhatIsLeftAndReportIt() external {
        vm.prank(owner);
        token.controllerTransfer(alice, bob, 70, "", "");
        vm.warp(FIRST_END);

        vm.expectEmit(address(lockup));
        emit ILockupModule.LotReleased(lotId, alice, 30);
        assertEq(lockup.release(_ids(lotId)), 1);

        assertEq(token.encumberedBalanceOf(alice), 0);
        assertTrue(lockup.getLot(lotId).released);
    }

    /// @dev 130 are left for lots of 100 and 100.
    function test_GivenAControllerTransferTookLockedShares_GivenAnotherLotEndsLater_ItShouldKeepThatLotWholeAndFreeTheRest()
        external
    {
        uint256 later = _issueLot(alice, 100, SECOND_END);
        _take(70);

        _expectReleased(lotId, 30);
        vm.warp(FIRST_END);
        lockup.release(_ids(lotId));
        assertEq(token.encumbranceOf(alice, address(lockup)), 100);

        _expectReleased(later, 100);
        vm.warp(SECOND_END);
        lockup.release(_ids(later));
        assertEq(token.encumberedBalanceOf(alice), 0);
    }

    /// @dev 80 are left for lots of 100 and 100.
    function test_GivenAControllerTransferTookLockedShares_GivenAnotherLotEndsLater_ItShouldFreeNothingWhileThatLotNeedsAllThatIsLeft()
        external
    {
        uint256 later = _issueLot(alice, 100, SECOND_END);
        _take(120);

        _expectReleased(lotId, 0);
        vm.warp(FIRST_END);
        assertEq(lockup.release(_ids(lotId)), 1);
        assertEq(token.encumberedBalanceOf(alice), 80);
        assertEq(token.detectTransferRestriction(alice, bob, 1), uint8(Restriction.AmountLocked));

        _expectReleased(later, 80);
        vm.warp(SECOND_END);
        lockup.release(_ids(later));
        assertEq(token.encumberedBalanceOf(alice), 0);
    }

    function test_GivenAControllerTransferTookLockedShares_GivenAnotherLotEndsLater_ItShouldFreeTheSameWhenThatLotIsNamedFirst()
        external
    {
        uint256 later = _issueLot(alice, 100, SECOND_END);
        _take(120);
        vm.warp(FIRST_END);

        assertEq(lockup.release(_ids(later, lotId)), 1);

        assertEq(token.encumberedBalanceOf(alice), 80);
        assertFalse(lockup.getLot(later).released);
    }

    function test_GivenAControllerTransferTookLockedShares_GivenAnotherLotEndsLaterAndBothAreDue_ItShouldFreeAllThatIsLeftInAnyOrder()
        external
    {
        uint256 later = _issueLot(alice, 100, SECOND_END);
        _take(70);
        vm.warp(SECOND_END);
        uint256 clean = vm.snapshotState();

        _expectReleased(later, 30);
        _expectReleased(lotId, 100);
        lockup.release(_ids(later, lotId));
        assertEq(token.encumberedBalanceOf(alice), 0);

        vm.revertToState(clean);
        lockup.release(_ids(later));
        assertEq(token.encumberedBalanceOf(alice), 100);
        lockup.release(_ids(lotId));
        assertEq(token.encumberedBalanceOf(alice), 0);
    }

    /// @dev 40 of the first lot's 100 are left when 50 more are locked, which end before it.
    function test_GivenAControllerTransferTookLockedShares_GivenMoreWasLockedAfterwards_ItShouldKeepWhatTheLotsThatAreLeftSay()
        external
    {
        _take(60);
        uint256 sooner = _issueLot(alice, 50, FIRST_END - 1);

        _expectReleased(sooner, 0);
        vm.warp(FIRST_END - 1);
        lockup.release(_ids(sooner));
        assertEq(token.encumberedBalanceOf(alice), 90);

        _expectReleased(lotId, 90);
        vm.warp(FIRST_END);
        lockup.release(_ids(lotId));
        assertEq(token.encumberedBalanceOf(alice), 0);
    }

    function test_WhenABatchNamesSeveralLotsOfAHolder_ItShouldFreeTheSameBetweenLotsOfOthers() external {
        uint256 ofBob = _issueLot(bob, 7, FIRST_END);
        uint256 other = _issueLot(alice, 20, FIRST_END);
        _issueLot(alice, 5, SECOND_END);
        vm.warp(FIRST_END);
        uint256[] memory ids = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (lotId, ofBob, other);

        assertEq(lockup.release(ids), 3);

        assertEq(token.encumberedBalanceOf(alice), 5);
        assertEq(token.encumberedBalanceOf(bob), 0);
    }

    /// @dev The unknown lot beside it lets the batch pass the check that a single lot meets.
    function test_GivenTheTokenWasSplitSince_ItShouldFreeTheLotsAmountInTheNewUnit() external {
        uint256 later = _issueLot(alice, 10, SECOND_END);
        _split(3, 1);
        assertEq(lockup.getLot(lotId).amount, 100);
        assertEq(lockup.getLot(lotId).epoch, 0);
        assertEq(token.encumberedBalanceOf(alice), 330);
        vm.warp(SECOND_END);
        vm.expectEmit(address(lockup));
        emit ILockupModule.LotReleased(later, alice, 30);
        lockup.release(_ids(later));
        lockup.release(_ids(lotId));
        assertEq(token.encumberedBalanceOf(alice), 0);
        vm.prank(alice);
        token.transfer(bob, 330);
    }

    function test_GivenTheTokenWasSplitSince_GivenTheRatioLeftFractions_ItShouldFreeWholeSharesAsTheLotsPartsAddUpAndLeaveNothing()
        external
    {
        for (uint256 i; i < 35; ++i) {
            _issueLot(bob, 1, FIRST_END);
        }
        uint256 last = _issueLot(bob, 1, SECOND_END);
        _split(1, 3);
        vm.warp(SECOND_END);
        for (uint256 i = 1; i <= 36; ++i) {
            lockup.release(_ids(lotId + i));
            assertEq(token.encumbranceOf(bob, address(lockup)), 12 - i / 3, "each third lot frees a share");
        }
        assertTrue(lockup.getLot(last).released);
        lockup.release(_ids(lotId));
        assertEq(token.encumberedBalanceOf(alice), 0);
        vm.startPrank(owner);
        issuer.detachModule(address(token), address(lockup));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NothingEncumbered.selector, lockup));
        token.abandonModule(address(lockup));
        vm.stopPrank();
    }

    function test_GivenTheTokenWasSplitSince_GivenTheRatioLeftFractions_ItShouldKeepLotsOfDifferentEpochsApart()
        external
    {
        _split(1, 3);
        token.bringForward(_positions(alice));
        uint256 later = _issueLot(alice, 7, SECOND_END);
        assertEq(lockup.getLot(later).epoch, 1);
        _split(2, 1);
        assertEq(token.encumbranceOf(alice, address(lockup)), 81, "66 and two thirds, and 14");
        vm.warp(SECOND_END);
        lockup.release(_ids(lotId));
        assertEq(token.encumberedBalanceOf(alice), 14);
        lockup.release(_ids(later));
        assertEq(token.encumberedBalanceOf(alice), 0);
        assertEq(token.balanceOf(alice), 80);
    }

    function test_GivenTheTokenWasSplitSince_GivenAControllerTransferTookLockedSharesBefore_ItShouldFreeWhatIsLeftAndLeaveNothing()
        external
    {
        uint256 later = _issueLot(alice, 10, SECOND_END);
        vm.prank(owner);
        token.controllerTransfer(alice, bob, 55, "", "");
        _split(1, 3);
        assertEq(token.encumbranceOf(alice, address(lockup)), 19, "18 and a third");
        assertEq(token.takenOf(_positions(alice)[0], address(lockup)), 19);
        vm.warp(SECOND_END);
        lockup.release(_ids(lotId));
        assertEq(token.encumbranceOf(alice, address(lockup)), 4, "3 and a third");
        lockup.release(_ids(later));
        assertEq(token.encumbranceOf(alice, address(lockup)), 0);
        assertEq(token.takenOf(_positions(alice)[0], address(lockup)), 0);
    }

    function test_GivenTheModuleIsDetached_ItShouldRevertAndLeaveTheLotUnreleased() external {
        _detach(address(lockup));
        vm.warp(FIRST_END);

        vm.expectRevert(
            abi.encodeWithSelector(
                ITokenEvents.SecurityToken_NotPermitted.selector, address(lockup), PERMISSION_ENCUMBER
            )
        );
        lockup.release(_ids(lotId, 99));

        assertFalse(lockup.getLot(lotId).released);
        assertEq(token.detectTransferRestriction(alice, bob, 100), uint8(Restriction.None));
    }

    function test_GivenTheHolderIsFrozen_ItShouldRelease() external {
        _freeze(alice, true);
        vm.warp(FIRST_END);

        assertEq(lockup.release(_ids(lotId)), 1);
        assertEq(token.encumberedBalanceOf(alice), 0);
    }

    function test_WhenALotEndsNow_ItShouldLetTheHolderSendItsAmount() external {
        vm.warp(FIRST_END);
        assertEq(token.detectTransferRestriction(alice, bob, 100), uint8(Restriction.AmountLocked));

        vm.expectEmit(address(lockup));
        emit ILockupModule.LotReleased(lotId, alice, 100);
        vm.prank(stranger);
        lockup.release(_ids(lotId));

        _transfer(alice, bob, 100);
        assertEq(token.balanceOf(bob), 100);
    }

    function test_WhenALotEndsNow_ItShouldKeepTheLotReadable() external {
        vm.warp(FIRST_END);
        lockup.release(_ids(lotId));

        ILockupModule.Lot memory lot = lockup.getLot(lotId);
        assertEq(lot.account, alice);
        assertEq(lot.amount, 100);
        assertEq(lot.lockupEnd, FIRST_END);
        assertTrue(lot.released);
    }

    function _take(uint256 amount) private {
        vm.prank(owner);
        token.controllerTransfer(alice, bob, amount, "", "");
    }

    function _expectReleased(uint256 id, uint256 released) private {
        vm.expectEmit(address(lockup));
        emit ILockupModule.LotReleased(id, alice, released);
    }

    function _split(uint32 numerator, uint32 denominator) private {
        vm.prank(owner);
        token.split(numerator, denominator);
    }

    function _positions(address account) private pure returns (PositionKey[] memory keys) {
        keys = new PositionKey[](1);
        keys[0] = defaultPosition(address(0), account);
    }
}
