// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ISuspensions} from "../../../../src/interfaces/ISuspensions.sol";
import {AuthorityId} from "../../../../src/types/Authority.sol";
import {Suspension} from "../../../../src/types/Suspension.sol";
import {SupervisionTest} from "../../../utils/SupervisionTest.sol";

contract SetAccountSuspensionTest is SupervisionTest {
    function test_RevertGiven_TheActingAuthorityIsRestricted() external {
        _setRestriction(SUPERVISOR, true);
        bytes4 selector = IKYCRegistrar.KYCRegistrar_AuthorityRestricted.selector;
        _refused(supervisor, account0, abi.encodeWithSelector(selector, SUPERVISOR));
    }

    function test_RevertGiven_TheActingAuthorityDoesNotSuperviseTheCountryOfAnAccountsInvestor() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector;
        _refused(rival, account0, abi.encodeWithSelector(selector, RIVAL, FRANCE));
    }

    function test_RevertWhen_TheMemoHasMoreThan256Bytes() external {
        vm.startPrank(supervisor);
        registrar.setAccountSuspension(_list(account0), true, new bytes(256));
        vm.expectRevert(abi.encodeWithSelector(ISuspensions.KYCRegistrar_MemoTooLong.selector, 257));
        registrar.setAccountSuspension(_list(account0), true, new bytes(257));
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingImposedASuspension() external {
        _suspend(account1);
        bytes4 selector = ISuspensions.KYCRegistrar_SuspendedByAnother.selector;
        bytes memory reason = abi.encodeWithSelector(selector, OTHER_SUPERVISOR, SUPERVISOR);
        _refused(otherSupervisor, account1, reason);

        vm.prank(otherSupervisor);
        vm.expectRevert(reason);
        registrar.setAccountSuspension(_list(account1), false, "");
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setAccountSuspension(_list(account0), true, ""));
        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
    }

    function test_RevertGiven_AnAccountIsBoundToNobody_WhenASupervisorActs() external {
        bytes4 selector = ISuspensions.KYCRegistrar_AccountUnknown.selector;
        _refused(supervisor, account2, abi.encodeWithSelector(selector, account2));
    }

    function test_GivenAnAccountIsBoundToNobody_WhenTheOwnerActs_ItShouldKeepTheAccountFromBeingBound() external {
        _suspendUnbound();

        assertEq(registrar.accountSuspension(account2).memo, "sanctioned");
        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountSuspended.selector, account2));
        registrar.registerAccounts(ALICE, _list(account2));
    }

    function test_GivenAnAccountIsBoundToNobody_WhenTheOwnerActs_WhenItLifts_ItShouldLetTheAccountBeBound() external {
        _suspendUnbound();
        vm.prank(owner);
        registrar.setAccountSuspension(_list(account2), false, "mistaken");

        assertEq(registrar.accountSuspension(account2).since, 0);
        vm.prank(rival);
        registrar.registerAccounts(ALICE, _list(account2));
        assertFalse(registrar.currentStanding(ALICE, account2).restricted());
    }

    function test_WhenItSuspends_ItShouldBarTheseAccountsAloneAndRecordWhoWhenAndWhy() external {
        vm.expectEmit();
        emit ISuspensions.AccountSuspended(account1, SUPERVISOR, "order 7");
        _suspend(account1);

        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
        assertTrue(registrar.currentStanding(ALICE, account1).restricted());
        _assertAccount(account0, ALICE, false, false);
        _assertAccount(account1, ALICE, false, true);
        Suspension memory suspension = registrar.accountSuspension(account1);
        assertEq(AuthorityId.unwrap(suspension.authority), AuthorityId.unwrap(SUPERVISOR));
        assertEq(suspension.since, START);
        assertEq(suspension.memo, "order 7");
    }

    function test_WhenItSuspends_GivenTheAccountIsRestrictedAndItsProviderEnablesIt_ItShouldStayBarred() external {
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account1));
        _suspend(account1);
        vm.prank(rival);
        registrar.registerAccounts(ALICE, _list(account1));
        assertTrue(registrar.currentStanding(ALICE, account1).restricted());

        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountBound.selector, account1, ALICE));
        registrar.registerAccounts(ALICE, _list(account1));
    }

    function test_WhenItLifts_ItShouldFreeTheAccountAndForgetTheRecord() external {
        _suspend(account1);
        vm.expectEmit();
        emit ISuspensions.AccountSuspensionLifted(account1, SUPERVISOR, "order 9");
        _lift(account1);

        assertFalse(registrar.currentStanding(ALICE, account1).restricted());
        assertEq(AuthorityId.unwrap(registrar.accountSuspension(account1).authority), 0);
        assertEq(registrar.accountSuspension(account1).since, 0);
        assertEq(registrar.accountSuspension(account1).memo, "");
    }

    function test_WhenItLifts_GivenItsProviderHasRestrictedIt_ItShouldStayBarred() external {
        _suspend(account1);
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account1));
        _lift(account1);

        assertTrue(registrar.currentStanding(ALICE, account1).restricted());
    }

    function test_WhenItLifts_GivenAnAccountIsNotSuspended_ItShouldPassOverIt() external {
        vm.recordLogs();
        _lift(account0);

        assertEq(vm.getRecordedLogs().length, 1, "the approved call alone");
    }

    function _suspend(address account) private {
        vm.prank(supervisor);
        assertTrue(registrar.setAccountSuspension(_list(account), true, "order 7"));
    }

    function _suspendUnbound() private {
        vm.prank(owner);
        assertTrue(registrar.setAccountSuspension(_list(account2), true, "sanctioned"));
    }

    function _lift(address account) private {
        vm.prank(supervisor);
        assertTrue(registrar.setAccountSuspension(_list(account), false, "order 9"));
    }

    function _refused(address sender, address account, bytes memory reason) private {
        vm.prank(sender);
        vm.expectRevert(reason);
        registrar.setAccountSuspension(_list(account), true, "");
    }
}
