// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ISSUE, PERMISSION_RECORD_DATE} from "../../../../src/types/Modules.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract WithdrawRecordDateTest is GuardedBase {
    uint40 private constant FIRST = START + 100;
    uint40 private constant SECOND = START + 200;

    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        module = _module(0, PERMISSION_RECORD_DATE);
        _schedule(owner, FIRST);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.withdrawRecordDate, (FIRST)));
    }

    function _isDone() internal view override returns (bool) {
        return token.recordDates().length == 0;
    }

    function test_RevertWhen_TheCallerIsAModuleWithoutThePermission() external {
        ModuleMock other = _module(0, PERMISSION_ISSUE);
        vm.expectRevert(
            abi.encodeWithSelector(
                ITokenEvents.SecurityToken_NotPermitted.selector, address(other), PERMISSION_RECORD_DATE
            )
        );
        _withdraw(address(other), FIRST);
    }

    function test_RevertGiven_TheDateWasNeverAnnounced() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, SECOND));
        _withdraw(owner, SECOND);
    }

    function test_RevertGiven_TheDateHasPassed() external {
        vm.warp(FIRST + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDatePast.selector, FIRST, uint256(FIRST + 1))
        );
        _withdraw(owner, FIRST);
    }

    function test_RevertWhen_AModuleWithdrawsWhatItNeverAnnounced() external {
        _expectNeeded(FIRST, address(issuer));
        _withdraw(address(module), FIRST);
    }

    function test_GivenAnotherNeedsTheDate_WhenAModuleWithdrawsItsOwnAnnouncement_ItShouldKeepTheDateForTheOther()
        external
    {
        _schedule(address(module), FIRST);
        vm.recordLogs();
        _withdraw(address(module), FIRST);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(token.recordDates().length, 1);
        _withdraw(owner, FIRST);
        assertEq(token.recordDates().length, 0);
    }

    function test_RevertGiven_AnotherNeedsTheDate_WhenAnAuthorityWithdrawsWhileAnAttachedModuleNeedsIt() external {
        _schedule(address(module), FIRST);
        _expectNeeded(FIRST, address(module));
        _withdraw(owner, FIRST);
        _schedule(address(module), SECOND);
        _expectNeeded(SECOND, address(module));
        _withdraw(owner, SECOND);
    }

    function test_GivenAModuleThatWasDetachedFilledTheList_AnAuthorityShouldFreeIt() external {
        for (uint40 i = 1; i < 16; ++i) {
            _schedule(address(module), FIRST + i);
        }
        vm.expectRevert(ITokenEvents.SecurityToken_TooManyRecordDates.selector);
        _schedule(owner, SECOND);
        _detach(module);
        for (uint40 i = 1; i < 16; ++i) {
            _withdraw(owner, FIRST + i);
        }
        _schedule(owner, SECOND);
        assertEq(token.recordDates().length, 2);
    }

    function test_WhenNobodyNeedsTheDateAnyMore_ItShouldBeWithdrawnTheNextOneCountingAndNothingBeKeptAtIt() external {
        _issue(ada, 100);
        _schedule(owner, SECOND);
        vm.expectEmit(address(token));
        emit ITokenEvents.RecordDateWithdrawn(FIRST);
        _withdraw(owner, FIRST);
        vm.warp(FIRST + 1);
        _assertPasses(ada, ben, 10);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, FIRST));
        token.balanceOfAt(ada, FIRST);
        vm.warp(SECOND + 1);
        _assertPasses(ada, ben, 10);
        assertEq(token.balanceOfAt(ada, SECOND), 90);
    }

    function test_GivenItWasWithdrawn_ItShouldBePossibleToAnnounceItAgain() external {
        _issue(ada, 100);
        _withdraw(owner, FIRST);
        _schedule(address(module), FIRST);
        vm.warp(FIRST + 1);
        _assertPasses(ada, ben, 10);
        assertEq(token.balanceOfAt(ada, FIRST), 100);
    }

    function _schedule(address caller, uint40 recordDate) private {
        vm.prank(caller);
        token.scheduleRecordDate(recordDate);
    }

    function _withdraw(address caller, uint40 recordDate) private {
        vm.prank(caller);
        token.withdrawRecordDate(recordDate);
    }

    function _expectNeeded(uint40 recordDate, address announcer) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDateNeeded.selector, recordDate, announcer)
        );
    }
}
