// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {Call} from "../../../../src/types/Authority.sol";
import {InvestorId, Rating} from "../../../../src/types/Identity.sol";
import {Renewal} from "../../../../src/types/Investors.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract UpdateInvestorsTest is KYCRegistrarTest {
    uint40 private constant RENEWED = EXPIRY + 365 days;

    function setUp() public override {
        super.setUp();
        _registerAlice();
        vm.prank(rival);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(account2))));
    }

    function test_RevertGiven_OneInvestorIsUnknown() external {
        InvestorId unknown = InvestorId.wrap(32);
        bytes4 selector = IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector;
        _refused(rival, _renewals(ALICE, unknown), abi.encodeWithSelector(selector, unknown));
    }

    function test_RevertGiven_TheActingAuthorityIsNotPermittedForTheCountryOfOne() external {
        vm.prank(owner);
        registrar.registerInvestors(_one(_registration(InvestorId.wrap(32), JAPAN, new address[](0))));
        bytes4 selector = IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector;
        _refused(rival, _renewals(ALICE, InvestorId.wrap(32)), abi.encodeWithSelector(selector, RIVAL, JAPAN));
    }

    function test_RevertGiven_TheActingAuthorityIsRestricted() external {
        _setRestriction(RIVAL, true);
        bytes4 selector = IKYCRegistrar.KYCRegistrar_AuthorityRestricted.selector;
        _refused(rival, _renewals(ALICE, BOB), abi.encodeWithSelector(selector, RIVAL));
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingAnswersForOne() external {
        _refused(provider[0].addr, _renewals(ALICE, BOB), _notAuthorityOf(PROVIDER, RIVAL));
    }

    function test_RevertWhen_TheDataOfOneIsOutOfBounds() external {
        Renewal[] memory renewals = _renewals(ALICE, BOB);
        renewals[1].rating = Rating.wrap(8);
        _refused(rival, renewals, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidRating.selector, 8));
        renewals[1].rating = Rating.wrap(1);
        renewals[1].expiresAt = START;
        _refused(rival, renewals, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidExpiry.selector, START));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.updateInvestors(_renewals(ALICE, BOB)));
        assertEq(registrar.getInvestor(BOB).expiresAt, EXPIRY);
    }

    function test_WhenAllMayBeRenewed_ItShouldRenewEach() external {
        vm.warp(EXPIRY);
        registrar.expire(_ids(ALICE, BOB));
        vm.prank(rival);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorUpdated(ALICE, "BRE", Rating.wrap(3), RENEWED, RIVAL);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorUpdated(BOB, "BRE", Rating.wrap(3), RENEWED, RIVAL);
        assertTrue(registrar.updateInvestors(_renewals(ALICE, BOB)));

        assertFalse(registrar.currentStanding(BOB, account2).expired());
        assertFalse(registrar.getInvestor(ALICE).lapsed);
    }

    function test_WhenAllMayBeRenewed_GivenTheAuthorityThatAnsweredForThemIsRestricted_ItShouldTakeItsRegisterOver()
        external
    {
        _setRestriction(RIVAL, true);
        bytes memory data = abi.encodeCall(registrar.updateInvestors, (_renewals(ALICE, BOB)));
        Call memory call = _callOf(PROVIDER, address(registrar), data);
        registrar.executeCall(call, _bundle(_sign(registrar, call, provider[0]), _sign(registrar, call, provider[1])));

        assertTrue(registrar.getInvestors(_ids(ALICE, BOB))[1].authority == PROVIDER);
        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
        _setRestriction(RIVAL, false);
        vm.prank(rival);
        vm.expectRevert(_notAuthorityOf(RIVAL, PROVIDER));
        registrar.updateInvestors(_renewals(ALICE, BOB));
    }

    function _renewals(InvestorId a, InvestorId b) private pure returns (Renewal[] memory list) {
        list = new Renewal[](2);
        list[0] = Renewal(a, "BRE", Rating.wrap(3), RENEWED);
        list[1] = Renewal(b, "BRE", Rating.wrap(3), RENEWED);
    }

    function _refused(address sender, Renewal[] memory renewals, bytes memory reason) private {
        vm.prank(sender);
        vm.expectRevert(reason);
        registrar.updateInvestors(renewals);
    }
}
