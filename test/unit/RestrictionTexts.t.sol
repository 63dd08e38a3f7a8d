// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RestrictionTexts} from "../../src/libraries/RestrictionTexts.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {Test} from "forge-std/Test.sol";

contract RestrictionTextsTest is Test {
    function test_EveryCodeHasATextOfItsOwn() external pure {
        uint8 last = uint8(type(Restriction).max);
        for (uint8 a; a <= last; ++a) {
            assertGt(bytes(RestrictionTexts.text(a)).length, 10);
            for (uint8 b = a + 1; b <= last + 1; ++b) {
                assertNotEq(RestrictionTexts.text(a), RestrictionTexts.text(b));
            }
        }
    }

    function test_ACodeThatDoesNotExistIsSaidToBeUnknown() external pure {
        assertEq(RestrictionTexts.text(uint8(type(Restriction).max) + 1), "Unknown restriction code");
        assertEq(RestrictionTexts.text(255), "Unknown restriction code");
    }

    /// @dev Codes are public: this list may grow at its end, and never otherwise change.
    function test_CodesAndTextsStandAsPublished() external pure {
        _assertText(Restriction.None, 0, "No restriction");
        _assertText(Restriction.TokenRestricted, 1, "The token is paused");
        _assertText(Restriction.IssuerRestricted, 2, "All tokens of the issuer are paused");
        _assertText(Restriction.SenderNotRegistered, 3, "The sender is not a registered investor");
        _assertText(Restriction.ReceiverNotRegistered, 4, "The receiver is not a registered investor");
        _assertText(Restriction.SenderRestricted, 5, "The registrar restricts the sender");
        _assertText(Restriction.ReceiverRestricted, 6, "The registrar restricts the receiver");
        _assertText(Restriction.SenderFrozen, 7, "The issuer has frozen the sender");
        _assertText(Restriction.ReceiverFrozen, 8, "The issuer has frozen the receiver");
        _assertText(Restriction.SenderExpired, 9, "The sender's accreditation has expired");
        _assertText(Restriction.ReceiverExpired, 10, "The receiver's accreditation has expired");
        _assertText(Restriction.CountryNotPermitted, 11, "The receiver's country is not permitted");
        _assertText(Restriction.RatingTooLow, 12, "The receiver's rating is too low for its country");
        _assertText(Restriction.InvestorLimitReached, 13, "The issuer's limit of investors is reached");
        _assertText(Restriction.RatingLimitReached, 14, "The limit of investors with the receiver's rating is reached");
        _assertText(Restriction.CountryLimitReached, 15, "The limit of investors in the receiver's country is reached");
        _assertText(
            Restriction.CountryRatingLimitReached,
            16,
            "The limit of investors with the receiver's country and rating is reached"
        );
        _assertText(Restriction.InsufficientBalance, 17, "The sender's balance is too low");
        _assertText(Restriction.AmountLocked, 18, "Too much of the sender's balance is locked up, pledged or frozen");
        _assertText(Restriction.InsufficientAllowance, 19, "The spender's allowance is too low");
        _assertText(Restriction.CustodianToCustodian, 20, "Custodians do not transfer to custodians");
        _assertText(Restriction.CustodianNotApproved, 21, "The custodian is not approved by the issuer");
        _assertText(Restriction.ModuleRefused, 22, "A module of the token refuses the transfer");
        _assertText(Restriction.InvalidReceiver, 23, "The receiver cannot hold this token");
        _assertText(Restriction.TokenNotApproved, 24, "The token is not approved");
        _assertText(Restriction.AmountNotMultiple, 25, "The amount is not a multiple of the token's granularity");
        _assertText(Restriction.PartitionLocked, 26, "The partition is locked");
        _assertText(Restriction.PositionLocked, 27, "The sender's position in the partition is locked");
        _assertText(Restriction.PartitionNotAtCustodian, 28, "Custodians keep shares of the default partition only");
        _assertText(Restriction.UnknownPartition, 29, "The token has no such partition");
        _assertText(Restriction.NotOperator, 30, "The caller is no operator of the holder");
        _assertText(Restriction.AccountLost, 31, "The account was given up as lost; its shares have moved to another");
        _assertText(Restriction.SpenderBarred, 32, "The spender or operator is barred from dealing");
        _assertText(Restriction.DepositRefused, 33, "The custodian refuses the deposit");
        _assertText(Restriction.SplitPending, 34, "A split is not finished: positions wait to be brought forward");
        _assertText(Restriction.TicketRequired, 35, "A module needs a ticket that comes with the transfer's data");
        _assertText(Restriction.DataRefused, 36, "The data is malformed, too long, or has a tag that nobody reads");
        _assertText(Restriction.UnknownMove, 37, "No dry run knows such a move");
        _assertText(Restriction.IssuanceFinished, 38, "Nothing more will ever be issued");
        _assertText(Restriction.SupplyLimitReached, 39, "The supply has no room for the amount");
        _assertText(
            Restriction.ExchangeClosed, 40, "The issuer has not opened the way from that partition to the other"
        );
        _assertText(Restriction.PositionLimitReached, 41, "The receiver's investor holds in too many positions");
    }

    function _assertText(Restriction restriction, uint8 code, string memory expected) private pure {
        assertEq(uint8(restriction), code);
        assertEq(RestrictionTexts.text(code), expected);
    }
}
