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

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        vm.prank(provider[0].addr);
        assertFalse(registrar.updateInvestor(ALICE, "BRE", Rating.wrap(7), RENEWED));

        assertEq(registrar.getInvestor(ALICE).expiresAt, EXPIRY);
    }

    function test_WhenTheDataIsValid_ItShouldRenewTheRecordAndMakeTheActingAuthorityAnswerForIt() external {
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account1));
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
        assertEq(investor.accountCount, 2);
        assertEq(investor.restrictedAccounts, 2, "accounts are another matter");
    }

    function test_WhenTheDataIsValid_GivenTheAccreditationWasMarkedAsLapsed_ItShouldClearTheMark() external {
        vm.warp(EXPIRY);
        registrar.expire(_ids(ALICE));
        _renewByProvider();

        assertFalse(registrar.getInvestor(ALICE).lapsed);
        assertFalse(registrar.standingOf(ALICE, 0).expired());
    }

    function test_WhenTheDataIsValid_GivenTheFormerAuthorityIsRestricted_ItShouldSetTheInvestorFree() external {
        _setRestriction(RIVAL, true);
        assertTrue(registrar.standingOf(ALICE, 0).restricted());
        _renewByProvider();

        assertFalse(registrar.standingOf(ALICE, 0).restricted());
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
