// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../types/Restriction.sol";

/// @title RestrictionTexts
/// @notice The sentence for each restriction code (ERC-1404).
library RestrictionTexts {
    function text(uint8 code) internal pure returns (string memory) {
        if (code > uint8(type(Restriction).max)) return "Unknown restriction code";
        Restriction r = Restriction(code);
        if (r == Restriction.None) return "No restriction";
        if (r == Restriction.TokenRestricted) return "The token is paused";
        if (r == Restriction.IssuerRestricted) return "All tokens of the issuer are paused";
        if (r == Restriction.SenderNotRegistered) return "The sender is not a registered investor";
        if (r == Restriction.ReceiverNotRegistered) return "The receiver is not a registered investor";
        if (r == Restriction.SenderRestricted) return "The registrar restricts the sender";
        if (r == Restriction.ReceiverRestricted) return "The registrar restricts the receiver";
        if (r == Restriction.SenderFrozen) return "The issuer has frozen the sender";
        if (r == Restriction.ReceiverFrozen) return "The issuer has frozen the receiver";
        if (r == Restriction.SenderExpired) return "The sender's accreditation has expired";
        if (r == Restriction.ReceiverExpired) return "The receiver's accreditation has expired";
        if (r == Restriction.CountryNotPermitted) return "The receiver's country is not permitted";
        if (r == Restriction.RatingTooLow) return "The receiver's rating is too low for its country";
        if (r == Restriction.InvestorLimitReached) return "The issuer's limit of investors is reached";
        if (r == Restriction.RatingLimitReached) return "The limit of investors with the receiver's rating is reached";
        if (r == Restriction.CountryLimitReached) return "The limit of investors in the receiver's country is reached";
        if (r == Restriction.CountryRatingLimitReached) {
            return "The limit of investors with the receiver's country and rating is reached";
        }
        if (r == Restriction.InsufficientBalance) return "The sender's balance is too low";
        if (r == Restriction.AmountLocked) return "Too much of the sender's balance is locked up, pledged or frozen";
        if (r == Restriction.InsufficientAllowance) return "The spender's allowance is too low";
        if (r == Restriction.CustodianToCustodian) return "Custodians do not transfer to custodians";
        if (r == Restriction.CustodianNotApproved) return "The custodian is not approved by the issuer";
        if (r == Restriction.ModuleRefused) return "A module of the token refuses the transfer";
        if (r == Restriction.InvalidReceiver) return "The receiver cannot hold this token";
        if (r == Restriction.TokenNotApproved) return "The token is not approved";
        if (r == Restriction.AmountNotMultiple) return "The amount is not a multiple of the token's granularity";
        if (r == Restriction.PartitionLocked) return "The partition is locked";
        if (r == Restriction.PositionLocked) return "The sender's position in the partition is locked";
        if (r == Restriction.PartitionNotAtCustodian) return "Custodians keep shares of the default partition only";
        if (r == Restriction.UnknownPartition) return "The token has no such partition";
        if (r == Restriction.NotOperator) return "The caller is no operator of the holder";
        if (r == Restriction.AccountLost) {
            return "The account was given up as lost; its shares have moved to another";
        }
        if (r == Restriction.DepositRefused) return "The custodian refuses the deposit";
        if (r == Restriction.SplitPending) return "A split is not finished: positions wait to be brought forward";
        if (r == Restriction.SpenderBarred) return "The spender or operator is barred from dealing";
        if (r == Restriction.TicketRequired) return "A module needs a ticket that comes with the transfer's data";
        if (r == Restriction.DataRefused) return "The data is malformed, too long, or has a tag that nobody reads";
        if (r == Restriction.UnknownMove) return "No dry run knows such a move";
        if (r == Restriction.IssuanceFinished) return "Nothing more will ever be issued";
        if (r == Restriction.SupplyLimitReached) return "The supply has no room for the amount";
        if (r == Restriction.ExchangeClosed) {
            return "The issuer has not opened the way from that partition to the other";
        }
        return "The receiver's investor holds in too many positions";
    }
}
