// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {Duty} from "../../../../src/types/Duty.sol";
import {InvestorId, NOBODY} from "../../../../src/types/Identity.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract RegisterAccountsTest is KYCRegistrarTest {
    function setUp() public override {
        super.setUp();
        _registerAlice();
        vm.prank(rival);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, new address[](0))));
    }

    function test_RevertGiven_TheInvestorIsUnknown() external {
        InvestorId unknown = InvestorId.wrap(32);
        _refused(
            unknown, account2, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector, unknown)
        );
    }

    function test_RevertGiven_TheActingAuthorityIsNotPermittedForTheInvestorsCountry() external {
        vm.prank(owner);
        registrar.setAuthorityCountries(RIVAL, _countries(FRANCE), false);
        _refused(
            ALICE,
            account2,
            abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector, RIVAL, FRANCE)
        );
    }

    function test_RevertGiven_AnAccountIsBoundToAnotherInvestor_GivenItIsRestrictedThere() external {
        // An account is restricted in both places.
        vm.startPrank(rival);
        registrar.restrictAccounts(ALICE, _list(account0));
        registrar.registerAccounts(BOB, _list(account2));
        registrar.restrictAccounts(BOB, _list(account2));
        vm.stopPrank();
        _refused(
            BOB, account0, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountBound.selector, account0, ALICE)
        );
    }

    function test_RevertGiven_AnAccountIsBoundToAnotherInvestor_GivenItIsFreeThere() external {
        _refused(
            BOB, account0, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountBound.selector, account0, ALICE)
        );
    }

    function test_RevertGiven_AnAccountIsTheInvestorsAndNotRestricted() external {
        _refused(
            ALICE, account0, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountBound.selector, account0, ALICE)
        );
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingAnswersForTheInvestor() external {
        vm.prank(provider[0].addr);
        vm.expectRevert(_notAuthorityOf(PROVIDER, RIVAL));
        registrar.registerAccounts(ALICE, _list(account2));
    }

    function test_RevertGiven_TheAuthorityMayRegisterAndNotImport_WhenAnAccountIsNew() external {
        _takeImport();
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account0));

        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_ConsentRequired.selector, RIVAL, FRANCE));
        registrar.registerAccounts(ALICE, _list(account0, account2));
    }

    function test_GivenTheAuthorityMayRegisterAndNotImport_WhenAllAreTheInvestorsAndRestricted_ItShouldEnableThem()
        external
    {
        _takeImport();
        vm.startPrank(rival);
        registrar.restrictAccounts(ALICE, _list(account0, account1));
        registrar.registerAccounts(ALICE, _list(account0, account1));

        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
        assertFalse(registrar.currentStanding(ALICE, account1).restricted());
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.registerAccounts(ALICE, _list(account2)));
        assertTrue(registrar.investorFor(account2) == NOBODY);
    }

    function test_GivenTheAccountsAreNew_ItShouldBindThemFreeOfBars() external {
        vm.prank(rival);
        vm.expectEmit();
        emit IKYCRegistrar.AccountsRegistered(ALICE, _list(account2));
        assertTrue(registrar.registerAccounts(ALICE, _list(account2)));

        _assertAccount(account2, ALICE, false, false);
        assertFalse(registrar.currentStanding(ALICE, account2).restricted());
    }

    function test_GivenTheAccountsAreNew_ItShouldBindHundredsToOneInvestor() external {
        address[] memory further = new address[](300);
        for (uint160 i; i < further.length; ++i) {
            further[i] = address(0x1000 + i);
        }
        vm.prank(rival);
        registrar.registerAccounts(ALICE, further);
        assertTrue(registrar.investorFor(further[299]) == ALICE);
        assertFalse(registrar.currentStanding(NOBODY, further[299]).restricted());
    }

    function test_GivenAnAccountIsTheInvestorsAndRestricted_ItShouldEnableThisOneAlone() external {
        vm.startPrank(rival);
        registrar.restrictAccounts(ALICE, _list(account0, account1));
        registrar.registerAccounts(ALICE, _list(account1));

        _assertAccount(account1, ALICE, false, false);
        assertFalse(registrar.currentStanding(ALICE, account1).restricted());
        assertTrue(registrar.currentStanding(ALICE, account0).restricted());
        assertEq(registrar.getInvestor(ALICE).barredAccounts, 1);
    }

    function _takeImport() private {
        vm.prank(owner);
        registrar.setAuthorityCountryRange(RIVAL, Duty.Import, FRANCE, FRANCE, false);
    }

    function _refused(InvestorId id, address account, bytes memory reason) private {
        vm.prank(rival);
        vm.expectRevert(reason);
        registrar.registerAccounts(id, _list(account));
    }
}
