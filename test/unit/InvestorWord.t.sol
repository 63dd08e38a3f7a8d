// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../../src/types/Authority.sol";
import {Country, InvestorId, Rating} from "../../src/types/Identity.sol";
import {
    InvestorWord,
    MAX_EXPIRY,
    isValidRegion,
    newInvestor,
    packRegion,
    unpackRegion
} from "../../src/types/InvestorWord.sol";
import {Investor, Registration} from "../../src/types/Investors.sol";
import {Test} from "forge-std/Test.sol";

contract InvestorWordTest is Test {
    bytes private constant CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /* --------------------------------------------------- record ---------------------------------------------- */

    function testFuzz_ARecordSaysWhatWentInAndHas85Bits(
        uint16 country,
        uint24 region,
        uint8 rating,
        uint40 expiresAt,
        uint8 authority
    ) external view {
        country = uint16(bound(country, 1, 999));
        rating = uint8(bound(rating, 1, 7));
        expiresAt = uint40(bound(expiresAt, 1, MAX_EXPIRY));
        bytes3 valid = _region(region);
        InvestorWord word = this.make(country, valid, rating, expiresAt, authority);

        Investor memory record = word.unpack();
        assertEq(Country.unwrap(record.country), country);
        assertEq(record.region, valid);
        assertEq(Rating.unwrap(record.rating), rating);
        assertEq(record.expiresAt, expiresAt);
        assertEq(AuthorityId.unwrap(record.authority), authority);
        assertFalse(record.restricted || record.lapsed || record.suspended);
        assertEq(record.barredAccounts, 0);
        assertEq(InvestorWord.unwrap(word) >> 85, 0, "85 bits");
        assertTrue(word.isKnown());
    }

    /// @dev Whatever was in the record before, each change is that change alone.
    function testFuzz_EachFieldIsSetAlone(uint256 bits, uint40 expiresAt, uint8 authority, bool on) external pure {
        InvestorWord before = InvestorWord.wrap(bits >> 171);
        expiresAt = uint40(bound(expiresAt, 1, MAX_EXPIRY));
        AuthorityId by = AuthorityId.wrap(authority);

        Investor memory expected = before.unpack();
        expected.restricted = on;
        _assertRecord(before.withRestricted(on), expected);
        expected = before.unpack();
        expected.suspended = on;
        _assertRecord(before.withSuspended(on), expected);
        expected = before.unpack();
        expected.lapsed = true;
        _assertRecord(before.withLapsed(), expected);
        expected = before.unpack();
        expected.authority = by;
        _assertRecord(before.withAuthority(by), expected);
        (expected.region, expected.rating, expected.expiresAt, expected.lapsed) =
        ("Z9", Rating.wrap(5), expiresAt, false);
        _assertRecord(before.withRenewal("Z9", Rating.wrap(5), expiresAt, by), expected);
    }

    function test_TheWordIsAsDecided() external view {
        InvestorWord word = this.make(756, "ZH", 7, 3, 5).withRestricted(true).withSuspended(true).withLapsed();
        word = word.withBarredAccounts(true).withBarredAccounts(true);
        uint256 region = 36 << 12 | 18 << 6;
        assertEq(
            InvestorWord.unwrap(word),
            2 << 78 | 7 << 74 | 5 << 66 | 3 << 31 | 7 << 28 | region << 10 | 756,
            "barred, flags, authority, expiry, rating, region, country"
        );
    }

    /* ----------------------------------------------- barred accounts ----------------------------------------- */

    function testFuzz_TheCountOfBarredAccountsGoesUpAndDownAndStaysOnceItIsFull(uint256 bits, uint8 ups, uint8 downs)
        external
        pure
    {
        InvestorWord word = InvestorWord.wrap(bits >> 178);
        for (uint256 i; i < ups; ++i) {
            word = word.withBarredAccounts(true);
        }
        assertEq(word.barredAccounts(), ups < 127 ? ups : 127);
        downs = ups < 127 && downs > ups ? ups : downs;
        for (uint256 i; i < downs; ++i) {
            word = word.withBarredAccounts(false);
        }
        assertEq(word.barredAccounts(), ups < 127 ? ups - downs : 127);
        assertEq(InvestorWord.unwrap(word) & ((1 << 78) - 1), bits >> 178, "nothing else");
        assertEq(word.unpack().barredAccounts, word.barredAccounts());
    }

    /* --------------------------------------------------- regions --------------------------------------------- */

    function testFuzz_ARegionThatIsValidIsKeptWhole(uint24 seed) external pure {
        bytes3 region = _region(seed);
        assertTrue(isValidRegion(region));
        assertLt(packRegion(region), 1 << 18);
        assertEq(unpackRegion(packRegion(region)), region);
    }

    /// @dev Against the rule in words: up to three upper case letters and digits, from the left.
    function testFuzz_ARegionIsValidByItsCharacters(bytes3 region, bool ascii) external pure {
        if (ascii) region &= 0x7f7f7f;
        bool ended;
        bool valid = true;
        for (uint256 i; i < 3; ++i) {
            uint8 character = uint8(region[i]);
            if (character == 0) ended = true;
            bool allowed = (character >= 48 && character <= 57) || (character >= 65 && character <= 90);
            if (character != 0 && (ended || !allowed)) valid = false;
        }
        assertEq(isValidRegion(region), valid);
    }

    function test_WhatIsNextToLettersAndDigitsOrAfterAGapIsNoRegion() external pure {
        bytes3[11] memory wrong =
            [bytes3("/"), ":", "@", "[", "idf", "IdF", "I F", hex"004446", hex"490046", hex"000046", hex"c4c4c4"];
        for (uint256 i; i < wrong.length; ++i) {
            assertFalse(isValidRegion(wrong[i]));
        }
        bytes3[6] memory right = [bytes3(0), "0", "9A", "AZ", "ZZZ", "099"];
        for (uint256 i; i < right.length; ++i) {
            assertTrue(isValidRegion(right[i]));
            assertEq(unpackRegion(packRegion(right[i])), right[i]);
        }
    }

    /* --------------------------------------------------- helpers --------------------------------------------- */

    function make(uint16 country, bytes3 region, uint8 rating, uint40 expiresAt, uint8 authority)
        external
        view
        returns (InvestorWord)
    {
        Registration memory registration = Registration(
            InvestorId.wrap(1),
            bytes32(0),
            Country.wrap(country),
            region,
            Rating.wrap(rating),
            expiresAt,
            new address[](0)
        );
        return this.make(registration, authority);
    }

    function make(Registration calldata registration, uint8 authority) external pure returns (InvestorWord) {
        return newInvestor(registration, AuthorityId.wrap(authority));
    }

    /// @dev None to three characters.
    function _region(uint24 seed) private pure returns (bytes3) {
        bytes memory text = new bytes(3);
        for (uint256 i; i < seed % 4; ++i) {
            text[i] = CHARACTERS[(seed >> (2 + 6 * i)) % 36];
        }
        return bytes3(text);
    }

    function _assertRecord(InvestorWord word, Investor memory expected) private pure {
        assertEq(abi.encode(word.unpack()), abi.encode(expected));
        assertEq(InvestorWord.unwrap(word) >> 85, 0, "85 bits");
    }
}
