// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ISuspensions} from "../../../../src/interfaces/ISuspensions.sol";
import {AuthorityId} from "../../../../src/types/Authority.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {Suspension} from "../../../../src/types/Suspension.sol";
import {SupervisionTest} from "../../../utils/SupervisionTest.sol";

contract SetInvestorSuspensionTest is SupervisionTest {
    function test_RevertGiven_TheActingAuthorityIsRestricted() external {
        _setRestriction(SUPERVISOR, true);
        bytes4 selector = IKYCRegistrar.KYCRegistrar_AuthorityRestricted.selector;
        _refused(supervisor, ALICE, true, abi.encodeWithSelector(selector, SUPERVISOR));
    }

    function test_RevertGiven_AnInvestorIsUnknown() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector;
        _refused(supervisor, BOB, true, abi.encodeWithSelector(selector, BOB));
    }

    function test_RevertGiven_TheActingAuthorityDoesNotSuperviseAnInvestorsCountry() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector;
        _refused(rival, ALICE, true, abi.encodeWithSelector(selector, RIVAL, FRANCE));

        vm.prank(owner);
        registrar.registerInvestors(_one(_registration(BOB, JAPAN, _list(account2))));
        vm.prank(supervisor);
        vm.expectRevert(abi.encodeWithSelector(selector, SUPERVISOR, JAPAN));
        registrar.setInvestorSuspension(_ids(ALICE, BOB), true, "");
    }

    function test_RevertWhen_TheMemoHasMoreThan256Bytes() external {
        vm.startPrank(supervisor);
        registrar.setInvestorSuspension(_ids(ALICE), true, new bytes(256));
        vm.expectRevert(abi.encodeWithSelector(ISuspensions.KYCRegistrar_MemoTooLong.selector, 257));
        registrar.setInvestorSuspension(_ids(ALICE), true, new bytes(257));
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingImposedASuspension_WhenItLifts() external {
        _suspend();
        _refused(otherSupervisor, ALICE, false, _suspendedByAnother());
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingImposedASuspension_WhenItSuspendsAgain() external {
        // Or it could make the order its own, and lift it.
        _suspend();
        _refused(otherSupervisor, ALICE, true, _suspendedByAnother());
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setInvestorSuspension(_ids(ALICE), true, "order"));
        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
    }

    function test_WhenItSuspends_ItShouldBarEveryAccountAtOnceAndRecordWhoWhenAndWhy() external {
        vm.expectEmit();
        emit ISuspensions.InvestorSuspended(ALICE, SUPERVISOR, "order 7");
        _suspend();

        assertTrue(registrar.currentStanding(ALICE, account0).restricted());
        assertTrue(registrar.currentStanding(ALICE, account1).restricted());
        assertTrue(registrar.getInvestor(ALICE).suspended);
        assertFalse(registrar.getInvestor(ALICE).restricted, "its provider's matter");
        _assertSuspension(SUPERVISOR, START, "order 7");

        vm.prank(rival);
        registrar.setInvestorRestriction(ALICE, false);
        assertTrue(registrar.currentStanding(ALICE, account0).restricted(), "no provider lifts it");
    }

    function test_WhenItSuspends_GivenItIsSuspendedAlready_ItShouldRenewTheMemo() external {
        _suspend();
        vm.warp(START + 1 days);
        vm.prank(supervisor);
        registrar.setInvestorSuspension(_ids(ALICE), true, "order 8");

        _assertSuspension(SUPERVISOR, START + 1 days, "order 8");
    }

    function test_WhenItLifts_ItShouldFreeWhatIsNotRestrictedAndForgetTheRecord() external {
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account1));
        _suspend();
        vm.expectEmit();
        emit ISuspensions.InvestorSuspensionLifted(ALICE, SUPERVISOR, "order 9");
        vm.prank(supervisor);
        assertTrue(registrar.setInvestorSuspension(_ids(ALICE), false, "order 9"));

        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
        assertTrue(registrar.currentStanding(ALICE, account1).restricted());
        _assertSuspension(AuthorityId.wrap(0), 0, "");
    }

    function test_WhenItLifts_GivenTheAuthorityThatImposedItIsOut_ItShouldLiftItForAnotherSupervisor() external {
        _suspend();
        _setRestriction(SUPERVISOR, true);
        assertTrue(registrar.currentStanding(ALICE, account0).restricted(), "the order outlives its author");
        _lift(otherSupervisor);
    }

    function test_WhenItLifts_GivenTheOwnerActs_ItShouldLiftIt() external {
        _suspend();
        _lift(owner);
    }

    function test_WhenItLifts_GivenAnInvestorIsNotSuspended_ItShouldLiftTheOthers() external {
        vm.prank(rival);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(account2))));
        _suspend();
        vm.recordLogs();
        vm.prank(supervisor);
        assertTrue(registrar.setInvestorSuspension(_ids(BOB, ALICE), false, ""));

        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
        assertEq(vm.getRecordedLogs().length, 2, "one call approved, one suspension lifted");
    }

    function _suspend() private {
        vm.prank(supervisor);
        assertTrue(registrar.setInvestorSuspension(_ids(ALICE), true, "order 7"));
    }

    function _lift(address by) private {
        vm.prank(by);
        assertTrue(registrar.setInvestorSuspension(_ids(ALICE), false, ""));
        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
    }

    function _assertSuspension(AuthorityId authority, uint40 since, bytes memory memo) private view {
        Suspension memory suspension = registrar.investorSuspension(ALICE);
        assertEq(AuthorityId.unwrap(suspension.authority), AuthorityId.unwrap(authority));
        assertEq(suspension.since, since);
        assertEq(suspension.memo, memo);
    }

    function _refused(address sender, InvestorId id, bool suspended, bytes memory reason) private {
        vm.prank(sender);
        vm.expectRevert(reason);
        registrar.setInvestorSuspension(_ids(id), suspended, "");
    }

    function _suspendedByAnother() private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(ISuspensions.KYCRegistrar_SuspendedByAnother.selector, OTHER_SUPERVISOR, SUPERVISOR);
    }
}
