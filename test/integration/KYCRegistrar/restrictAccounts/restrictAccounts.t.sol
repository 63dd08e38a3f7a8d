// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {Standing} from "../../../../src/types/Standing.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract RestrictAccountsTest is KYCRegistrarTest {
    function setUp() public override {
        super.setUp();
        _registerAlice();
    }

    function test_RevertGiven_TheInvestorIsUnknown() external {
        // Unknown accounts are bound to nobody, and nobody is no investor.
        InvestorId nobody = InvestorId.wrap(0);
        _refused(nobody, account2, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector, nobody));
    }

    function test_RevertGiven_TheActingAuthorityIsNotPermittedForTheInvestorsCountry() external {
        vm.prank(owner);
        registrar.setAuthorityCountries(RIVAL, _countries(FRANCE), false);
        _refused(
            ALICE,
            account0,
            abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector, RIVAL, FRANCE)
        );
    }

    function test_RevertGiven_AnAccountIsNotTheInvestors() external {
        _refused(
            ALICE, account2, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_NotAccountOf.selector, account2, ALICE)
        );
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingAnswersForTheInvestor() external {
        vm.prank(provider[0].addr);
        vm.expectRevert(_notAuthorityOf(PROVIDER, RIVAL));
        registrar.restrictAccounts(ALICE, _list(account0));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.restrictAccounts(ALICE, _list(account0)));
        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
    }

    function test_WhenTheAccountsAreTheInvestors_ItShouldRestrictTheseAloneAndKeepThemBound() external {
        vm.prank(rival);
        vm.expectEmit();
        emit IKYCRegistrar.AccountsRestricted(ALICE, _list(account1));
        assertTrue(registrar.restrictAccounts(ALICE, _list(account1)));

        (Standing first, Standing second) = registrar.standingsOfTransfer(ALICE, account0, ALICE, account1);
        assertFalse(first.restricted());
        assertTrue(second.restricted());
        _assertAccount(account0, ALICE, false, false);
        _assertAccount(account1, ALICE, true, false);
    }

    function test_GivenAnAccountIsRestrictedAlready_ItShouldRestrictTheOthers() external {
        vm.startPrank(rival);
        registrar.restrictAccounts(ALICE, _list(account0));
        registrar.restrictAccounts(ALICE, _list(account0, account1));

        _assertAccount(account0, ALICE, true, false);
        _assertAccount(account1, ALICE, true, false);
        assertEq(registrar.getInvestor(ALICE).barredAccounts, 2);
    }

    function _refused(InvestorId id, address account, bytes memory reason) private {
        vm.prank(rival);
        vm.expectRevert(reason);
        registrar.restrictAccounts(id, _list(account));
    }
}
