// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {Duty} from "../../../../src/types/Duty.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract RegisterAccountsTest is KYCRegistrarTest {
    function setUp() public override {
        super.setUp();
        _registerAlice();
        vm.prank(rival);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, new address[](0))));
    }

    function test_RevertGiven_TheInvestorIsUnknown() external {
        InvestorId unknown = InvestorId.wrap("carol");
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
        // An account of the same index is restricted in both places.
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

    function test_RevertWhen_TheInvestorWouldHaveMoreThan64Accounts() external {
        address[] memory further = new address[](62);
        for (uint160 i; i < 62; ++i) {
            further[i] = address(0x1000 + i);
        }
        vm.prank(rival);
        registrar.registerAccounts(ALICE, further);
        assertEq(registrar.getInvestor(ALICE).accountCount, 64);
        _refused(ALICE, account2, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_TooManyAccounts.selector, ALICE));

        vm.startPrank(rival);
        registrar.restrictAccounts(ALICE, _list(account0));
        registrar.registerAccounts(ALICE, _list(account0));
        assertFalse(registrar.currentStanding(ALICE, 0).restricted(), "enabling needs no place");
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

        assertFalse(registrar.currentStanding(ALICE, 0).restricted());
        assertFalse(registrar.currentStanding(ALICE, 1).restricted());
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.registerAccounts(ALICE, _list(account2)));
        assertEq(registrar.getInvestor(ALICE).accountCount, 2);
    }

    function test_GivenTheAccountsAreNew_ItShouldBindThemBehindTheOthers() external {
        vm.prank(rival);
        vm.expectEmit();
        emit IKYCRegistrar.AccountsRegistered(ALICE, _list(account2));
        assertTrue(registrar.registerAccounts(ALICE, _list(account2)));

        (InvestorId id, uint8 index) = registrar.investorFor(account2);
        assertTrue(id == ALICE);
        assertEq(index, 2);
        assertFalse(registrar.currentStanding(ALICE, 2).restricted());
        assertTrue(registrar.currentStanding(ALICE, 3).restricted(), "no such account");
    }

    function test_GivenAnAccountIsTheInvestorsAndRestricted_ItShouldEnableItUnderItsOldIndex() external {
        vm.startPrank(rival);
        registrar.restrictAccounts(ALICE, _list(account0, account1));
        registrar.registerAccounts(ALICE, _list(account1));

        (, uint8 index) = registrar.investorFor(account1);
        assertEq(index, 1);
        assertFalse(registrar.currentStanding(ALICE, 1).restricted());
        assertTrue(registrar.currentStanding(ALICE, 0).restricted());
        assertEq(registrar.getInvestor(ALICE).accountCount, 2);
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
