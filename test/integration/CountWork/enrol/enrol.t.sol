// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICountWork} from "../../../../src/interfaces/ICountWork.sol";
import {InvestorKey} from "../../../../src/types/Identity.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract EnrolTest is WorkBase {
    function test_WhenInvestorsWhomTheIssuerCountsAreNamed_ItShouldEnrolThemForAnyoneEachOnceAndSaySo() external {
        counts.enrol(_investors(bob));
        vm.expectEmit(address(counts));
        emit ICountWork.InvestorEnrolled(_key(_idOf(alice)));
        vm.prank(stranger);
        assertEq(counts.enrol(_allInvestors()), 2);
        assertTrue(counts.isEnrolled(_key(_idOf(carol))));
        InvestorKey[] memory ids = counts.enrolledFrom(0, 100);
        assertEq(ids.length, 3);
        _assertInvestor(ids[0], bob);
        _assertInvestor(ids[1], alice);
        _assertInvestor(ids[2], carol);
        _assertInvestor(counts.enrolledFrom(2, 1)[0], carol);
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
        counts.enrol(new InvestorKey[](101));
    }

    function _expectNothing(InvestorKey[] memory ids) private {
        vm.expectRevert(ICountWork.CountWork_NothingToChange.selector);
        counts.enrol(ids);
    }

    function _assertInvestor(InvestorKey investor, address account) private pure {
        assertEq(InvestorKey.unwrap(investor), _numberOf(account));
    }
}
