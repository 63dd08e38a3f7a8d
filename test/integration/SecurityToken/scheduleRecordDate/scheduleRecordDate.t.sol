// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER, PERMISSION_ISSUE, PERMISSION_RECORD_DATE} from "../../../../src/types/Modules.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract ScheduleRecordDateTest is GuardedBase {
    uint40 private constant FIRST = START + 100;
    uint40 private constant SECOND = START + 200;
    uint40 private constant THIRD = START + 300;

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.scheduleRecordDate, (FIRST)));
    }

    function _isDone() internal view override returns (bool) {
        return token.recordDates().length == 1;
    }

    function test_RevertWhen_TheCallerIsAModule_GivenItLacksThePermission() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER | PERMISSION_ISSUE);
        vm.expectRevert(
            abi.encodeWithSelector(
                ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_RECORD_DATE
            )
        );
        vm.prank(address(module));
        token.scheduleRecordDate(FIRST);
    }

    function test_WhenTheCallerIsAModule_GivenItHasThePermission_ItShouldAnnounce() external {
        ModuleMock module = _module(0, PERMISSION_RECORD_DATE);
        vm.expectEmit(address(token));
        emit ITokenEvents.RecordDateScheduled(FIRST);
        vm.prank(address(module));
        assertTrue(token.scheduleRecordDate(FIRST));
        assertEq(token.recordDates()[0], FIRST);
    }

    function test_RevertWhen_TheDateIsNotLaterThanNow() external {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDatePast.selector, START, uint256(START))
        );
        _schedule(START);
        _schedule(START + 1);
    }

    function test_RevertWhen_TheDateLiesMoreThanTwoYearsAhead() external {
        uint40 latest = START + 730 days;
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDateTooFar.selector, latest + 1, uint256(latest))
        );
        _schedule(latest + 1);
        _schedule(latest);
    }

    function test_RevertGiven_SixteenDatesAreAnnouncedAndNotPassed() external {
        for (uint40 i; i < 16; ++i) {
            _schedule(FIRST + i);
        }
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyRecordDates.selector);
        _schedule(THIRD);
        vm.warp(FIRST);
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyRecordDates.selector);
        _schedule(THIRD);
        vm.warp(FIRST + 1);
        _schedule(THIRD);
        assertEq(token.recordDates().length, 17);
    }

    function test_RevertGiven_FiveHundredAndTwelveDatesHavePassed_UntilADayHasPassed() external {
        address module = address(_module(0, PERMISSION_RECORD_DATE));
        for (uint40 i; i < 512; ++i) {
            _schedule(FIRST + 2 * i);
            vm.warp(FIRST + 2 * i + 1);
        }
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyRecordDates.selector);
        _schedule(FIRST + 5 days);
        assertFalse(token.canScheduleRecordDate(module, FIRST + 5 days));
        vm.warp(FIRST + 1 days - 1);
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyRecordDates.selector);
        _schedule(FIRST + 5 days);
        vm.warp(FIRST + 1 days);
        assertTrue(token.canScheduleRecordDate(module, FIRST + 5 days));
        for (uint40 i; i < 4; ++i) {
            _schedule(FIRST + 5 days + i);
        }
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyRecordDates.selector);
        _schedule(FIRST + 6 days);
    }

    function test_GivenTheDateIsAnnouncedAlready_ItShouldChangeNothing() external {
        _schedule(FIRST);
        _schedule(SECOND);
        vm.recordLogs();
        vm.prank(owner);
        assertTrue(token.scheduleRecordDate(FIRST));
        assertEq(vm.getRecordedLogs().length, 1, "the approval alone");
        assertEq(token.recordDates().length, 2);
    }

    function test_WhenTheDateLiesBetweenAnnouncedOnes_ItShouldKeepThemInOrder() external {
        _scheduleThree();
        uint40[] memory dates = token.recordDates();
        assertEq(dates.length, 3);
        assertEq(dates[0], FIRST);
        assertEq(dates[1], SECOND);
        assertEq(dates[2], THIRD);
    }

    function test_GivenDatesHavePassed_ItShouldKeepTheBalanceAtTheEndOfTheSecond() external {
        _issue(ada, 100);
        _schedule(FIRST);
        vm.warp(FIRST);
        _assertPasses(ada, ben, 10);
        vm.warp(FIRST + 1);
        _assertPasses(ada, ben, 20);
        _assertPasses(ada, ben, 30);

        assertEq(token.balanceOfAt(ada, FIRST), 90);
        assertEq(token.balanceOfAt(ben, FIRST), 10);
    }

    function test_GivenSeveralPassedBeforeOneChange_ItShouldAnswerForEachOfThem() external {
        _issue(ada, 100);
        _scheduleThree();
        vm.warp(SECOND + 1);
        _assertPasses(ada, ben, 10);
        vm.warp(THIRD + 1);
        _assertPasses(ada, ben, 20);

        _assertHistory(ada, 100, 100, 90);
        _assertHistory(ben, 0, 0, 10);
        _assertBalances(70, 30);
    }

    function test_GivenADateWasInsertedAfterTheBalanceHadChanged_ItShouldAnswerForEachOfThem() external {
        _issue(ada, 100);
        _schedule(FIRST);
        _schedule(THIRD);
        vm.warp(FIRST + 1);
        _assertPasses(ada, ben, 10);
        // Between the dates that passed nothing can be inserted any more; between those ahead it can.
        _schedule(SECOND);
        vm.warp(SECOND);
        _assertPasses(ada, ben, 20);
        vm.warp(SECOND + 1);
        _assertPasses(ada, ben, 30);
        vm.warp(THIRD + 1);

        _assertHistory(ada, 100, 70, 40);
        _assertHistory(ben, 0, 30, 60);
    }

    function test_GivenAHolderWasEmptyInBetween_ItShouldAnswerZeroForThatTime() external {
        _issue(ada, 100);
        _scheduleThree();
        vm.warp(FIRST + 1);
        _assertPasses(ada, ben, 100);
        vm.warp(SECOND + 1);
        _assertPasses(ben, ada, 40);
        vm.warp(THIRD + 1);
        _assertPasses(ben, ada, 60);

        _assertHistory(ada, 100, 0, 40);
        _assertHistory(ben, 0, 100, 60);
        assertEq(token.balanceOfAt(adaToo, FIRST), 0);
    }

    function test_GivenAHolderCameAfterTwoDates_ItShouldAnswerZeroForBoth() external {
        _issue(ada, 100);
        _scheduleThree();
        vm.warp(SECOND + 1);
        _assertPasses(ada, ben, 40);
        vm.warp(THIRD + 1);
        _assertPasses(ben, ada, 40);
        _assertHistory(ben, 0, 0, 40);
        _assertHistory(ada, 100, 100, 60);
    }

    function test_GivenNothingChangedSince_ItShouldAnswerWithThePresentBalance() external {
        _issue(ada, 100);
        _scheduleThree();
        vm.warp(THIRD + 1);
        _assertHistory(ada, 100, 100, 100);
        assertEq(token.totalSupplyAt(SECOND), 100);
    }

    function test_GivenDatesHavePassed_ItShouldKeepCustodyPositionsAndTheCustodiansTotalApart() external {
        address custodian = _custodian();
        _issue(ada, 100);
        _deposit(ada, custodian, 60);
        _scheduleThree();
        vm.warp(FIRST + 1);
        vm.startPrank(custodian);
        token.custodyTransfer(ada, ben, 20);
        vm.warp(SECOND + 1);
        token.custodyWithdraw(ben, ben, 20);
        vm.stopPrank();
        vm.warp(THIRD + 1);
        _deposit(ada, custodian, 1);

        _assertHistory(custodian, 60, 60, 40);
        _assertHistory(ada, 40, 40, 40);
        _assertHistory(ben, 0, 0, 20);
        assertEq(token.custodyBalanceOfAt(custodian, ada, FIRST), 60);
        assertEq(token.custodyBalanceOfAt(custodian, ada, SECOND), 40);
        assertEq(token.custodyBalanceOfAt(custodian, ada, THIRD), 40);
        assertEq(token.custodyBalanceOfAt(custodian, ben, FIRST), 0);
        assertEq(token.custodyBalanceOfAt(custodian, ben, SECOND), 20);
        assertEq(token.custodyBalanceOfAt(custodian, ben, THIRD), 0);
    }

    function test_GivenDatesHavePassed_ItShouldKeepTheSupply() external {
        _scheduleThree();
        vm.warp(FIRST + 1);
        _issue(ada, 100);
        vm.warp(SECOND + 1);
        _issue(address(issuer), 11);
        vm.warp(THIRD + 1);
        _issue(ben, 5);

        assertEq(token.totalSupplyAt(FIRST), 0);
        assertEq(token.totalSupplyAt(SECOND), 100);
        assertEq(token.totalSupplyAt(THIRD), 111);
        _assertHistory(address(issuer), 0, 0, 11);
    }

    function test_RevertGiven_TheDateWasNeverAnnounced() external {
        _schedule(SECOND);
        vm.warp(THIRD);
        bytes4 unknown = ITokenEvents.SecurityToken_UnknownRecordDate.selector;
        vm.expectRevert(abi.encodeWithSelector(unknown, FIRST));
        token.balanceOfAt(ada, FIRST);
        vm.expectRevert(abi.encodeWithSelector(unknown, THIRD));
        token.totalSupplyAt(THIRD);
    }

    function test_RevertGiven_TheDateHasNotPassed() external {
        _schedule(SECOND);
        vm.warp(SECOND);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDateNotPassed.selector, SECOND, uint256(SECOND))
        );
        token.custodyBalanceOfAt(ben, ada, SECOND);
    }

    function _schedule(uint40 recordDate) private {
        vm.prank(owner);
        token.scheduleRecordDate(recordDate);
    }

    function _scheduleThree() private {
        _schedule(THIRD);
        _schedule(FIRST);
        _schedule(SECOND);
    }

    function _assertHistory(address account, uint256 first, uint256 second, uint256 third) private view {
        assertEq(token.balanceOfAt(account, FIRST), first, "first");
        assertEq(token.balanceOfAt(account, SECOND), second, "second");
        assertEq(token.balanceOfAt(account, THIRD), third, "third");
    }
}
