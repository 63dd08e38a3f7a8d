// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rating} from "../types/Identity.sol";
import {Party} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";

/// @title Eligibility
/// @notice The rules about who may send and receive, in their order: one list for transfers, dry runs, forced moves and
/// admission. Limits on the number of investors, amounts and modules come after them.
library Eligibility {
    /// @dev Whether a sender may deal at all.
    function judgeSender(Standing sender, bool frozen) internal pure returns (Restriction) {
        if (sender.restricted()) return Restriction.SenderRestricted;
        return frozen ? Restriction.SenderFrozen : Restriction.None;
    }

    /// @dev Whether a receiver may deal at all.
    function judgeReceiver(Standing receiver, bool frozen) internal pure returns (Restriction) {
        if (receiver.restricted()) return Restriction.ReceiverRestricted;
        return frozen ? Restriction.ReceiverFrozen : Restriction.None;
    }

    /// @dev Whether a receiver may hold more than it holds.
    /// @param required minimum rating of the receiver's country; zero: the country is not permitted
    function judgeClass(Standing receiver, Rating required) internal pure returns (Restriction) {
        if (receiver.expired()) return Restriction.ReceiverExpired;
        if (required == Rating.wrap(0)) return Restriction.CountryNotPermitted;
        return receiver.rating() < required ? Restriction.RatingTooLow : Restriction.None;
    }

    /// @dev Why a party can send nothing; None for who may hold in its own right.
    function senderKind(Party sender) internal pure returns (Restriction) {
        if (sender.isOwner()) return Restriction.None;
        return sender.isLost() ? Restriction.AccountLost : Restriction.SenderNotRegistered;
    }

    /// @dev Why a party can receive nothing; None for who may hold in its own right.
    function receiverKind(Party receiver) internal pure returns (Restriction) {
        if (receiver.isOwner()) return Restriction.None;
        if (receiver.isLost()) return Restriction.AccountLost;
        return receiver.isToken() ? Restriction.InvalidReceiver : Restriction.ReceiverNotRegistered;
    }
}
