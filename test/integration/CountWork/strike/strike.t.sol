// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICountWork} from "../../../../src/interfaces/ICountWork.sol";
import {InvestorKey} from "../../../../src/types/Identity.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract StrikeTest is WorkBase {
    function setUp() public override {
        super.setUp();
        counts.enrol(_allInvestors());
    }

    function test_GivenInvestorsSoldEverything_ItShouldTakeThemOffTheListAndKeepTheOthers() external {
        _transfer(alice, bob, 600);
        vm.expectEmit(address(counts));
        emit ICountWork.InvestorStruck(_key(_idOf(alice)));
        assertEq(counts.strike(_allInvestors()), 1);
        assertFalse(counts.isEnrolled(_key(_idOf(alice))));
        assertEq(counts.enrolledFrom(0, 100).length, 2);
        _rate(bob, 2);
        _rate(carol, 2);
        _assertDue(counts, KIND, _sorted(bob, carol));

        // The last place, and the only one.
        _transfer(bob, alice, 900);
        assertEq(counts.strike(_investors(bob)), 1);
        _assertInvestor(counts.enrolledFrom(0, 100)[0], carol);
        assertEq(counts.enrol(_allInvestors()), 1);
        assertEq(counts.enrolledFrom(0, 100).length, 2);
    }

    function test_RevertWhen_NobodyMayBeTakenOffTheList() external {
        vm.expectRevert(ICountWork.CountWork_NothingToChange.selector);
        counts.strike(_allInvestors());
        vm.expectRevert(ICountWork.CountWork_NothingToChange.selector);
        counts.strike(_investors(stranger));
    }

    function test_RevertWhen_MoreThan100AreNamed() external {
        vm.expectRevert(abi.encodeWithSelector(ICountWork.CountWork_TooMany.selector, 101, 100));
        counts.strike(new InvestorKey[](101));
    }

    function _assertInvestor(InvestorKey investor, address account) private pure {
        assertEq(InvestorKey.unwrap(investor), _numberOf(account));
    }
}
