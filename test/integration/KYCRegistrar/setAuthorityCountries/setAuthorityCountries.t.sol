// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {Duty} from "../../../../src/types/Duty.sol";
import {Country} from "../../../../src/types/Identity.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract SetAuthorityCountriesTest is KYCRegistrarTest {
    function test_RevertWhen_TheActingAuthorityIsNotTheOwner() external {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = registrar.setAuthorityCountries.selector;
        vm.prank(owner);
        registrar.setAuthoritySignatures(RIVAL, address(registrar), selectors, true);

        vm.prank(rival);
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, RIVAL, address(registrar), selectors[0])
        );
        registrar.setAuthorityCountries(RIVAL, _countries(JAPAN), true);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 4));
        registrar.setAuthorityCountries(AuthorityId.wrap(4), _countries(JAPAN), true);
    }

    function test_RevertWhen_ACountryIsNotBetween1And999() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_InvalidCountry.selector;
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(selector, 0));
        registrar.setAuthorityCountries(RIVAL, _countries(JAPAN, Country.wrap(0)), true);
        vm.expectRevert(abi.encodeWithSelector(selector, 1000));
        registrar.setAuthorityCountries(RIVAL, _countries(Country.wrap(1000)), true);
    }

    function test_RevertWhen_TheAuthorityIsNumberedAbove127() external {
        vm.startPrank(owner);
        for (uint160 i = 4; i <= 128; ++i) {
            registrar.addAuthority(_list(address(0x1000 + i)), 1, type(uint40).max);
        }
        registrar.setAuthorityCountries(AuthorityId.wrap(127), _countries(JAPAN), true);
        registrar.setAuthorityRestriction(AuthorityId.wrap(127), true);

        bytes memory reason = abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AuthorityOutOfRange.selector, 128);
        vm.expectRevert(reason);
        registrar.setAuthorityCountries(AuthorityId.wrap(128), _countries(JAPAN), true);
        vm.expectRevert(reason);
        registrar.setAuthorityRestriction(AuthorityId.wrap(128), true);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setAuthorityCountries(RIVAL, _countries(JAPAN), true));
        assertFalse(registrar.isPermittedCountry(RIVAL, JAPAN));
    }

    function test_WhenCountriesAreGiven_ItShouldPermitTheseAndKeepTheOthers() external {
        vm.prank(owner);
        vm.expectEmit();
        emit IKYCRegistrar.AuthorityCountriesSet(RIVAL, _countries(JAPAN, GERMANY), true, 1);
        assertTrue(registrar.setAuthorityCountries(RIVAL, _countries(JAPAN, GERMANY), true));

        assertTrue(registrar.isPermittedCountry(RIVAL, FRANCE));
        assertTrue(registrar.isPermittedCountry(RIVAL, GERMANY));
        assertTrue(registrar.isPermittedCountry(RIVAL, JAPAN));
        // Same place in another word, and a neighbour.
        assertFalse(registrar.isPermittedCountry(RIVAL, Country.wrap(392 - 256)));
        assertFalse(registrar.isPermittedCountry(RIVAL, Country.wrap(393)));
        assertFalse(registrar.isPermittedCountry(PROVIDER, JAPAN));
        assertTrue(registrar.isPermittedCountry(OWNER, JAPAN));
        assertFalse(registrar.isPermittedCountry(OWNER, Country.wrap(1000)));
    }

    function test_WhenCountriesAreTaken_ItShouldRefuseTheseAndKeepTheOthers() external {
        vm.prank(owner);
        vm.expectEmit();
        emit IKYCRegistrar.AuthorityCountriesSet(PROVIDER, _countries(FRANCE), false, 2);
        registrar.setAuthorityCountries(PROVIDER, _countries(FRANCE), false);

        assertFalse(registrar.isPermittedCountry(PROVIDER, FRANCE));
        assertTrue(registrar.isPermittedCountry(PROVIDER, GERMANY));
        assertTrue(registrar.isPermittedCountry(RIVAL, FRANCE));
    }

    function test_WhenCountriesAreTaken_ItShouldTakeTheDutyToImportThereToo() external {
        vm.prank(owner);
        registrar.setAuthorityCountries(PROVIDER, _countries(FRANCE), false);

        assertFalse(registrar.isOnDuty(PROVIDER, Duty.Import, FRANCE));
        assertTrue(registrar.isOnDuty(PROVIDER, Duty.Import, GERMANY));
    }

    function test_WhenCountriesAreTaken_GivenTheyAreGivenAgain_ItShouldReviveNothing() external {
        bytes memory data =
            abi.encodeCall(registrar.registerInvestors, (_one(_registration(BOB, FRANCE, _list(account2)))));
        assertFalse(_sendBy(provider[0].addr, data));
        vm.startPrank(owner);
        registrar.setAuthorityCountries(PROVIDER, _countries(FRANCE), false);
        registrar.setAuthorityCountryRange(PROVIDER, Duty.Import, FRANCE, FRANCE, true);
        vm.stopPrank();

        assertFalse(_sendBy(provider[1].addr, data));
        assertTrue(_sendBy(provider[0].addr, data));
    }

    function _sendBy(address member, bytes memory data) private returns (bool) {
        vm.prank(member);
        (bool success, bytes memory answer) = address(registrar).call(data);
        assertTrue(success);
        return abi.decode(answer, (bool));
    }
}
