// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {DossierBase} from "../../../utils/DossierBase.sol";

contract SetFactTest is DossierBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(dossier), abi.encodeCall(dossier.setFact, (address(token), "TERMS", "par value CHF 10")));
    }

    function _isDone() internal view override returns (bool) {
        return dossier.getFact(address(token), "TERMS").length != 0;
    }

    function test_RevertGiven_TheDossierWasDetached() external {
        _detachDossier();
        _expectNotAttached(dossier);
        _state(address(token), "TERMS", "par value CHF 10");
    }

    function test_RevertWhen_TheTokenIsNoToken() external {
        _expectUnknown(stranger);
        _state(stranger, "TERMS", "par value CHF 10");
    }

    function test_RevertWhen_TheKeyIsZero() external {
        vm.expectRevert(IDossier.Dossier_EmptyName.selector);
        _state(address(token), 0, "par value CHF 10");
    }

    function test_RevertWhen_TheValueIsEmpty() external {
        _expectLength(0, 1, 256);
        _state(address(token), "TERMS", "");
    }

    function test_RevertWhen_TheValueIsLongerThan256Bytes() external {
        _expectLength(257, 1, 256);
        _state(address(token), "TERMS", new bytes(257));
        _expectLength(100_000, 1, 256);
        _state(address(token), "TERMS", new bytes(100_000));
    }

    function test_WhenTheValueHas256Bytes_ItShouldStoreIt() external {
        _state(address(token), "TERMS", new bytes(256));
        assertEq(dossier.getFact(address(token), "TERMS"), new bytes(256));
    }

    function test_WhenTheFactIsNew_ItShouldStoreItAndListItsKey() external {
        vm.expectEmit(address(dossier));
        emit IDossier.FactSet(address(token), "TERMS", "par value CHF 10");
        vm.prank(owner);
        assertTrue(dossier.setFact(address(token), "TERMS", "par value CHF 10"));

        assertEq(dossier.getFact(address(token), "TERMS"), "par value CHF 10");
        assertEq(dossier.factKeys(address(token)).length, 1);
        assertEq(dossier.factKeys(address(token))[0], "TERMS");
    }

    function test_WhenTheFactIsTheIssuersOwn_ItShouldKeepItApartFromTheTokens() external {
        _state(ITSELF, "TERMS", "articles of 2026");
        assertEq(dossier.getFact(ITSELF, "TERMS"), "articles of 2026");
        assertEq(dossier.getFact(address(token), "TERMS"), "");
        assertEq(dossier.factKeys(address(token)).length, 0);
    }

    function test_GivenTheFactIsStated_ItShouldReplaceTheValue() external {
        _state(address(token), "TERMS", "par value CHF 10, and a text of more than one word");
        _state(address(token), "TERMS", "none");
        assertEq(dossier.getFact(address(token), "TERMS"), "none");
        assertEq(dossier.factKeys(address(token)).length, 1);
    }

    /* -------------------------------------------------- ISIN ------------------------------------------------- */

    function test_RevertWhen_TheKeyIsISIN_TheValueHasNot12Characters() external {
        _expectLength(11, 12, 12);
        _state(address(token), "ISIN", "US037833100");
        _expectLength(13, 12, 12);
        _state(address(token), "ISIN", "US03783310050");
        _expectLength(0, 12, 12);
        _state(address(token), "ISIN", "");
    }

    function test_RevertWhen_TheKeyIsISIN_ItDoesNotBeginWithTwoCapitalLetters() external {
        _refuseCharacter("ISIN", "1S0378331005", 0);
        _refuseCharacter("ISIN", "U10378331005", 1);
        _refuseCharacter("ISIN", "uS0378331005", 0);
    }

    function test_RevertWhen_TheKeyIsISIN_ACharacterIsNeitherDigitNorCapitalLetter() external {
        _refuseCharacter("ISIN", "US/378331005", 2);
        _refuseCharacter("ISIN", "US03:8331005", 4);
        _refuseCharacter("ISIN", "US037@331005", 5);
        _refuseCharacter("ISIN", "US0378[31005", 6);
        _refuseCharacter("ISIN", "US037833z005", 8);
        _refuseCharacter("ISIN", "US03783310 5", 10);
    }

    function test_RevertWhen_TheKeyIsISIN_TheCheckDigitIsALetter() external {
        _refuseCharacter("ISIN", "US037833100A", 11);
    }

    function test_RevertWhen_TheKeyIsISIN_TheCheckDigitIsWrong() external {
        _refuseCheck("ISIN", "US0378331006", 5, 6);
        _refuseCheck("ISIN", "CH0038863351", 0, 1);
    }

    function test_RevertWhen_TheKeyIsISIN_TwoNeighboursAreSwapped() external {
        _refuseCheck("ISIN", "US0738331005", 0, 5);
    }

    function test_WhenTheKeyIsISIN_WhenTheValueIsAnISIN_ItShouldStoreIt() external {
        bytes12[10] memory isins = [
            bytes12("US0378331005"),
            "US5949181045",
            "CH0038863350",
            "DE0007164600",
            "GB0002634946",
            "AU0000XVGZA3",
            "JP3435000009",
            "US88160R1014",
            "US38259P5089",
            "FR0000120271"
        ];
        for (uint256 i; i < isins.length; ++i) {
            _state(address(token), "ISIN", abi.encodePacked(isins[i]));
            assertEq(dossier.getFact(address(token), "ISIN"), abi.encodePacked(isins[i]));
        }
    }

    /* --------------------------------------------------- LEI ------------------------------------------------- */

    function test_RevertWhen_TheKeyIsLEI_TheValueHasNot20Characters() external {
        _expectLength(19, 20, 20);
        _state(ITSELF, "LEI", "5493001KJTIIGC8Y1R1");
        _expectLength(21, 20, 20);
        _state(ITSELF, "LEI", "5493001KJTIIGC8Y1R122");
    }

    function test_RevertWhen_TheKeyIsLEI_ACharacterIsNeitherDigitNorCapitalLetter() external {
        _refuseCharacter("LEI", "-493001KJTIIGC8Y1R12", 0);
        _refuseCharacter("LEI", "5493001KJTIIGC8Y1r12", 17);
    }

    function test_RevertWhen_TheKeyIsLEI_ACheckDigitIsALetter() external {
        _refuseCharacter("LEI", "5493001KJTIIGC8Y1RA2", 18);
        _refuseCharacter("LEI", "5493001KJTIIGC8Y1R1A", 19);
    }

    function test_RevertWhen_TheKeyIsLEI_TheCheckDigitsAreWrong() external {
        _refuseCheck("LEI", "5493001KJTIIGC8Y1R13", 12, 13);
        _refuseCheck("LEI", "5493001KJTIIGC8Y1R22", 12, 22);
    }

    function test_RevertWhen_TheKeyIsLEI_TheCheckDigitsAreEqualOnlyModulo97() external {
        _refuseCheck("LEI", "529900SCRIP000001701", 98, 1);
        _refuseCheck("LEI", "529900SCRIP000004999", 2, 99);
        _refuseCheck("LEI", "529900SCRIP000008200", 97, 0);
    }

    function test_WhenTheKeyIsLEI_WhenTheValueIsAnLEI_ItShouldStoreIt() external {
        bytes20[9] memory leis = [
            bytes20("5493001KJTIIGC8Y1R12"),
            "HWUPKR0MPOU8FGXBT394",
            "INR2EJN1ERAN0W5ZP974",
            "7LTWFZYICNSX8D621K86",
            "784F5XWPLTWKTBV3E584",
            "8I5DZWZKVSZI1NUHU748",
            "529900SCRIP000001798",
            "529900SCRIP000004902",
            "529900SCRIP000008297"
        ];
        for (uint256 i; i < leis.length; ++i) {
            _state(ITSELF, "LEI", abi.encodePacked(leis[i]));
            assertEq(dossier.getFact(ITSELF, "LEI"), abi.encodePacked(leis[i]));
        }
    }

    function _refuseCharacter(bytes32 key, bytes memory value, uint256 position) private {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_InvalidCharacter.selector, position, value[position]));
        _state(ITSELF, key, value);
    }

    function _refuseCheck(bytes32 key, bytes memory value, uint256 expected, uint256 actual) private {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_WrongCheckDigits.selector, expected, actual));
        _state(ITSELF, key, value);
    }
}
