// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {Eligibility} from "../libraries/Eligibility.sol";
import {RegistrarQueries} from "../libraries/RegistrarQueries.sol";
import {FreezeFilter} from "../types/FreezeFilter.sol";
import {Holding} from "../types/Holding.sol";
import {Country} from "../types/Identity.sol";
import {MinRatings, wordOf} from "../types/MinRatings.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
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

    /* --------------------------------------------------- parties ---------------------------------------------- */

    /// @dev What is written in an account's direct position: roles are always kept there.
    function _roleOf(address account) internal view returns (Party) {
        return _direct[account].holding.party();
    }

    /// @dev Whom a direct position belongs to: what is written there if it is a role, or an investor of a registrar that is
    /// still accepted; anybody else is looked up.
    function _partyOf(Holding direct, address account, Config config) internal view returns (Party party) {
        party = direct.party();
        bool inForce = party.isOfPrimary() ? config.isOn(PRIMARY_ACCEPTED) : _isInForce(party);
        if (!inForce) party = _resolve(account, config);
    }

    /// @dev Whom a position in custody belongs to. An account's role is in its direct position and nowhere else.
    function _ownerInCustody(Holding kept, address account, Config config) internal view returns (Party) {
        Holding direct = _direct[account].holding;
        if (direct.party().isRole()) return direct.party();
        return _partyOf(kept.party().isKnown() ? kept : direct, account, config);
    }

    function _ownerOf(Holding holding, address custodian, address account, Config config)
        internal
        view
        returns (Party)
    {
        if (custodian == address(0)) return _partyOf(holding, account, config);
        return _ownerInCustody(holding, account, config);
    }

    function _isInForce(Party party) private view returns (bool accepted) {
        if (!party.isInvestor()) return party.isKnown();
        (, accepted) = _issuer().registrarAt(party.registrar());
    }

    function _resolve(address account, Config config) private view returns (Party party) {
        if (account == address(_issuer())) return partyOfKind(PartyKind.Issuer);
        if (config.isOn(PRIMARY_ACCEPTED)) {
            party = RegistrarQueries.partyOf(_primary(), 0, account, gasleft());
            if (party.isKnown()) return party;
        }
        return _issuer().resolve(account);
    }

    /* -------------------------------------------------- standings --------------------------------------------- */

    /// @dev The standing of both; nothing is known of a side that is no investor.
    function _standingsOf(Party from, Party to) internal view returns (Standing sender, Standing receiver) {
        if (from.isOfPrimary() && to.isOfPrimary()) {
            return RegistrarQueries.standingsOf(_primary(), from.account(), to.account());
        }
        if (from.isInvestor()) sender = _standingOf(from);
        if (to.isInvestor()) receiver = _standingOf(to);
    }

    function _standingOf(Party party) internal view returns (Standing) {
        return RegistrarQueries.standingOf(_registrarOf(party), party, gasleft());
    }

    function _registrarOf(Party party) internal view returns (IKYCRegistrar registrar) {
        if (party.registrar() == 0) return _primary();
        (registrar,) = _issuer().registrarAt(party.registrar());
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
        Country country = receiver.country();
        return Eligibility.judgeClass(receiver, _minRatings[wordOf(country)].minRating(country));
    }

    /// @dev Whether an account that moves another's shares is an investor's who may not deal himself. Others, who may
    /// be contracts that no registrar knows, move what holders let them.
    function _isBarred(address account, Config config) internal view returns (bool) {
        Party party = _partyOf(_direct[account].holding, account, config);
        if (!party.isInvestor()) return party.isLost();
        return _standingOf(party).restricted() || _isFrozen(party, config);
    }

    /// @dev What the law forces asks only that the receiver can be counted and is not barred.
    function _judgeForced(Party to, Standing receiver, Config config) internal view returns (Restriction code) {
        code = Eligibility.receiverKind(to);
        return code == Restriction.None ? Eligibility.judgeReceiver(receiver, _isFrozen(to, config)) : code;
    }

    function _isFrozen(Party party, Config config) internal view returns (bool) {
        FreezeFilter filter = config.freezeFilter();
        return filter.mayHold(party.id()) && party.isInvestor() && _issuer().isInvestorRestricted(party.id());
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
