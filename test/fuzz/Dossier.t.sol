// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../src/interfaces/IDossier.sol";
import {newDossier} from "../utils/Artifacts.sol";
import {System} from "../utils/System.sol";

/// @notice Check digits against slow computations of another kind: over the written-out digits, and over the whole number.
contract DossierFuzzTest is System {
    bytes private constant DIGITS = "0123456789";
    bytes private constant ALL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    IDossier private dossier;

    function setUp() public override {
        super.setUp();
        dossier = newDossier(issuer);
        vm.prank(owner);
        issuer.attachContract(address(dossier));
    }

    function testFuzz_OneCheckDigitMakesAnIsin(uint256 seed) external {
        bytes memory isin = _random(seed, 12);
        isin[0] = ALL[10 + seed % 26];
        isin[1] = ALL[10 + seed / 26 % 26];
        uint256 right = _isinCheck(isin);

        for (uint256 digit; digit < 10; ++digit) {
            isin[11] = DIGITS[digit];
            if (digit != right) _expectCheck(right, digit);
            _state("ISIN", isin);
        }
        isin[11] = DIGITS[right];
        assertEq(dossier.getFact(address(0), "ISIN"), isin);
    }

    function testFuzz_OneWrongDigitIsFoundInAnIsin(uint256 seed, uint256 position, uint256 wrong) external {
        bytes memory isin = _random(seed, 12);
        (isin[0], isin[1]) = ("C", "H");
        position = bound(position, 2, 10);
        isin[position] = DIGITS[seed % 10];
        uint256 right = _isinCheck(isin);
        isin[11] = DIGITS[right];
        _state("ISIN", isin);

        isin[position] = DIGITS[(seed % 10 + bound(wrong, 1, 9)) % 10];
        _expectCheck(_isinCheck(isin), right);
        _state("ISIN", isin);
    }

    function testFuzz_OnePairOfCheckDigitsMakesAnLei(uint256 seed, uint256 pair) external {
        bytes memory lei = _random(seed, 20);
        uint256 right = _leiCheck(lei);
        pair = bound(pair, 0, 99);

        _writePair(lei, pair);
        if (pair != right) _expectCheck(right, pair);
        _state("LEI", lei);

        _writePair(lei, right);
        _state("LEI", lei);
        assertEq(dossier.getFact(address(0), "LEI"), lei);
        assertEq(_numberOf(lei, 20) % 97, 1);
    }

    function testFuzz_OneWrongCharacterIsFoundInAnLei(uint256 seed, uint256 position, uint256 wrong) external {
        bytes memory lei = _random(seed, 20);
        position = bound(position, 0, 17);
        lei[position] = ALL[10 + seed % 26];
        uint256 right = _leiCheck(lei);
        _writePair(lei, right);
        _state("LEI", lei);

        lei[position] = ALL[10 + (seed % 26 + bound(wrong, 1, 25)) % 26];
        _expectCheck(_leiCheck(lei), right);
        _state("LEI", lei);
    }

    function testFuzz_NoOtherCharacterPasses(bytes1 character, uint256 position) external {
        vm.assume(!_isIn(character, ALL));
        bytes memory isin = "CH0038863350";
        position = bound(position, 0, 11);
        isin[position] = character;
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_InvalidCharacter.selector, position, character));
        _state("ISIN", isin);
    }

    /// @dev Names and versions against a plain count.
    function testFuzz_TheHistoryIsComplete(uint8[24] calldata steps) external {
        uint256[4] memory counts;
        bool[4] memory stands;
        for (uint256 i; i < steps.length; ++i) {
            uint256 document = steps[i] % 4;
            bytes32 name = bytes32(document + 1);
            bool removes = steps[i] > 200 && stands[document];
            vm.prank(owner);
            if (removes) dossier.removeDocument(address(token), name);
            else dossier.setDocument(address(token), name, "ipfs://", bytes32(i + 1));
            stands[document] = !removes;
            if (removes) continue;
            uint256 version = ++counts[document];
            assertEq(dossier.versionCount(address(token), name), version);
            assertEq(dossier.documentVersion(address(token), name, version).documentHash, bytes32(i + 1));
        }
        uint256 standing;
        for (uint256 i; i < 4; ++i) {
            if (stands[i]) ++standing;
            assertEq(dossier.versionCount(address(token), bytes32(i + 1)), counts[i]);
        }
        assertEq(dossier.documentsOf(address(token)).length, standing);
    }

    function _state(bytes32 key, bytes memory value) private {
        vm.prank(owner);
        dossier.setFact(address(0), key, value);
    }

    function _expectCheck(uint256 expected, uint256 actual) private {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_WrongCheckDigits.selector, expected, actual));
    }

    function _random(uint256 seed, uint256 length) private pure returns (bytes memory text) {
        text = new bytes(length);
        for (uint256 i; i < length; ++i) {
            text[i] = ALL[uint256(keccak256(abi.encode(seed, i))) % 36];
        }
    }

    function _writePair(bytes memory lei, uint256 pair) private pure {
        (lei[18], lei[19]) = (DIGITS[pair / 10], DIGITS[pair % 10]);
    }

    /// @dev The digit that brings the sum over the written-out digits to a multiple of ten.
    function _isinCheck(bytes memory isin) private pure returns (uint256 check) {
        bytes memory digits = bytes(vm.toString(_numberOf(isin, 11)));
        // What digits add that stand at an odd distance from the check digit.
        uint8[10] memory odd = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        uint256 sum;
        for (uint256 i; i < digits.length; ++i) {
            uint256 digit = uint8(digits[i]) - 48;
            sum += (digits.length - i) % 2 == 1 ? odd[digit] : digit;
        }
        while ((sum + check) % 10 != 0) ++check;
    }

    /// @dev The pair that leaves 1 modulo 97.
    function _leiCheck(bytes memory lei) private pure returns (uint256 check) {
        check = 2;
        uint256 number = _numberOf(lei, 18) * 100;
        while ((number + check) % 97 != 1) ++check;
    }

    /// @dev The first characters as one decimal number, letters as 10 to 35.
    function _numberOf(bytes memory text, uint256 length) private pure returns (uint256 number) {
        for (uint256 i; i < length; ++i) {
            uint256 value;
            while (ALL[value] != text[i]) ++value;
            number = number * (value < 10 ? 10 : 100) + value;
        }
    }

    function _isIn(bytes1 character, bytes memory text) private pure returns (bool) {
        for (uint256 i; i < text.length; ++i) {
            if (text[i] == character) return true;
        }
        return false;
    }
}
