// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {Country, Rating} from "../../../../src/types/Identity.sol";
import {LANE_MAX} from "../../../../src/types/Lanes.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetCountryRuleTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setCountryRule, (KP, true, Rating.wrap(3), _limits(9))));
    }

    function _isDone() internal view override returns (bool permitted) {
        (permitted,,,) = issuer.countryRule(KP);
    }

    function test_RevertWhen_TheCountryOrTheRatingIsOutOfRange() external {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidCountry.selector, 1000));
        issuer.setCountryRule(Country.wrap(1000), true, Rating.wrap(1), _limits(0));
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidRating.selector, 8));
        issuer.setCountryRule(CH, true, Rating.wrap(8), _limits(0));
    }

    function test_RevertWhen_ALimitIsTooHigh() external {
        uint32[8] memory limits;
        limits[7] = uint32(LANE_MAX);
        vm.startPrank(owner);
        issuer.setCountryRule(CH, true, Rating.wrap(1), limits);
        limits[7] += 1;
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_LimitTooHigh.selector, limits[7]));
        issuer.setCountryRule(CH, true, Rating.wrap(1), limits);
    }

    function test_GivenInvestorsAreCountedThere_ItShouldKeepTheCounts() external {
        _issue(ada, 1);
        _forbid(CH);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_WhenTheRuleIsSound_ItShouldSetPermissionRatingAndAllLimitsAndLiftThemAgain() external {
        uint32[8] memory limits = [uint32(8), 1, 2, 3, 4, 5, 6, 7];
        vm.startPrank(owner);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.CountryRuleSet(KP, true, Rating.wrap(3), limits);
        assertTrue(issuer.setCountryRule(KP, true, Rating.wrap(3), limits));

        (bool permitted, Rating minRating,, uint32[8] memory stored) = issuer.countryRule(KP);
        assertTrue(permitted);
        assertEq(Rating.unwrap(minRating), 3);
        assertEq(abi.encode(stored), abi.encode(limits));

        issuer.setCountryRule(KP, false, Rating.wrap(7), _limits(0));
        (permitted, minRating,, stored) = issuer.countryRule(KP);
        assertFalse(permitted);
        assertEq(Rating.unwrap(minRating), 0, "none without permission");
        assertEq(abi.encode(stored), abi.encode(_limits(0)));
    }
}
