// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract SetInvestorRestrictionTest is KYCRegistrarTest {
    function setUp() public override {
        super.setUp();
        _registerAlice();
    }

    function test_RevertGiven_TheInvestorIsUnknown() external {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector, BOB));
        registrar.setInvestorRestriction(BOB, true);
    }

    function test_RevertGiven_TheActingAuthorityIsNotPermittedForTheInvestorsCountry() external {
        vm.prank(owner);
        registrar.setAuthorityCountries(RIVAL, _countries(FRANCE), false);

        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector, RIVAL, FRANCE));
        registrar.setInvestorRestriction(ALICE, true);
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingAnswersForTheInvestor() external {
        vm.prank(provider[0].addr);
        vm.expectRevert(_notAuthorityOf(PROVIDER, RIVAL));
        registrar.setInvestorRestriction(ALICE, false);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setInvestorRestriction(ALICE, true));
        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
    }

    function test_WhenItRestricts_ItShouldRestrictEveryAccount() external {
        _set(true);

        assertTrue(registrar.getInvestor(ALICE).restricted);
        assertTrue(registrar.currentStanding(ALICE, account0).restricted());
        assertTrue(registrar.currentStanding(ALICE, account1).restricted());
    }

    function test_WhenItLifts_ItShouldFreeEveryAccountThatIsNotRestrictedItself() external {
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account1));
        _set(true);
        _set(false);

        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
        assertTrue(registrar.currentStanding(ALICE, account1).restricted());
    }

    function _set(bool restricted) private {
        vm.prank(rival);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorRestrictionSet(ALICE, restricted);
        assertTrue(registrar.setInvestorRestriction(ALICE, restricted));
    }
}
