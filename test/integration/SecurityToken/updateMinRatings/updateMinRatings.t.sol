// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Rating} from "../../../../src/types/Identity.sol";
import {MinRatings, wordOf} from "../../../../src/types/MinRatings.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateMinRatingsTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.updateMinRatings(0, MinRatings.wrap(0));
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldApplyTheRulesOf64Countries() external {
        vm.startPrank(address(issuer));
        token.updateMinRatings(wordOf(DE), MinRatings.wrap(0));
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.CountryNotPermitted));
        token.updateMinRatings(wordOf(DE), MinRatings.wrap(0).withMinRating(DE, Rating.wrap(3)));
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.RatingTooLow));
        token.updateMinRatings(wordOf(DE), MinRatings.wrap(0).withMinRating(DE, Rating.wrap(2)));
        assertEq(token.detectTransferRestriction(ada, ben, 1), 0);
    }
}
