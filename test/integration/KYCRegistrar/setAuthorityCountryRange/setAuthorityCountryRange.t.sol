// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {Duty} from "../../../../src/types/Duty.sol";
import {Country} from "../../../../src/types/Identity.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract SetAuthorityCountryRangeTest is KYCRegistrarTest {
    function test_RevertWhen_TheActingAuthorityIsNotTheOwner() external {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = registrar.setAuthorityCountryRange.selector;
        vm.prank(owner);
        registrar.setAuthoritySignatures(RIVAL, address(registrar), selectors, true);

        vm.prank(rival);
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, RIVAL, address(registrar), selectors[0])
        );
        registrar.setAuthorityCountryRange(RIVAL, Duty.Register, JAPAN, JAPAN, true);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 4));
        registrar.setAuthorityCountryRange(AuthorityId.wrap(4), Duty.Register, JAPAN, JAPAN, true);
    }

    function test_RevertWhen_ACountryIsNotBetween1And999() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_InvalidCountry.selector;
        _refused(0, 999, abi.encodeWithSelector(selector, 0));
        _refused(1, 1000, abi.encodeWithSelector(selector, 1000));
        _refused(1000, 1, abi.encodeWithSelector(selector, 1000));
    }

    function test_RevertWhen_TheLastCountryComesBeforeTheFirst() external {
        _refused(392, 391, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidCountryRange.selector, 392, 391));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setAuthorityCountryRange(RIVAL, Duty.Register, JAPAN, JAPAN, true));
        assertFalse(registrar.isPermittedCountry(RIVAL, JAPAN));
    }

    function test_WhenARangeIsGiven_ItShouldPermitWhatLiesWithinAndNothingElse() external {
        vm.expectEmit();
        emit IKYCRegistrar.AuthorityCountryRangeSet(
            RIVAL, Duty.Supervise, Country.wrap(200), Country.wrap(800), true, 1
        );
        _set(Duty.Supervise, 200, 800, true);
        for (uint16 i; i < 1100; ++i) {
            assertEq(registrar.isOnDuty(RIVAL, Duty.Supervise, Country.wrap(i)), i >= 200 && i <= 800);
        }

        _set(Duty.Supervise, 1, 999, true);
        uint256[4] memory words = registrar.countriesOf(RIVAL, Duty.Supervise);
        assertEq(words[0], type(uint256).max - 1);
        assertEq(words[1], type(uint256).max);
        assertEq(words[2], type(uint256).max);
        assertEq(words[3], (1 << 999 - 768 + 1) - 1);
    }

    function test_WhenARangeIsGiven_ItShouldPermitThisDutyAlone() external {
        _set(Duty.Supervise, 392, 392, true);

        assertTrue(registrar.isOnDuty(RIVAL, Duty.Supervise, JAPAN));
        assertFalse(registrar.isOnDuty(RIVAL, Duty.Register, JAPAN));
        assertFalse(registrar.isOnDuty(RIVAL, Duty.Attest, JAPAN));
        assertFalse(registrar.isOnDuty(PROVIDER, Duty.Supervise, JAPAN));
        AuthorityId[] memory found = registrar.authoritiesFor(Duty.Supervise, JAPAN);
        assertEq(found.length, 2);
        assertTrue(found[0] == OWNER && found[1] == RIVAL);
        _setRestriction(RIVAL, true);
        assertEq(registrar.authoritiesFor(Duty.Supervise, JAPAN).length, 1);
        assertEq(registrar.authoritiesFor(Duty.Register, FRANCE).length, 2);
    }

    function test_WhenARangeIsGiven_WhenTheDutyIsToImport_ItShouldPermitToRegisterToo() external {
        _set(Duty.Import, 300, 500, true);

        assertTrue(registrar.isOnDuty(RIVAL, Duty.Import, JAPAN));
        assertTrue(registrar.isOnDuty(RIVAL, Duty.Register, JAPAN));
        assertFalse(registrar.isOnDuty(RIVAL, Duty.Supervise, JAPAN));
        assertFalse(registrar.isOnDuty(RIVAL, Duty.Register, Country.wrap(501)));
    }

    function test_WhenARangeIsTaken_WhenTheDutyIsToImport_ItShouldLeaveTheDutyToRegister() external {
        _set(Duty.Import, 300, 500, true);
        _set(Duty.Import, 392, 392, false);

        assertFalse(registrar.isOnDuty(RIVAL, Duty.Import, JAPAN));
        assertTrue(registrar.isOnDuty(RIVAL, Duty.Register, JAPAN));
        assertTrue(registrar.isOnDuty(RIVAL, Duty.Import, Country.wrap(391)));
    }

    function test_WhenARangeIsTaken_WhenTheDutyIsToRegister_ItShouldTakeTheDutyToImportToo() external {
        _set(Duty.Import, 300, 500, true);
        vm.expectEmit();
        emit IKYCRegistrar.AuthorityCountryRangeSet(
            RIVAL, Duty.Register, Country.wrap(392), Country.wrap(392), false, 2
        );
        _set(Duty.Register, 392, 392, false);

        assertFalse(registrar.isOnDuty(RIVAL, Duty.Import, JAPAN));
        assertFalse(registrar.isOnDuty(RIVAL, Duty.Register, JAPAN));
        assertTrue(registrar.isOnDuty(RIVAL, Duty.Import, Country.wrap(391)));
    }

    function test_WhenARangeIsTaken_ItShouldRefuseWhatLiesWithinAndKeepTheOthers() external {
        _set(Duty.Register, 1, 999, true);
        _set(Duty.Register, 256, 511, false);

        uint256[4] memory words = registrar.countriesOf(RIVAL, Duty.Register);
        assertEq(words[0], type(uint256).max - 1);
        assertEq(words[1], 0);
        assertEq(words[2], type(uint256).max);
    }

    function _set(Duty duty, uint16 first, uint16 last, bool permitted) private {
        vm.prank(owner);
        assertTrue(registrar.setAuthorityCountryRange(RIVAL, duty, Country.wrap(first), Country.wrap(last), permitted));
    }

    function _refused(uint16 first, uint16 last, bytes memory reason) private {
        vm.prank(owner);
        vm.expectRevert(reason);
        registrar.setAuthorityCountryRange(RIVAL, Duty.Register, Country.wrap(first), Country.wrap(last), true);
    }
}
