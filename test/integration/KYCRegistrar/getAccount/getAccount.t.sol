// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId, NOBODY} from "../../../../src/types/Identity.sol";
import {Investor} from "../../../../src/types/Investors.sol";
import {SupervisionTest} from "../../../utils/SupervisionTest.sol";

contract GetAccountTest is SupervisionTest {
    InvestorId private constant CAROL = InvestorId.wrap(32);

    function test_GivenTheAccountIsBoundToNobody_ItShouldNameNobody() external view {
        _assertAccount(account2, NOBODY, false, false);
        _assertAccount(address(0), NOBODY, false, false);
        assertTrue(registrar.currentStanding(NOBODY, account2).restricted());
    }

    function test_GivenTheAccountIsBoundToNobody_GivenTheOwnerHasSuspendedIt_ItShouldSaySoAndCountItNowhere() external {
        vm.startPrank(owner);
        registrar.setAccountSuspension(_list(account2), true, "");
        _assertAccount(account2, NOBODY, false, true);
        assertEq(registrar.getInvestor(NOBODY).barredAccounts, 0);
        registrar.setAccountSuspension(_list(account2), false, "");
        _assertAccount(account2, NOBODY, false, false);
        assertEq(abi.encode(registrar.getInvestor(NOBODY)), abi.encode(_nothing()));
    }

    function test_GivenTheAccountIsAnInvestors_ItShouldNameThatInvestor() external {
        vm.prank(owner);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(account2))));
        _assertAccount(account0, ALICE, false, false);
        _assertAccount(account1, ALICE, false, false);
        _assertAccount(account2, BOB, false, false);
    }

    function test_GivenAccountsAreBarred_ItShouldSayHowAndTheRecordShouldCountEachAccountOnce() external {
        _restrict(account0);
        _assertBarred(1, true, false);
        _suspend(account0);
        _assertAccount(account0, ALICE, true, true);
        _assertBarred(1, true, false);
        _suspend(account1);
        _assertAccount(account1, ALICE, false, true);
        _assertBarred(2, true, true);
    }

    function test_GivenAccountsAreBarred_WhenABarIsLifted_ItShouldBeCountedUntilItsLastBarIsGone() external {
        for (uint256 i; i < 2; ++i) {
            _restrict(account0);
            _suspend(account0);
            if (i == 0) _enable(account0);
            else _lift(account0);
            _assertBarred(1, true, false);
            if (i == 0) _lift(account0);
            else _enable(account0);
            _assertAccount(account0, ALICE, false, false);
            _assertBarred(0, false, false);
        }
    }

    function test_GivenAccountsAreBarred_WhenItIsBarredInAWayInWhichItIsBarredAlready_ItShouldLeaveTheCount() external {
        _restrict(account0);
        _restrict(account0);
        _suspend(account1);
        _suspend(account1);
        _assertBarred(2, true, true);
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account0, account0));
        _assertBarred(2, true, true);
        _lift(account1);
        _lift(account1);
        _assertBarred(1, true, false);
    }

    function test_GivenAccountsAreBarred_GivenRecordsOfOtherInvestorsShareTheStorageWord_ItShouldLeaveThemAsTheyAre()
        external
    {
        vm.startPrank(owner);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(account2))));
        registrar.registerInvestors(_one(_registration(CAROL, FRANCE, new address[](0))));
        vm.stopPrank();
        bytes memory bob = abi.encode(registrar.getInvestor(BOB));
        bytes memory carol = abi.encode(registrar.getInvestor(CAROL));
        _restrict(account0);
        _suspend(account1);
        _assertBarred(2, true, true);
        assertFalse(registrar.currentStanding(BOB, account2).restricted());
        vm.prank(owner);
        registrar.restrictAccounts(BOB, _list(account2));
        assertTrue(registrar.currentStanding(BOB, account2).restricted());
        vm.prank(owner);
        registrar.registerAccounts(BOB, _list(account2));
        assertEq(abi.encode(registrar.getInvestor(BOB)), bob);
        assertEq(abi.encode(registrar.getInvestor(CAROL)), carol);
        _assertBarred(2, true, true);
    }

    function test_GivenAccountsAreBarred_Given127OrMoreOfOneInvestorAreBarred_ItShouldBarTheseAloneAndFreeWhoIsFreedWithACountThatStaysFull()
        external
    {
        address[] memory many = new address[](128);
        for (uint160 i; i < many.length; ++i) {
            many[i] = address(0x1000 + i);
        }
        vm.startPrank(rival);
        registrar.registerAccounts(ALICE, many);
        registrar.restrictAccounts(ALICE, many);
        assertEq(registrar.getInvestor(ALICE).barredAccounts, 127);
        registrar.registerAccounts(ALICE, many);
        assertEq(registrar.getInvestor(ALICE).barredAccounts, 127, "full for good");
        registrar.restrictAccounts(ALICE, _list(many[127]));
        vm.stopPrank();

        _assertBarred(127, false, false);
        assertFalse(registrar.currentStanding(ALICE, many[0]).restricted());
        assertTrue(registrar.currentStanding(ALICE, many[127]).restricted());
        assertFalse(registrar.getInvestor(ALICE).restricted, "the investor itself");
    }

    function _restrict(address account) private {
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account));
    }

    function _enable(address account) private {
        vm.prank(rival);
        registrar.registerAccounts(ALICE, _list(account));
    }

    function _suspend(address account) private {
        vm.prank(supervisor);
        registrar.setAccountSuspension(_list(account), true, "");
    }

    function _lift(address account) private {
        vm.prank(supervisor);
        registrar.setAccountSuspension(_list(account), false, "");
    }

    /// @dev Alice's, and which of her accounts are barred.
    function _assertBarred(uint8 count, bool first, bool second) private view {
        assertEq(registrar.getInvestor(ALICE).barredAccounts, count);
        assertEq(registrar.currentStanding(ALICE, account0).restricted(), first, "first");
        assertEq(registrar.currentStanding(NOBODY, account1).restricted(), second, "second");
    }

    function _nothing() private pure returns (Investor memory) {}
}
