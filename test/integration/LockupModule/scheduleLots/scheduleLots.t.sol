// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {LockupBase} from "../../../utils/LockupBase.sol";

contract ScheduleLotsTest is LockupBase {
    uint40 internal constant MONTH = 30 days;
    uint40 internal constant LAST_DATE = type(uint40).max;

    function test_RevertWhen_ThereAreNoParts() external {
        _expectInvalid(ILockupModule.Schedule(100, START, 0, MONTH, 0));
    }

    function test_RevertWhen_ThereAreMorePartsThanUnits() external {
        _expectInvalid(ILockupModule.Schedule(3, START, 0, MONTH, 4));
        assertEq(lockup.scheduleLots(ILockupModule.Schedule(4, START, 0, MONTH, 4)).length, 4);
    }

    function test_RevertWhen_ThereIsNoInterval() external {
        _expectInvalid(ILockupModule.Schedule(100, START, MONTH, 0, 1));
    }

    function test_RevertWhen_TheLastPartWouldEndBeyondAllDates() external {
        _expectInvalid(ILockupModule.Schedule(100, LAST_DATE - 3 * MONTH, 0, MONTH, 4));
        assertEq(lockup.scheduleLots(ILockupModule.Schedule(100, LAST_DATE - 4 * MONTH, 0, MONTH, 4)).length, 4);
    }

    function test_RevertWhen_TheCliffWouldEndBeyondAllDates() external {
        _expectInvalid(ILockupModule.Schedule(100, LAST_DATE - 4 * MONTH, 4 * MONTH + 1, MONTH, 4));
    }

    function test_WhenThereIsNoCliff_ItShouldNameALotForEachInterval() external view {
        ILockupModule.LotTerms[] memory lots = _lotsOf(0, 3);
        assertEq(lots.length, 3);
        _assertLot(lots[0], 40, MONTH);
        _assertLot(lots[1], 40, 2 * MONTH);
        _assertLot(lots[2], 40, 3 * MONTH);
    }

    function test_WhenTheCliffEndsWithinTheFirstInterval_ItShouldHoldNothingBack() external view {
        ILockupModule.LotTerms[] memory lots = _lotsOf(MONTH - 1, 3);
        assertEq(lots.length, 3);
        _assertLot(lots[0], 40, MONTH);
    }

    function test_WhenTheCliffEndsWithAnInterval_ItShouldNameThePartsUntilThenAsOneLot() external view {
        ILockupModule.LotTerms[] memory lots = _lotsOf(2 * MONTH, 4);
        assertEq(lots.length, 3);
        _assertLot(lots[0], 60, 2 * MONTH);
        _assertLot(lots[1], 30, 3 * MONTH);
        _assertLot(lots[2], 30, 4 * MONTH);
    }

    function test_WhenTheCliffEndsBetweenTwoIntervals_ItShouldNameThePartsUntilThenAsOneLotThatEndsWithTheCliff()
        external
        view
    {
        ILockupModule.LotTerms[] memory lots = _lotsOf(2 * MONTH + 1, 4);
        assertEq(lots.length, 3);
        _assertLot(lots[0], 60, 2 * MONTH + 1);
        _assertLot(lots[1], 30, 3 * MONTH);
    }

    function test_WhenTheCliffEndsAfterTheLastInterval_ItShouldNameOneLotThatEndsWithTheCliff() external view {
        ILockupModule.LotTerms[] memory lots = _lotsOf(5 * MONTH, 4);
        assertEq(lots.length, 1);
        _assertLot(lots[0], 120, 5 * MONTH);
    }

    function test_WhenTheTermsAreAMereHoldingPeriod_ItShouldNameOneLot() external view {
        ILockupModule.LotTerms[] memory lots = lockup.scheduleLots(ILockupModule.Schedule(120, START, 0, 365 days, 1));
        assertEq(lots.length, 1);
        _assertLot(lots[0], 120, 365 days);
    }

    function test_WhenTheAmountCannotBeDivided_ItShouldRoundDownWhatIsUnlockedByAnyDate() external view {
        ILockupModule.LotTerms[] memory lots = lockup.scheduleLots(ILockupModule.Schedule(8, START, 0, MONTH, 3));
        assertEq(lots[0].amount, 2);
        assertEq(lots[1].amount, 3);
        assertEq(lots[2].amount, 3);
    }

    function test_WhenTheLotsAreIssued_ItShouldLockUpTheWholeAmount() external {
        ILockupModule.LotTerms[] memory lots = _lotsOf(2 * MONTH, 48);
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 120, lots));

        assertEq(token.encumberedBalanceOf(alice), 120);
        assertEq(lockup.lotCount(), 47);
    }

    function _lotsOf(uint40 cliff, uint16 count) private view returns (ILockupModule.LotTerms[] memory) {
        return lockup.scheduleLots(ILockupModule.Schedule(120, START, cliff, MONTH, count));
    }

    function _assertLot(ILockupModule.LotTerms memory lot, uint256 amount, uint256 duration) private pure {
        assertEq(lot.amount, amount, "amount");
        assertEq(lot.lockupEnd, START + duration, "end");
    }

    function _expectInvalid(ILockupModule.Schedule memory schedule) private {
        vm.expectRevert(ILockupModule.LockupModule_InvalidSchedule.selector);
        lockup.scheduleLots(schedule);
    }
}
