// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PERMISSION_ISSUE, PERMISSION_RECORD_DATE} from "../../../../src/types/Modules.sol";
import {RECORD_DATE_HORIZON} from "../../../../src/types/RecordDate.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract CanScheduleRecordDateTest is ComplianceBase {
    uint40 private constant FIRST = START + 100;

    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        module = _module(0, PERMISSION_RECORD_DATE);
    }

    function test_GivenTheModuleLacksThePermission_ItShouldSayNo() external {
        _assertTells(address(module), FIRST, true);
        _assertTells(address(_module(0, PERMISSION_ISSUE)), FIRST, false);
    }

    function test_GivenTheModuleIsNotAttached_ItShouldSayNo() external {
        _detach(module);
        assertFalse(token.canScheduleRecordDate(address(module), FIRST));
        assertFalse(token.canScheduleRecordDate(owner, FIRST));
        assertFalse(token.canScheduleRecordDate(address(issuer), FIRST));
    }

    function test_WhenTheDateIsNotLaterThanNow_ItShouldSayNo() external {
        _assertTells(address(module), START, false);
        _assertTells(address(module), START + 1, true);
    }

    function test_WhenTheDateLiesBeyondTheHorizon_ItShouldSayNo() external {
        uint40 latest = START + uint40(RECORD_DATE_HORIZON);
        _assertTells(address(module), latest + 1, false);
        _assertTells(address(module), latest, true);
    }

    function test_GivenSixteenDatesAreAnnouncedAndNotPassed_WhenTheDateIsOneOfThem_ItShouldSayYes() external {
        _fill();
        _assertTells(address(module), FIRST + 7, true);
    }

    function test_GivenSixteenDatesAreAnnouncedAndNotPassed_WhenTheDateIsAnother_ItShouldSayNoUntilOneHasPassed()
        external
    {
        _fill();
        _assertTells(address(module), FIRST + 16, false);
        vm.warp(FIRST);
        _assertTells(address(module), FIRST + 16, false);
        vm.warp(FIRST + 1);
        _assertTells(address(module), FIRST + 16, true);
    }

    function _fill() private {
        vm.startPrank(owner);
        for (uint40 i; i < 16; ++i) {
            token.scheduleRecordDate(FIRST + i);
        }
        vm.stopPrank();
    }

    /// @dev What it says is what happens.
    function _assertTells(address caller, uint40 recordDate, bool can) private {
        assertEq(token.canScheduleRecordDate(caller, recordDate), can);
        uint256 state = vm.snapshotState();
        vm.prank(caller);
        try token.scheduleRecordDate(recordDate) {
            assertTrue(can, "announced");
        } catch {
            assertFalse(can, "refused");
        }
        vm.revertToState(state);
    }
}
