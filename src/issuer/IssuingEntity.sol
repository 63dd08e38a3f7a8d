// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {MultiSig} from "../multisig/MultiSig.sol";
import {AuthorityId} from "../types/Authority.sol";
import {bucketOf} from "../types/FreezeFilter.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {MIN_RATING_WORDS, MinRatings, wordOf} from "../types/MinRatings.sol";
import {Party, PartyKind, custodianParty, investorParty, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {InvestorCounts} from "./InvestorCounts.sol";
import {InvestorState, Policy} from "./IssuerWords.sol";

/// @title IssuingEntity
contract IssuingEntity is IIssuingEntity, MultiSig, InvestorCounts {
    struct CustodianState {
        bool known;
        bool approved;
    }

    /// @dev Contracts that share this issuer's authorities.
    enum Link {
        None,
        Token,
        Module,
        Contract
    }

    uint256 private constant MAX_REGISTRARS = 32;
    /// @dev A change of rules is told to every token and custodians to every new one, so both stay few.
    uint256 private constant MAX_TOKENS = 32;
    uint256 private constant MAX_CUSTODIANS = 128;

    Policy private _policy;
    mapping(uint256 index => IKYCRegistrar) private _registrars;
    mapping(uint256 wordIndex => MinRatings) private _minRatings;
    mapping(uint256 bucket => uint256) private _frozenIn;
    mapping(address => CustodianState) private _custodianStates;
    mapping(address => Link) private _links;
    address[] private _tokens;
    address[] private _custodians;

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

        if (_tokens.length == MAX_TOKENS) revert IssuingEntity_TooManyTokens();

        _links[token] = Link.Token;
        _tokens.push(token);
        emit TokenAdded(token);
        _introduce(candidate);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function addRegistrar(IKYCRegistrar registrar) external returns (bool) {
        if (!_checkMultiSig()) return false;
        Policy policy = _policy;
        uint256 index = _indexOf(policy, registrar);
        if (policy.accepts(index)) revert IssuingEntity_RegistrarExists(registrar);
        if (index == MAX_REGISTRARS) revert IssuingEntity_TooManyRegistrars();

        if (index == policy.registrarCount()) {
            _registrars[index] = registrar;
            policy = policy.withRegistrarCount(index + 1);
        }
        _setPolicy(policy.withAccepted(index, true));
        // Below `MAX_REGISTRARS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        emit RegistrarAdded(registrar, uint8(index));
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function removeRegistrar(IKYCRegistrar registrar) external returns (bool) {
        if (!_checkMultiSig()) return false;
        Policy policy = _policy;
        uint256 index = _indexOf(policy, registrar);
        if (!policy.accepts(index)) revert IssuingEntity_UnknownRegistrar(registrar);

        _setPolicy(policy.withAccepted(index, false));
        // Below `MAX_REGISTRARS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        emit RegistrarRemoved(registrar, uint8(index));
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function addCustodian(address custodian) external returns (bool) {
        if (!_checkMultiSig()) return false;
        CustodianState memory state = _custodianStates[custodian];
        if (state.approved) revert IssuingEntity_CustodianExists(custodian);
        if (!state.known) {
            if (!_isUnrelated(custodian)) revert IssuingEntity_InvalidCustodian(custodian);
            if (_custodians.length == MAX_CUSTODIANS) revert IssuingEntity_TooManyCustodians();
            _custodians.push(custodian);
        }

        _setCustodian(custodian, true);
        emit CustodianAdded(custodian);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function removeCustodian(address custodian) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (!_custodianStates[custodian].approved) revert IssuingEntity_UnknownCustodian(custodian);

        _setCustodian(custodian, false);
        emit CustodianRemoved(custodian);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function attachModule(address token, address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _requireToken(token);
        if (_links[module] == Link.Contract) revert IssuingEntity_InvalidContract(module);

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

    /// @inheritdoc IIssuingEntity
    function attachContract(address target) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (!_isUnrelated(target)) revert IssuingEntity_InvalidContract(target);

        _links[target] = Link.Contract;
        emit ContractAttached(target);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function detachContract(address target) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_links[target] != Link.Contract) revert IssuingEntity_UnknownContract(target);

        _links[target] = Link.None;
        emit ContractDetached(target);
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
            _setMinRating(countries[i], true, minRatings[i]);
            emit CountryRuleSet(countries[i], true, minRatings[i], _countryLimits(countries[i]));
        }
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setCountryRule(Country country, bool permitted, Rating minRating, uint32[8] calldata limits)
        external
        returns (bool)
    {
        if (!_checkMultiSig()) return false;
        _setMinRating(country, permitted, minRating);
        _setCountryLimits(country, limits);
        emit CountryRuleSet(country, permitted, minRating, limits);
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

        _setFrozen(id, restricted);
        emit InvestorRestrictionSet(id, restricted);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setTokenRestriction(address token, bool restricted) external returns (bool) {
        if (!restricted) _requireOwner();
        if (!_checkMultiSig()) return false;
        _requireToken(token);

        ISecurityToken(token).setRestriction(restricted);
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function setGlobalRestriction(bool restricted) external returns (bool) {
        if (!restricted) _requireOwner();
        if (!_checkMultiSig()) return false;

        _setPolicy(_policy.withRestricted(restricted));
        emit GlobalRestrictionSet(restricted);
        return true;
    }

    /* ---------------------------------------------- told to the tokens ---------------------------------------- */

    function _setPolicy(Policy policy) private {
        _policy = policy;
        for (uint256 i; i < _tokens.length; ++i) {
            _applyPolicy(ISecurityToken(_tokens[i]), policy);
        }
    }

    /// @dev A bucket is marked while anybody in it is frozen.
    function _setFrozen(InvestorId id, bool frozen) private {
        InvestorState state = _investors[id];
        if (state.isFrozen() == frozen) return;

        uint256 bucket = bucketOf(id);
        uint256 others = frozen ? _frozenIn[bucket] : _frozenIn[bucket] - 1;
        _investors[id] = state.withFrozen(frozen);
        _frozenIn[bucket] = frozen ? others + 1 : others;
        if (others == 0) _setPolicy(_policy.withFreezeFilter(_policy.freezeFilter().marked(bucket, frozen)));
    }

    function _setMinRating(Country country, bool permitted, Rating minRating) private {
        _requireRule(country, minRating);
        uint256 index = wordOf(country);
        MinRatings word = _minRatings[index].withMinRating(country, permitted ? minRating : Rating.wrap(0));
        _minRatings[index] = word;
        for (uint256 i; i < _tokens.length; ++i) {
            ISecurityToken(_tokens[i]).applyMinRatings(index, word);
        }
    }

    function _setCustodian(address custodian, bool approved) private {
        _custodianStates[custodian] = CustodianState({known: true, approved: approved});
        for (uint256 i; i < _tokens.length; ++i) {
            ISecurityToken(_tokens[i]).applyCustodian(custodian, approved);
        }
    }

    /// @dev Tells a new token all that the others know.
    function _introduce(ISecurityToken token) private {
        _applyPolicy(token, _policy);
        for (uint256 i; i < MIN_RATING_WORDS; ++i) {
            MinRatings word = _minRatings[i];
            if (MinRatings.unwrap(word) != 0) token.applyMinRatings(i, word);
        }
        for (uint256 i; i < _custodians.length; ++i) {
            token.applyCustodian(_custodians[i], _custodianStates[_custodians[i]].approved);
        }
    }

    function _applyPolicy(ISecurityToken token, Policy policy) private {
        token.applyPolicy(policy.isRestricted(), policy.accepts(0), policy.freezeFilter());
    }

    function _requireRule(Country country, Rating minRating) private pure {
        uint16 code = Country.unwrap(country);
        if (code == 0 || code > 999) revert IssuingEntity_InvalidCountry(country);
        uint8 rating = Rating.unwrap(minRating);
        if (rating == 0 || rating > 7) revert IssuingEntity_InvalidRating(minRating);
    }

    /* --------------------------------------------------- counts ----------------------------------------------- */

    /// @inheritdoc IIssuingEntity
    function checkPositions(Party from, Party to, bool opens, bool closes, Standing receiver)
        external
        view
        returns (Restriction)
    {
        return _checkRoom(from, to, opens, closes, receiver);
    }

    /// @inheritdoc IIssuingEntity
    function recordPositions(Party from, Party to, bool opens, bool closes, Standing receiver, bool forced)
        external
        returns (Restriction code)
    {
        if (_links[msg.sender] != Link.Token) revert IssuingEntity_NotToken(msg.sender);
        if (!forced) code = _checkRoom(from, to, opens, closes, receiver);
        if (code == Restriction.None) _keepPositions(from, to, opens, closes, receiver);
    }

    /// @inheritdoc IIssuingEntity
    function sync(InvestorId[] calldata ids) external returns (uint256 moved) {
        for (uint256 i; i < ids.length; ++i) {
            InvestorState state = _investors[ids[i]];
            if (_recount(ids[i], state, _present(ids[i], state))) ++moved;
        }
    }

    /// @inheritdoc IIssuingEntity
    function isSyncable(InvestorId[] calldata ids) external view returns (bool[] memory syncable) {
        syncable = new bool[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            InvestorState state = _investors[ids[i]];
            syncable[i] = _isReclassed(state, _present(ids[i], state));
        }
    }

    /// @dev An investor's state as it should be counted now. What a registrar says that is accepted no more moves
    /// nothing.
    function _present(InvestorId id, InvestorState state) private view returns (InvestorState) {
        uint8 index = state.registrarIndex();
        if (state.positions() == 0 || !_policy.accepts(index)) return state;
        return _classed(state, _registrars[index].standingOf(id, 0), index);
    }

    /* ------------------------------------------------- registrars --------------------------------------------- */

    /// @inheritdoc IIssuingEntity
    function resolve(address account) public view returns (Party) {
        if (account == address(this)) return partyOfKind(PartyKind.Issuer);
        CustodianState memory custodian = _custodianStates[account];
        if (custodian.known) return custodianParty(custodian.approved);
        return _resolveInvestor(account, _policy.acceptedRegistrars());
    }

    /// @dev Index of a registrar, or the number of registrars if it is new.
    function _indexOf(Policy policy, IKYCRegistrar registrar) private view returns (uint256 index) {
        while (index < policy.registrarCount() && _registrars[index] != registrar) ++index;
    }

    /// @dev The first registrar that knows the account answers for it.
    /// @param among bit i set: the registrar with index i is asked
    function _resolveInvestor(address account, uint32 among) private view returns (Party) {
        uint256 count = _policy.registrarCount();
        for (uint256 i; i < count; ++i) {
            if (among >> i & 1 == 0) continue;
            (InvestorId id, uint8 index) = _registrars[i].investorOf(account);
            // Below `MAX_REGISTRARS`.
            // forge-lint: disable-next-line(unsafe-typecast)
            if (id != InvestorId.wrap(0)) return investorParty(id, uint8(i), index);
        }
        return partyOfKind(PartyKind.Unknown);
    }

    /* --------------------------------------------------- guards ----------------------------------------------- */

    function _isAttached(address target) internal view override returns (bool) {
        return _links[target] != Link.None;
    }

    function _requireToken(address token) private view {
        if (_links[token] != Link.Token) revert IssuingEntity_UnknownToken(token);
    }

    /// @dev A contract that is nothing to this issuer yet. Rejected registrars are asked too: tokens keep the bindings
    /// that those made, and may be accepted again.
    function _isUnrelated(address account) private view returns (bool) {
        (AuthorityId authority,) = authorityOf(account);
        return account.code.length != 0 && account != address(this) && authority == AuthorityId.wrap(0)
            && _links[account] == Link.None && !_custodianStates[account].known
            && !_resolveInvestor(account, type(uint32).max).isKnown();
    }

    /* --------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IIssuingEntity
    function isRestricted(address account) external view returns (bool) {
        Party party = resolve(account);
        if (!party.isInvestor()) return !party.isKnown();
        return _investors[party.id()].isFrozen()
            || _registrars[party.registrar()].standingOf(party.id(), party.accountIndex()).restricted();
    }

    /// @inheritdoc IIssuingEntity
    function isInvestorRestricted(InvestorId id) external view returns (bool) {
        return _investors[id].isFrozen();
    }

    /// @inheritdoc IIssuingEntity
    function countryRule(Country country)
        external
        view
        returns (bool permitted, Rating minRating, uint32[8] memory counts, uint32[8] memory limits)
    {
        minRating = _minRatings[wordOf(country)].minRating(country);
        (counts, limits) = _numbersOf(country);
        return (minRating != Rating.wrap(0), minRating, counts, limits);
    }

    /// @inheritdoc IIssuingEntity
    function isToken(address token) external view returns (bool) {
        return _links[token] == Link.Token;
    }

    /// @inheritdoc IIssuingEntity
    function isAttached(address target) external view returns (bool) {
        return _isAttached(target);
    }

    /// @inheritdoc IIssuingEntity
    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    /// @inheritdoc IIssuingEntity
    function custodianStatus(address account) external view returns (bool known, bool approved) {
        CustodianState memory custodian = _custodianStates[account];
        return (custodian.known, custodian.approved);
    }

    /// @inheritdoc IIssuingEntity
    function registrarAt(uint8 index) external view returns (IKYCRegistrar registrar, bool accepted) {
        return (_registrars[index], _policy.accepts(index));
    }

    /// @inheritdoc IIssuingEntity
    function globalRestriction() external view returns (bool) {
        return _policy.isRestricted();
    }
}
