// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {AuthorityId} from "../../../../src/types/Authority.sol";
import {Country, Rating} from "../../../../src/types/Identity.sol";
import {Investor} from "../../../../src/types/Investors.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract UpdateInvestorTest is KYCRegistrarTest {
    uint40 private constant RENEWED = EXPIRY + 365 days;

    function setUp() public override {
        super.setUp();
        _registerAlice();
    }

    function test_RevertGiven_TheInvestorIsUnknown() external {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector, BOB));
        registrar.updateInvestor(BOB, "BER", Rating.wrap(1), RENEWED);
    }

    function test_RevertGiven_TheActingAuthorityIsNotPermittedForTheInvestorsCountry() external {
        vm.prank(owner);
        registrar.setAuthorityCountries(RIVAL, _countries(FRANCE), false);
        _refused(
            Rating.wrap(1),
            RENEWED,
            abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector, RIVAL, FRANCE)
        );
    }

    function test_RevertGiven_TheActingAuthorityIsRestricted() external {
        _setRestriction(RIVAL, true);
        _refused(
            Rating.wrap(1),
            RENEWED,
            abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AuthorityRestricted.selector, RIVAL)
        );
    }

    function test_RevertWhen_TheRatingIsNotBetween1And7() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_InvalidRating.selector;
        _refused(Rating.wrap(0), RENEWED, abi.encodeWithSelector(selector, 0));
        _refused(Rating.wrap(8), RENEWED, abi.encodeWithSelector(selector, 8));
    }

    function test_RevertWhen_TheAccreditationDoesNotEndInTheFuture() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_InvalidExpiry.selector;
        _refused(Rating.wrap(1), START, abi.encodeWithSelector(selector, START));
    }

    function test_RevertGiven_AnotherAuthorityAnswersForTheInvestor_GivenItIsInGoodStanding() external {
        vm.prank(provider[0].addr);
        vm.expectRevert(_notAuthorityOf(PROVIDER, RIVAL));
        registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED);
    }

    function test_GivenAnotherAuthorityAnswersForTheInvestor_GivenItHasEnded_ItShouldTakeTheInvestorOver() external {
        vm.prank(owner);
        registrar.setAuthorityApprovedUntil(RIVAL, START);
        vm.prank(provider[0].addr);
        vm.expectRevert(_notAuthorityOf(PROVIDER, RIVAL));
        registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED);

        vm.warp(START + 1);
        assertTrue(registrar.isOut(RIVAL));
        _renewByProvider();
        assertEq(AuthorityId.unwrap(registrar.getInvestor(ALICE).authority), 2);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED));

        assertEq(registrar.getInvestor(ALICE).expiresAt, EXPIRY);
    }

    function test_WhenTheDataIsValid_ItShouldRenewTheRecordAndMakeTheActingAuthorityAnswerForIt() external {
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account1));
        _setRestriction(RIVAL, true);
        vm.prank(provider[0].addr);
        registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED);
        vm.prank(provider[1].addr);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorUpdated(ALICE, "BRE", Rating.wrap(7), RENEWED, PROVIDER);
        registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED);

        Investor memory investor = registrar.getInvestor(ALICE);
        assertEq(Country.unwrap(investor.country), 250);
        assertEq(investor.region, bytes3("BRE"));
        assertEq(Rating.unwrap(investor.rating), 7);
        assertEq(investor.expiresAt, RENEWED);
        assertEq(AuthorityId.unwrap(investor.authority), 2);
        assertEq(investor.barredAccounts, 1, "accounts are another matter");
        assertFalse(investor.restricted || investor.suspended || investor.lapsed);
    }

    function test_WhenTheDataIsValid_GivenTheAccreditationWasMarkedAsLapsed_ItShouldClearTheMark() external {
        vm.warp(EXPIRY);
        registrar.expire(_ids(ALICE));
        vm.prank(rival);
        registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED);

        assertFalse(registrar.getInvestor(ALICE).lapsed);
        assertFalse(registrar.currentStanding(ALICE, account0).expired());
    }

    function test_WhenTheDataIsValid_GivenTheInvestorIsRestrictedOrSuspended_ItShouldStaySo() external {
        vm.startPrank(owner);
        registrar.setInvestorRestriction(ALICE, true);
        registrar.setInvestorSuspension(_ids(ALICE), true, "");
        registrar.setAccountSuspension(_list(account1), true, "");
        vm.stopPrank();
        vm.prank(rival);
        registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED);

        Investor memory investor = registrar.getInvestor(ALICE);
        assertTrue(investor.restricted);
        assertTrue(investor.suspended);
        assertEq(investor.barredAccounts, 1);
    }

    function test_WhenTheDataIsValid_GivenTheFormerAuthorityIsRestricted_ItShouldSetTheInvestorFree() external {
        _setRestriction(RIVAL, true);
        assertTrue(registrar.currentStanding(ALICE, account0).restricted());
        _renewByProvider();

        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
    }

    function _renewByProvider() private {
        vm.prank(provider[0].addr);
        registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED);
        vm.prank(provider[1].addr);
        assertTrue(registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED));
    }

    function _refused(Rating rating, uint40 expiresAt, bytes memory reason) private {
        vm.prank(rival);
        vm.expectRevert(reason);
        registrar.updateInvestor(ALICE, "BRE", rating, expiresAt);
    }
}
