// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {Country, Rating} from "../../../../src/types/Identity.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetCountriesTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setCountries, (_countriesOf(KP), _ratingsOf(3))));
    }

    function _isDone() internal view override returns (bool permitted) {
        (permitted,,,) = issuer.countryRule(KP);
    }

    function test_RevertWhen_CountriesAndRatingsDifferInNumber() external {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_LengthMismatch.selector, 1, 0));
        vm.prank(owner);
        issuer.setCountries(_countriesOf(KP), new Rating[](0));
    }

    function test_RevertWhen_ACountryIsNot1To999() external {
        bytes4 invalid = IIssuingEntity.IssuingEntity_InvalidCountry.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, 0));
        _set(Country.wrap(0), 1);
        vm.expectRevert(abi.encodeWithSelector(invalid, 1000));
        _set(Country.wrap(1000), 1);
        _set(Country.wrap(999), 1);
        _set(Country.wrap(1), 1);
    }

    function test_RevertWhen_ARatingIsNot1To7() external {
        bytes4 invalid = IIssuingEntity.IssuingEntity_InvalidRating.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, 0));
        _set(KP, 0);
        vm.expectRevert(abi.encodeWithSelector(invalid, 8));
        _set(KP, 8);
        _set(KP, 7);
    }

    function test_GivenACountryHasLimitsAndCounts_ItShouldKeepThem() external {
        _issue(ada, 100);
        _limitCountry(CH, 0, 1);
        uint32[8] memory expected = _limits(1);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.CountryRuleSet(CH, true, Rating.wrap(2), expected);
        _set(CH, 2);

        (,, uint32[8] memory counts, uint32[8] memory limits) = issuer.countryRule(CH);
        assertEq(counts[0], 1);
        assertEq(counts[1], 1);
        assertEq(limits[0], 1);
        _assertRefused(Restriction.CountryLimitReached, ada, _investor("eva", CH, 2), 1);
        _assertRefused(Restriction.RatingTooLow, ada, _investor("low", CH, 1), 1);
    }

    function test_WhenAllAreSound_ItShouldPermitEachWithItsRating() external {
        vm.prank(owner);
        assertTrue(issuer.setCountries(_countries(KP, CH, KP), _ratings(3, 4, 5)));
        (bool permitted, Rating minRating,, uint32[8] memory limits) = issuer.countryRule(KP);
        assertTrue(permitted);
        assertEq(Rating.unwrap(minRating), 5);
        assertEq(limits[0], 0);
        (, minRating,,) = issuer.countryRule(CH);
        assertEq(Rating.unwrap(minRating), 4);
    }

    function _set(Country country, uint8 rating) private {
        vm.prank(owner);
        issuer.setCountries(_countriesOf(country), _ratingsOf(rating));
    }

    function _countriesOf(Country country) private pure returns (Country[] memory countries) {
        countries = new Country[](1);
        countries[0] = country;
    }

    function _ratingsOf(uint8 rating) private pure returns (Rating[] memory ratings) {
        ratings = new Rating[](1);
        ratings[0] = Rating.wrap(rating);
    }
}
