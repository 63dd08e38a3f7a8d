// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {MultiSig} from "../multisig/MultiSig.sol";
import {AuthorityId} from "../types/Authority.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {Party, PartyKind, custodianParty, investorParty, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {InvestorCounts} from "./InvestorCounts.sol";

/// @title IssuingEntity
contract IssuingEntity is IIssuingEntity, MultiSig, InvestorCounts {
    /// @dev What every transfer needs, in one word: the first registrar stands here, further ones in `_registrars`.
    struct Policy {
        IKYCRegistrar firstRegistrar;
        uint32 accepted;
        uint8 registrarCount;
        bool restricted;
    }

    struct CustodianState {
        bool known;
        bool approved;
    }

    /// @dev Contracts that share this issuer's authorities.
    enum Link {
        None,
        Token,
        Module
    }

    uint256 private constant MAX_REGISTRARS = 32;

    Policy private _policy;
    mapping(uint256 index => IKYCRegistrar) private _registrars;
    mapping(address => CustodianState) private _custodians;
    mapping(address => Link) private _links;
    address[] private _tokens;

    constructor(address[] memory owners, uint16 threshold) MultiSig(owners, threshold) {}

    /* -------------------------------------------------- the house --------------------------------------------- */

    /// @inheritdoc IIssuingEntity
    function addToken(address token) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_links[token] != Link.None) revert IssuingEntity_TokenExists(token);
        ISecurityToken candidate = ISecurityToken(token);
        if (address(candidate.issuer()) != address(this) || candidate.totalSupply() != 0) {
            revert IssuingEntity_ForeignToken(token);
        }

        _links[token] = Link.Token;
        _tokens.push(token);
        emit TokenAdded(token);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function addRegistrar(IKYCRegistrar registrar) external returns (bool) {
        if (!_checkMultiSig()) return false;
        Policy memory policy = _policy;
        uint256 index = _indexOf(policy, registrar);
        if (index < policy.registrarCount && policy.accepted >> index & 1 == 1) {
            revert IssuingEntity_RegistrarExists(registrar);
        }
        if (index == MAX_REGISTRARS) revert IssuingEntity_TooManyRegistrars();

        if (index == policy.registrarCount) {
            if (index == 0) policy.firstRegistrar = registrar;
            else _registrars[index] = registrar;
            ++policy.registrarCount;
        }
        policy.accepted |= uint32(1 << index);
        _policy = policy;
        emit RegistrarAdded(registrar, uint8(index));
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function removeRegistrar(IKYCRegistrar registrar) external returns (bool) {
        if (!_checkMultiSig()) return false;
        Policy memory policy = _policy;
        uint256 index = _indexOf(policy, registrar);
        if (index == policy.registrarCount || policy.accepted >> index & 1 == 0) {
            revert IssuingEntity_UnknownRegistrar(registrar);
        }

        _policy.accepted = policy.accepted & ~uint32(1 << index);
        emit RegistrarRemoved(registrar, uint8(index));
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function addCustodian(address custodian) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_custodians[custodian].approved) revert IssuingEntity_CustodianExists(custodian);
        if (!_custodians[custodian].known && !_mayBecomeCustodian(custodian)) {
            revert IssuingEntity_InvalidCustodian(custodian);
        }

        _custodians[custodian] = CustodianState({known: true, approved: true});
        emit CustodianAdded(custodian);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function removeCustodian(address custodian) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (!_custodians[custodian].approved) revert IssuingEntity_UnknownCustodian(custodian);

        _custodians[custodian].approved = false;
        emit CustodianRemoved(custodian);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function attachModule(address token, address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _requireToken(token);

        if (_links[module] == Link.None) _links[module] = Link.Module;
        ISecurityToken(token).attachModule(module);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function detachModule(address token, address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _requireToken(token);

        if (_links[module] == Link.Module) _links[module] = Link.None;
        ISecurityToken(token).detachModule(module);
        return true;
    }

    /* --------------------------------------------------- rules ------------------------------------------------ */

    /// @inheritdoc IIssuingEntity
    function setCountries(Country[] calldata countries, Rating[] calldata minRatings) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (countries.length != minRatings.length) {
            revert IssuingEntity_LengthMismatch(countries.length, minRatings.length);
        }

        for (uint256 i; i < countries.length; ++i) {
            _permitCountry(countries[i], minRatings[i]);
        }
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setCountryRule(Country country, bool permitted, Rating minRating, uint32[8] calldata limits)
        external
        returns (bool)
    {
        if (!_checkMultiSig()) return false;
        _setCountryRule(country, permitted, minRating, limits);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setInvestorLimits(uint32[8] calldata limits) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _setLimits(limits);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setInvestorRestriction(InvestorId id, bool restricted) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (id == InvestorId.wrap(0)) revert IssuingEntity_InvalidId();

        _investors[id].restricted = restricted;
        emit InvestorRestrictionSet(id, restricted);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setTokenRestriction(address token, bool restricted) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _requireToken(token);

        ISecurityToken(token).setRestriction(restricted);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setGlobalRestriction(bool restricted) external returns (bool) {
        if (!_checkMultiSig()) return false;

        _policy.restricted = restricted;
        emit GlobalRestrictionSet(restricted);
        return true;
    }

    /* ------------------------------------------------- compliance --------------------------------------------- */

    /// @inheritdoc IIssuingEntity
    function checkTransfer(Party from, Party to, bool opens, bool closes) external view returns (Restriction code) {
        (code,,) = _assess(from, to, opens, closes);
    }

    /// @inheritdoc IIssuingEntity
    function recordTransfer(Party from, Party to, bool opens, bool closes) external returns (Restriction) {
        (Restriction code, Standing sender, Standing receiver) = _assess(from, to, opens, closes);
        if (code != Restriction.None) return code;

        bool changed;
        if (_sameInvestor(from, to)) {
            changed = _touch(to, receiver, opens, closes);
        } else {
            if (from.kind() == PartyKind.Investor) changed = _touch(from, sender, false, closes);
            if (to.kind() == PartyKind.Investor) changed = _touch(to, receiver, opens, false) || changed;
        }
        if (changed) _onlyToken();
        return Restriction.None;
    }

    /// @inheritdoc IIssuingEntity
    function recordForcedTransfer(Party from, Party to, bool opens, bool closes) external returns (Restriction) {
        _onlyToken();
        Restriction code = _assessForced(to);
        if (code != Restriction.None) return code;

        if (_sameInvestor(from, to)) {
            _touch(to, _standing(_policy, to), opens, closes);
            return Restriction.None;
        }
        if (from.kind() == PartyKind.Investor) _leave(from.id(), closes);
        if (to.kind() == PartyKind.Investor) _touch(to, _standing(_policy, to), opens, false);
        return Restriction.None;
    }

    /// @inheritdoc IIssuingEntity
    function sync(InvestorId[] calldata ids) external returns (uint256 moved) {
        for (uint256 i; i < ids.length; ++i) {
            InvestorState memory state = _investors[ids[i]];
            if (_recount(ids[i], state, _present(ids[i], state))) ++moved;
        }
    }

    /// @inheritdoc IIssuingEntity
    function isSyncable(InvestorId[] calldata ids) external view returns (bool[] memory syncable) {
        syncable = new bool[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            InvestorState memory state = _investors[ids[i]];
            syncable[i] = state.positions != 0 && _isReclassed(state, _present(ids[i], state));
        }
    }

    /// @inheritdoc IIssuingEntity
    function resolve(address account) public view returns (Party) {
        if (account == address(this)) return partyOfKind(PartyKind.Issuer);
        CustodianState memory custodian = _custodians[account];
        if (custodian.known) return custodianParty(custodian.approved);
        return _resolveInvestor(account, _policy.accepted);
    }

    /// @dev The verdict on a transfer, and where the investors among the parties stand.
    function _assess(Party from, Party to, bool opens, bool closes)
        private
        view
        returns (Restriction, Standing sender, Standing receiver)
    {
        Policy memory policy = _policy;
        if (policy.restricted) return (Restriction.IssuerRestricted, sender, receiver);
        if (!_isParty(policy, from)) return (Restriction.SenderNotRegistered, sender, receiver);
        if (!_isParty(policy, to)) return (Restriction.ReceiverNotRegistered, sender, receiver);

        (sender, receiver) = _standings(policy, from, to);
        InvestorState memory senderState;
        InvestorState memory receiverState;
        if (from.kind() == PartyKind.Investor) {
            senderState = _investors[from.id()];
            if (sender.restricted()) return (Restriction.SenderRestricted, sender, receiver);
            if (senderState.restricted) return (Restriction.SenderFrozen, sender, receiver);
        }
        if (to.kind() != PartyKind.Investor) return (Restriction.None, sender, receiver);

        receiverState = _investors[to.id()];
        if (receiver.restricted()) return (Restriction.ReceiverRestricted, sender, receiver);
        if (receiverState.restricted) return (Restriction.ReceiverFrozen, sender, receiver);
        if (_sameInvestor(from, to)) return (Restriction.None, sender, receiver);
        if (receiver.expired()) return (Restriction.ReceiverExpired, sender, receiver);

        bool newcomer = opens && receiverState.positions == 0;
        bool leaving = closes && senderState.positions == 1;
        return (_checkClass(receiver, newcomer, leaving, senderState), sender, receiver);
    }

    function _assessForced(Party to) private view returns (Restriction) {
        if (to.kind() == PartyKind.Issuer) return Restriction.None;
        Policy memory policy = _policy;
        if (!_isParty(policy, to)) return Restriction.ReceiverNotRegistered;
        if (_standing(policy, to).restricted()) return Restriction.ReceiverRestricted;
        if (_investors[to.id()].restricted) return Restriction.ReceiverFrozen;
        return Restriction.None;
    }

    /// @dev Keeps positions and class of an investor after a transfer.
    function _touch(Party party, Standing standing, bool opens, bool closes) private returns (bool) {
        InvestorState memory state = _investors[party.id()];
        InvestorState memory next = _classed(state, standing, party.registrar());
        next.positions = state.positions + (opens ? 1 : 0) - (closes ? 1 : 0);
        return _recount(party.id(), state, next);
    }

    /// @dev Takes a position from an investor without asking its registrar, which may be gone or hostile.
    function _leave(InvestorId id, bool closes) private {
        if (!closes) return;
        InvestorState memory state = _investors[id];
        InvestorState memory next = _investors[id];
        --next.positions;
        _recount(id, state, next);
    }

    /// @dev An investor's state as it should be counted now. What a registrar says that is accepted no more moves
    /// nothing.
    function _present(InvestorId id, InvestorState memory state) private view returns (InvestorState memory) {
        Policy memory policy = _policy;
        if (state.positions == 0 || policy.accepted >> state.registrar & 1 == 0) return state;
        return _classed(state, _registrar(policy, state.registrar).standingOf(id, 0), state.registrar);
    }

    function _sameInvestor(Party from, Party to) private pure returns (bool) {
        return from.kind() == PartyKind.Investor && to.kind() == PartyKind.Investor && from.id() == to.id();
    }

    /* ------------------------------------------------- registrars --------------------------------------------- */

    function _isParty(Policy memory policy, Party party) private pure returns (bool) {
        if (party.kind() == PartyKind.Investor) return policy.accepted >> party.registrar() & 1 == 1;
        return party.kind() == PartyKind.Issuer;
    }

    function _standings(Policy memory policy, Party from, Party to)
        private
        view
        returns (Standing sender, Standing receiver)
    {
        bool sends = from.kind() == PartyKind.Investor;
        bool receives = to.kind() == PartyKind.Investor;
        if (sends && receives && from.registrar() == to.registrar()) {
            return _registrar(policy, from.registrar())
                .standingsOf(from.id(), from.accountIndex(), to.id(), to.accountIndex());
        }
        if (sends) sender = _standing(policy, from);
        if (receives) receiver = _standing(policy, to);
    }

    function _standing(Policy memory policy, Party party) private view returns (Standing) {
        return _registrar(policy, party.registrar()).standingOf(party.id(), party.accountIndex());
    }

    function _registrar(Policy memory policy, uint256 index) private view returns (IKYCRegistrar) {
        return index == 0 ? policy.firstRegistrar : _registrars[index];
    }

    /// @dev Index of a registrar, or the number of registrars if it is new.
    function _indexOf(Policy memory policy, IKYCRegistrar registrar) private view returns (uint256 index) {
        while (index < policy.registrarCount && _registrar(policy, index) != registrar) ++index;
    }

    /// @dev The first registrar that knows the account answers for it.
    /// @param among bit i set: the registrar with index i is asked
    function _resolveInvestor(address account, uint32 among) private view returns (Party) {
        Policy memory policy = _policy;
        for (uint256 i; i < policy.registrarCount; ++i) {
            if (among >> i & 1 == 0) continue;
            (InvestorId id, uint8 index) = _registrar(policy, i).investorOf(account);
            if (id != InvestorId.wrap(0)) return investorParty(id, uint8(i), index);
        }
        return partyOfKind(PartyKind.Unknown);
    }

    /* --------------------------------------------------- guards ----------------------------------------------- */

    function _isAttached(address target) internal view override returns (bool) {
        return _links[target] != Link.None;
    }

    function _onlyToken() private view {
        if (_links[msg.sender] != Link.Token) revert IssuingEntity_NotToken(msg.sender);
    }

    function _requireToken(address token) private view {
        if (_links[token] != Link.Token) revert IssuingEntity_UnknownToken(token);
    }

    /// @dev Rejected registrars are asked too: tokens keep the bindings that those made, and may be accepted again.
    function _mayBecomeCustodian(address account) private view returns (bool) {
        (AuthorityId authority,) = authorityOf(account);
        return account.code.length != 0 && account != address(this) && authority == AuthorityId.wrap(0)
            && _links[account] == Link.None && _resolveInvestor(account, type(uint32).max).kind() == PartyKind.Unknown;
    }

    /* --------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IIssuingEntity
    function isRestricted(address account) external view returns (bool) {
        Party party = resolve(account);
        if (party.kind() != PartyKind.Investor) return party.kind() == PartyKind.Unknown;
        return _investors[party.id()].restricted || _standing(_policy, party).restricted();
    }

    /// @inheritdoc IIssuingEntity
    function isInvestorRestricted(InvestorId id) external view returns (bool) {
        return _investors[id].restricted;
    }

    /// @inheritdoc IIssuingEntity
    function isToken(address token) external view returns (bool) {
        return _links[token] == Link.Token;
    }

    /// @inheritdoc IIssuingEntity
    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    /// @inheritdoc IIssuingEntity
    function custodianStatus(address account) external view returns (bool known, bool approved) {
        CustodianState memory custodian = _custodians[account];
        return (custodian.known, custodian.approved);
    }

    /// @inheritdoc IIssuingEntity
    function registrarAt(uint8 index) external view returns (IKYCRegistrar registrar, bool accepted) {
        Policy memory policy = _policy;
        return (_registrar(policy, index), policy.accepted >> index & 1 == 1);
    }

    /// @inheritdoc IIssuingEntity
    function globalRestriction() external view returns (bool) {
        return _policy.restricted;
    }
}
