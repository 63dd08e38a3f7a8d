// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../interfaces/IDossier.sol";

/// @title Identifiers
/// @notice Numbers of securities and legal entities, with their check digits.
library Identifiers {
    uint256 private constant ISIN_LENGTH = 12;
    uint256 private constant LEI_LENGTH = 20;

    /// @dev ISO 6166. The check digit is Luhn's, over the digits that remain when letters are written as 10 to 35.
    function requireIsin(bytes calldata isin) internal pure {
        requireLength(isin.length, ISIN_LENGTH, ISIN_LENGTH);
        uint256 sum;
        bool doubled = true;
        for (uint256 left = ISIN_LENGTH - 1; left != 0; --left) {
            uint256 number = left > 2 ? _letterOrDigit(isin, left - 1) : _letter(isin, left - 1);
            sum += _luhn(number % 10, doubled);
            if (number > 9) sum += _luhn(number / 10, !doubled);
            else doubled = !doubled;
        }
        _requireCheckDigits((10 - sum % 10) % 10, _digit(isin, ISIN_LENGTH - 1));
    }

    /// @dev ISO 17442 and ISO 7064 (mod 97-10). Check digits are 02 to 98: of those equal modulo 97 only one is right.
    function requireLei(bytes calldata lei) internal pure {
        requireLength(lei.length, LEI_LENGTH, LEI_LENGTH);
        uint256 remainder;
        for (uint256 i; i < LEI_LENGTH - 2; ++i) {
            uint256 number = _letterOrDigit(lei, i);
            remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
        }
        uint256 actual = _digit(lei, LEI_LENGTH - 2) * 10 + _digit(lei, LEI_LENGTH - 1);
        _requireCheckDigits(98 - remainder * 100 % 97, actual);
    }

    function requireLength(uint256 length, uint256 shortest, uint256 longest) internal pure {
        if (length < shortest || length > longest) revert IDossier.Dossier_InvalidLength(length, shortest, longest);
    }

    function _requireCheckDigits(uint256 expected, uint256 actual) private pure {
        if (actual != expected) revert IDossier.Dossier_WrongCheckDigits(expected, actual);
    }

    /// @dev Every second digit counts double, and of 10 to 18 the sum of digits.
    function _luhn(uint256 digit, bool doubled) private pure returns (uint256) {
        if (!doubled) return digit;
        return digit < 5 ? digit * 2 : digit * 2 - 9;
    }

    function _digit(bytes calldata text, uint256 position) private pure returns (uint256) {
        return _number(text, position, 0, 9);
    }

    function _letter(bytes calldata text, uint256 position) private pure returns (uint256) {
        return _number(text, position, 10, 35);
    }

    function _letterOrDigit(bytes calldata text, uint256 position) private pure returns (uint256) {
        return _number(text, position, 0, 35);
    }

    /// @dev Digits are 0 to 9, capital letters 10 to 35.
    function _number(bytes calldata text, uint256 position, uint256 lowest, uint256 highest)
        private
        pure
        returns (uint256 number)
    {
        bytes1 character = text[position];
        number = type(uint256).max;
        // A literal of one character.
        // forge-lint: disable-next-line(unsafe-typecast)
        if (character >= "0" && character <= "9") number = uint8(character) - uint8(bytes1("0"));
        // A literal of one character.
        // forge-lint: disable-next-line(unsafe-typecast)
        if (character >= "A" && character <= "Z") number = uint8(character) - uint8(bytes1("A")) + 10;
        if (number < lowest || number > highest) revert IDossier.Dossier_InvalidCharacter(position, character);
    }
}
