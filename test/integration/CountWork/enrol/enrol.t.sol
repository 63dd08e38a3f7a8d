// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICountWork} from "../../../../src/interfaces/ICountWork.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract EnrolTest is WorkBase {
    function test_WhenInvestorsWhomTheIssuerCountsAreNamed_ItShouldEnrolThemForAnyoneEachOnceAndSaySo() external {
        counts.enrol(_investors(bob));
        vm.expectEmit(address(counts));
        emit ICountWork.InvestorEnrolled(_idOf(alice));
        vm.prank(stranger);
        assertEq(counts.enrol(_allInvestors()), 2);
        assertTrue(counts.isEnrolled(_idOf(carol)));
        InvestorId[] memory ids = counts.enrolledFrom(0, 100);
        assertEq(ids.length, 3);
        assertTrue(ids[0] == _idOf(bob) && ids[1] == _idOf(alice) && ids[2] == _idOf(carol));
        assertTrue(counts.enrolledFrom(2, 1)[0] == _idOf(carol));
        assertEq(counts.enrolledFrom(3, 1).length, 0);
    }

    function test_GivenAnInvestorIsAdmittedAndHoldsNothing_ItShouldEnrolIt() external {
        address dave = makeAddr("dave");
        _register(dave);
        vm.prank(owner);
        issuer.admit(_one(dave));
        assertEq(counts.enrol(_investors(dave)), 1);
    }

    function test_RevertWhen_NobodyNewWhomTheIssuerCountsIsNamed() external {
        address dave = makeAddr("dave");
        _register(dave);
        _expectNothing(_investors(dave));
        _expectNothing(_investors(stranger));
        counts.enrol(_allInvestors());
        _expectNothing(_allInvestors());
    }

    function test_RevertWhen_MoreThan100AreNamed() external {
        vm.expectRevert(abi.encodeWithSelector(ICountWork.CountWork_TooMany.selector, 101, 100));
        counts.enrol(new InvestorId[](101));
    }

    function _expectNothing(InvestorId[] memory ids) private {
        vm.expectRevert(ICountWork.CountWork_NothingToChange.selector);
        counts.enrol(ids);
    }
}
