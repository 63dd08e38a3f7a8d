// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

contract EnrolForPaymentTest is DistributionBase {
    function test_RevertWhen_MoreThanAHundredAreNamed() external {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_TooMany.selector, 101, 100));
        distribution.enrolPositions(0, new PositionKey[](101));
    }

    function test_RevertWhen_NoneIsNewAndHoldsSomething() external {
        vm.expectRevert(IPayouts.Payouts_NobodyEnrolled.selector);
        distribution.enrolPositions(0, _both(_direct(carol), _custodied(stranger)));

        distribution.enrolPositions(0, _everybody());
        vm.expectRevert(IPayouts.Payouts_NobodyEnrolled.selector);
        distribution.enrolPositions(0, _everybody());
    }

    function test_WhenAPositionHeldSomethingAtTheRecordDateOnly_ItShouldListItByThatDate() external {
        _declare();
        vm.warp(RECORD_DATE + 1);
        _transfer(alice, bob, 600);
        vm.prank(custodianOfficer);
        custodian.transfer(token, carol, carol, 100);
        vm.expectRevert(IPayouts.Payouts_NobodyEnrolled.selector);
        distribution.enrolPositions(0, _both(_direct(alice), _custodied(carol)));

        assertEq(distribution.enrolPositions(RECORD_DATE, _both(_direct(alice), _custodied(carol))), 2);
        assertEq(distribution.positionPlace(address(custodian), carol), 2);
    }

    function test_WhenAPositionIsNamedTwiceOrAgain_ItShouldListItOnce() external {
        assertEq(distribution.enrolPositions(0, _both(_direct(alice), _direct(alice))), 1);
        assertEq(distribution.enrolPositions(0, _everybody()), 2);
        assertEq(distribution.rosterLength(), 3);
    }

    function test_WhenAnyoneCalls_ItShouldGivePlacesOneAfterAnotherAndNameThem() external {
        vm.expectEmit(address(distribution));
        emit IPayouts.PositionEnrolled(1, address(0), alice);
        vm.expectEmit(address(distribution));
        emit IPayouts.PositionEnrolled(2, address(0), bob);
        vm.expectEmit(address(distribution));
        emit IPayouts.PositionEnrolled(3, address(custodian), carol);
        vm.prank(stranger);
        assertEq(distribution.enrolPositions(0, _everybody()), 3);

        assertEq(distribution.positionPlace(address(0), bob), 2);
        assertEq(distribution.positionPlace(address(0), carol), 0);
        assertEq(distribution.positionAt(3).account, carol);
        assertEq(distribution.positionAt(3).custodian, address(custodian));
        assertEq(distribution.positionAt(0).account, address(0));
        assertEq(distribution.positionAt(4).account, address(0));
    }
}
