// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Country, Rating} from "../../../../src/types/Identity.sol";
import {MinRatings, wordOf} from "../../../../src/types/MinRatings.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateMinRatingsTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    /// @dev Seven countries have their rule in the configuration, more in the map: nothing differs.
    function test_WhenTheCallerIsTheIssuer_ItShouldApplyRulesOfMoreCountriesThanTheConfigurationHolds() external {
        address[8] memory people;
        for (uint16 i; i < 8; ++i) {
            people[i] = _investor(vm.toString(i), _countryOf(i), 2);
            _permit(_countryOf(i), true, i % 2 == 0 ? 2 : 3);
        }
        for (uint16 i; i < 8; ++i) {
            _assertRule(people[i], i % 2 == 0 ? Restriction.None : Restriction.RatingTooLow);
        }
        // Places become free, and are taken by others.
        for (uint16 i; i < 8; ++i) {
            _permit(_countryOf(i), false, 1);
            _assertRule(people[i], Restriction.CountryNotPermitted);
            _permit(_countryOf((i + 3) % 8), true, 2);
            _assertRule(people[(i + 3) % 8], Restriction.None);
        }
    }

    /// @dev Against what the issuer says of each country.
    function testFuzz_WhenTheCallerIsTheIssuer_ItShouldApplyRulesOfMoreCountriesThanTheConfigurationHolds(uint24[24] memory changes)
        external
    {
        address[10] memory people;
        for (uint16 i; i < 10; ++i) {
            people[i] = _investor(vm.toString(i), _countryOf(i), 3);
        }
        for (uint256 i; i < changes.length; ++i) {
            uint8 rating = uint8(1 + (changes[i] >> 8) % 7);
            _permit(_countryOf(uint16(changes[i] % 10)), changes[i] >> 16 & 1 == 1, rating);
            for (uint16 j; j < 10; ++j) {
                (bool permitted, Rating required,,) = issuer.countryRule(_countryOf(j));
                Restriction code = Rating.unwrap(required) > 3 ? Restriction.RatingTooLow : Restriction.None;
                _assertRule(people[j], permitted ? code : Restriction.CountryNotPermitted);
            }
        }
    }

    function _permit(Country country, bool permitted, uint8 rating) private {
        vm.prank(owner);
        issuer.setCountryRule(country, permitted, Rating.wrap(rating), _limits(0));
    }

    function _assertRule(address receiver, Restriction code) private view {
        assertEq(token.detectTransferRestriction(ada, receiver, 1), uint8(code));
    }

    /// @dev Neighbours, both ends, and some whose numbers differ in few bits; three share a word of the map.
    function _countryOf(uint16 index) private pure returns (Country) {
        return Country.wrap([uint16(1), 2, 3, 64, 128, 511, 512, 513, 998, 999][index]);
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
