// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {Eligibility} from "../libraries/Eligibility.sol";
import {RegistrarQueries} from "../libraries/RegistrarQueries.sol";
import {bitOf, bucketOf} from "../types/FreezeFilter.sol";
import {Holding} from "../types/Holding.sol";
import {Country, NOBODY, Rating} from "../types/Identity.sol";
import {MinRatings, wordOf} from "../types/MinRatings.sol";
import {Party, PartyKind, investorParty, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config, EXPIRY_STOPS_SENDING, PRIMARY_ACCEPTED} from "./Config.sol";
import {TokenStorage} from "./TokenStorage.sol";

/// @title Parties
/// @notice Who is on each side of a transfer, and whether the issuer's rules let them. The token keeps a copy of
/// those rules, which the issuer renews in the transaction that changes them: an ordinary transfer asks the registrar
/// and nobody else.
abstract contract Parties is TokenStorage {
    mapping(uint256 wordIndex => MinRatings) internal _minRatings;
    /// @dev Accepted ones, by their index at the issuer.
    mapping(uint256 index => IKYCRegistrar) internal _registrars;
    /// @dev A bit for whoever may be frozen.
    mapping(uint256 bucket => uint256 bits) internal _freezes;

    /* --------------------------------------------------- parties ---------------------------------------------- */

    /// @dev What is written in an account's direct position: roles are always kept there.
    function _roleOf(address account) internal view returns (Party) {
        return _direct[account].holding.party();
    }

    /// @dev Whom a direct position belongs to: what is written there if it is a role, or an investor of a registrar that is
    /// still accepted; anybody else is looked up.
    function _partyOf(Holding direct, address account, Config config) internal view returns (Party party) {
        (party,) = _identify(direct, account, config);
    }

    /// @return party as `_partyOf`
    /// @return standing of an account that was looked up at the registrar with index 0; zero if none was
    function _identify(Holding direct, address account, Config config)
        internal
        view
        returns (Party party, Standing standing)
    {
        party = direct.party();
        bool inForce = party.isOfPrimary() ? config.isOn(PRIMARY_ACCEPTED) : _isInForce(party);
        if (!inForce) (party, standing) = _resolve(account, config);
    }

    /// @dev Whom a position in custody belongs to. An account's role is in its direct position and nowhere else.
    function _identifyInCustody(Holding kept, address account, Config config)
        private
        view
        returns (Party, Standing standing)
    {
        Holding direct = _direct[account].holding;
        if (direct.party().isRole()) return (direct.party(), standing);
        return _identify(kept.party().isKnown() ? kept : direct, account, config);
    }

    function _identifyOwner(Holding holding, address custodian, address account, Config config)
        internal
        view
        returns (Party, Standing)
    {
        if (custodian == address(0)) return _identify(holding, account, config);
        return _identifyInCustody(holding, account, config);
    }

    function _ownerOf(Holding holding, address custodian, address account, Config config)
        internal
        view
        returns (Party party)
    {
        (party,) = _identifyOwner(holding, custodian, account, config);
    }

    function _isInForce(Party party) private view returns (bool) {
        if (!party.isInvestor()) return party.isKnown();
        return address(_registrars[party.registrar()]) != address(0);
    }

    function _resolve(address account, Config config) private view returns (Party, Standing standing) {
        if (account == address(_issuer())) return (partyOfKind(PartyKind.Issuer), standing);
        if (config.isOn(PRIMARY_ACCEPTED)) {
            standing = RegistrarQueries.standingOf(_primary(), NOBODY, account, gasleft());
            if (standing.investor() != NOBODY) return (investorParty(standing.investor(), 0), standing);
        }
        return (_issuer().resolve(account), Standing.wrap(0));
    }

    /* -------------------------------------------------- standings --------------------------------------------- */

    /// @dev The standing of both; nothing is known of a side that is no investor.
    /// @param known the receiver's, if it was asked about already; else zero
    function _standingsOf(Party sender, address from, Party receiver, address to, Standing known)
        internal
        view
        returns (Standing ofSender, Standing ofReceiver)
    {
        if (Standing.unwrap(known) != 0) {
            return (sender.isInvestor() ? _standingOf(sender, from) : ofSender, known);
        }
        if (sender.isInvestor() && receiver.isInvestor() && sender.registrar() == receiver.registrar()) {
            return RegistrarQueries.standingsOf(_registrarOf(sender), sender.id(), from, receiver.id(), to);
        }
        if (sender.isInvestor()) ofSender = _standingOf(sender, from);
        if (receiver.isInvestor()) ofReceiver = _standingOf(receiver, to);
    }

    function _standingOf(Party party, address account) internal view returns (Standing) {
        return RegistrarQueries.standingOf(_registrarOf(party), party.id(), account, gasleft());
    }

    /// @dev Of an investor; a registrar that is accepted no more answers nothing.
    function _registrarOf(Party party) internal view returns (IKYCRegistrar) {
        return party.registrar() == 0 ? _primary() : _registrars[party.registrar()];
    }

    /* --------------------------------------------------- verdict ---------------------------------------------- */

    /// @dev Whether the issuer's rules let the parties deal; limits, amounts and modules come later.
    function _judgeParties(Party from, Party to, Standing sender, Standing receiver, Config config)
        internal
        view
        returns (Restriction code)
    {
        code = Eligibility.senderKind(from);
        if (code == Restriction.None) code = Eligibility.receiverKind(to);
        if (code == Restriction.None) code = Eligibility.judgeSender(sender, _isFrozen(from, config));
        if (code == Restriction.None) code = Eligibility.judgeReceiver(receiver, _isFrozen(to, config));
        if (code != Restriction.None || from.isSameInvestor(to)) return code;
        if (sender.expired() && config.isOn(EXPIRY_STOPS_SENDING)) return Restriction.SenderExpired;
        if (!to.isInvestor()) return Restriction.None;
        return Eligibility.judgeClass(receiver, _minRatingOf(receiver.country(), config));
    }

    /// @return zero if the country is not permitted
    function _minRatingOf(Country country, Config config) internal view returns (Rating) {
        Rating rating = config.ratingInLane(country);
        return Rating.unwrap(rating) != 0 ? rating : _minRatings[wordOf(country)].minRating(country);
    }

    /// @dev Whether an account that moves another's shares is an investor's who may not deal himself. Others, who may
    /// be contracts that no registrar knows, move what holders let them.
    function _isBarred(address account, Config config) internal view returns (bool) {
        Party party = _partyOf(_direct[account].holding, account, config);
        if (!party.isInvestor()) return party.isLost();
        return _standingOf(party, account).restricted() || _isFrozen(party, config);
    }

    /// @dev What the law forces asks only that the receiver can be counted and is not barred.
    function _judgeForced(Party to, Standing receiver, Config config) internal view returns (Restriction code) {
        code = Eligibility.receiverKind(to);
        return code == Restriction.None ? Eligibility.judgeReceiver(receiver, _isFrozen(to, config)) : code;
    }

    function _isFrozen(Party party, Config config) internal view returns (bool) {
        return _mayBeFrozen(party, config) && _issuer().isInvestorRestricted(party.key());
    }

    /// @dev Never false for who is frozen.
    function _mayBeFrozen(Party party, Config config) internal view returns (bool) {
        return party.isInvestor() && config.freezeFilter().mayHold(party.id())
            && _freezes[bucketOf(party.id())] & bitOf(party.id()) != 0;
    }

    function _requireOneInvestor(address account, Party party, address other, Party otherParty) internal pure {
        if (!party.isSameInvestor(otherParty)) {
            revert SecurityToken_OtherInvestor(account, other);
        }
    }

    function _onlyIssuer() internal view {
        if (msg.sender != address(_issuer())) revert SecurityToken_NotIssuer(msg.sender);
    }
}
