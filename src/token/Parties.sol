// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {FreezeFilter} from "../types/FreezeFilter.sol";
import {Holding} from "../types/Holding.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {MinRatings, wordOf} from "../types/MinRatings.sol";
import {Party, PartyKind, investorParty, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config, EXPIRY_STOPS_SENDING, PRIMARY_ACCEPTED} from "./Config.sol";
import {TokenStorage} from "./TokenStorage.sol";

/// @title Parties
/// @notice Who stands on each side of a transfer, and whether the issuer's rules let them. The token keeps a copy of
/// those rules, which the issuer renews in the transaction that changes them: an ordinary transfer asks the registrar
/// and nobody else.
abstract contract Parties is TokenStorage {
    mapping(uint256 wordIndex => MinRatings) internal _minRatings;

    /* --------------------------------------------------- parties ---------------------------------------------- */

    /// @dev The binding of an account, kept for custodians and for investors of a registrar that is still accepted;
    /// anybody else is looked up.
    function _partyOf(Holding holding, address account, Config config) internal view returns (Party party) {
        party = holding.party();
        bool inForce = party.isOfPrimary() ? config.isOn(PRIMARY_ACCEPTED) : _isInForce(party);
        if (!inForce) party = _resolve(account, config);
    }

    function _isInForce(Party party) private view returns (bool accepted) {
        if (!party.isInvestor()) return party.isKnown();
        (, accepted) = _issuer().registrarAt(party.registrar());
    }

    function _resolve(address account, Config config) private view returns (Party) {
        if (account == address(_issuer())) return partyOfKind(PartyKind.Issuer);
        if (config.isOn(PRIMARY_ACCEPTED)) {
            (InvestorId id, uint8 index) = _primary().investorFor(account);
            if (id != InvestorId.wrap(0)) return investorParty(id, 0, index);
        }
        return _issuer().resolve(account);
    }

    /* -------------------------------------------------- standings --------------------------------------------- */

    /// @dev Where both stand; nothing is known of a side that is no investor.
    function _standingsOf(Party from, Party to) internal view returns (Standing sender, Standing receiver) {
        if (from.isOfPrimary() && to.isOfPrimary()) {
            return _primary().standingsOfTransfer(from.account(), to.account());
        }
        if (from.isInvestor()) sender = _standingOf(from);
        if (to.isInvestor()) receiver = _standingOf(to);
    }

    function _standingOf(Party party) internal view returns (Standing) {
        IKYCRegistrar registrar = _primary();
        if (party.registrar() != 0) (registrar,) = _issuer().registrarAt(party.registrar());
        return registrar.currentStanding(party.id(), party.accountIndex());
    }

    /* --------------------------------------------------- verdict ---------------------------------------------- */

    /// @dev Whether the issuer's rules let the parties deal; limits, amounts and modules come later.
    function _judgeParties(Party from, Party to, Standing sender, Standing receiver, Config config)
        internal
        view
        returns (Restriction)
    {
        if (!from.isOwner()) return _unknown(from, Restriction.SenderNotRegistered);
        if (!to.isOwner()) return _unknown(to, Restriction.ReceiverNotRegistered);
        if (sender.restricted()) return Restriction.SenderRestricted;
        FreezeFilter filter = config.freezeFilter();
        if (filter.mayHold(from.id()) && _isFrozen(from)) return Restriction.SenderFrozen;
        if (receiver.restricted()) return Restriction.ReceiverRestricted;
        if (filter.mayHold(to.id()) && _isFrozen(to)) return Restriction.ReceiverFrozen;
        if (from.isSameInvestor(to)) return Restriction.None;
        if (sender.expired() && config.isOn(EXPIRY_STOPS_SENDING)) return Restriction.SenderExpired;
        if (!to.isInvestor()) return Restriction.None;
        if (receiver.expired()) return Restriction.ReceiverExpired;
        return _judgeClass(receiver.country(), receiver.rating());
    }

    /// @dev Whether an account that moves another's shares is an investor's who may not deal himself. Others, who may
    /// be contracts that no registrar knows, move what holders let them.
    function _isBarred(address account, Config config) internal view returns (bool) {
        Party party = _partyOf(_direct[account].holding, account, config);
        if (!party.isInvestor()) return party.isLost();
        if (_standingOf(party).restricted()) return true;
        return config.freezeFilter().mayHold(party.id()) && _isFrozen(party);
    }

    /// @dev What the law forces asks only that the receiver can be counted and is not barred.
    function _judgeForced(Party to, Standing receiver, Config config) internal view returns (Restriction) {
        if (to.isIssuer()) return Restriction.None;
        if (!to.isInvestor()) return _unknown(to, Restriction.ReceiverNotRegistered);
        if (receiver.restricted()) return Restriction.ReceiverRestricted;
        return config.freezeFilter().mayHold(to.id()) && _isFrozen(to) ? Restriction.ReceiverFrozen : Restriction.None;
    }

    function _unknown(Party party, Restriction otherwise) internal pure returns (Restriction) {
        return party.isLost() ? Restriction.AccountLost : otherwise;
    }

    function _judgeClass(Country country, Rating rating) private view returns (Restriction) {
        Rating required = _minRatings[wordOf(country)].minRating(country);
        if (required == Rating.wrap(0)) return Restriction.CountryNotPermitted;
        return rating < required ? Restriction.RatingTooLow : Restriction.None;
    }

    function _isFrozen(Party party) internal view returns (bool) {
        return party.isInvestor() && _issuer().isInvestorRestricted(party.id());
    }

    /// @dev Of one registrar, too: another one may call somebody else by the same id.
    function _requireOneInvestor(address account, Party party, address other, Party otherParty) internal pure {
        if (!party.isSameInvestor(otherParty) || party.registrar() != otherParty.registrar()) {
            revert SecurityToken_OtherInvestor(account, other);
        }
    }

    function _onlyIssuer() internal view {
        if (msg.sender != address(_issuer())) revert SecurityToken_NotIssuer(msg.sender);
    }
}
