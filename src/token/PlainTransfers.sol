// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IModuleHooks} from "../interfaces/IModule.sol";
import {EncumbranceRules} from "../libraries/EncumbranceRules.sol";
import {RegistrarQueries} from "../libraries/RegistrarQueries.sol";
import {CachedStanding, cachedStanding} from "../types/CachedStanding.sol";
import {Holding} from "../types/Holding.sol";
import {Country, InvestorId, NOBODY, Rating} from "../types/Identity.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../types/Modules.sol";
import {KIND_TRANSFER, KIND_TREASURY_TRANSFER, MoveKind} from "../types/Move.sol";
import {DEFAULT_PARTITION} from "../types/Partition.sol";
import {Party, PartyKind, investorParty, partyOfKind} from "../types/Party.sol";
import {RawMove, moveOf, redirected} from "../types/RawMove.sol";
import {Restriction} from "../types/Restriction.sol";
import {Revisions} from "../types/Revisions.sol";
import {Standing} from "../types/Standing.sol";
import {
    Config,
    DEFAULT_LOCKED,
    HAS_GRANULARITY,
    ISSUER_PAUSED,
    NOT_APPROVED,
    PRIMARY_ACCEPTED,
    SPLIT_PENDING,
    TOKEN_PAUSED
} from "./Config.sol";
import {Parties} from "./Parties.sol";
import {Position, Positions} from "./Positions.sol";
import {RecordDates} from "./RecordDates.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title PlainTransfers
/// @notice The short way of the ordinary transfer: from an investor or the treasury to an investor of the same registrar, in
/// a token where nothing is paused, granular or locked.
/// @dev It may only let pass. Whatever is unusual, and whatever speaks against the transfer, makes it return false before it
/// has changed anything, and the long way (`Transfers`) finds out what that is. It writes what the long way writes, and keeps
/// besides what the registrar said (docs/decisions/0028-revisions.md).
abstract contract PlainTransfers is Parties, RecordDates {
    using Positions for Position;

    /// @dev A configuration in which nothing is plain.
    uint256 private constant UNUSUAL =
        TOKEN_PAUSED | ISSUER_PAUSED | NOT_APPROVED | SPLIT_PENDING | HAS_GRANULARITY | DEFAULT_LOCKED;

    /// @dev Slots of modules: what they encumber is compared here. A frozen amount, and shares or locks that stand apart, are not.
    uint256 private constant PLAIN_FLAGS = type(uint16).max;

    /// @dev Where a position opens or closes, or the treasury gives. `opens`: the receiver holds nothing yet.
    struct Edge {
        Holding from;
        Holding to;
        Party sender;
        Party receiver;
        bool opens;
        bool closes;
    }

    /// @return whether the transfer is done
    function _transferPlainly(address from, address to, uint256 amount, Config config) internal virtual returns (bool) {
        if (Config.unwrap(config) & UNUSUAL != 0 || from == to || amount == 0) return false;
        Holding sender = _direct[from].holding;
        Holding receiver = _direct[to].holding;
        if (amount > sender.balance() || receiver.party().isRole()) return false;
        bool current = config.isUpToDate(sender) && config.isUpToDate(receiver);
        if (!current && !(_isPresent(sender, config) && _isPresent(receiver, config))) return false;
        if (sender.flags() != 0) {
            if (sender.flags() > PLAIN_FLAGS) return false;
            bytes32 position = bytes32(uint256(uint160(from)));
            (uint256 encumbered, uint256 empty) = _encumberedOf(position, sender.flags(), config);
            if (amount > EncumbranceRules.free(sender.balance(), encumbered, 0)) return false;
            sender = sender.withFlags(sender.flags() & ~empty);
        }

        bool within = sender.party().isInvestor() && receiver.balance() != 0 && amount != sender.balance();
        bool passes;
        bytes memory question;
        if (within) {
            (passes, sender, receiver) = _judgeWithin(from, sender, to, receiver, config);
            if (passes) (passes, question) = _askAboutTransfer(from, to, amount, config);
        } else {
            (passes, sender, receiver, question) = _judgeEdge(from, sender, to, receiver, amount, config);
        }
        if (!passes) return false;

        if (!current) {
            sender = _settled(_direct[from], sender, config);
            receiver = _settled(_direct[to], receiver, config);
        }
        _direct[from].holding = sender.less(amount);
        _direct[to].holding = receiver.more(amount);
        emit IERC20.Transfer(from, to, amount);
        if (config.hooks() & HOOK_TRANSFER_TOKENS != 0) _tellOfTransfer(from, to, amount, question, config);
        return true;
    }

    /// @dev With half of the gas: where one refuses, or uses it up, the long way asks again.
    /// @return passes whether every module that judges transfers lets this one pass
    /// @return question what they were asked; empty if none was
    function _askAboutTransfer(address from, address to, uint256 amount, Config config)
        private
        view
        returns (bool passes, bytes memory question)
    {
        if (config.hooks() & HOOK_CHECK_TRANSFER == 0) return (true, question);
        question = _plainMove(from, to, amount).callOf(IModuleHooks.checkTransfer.selector);
        (uint256 refuser,) = _askModules(question, gasleft() / 2, config);
        passes = refuser == 0;
    }

    function _tellOfTransfer(address from, address to, uint256 amount, bytes memory question, Config config) private {
        bytes4 hook = IModuleHooks.transferTokens.selector;
        bool asked = question.length != 0;
        _notifyModules(asked ? redirected(question, hook) : _plainMove(from, to, amount).callOf(hook), config);
    }

    function _plainMove(address from, address to, uint256 amount) private view returns (RawMove memory) {
        MoveKind kind = from == address(_issuer()) ? KIND_TREASURY_TRANSFER : KIND_TRANSFER;
        return moveOf(kind, DEFAULT_PARTITION, from, to, amount);
    }

    /// @dev Whether a position stands in the present unit. What holds nothing has none.
    function _isPresent(Holding holding, Config config) private pure returns (bool) {
        return holding.splitEpoch() == config.splitEpoch() || holding.balance() == 0;
    }

    function _settled(Position storage position, Holding holding, Config config) private returns (Holding) {
        return position.settle(holding, config.passedDates()).withSplitEpoch(config.splitEpoch());
    }

    /* ---------------------------------------------- between holders ------------------------------------------- */

    /// @dev Between two who hold and stay holders: no count changes. By what the positions keep, where that still holds; what
    /// had to be asked is kept.
    function _judgeWithin(address from, Holding sender, address to, Holding receiver, Config config)
        private
        view
        returns (bool, Holding, Holding)
    {
        Party payer = sender.party();
        Party payee = receiver.party();
        bool meet = payee.isInvestor() && payer.registrar() == payee.registrar() && _isAccepted(payer, config);
        if (!meet || _mayBeFrozen(payer, config) || _mayBeFrozen(payee, config)) return (false, sender, receiver);

        IKYCRegistrar registrar = _registrarOf(payer);
        Revisions revisions = RegistrarQueries.revisionsOf(registrar);
        sender = _renewed(sender, from, registrar, revisions);
        receiver = _renewed(receiver, to, registrar, revisions);
        CachedStanding standing = receiver.standing();
        bool passes =
            CachedStanding.unwrap(sender.standing()) != 0 && _permits(standing.country(), standing.rating(), config);
        return (passes, sender, receiver);
    }

    /// @return with the standing that it keeps if that holds now, or else another; with none if the registrar bars the account,
    /// or nothing can be kept
    function _renewed(Holding holding, address account, IKYCRegistrar registrar, Revisions revisions)
        private
        view
        returns (Holding)
    {
        InvestorId id = holding.party().id();
        uint256 stamp = revisions.stampOf(id);
        if (holding.standing().isFresh(stamp)) return holding;
        Standing standing = RegistrarQueries.standingOf(registrar, id, account, gasleft());
        return holding.withStanding(cachedStanding(standing.withStamp(stamp)));
    }

    /* ------------------------------------------------- at an edge --------------------------------------------- */

    /// @dev The issuer counts the position that opens or closes, unless a limit is reached.
    function _judgeEdge(address from, Holding sender, address to, Holding receiver, uint256 amount, Config config)
        private
        returns (bool passes, Holding, Holding, bytes memory question)
    {
        Edge memory e = Edge(sender, receiver, sender.party(), receiver.party(), receiver.balance() == 0, false);
        if (from == address(_issuer())) e.sender = partyOfKind(PartyKind.Issuer);
        e.closes = amount == sender.balance() && e.sender.isInvestor();
        if (!_mayMeet(e, to, config)) return (false, sender, receiver, question);

        Standing standing = _ask(e, from, to);
        passes = _permits(standing.country(), standing.rating(), config) && !_mayBeFrozen(e.receiver, config);
        if (passes) (passes, question) = _askAboutTransfer(from, to, amount, config);
        return (passes && _isCounted(e, standing), e.from, e.to, question);
    }

    /// @dev Whether the sender is the treasury or an investor, and the receiver an investor of the same registrar, or unknown
    /// to the token, where the registrar with index 0 may know it.
    function _mayMeet(Edge memory e, address to, Config config) private view returns (bool) {
        if (!e.sender.isOwner() || to == address(_issuer()) || to == address(this) || to == address(0)) return false;
        return e.receiver.registrar() == e.sender.registrar() && _isAccepted(e.sender, config)
            && !_mayBeFrozen(e.sender, config);
    }

    /// @dev Of the treasury only the receiver is asked about. Of an investor's transfer both standings are kept.
    /// @return receiver its standing; zero if one of them may not deal
    function _ask(Edge memory e, address from, address to) private view returns (Standing receiver) {
        IKYCRegistrar registrar = _registrarOf(e.sender);
        if (e.sender.isIssuer()) {
            receiver = RegistrarQueries.standingOf(registrar, e.receiver.id(), to, gasleft());
        } else {
            uint256 kept = e.from.standing().liveStamp();
            Standing sender;
            (sender, receiver) =
                RegistrarQueries.standingsToKeep(registrar, e.sender.id(), from, kept, e.receiver.id(), to);
            if (!sender.isGood()) return Standing.wrap(0);
            if (kept == 0 || sender.stamp() != kept) e.from = e.from.withStanding(cachedStanding(sender));
        }
        if (!receiver.isGood() || receiver.investor() == NOBODY) return Standing.wrap(0);
        if (!e.receiver.isKnown()) {
            e.receiver = investorParty(receiver.investor(), 0);
            e.to = e.to.withParty(e.receiver);
        }
        e.to = e.to.withStanding(cachedStanding(receiver));
    }

    function _isCounted(Edge memory e, Standing receiver) private returns (bool) {
        if (!e.opens && !e.closes) return true;
        if (e.opens && e.closes && e.sender == e.receiver) return true;
        return
            _issuer().updateInvestorCount(e.sender, e.receiver, e.opens, e.closes, receiver, false) == Restriction.None;
    }

    /* --------------------------------------------------- both ------------------------------------------------- */

    function _isAccepted(Party party, Config config) private view returns (bool) {
        return
            party.registrar() == 0
                ? config.isOn(PRIMARY_ACCEPTED)
                : address(_registrars[party.registrar()]) != address(0);
    }

    /// @dev No country permits nothing.
    function _permits(Country country, Rating rating, Config config) private view returns (bool) {
        Rating required = _minRatingOf(country, config);
        return Rating.unwrap(required) != 0 && !(rating < required);
    }
}
