// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {IIssuerAdministration} from "../interfaces/IIssuerAdministration.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ITokenAdministration} from "../interfaces/ITokenAdministration.sol";
import {ITokenLedger} from "../interfaces/ITokenLedger.sol";
import {ITokenModules} from "../interfaces/ITokenModules.sol";
import {Eligibility} from "../libraries/Eligibility.sol";
import {ForeignCalls} from "../libraries/ForeignCalls.sol";
import {RegistrarQueries} from "../libraries/RegistrarQueries.sol";
import {MultiSig} from "../multisig/MultiSig.sol";
import {AuthorityId} from "../types/Authority.sol";
import {bucketOf} from "../types/FreezeFilter.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {MinRatings, wordOf} from "../types/MinRatings.sol";
import {PERMISSION_ADMIT} from "../types/Modules.sol";
import {Party, PartyKind, custodianParty, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {InvestorCounts} from "./InvestorCounts.sol";
import {IssuerStorage} from "./IssuerStorage.sol";
import {InvestorState, Policy} from "./IssuerWords.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title IssuingEntity
/// @dev Its code has two parts: what transfers ask and what decides is here, whom the issuer knows is in IssuerAdministration
/// (docs/decisions/0011-issuer-in-two-parts.md).
contract IssuingEntity is IssuerStorage, IIssuingEntity, MultiSig, InvestorCounts {
    address private immutable _administration;

    /// @param administration the code of IssuerAdministration, for ever
    constructor(address[] memory owners, uint16 threshold, address administration) MultiSig(owners, threshold) {
        if (administration.code.length == 0) revert IssuingEntity_MissingPart(administration);
        _administration = administration;
    }

    /* -------------------------------------------------- the house --------------------------------------------- */

    /// @inheritdoc IIssuerAdministration
    function addToken(address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function addRegistrar(IKYCRegistrar) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function removeRegistrar(IKYCRegistrar) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function addCustodian(address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function removeCustodian(address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function setAttachmentDelay(uint32) external returns (bool) {
        _requireOwner();
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function completeAttachment(address, address) external {
        Address.functionDelegateCall(_administration, msg.data);
    }

    /// @inheritdoc IIssuerAdministration
    function withdrawAttachment(address, address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function attachModule(address, address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function detachModule(address, address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function attachIssuerModule(address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function detachIssuerModule(address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function attachContract(address) external returns (bool) {
        return _handOver();
    }

    /// @inheritdoc IIssuerAdministration
    function detachContract(address) external returns (bool) {
        return _handOver();
    }

    /// @dev What IssuerAdministration does, on this storage, once the authorities have approved the call.
    function _handOver() private returns (bool) {
        if (!_checkMultiSig()) return false;
        Address.functionDelegateCall(_administration, msg.data);
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

    /* --------------------------------------------- copied to the tokens --------------------------------------- */

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
            ISecurityToken(_tokens[i]).updateMinRatings(index, word);
        }
    }

    function _requireRule(Country country, Rating minRating) private pure {
        uint16 code = Country.unwrap(country);
        if (code == 0 || code > 999) revert IssuingEntity_InvalidCountry(country);
        uint8 rating = Rating.unwrap(minRating);
        if (rating == 0 || rating > 7) revert IssuingEntity_InvalidRating(minRating);
    }

    /* --------------------------------------------------- counts ----------------------------------------------- */

    /// @inheritdoc IIssuingEntity
    function checkInvestorCount(Party from, Party to, bool opens, bool closes, Standing receiver)
        external
        view
        returns (Restriction)
    {
        return _checkRoom(from, to, opens, closes, receiver);
    }

    /// @inheritdoc IIssuingEntity
    function updateInvestorCount(Party from, Party to, bool opens, bool closes, Standing receiver, bool forced)
        external
        returns (Restriction code)
    {
        if (_links[msg.sender] != Link.Token) revert IssuingEntity_NotToken(msg.sender);
        if (!forced) code = _checkRoom(from, to, opens, closes, receiver);
        if (code == Restriction.None) _keepPositions(from, to, opens, closes, receiver);
    }

    /// @inheritdoc IIssuingEntity
    function admit(address[] calldata accounts) external returns (bool) {
        if (!_checkMultiSig()) return false;
        for (uint256 i; i < accounts.length; ++i) {
            (Party party, Standing standing) = _requireAdmissible(accounts[i]);
            _admit(party, standing);
        }
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function dismiss(InvestorId[] calldata ids) external returns (bool) {
        if (!_checkMultiSig()) return false;
        for (uint256 i; i < ids.length; ++i) {
            _dismiss(ids[i]);
        }
        return true;
    }

    /// @inheritdoc IIssuingEntity
    function reservePlaces(address token, address[] calldata accounts) external {
        bool permitted =
            _links[token] == Link.Token && ISecurityToken(token).permissionsOf(msg.sender) & PERMISSION_ADMIT != 0;
        if (!permitted) revert IssuingEntity_NotPermitted(token, msg.sender);
        for (uint256 i; i < accounts.length; ++i) {
            (Party party, Standing standing) = _requireAdmissible(accounts[i]);
            _reserve(party, standing, msg.sender);
        }
    }

    /// @inheritdoc IIssuingEntity
    function releasePlaces(address module, InvestorId[] calldata ids) external {
        if (msg.sender != module && _isAttached(module)) revert IssuingEntity_NotOwnPlaces(module, msg.sender);
        for (uint256 i; i < ids.length; ++i) {
            _release(ids[i], module);
        }
    }

    function _requireAdmissible(address account) private view returns (Party party, Standing standing) {
        party = resolve(account);
        Restriction code;
        (code, standing) = _judgeAdmission(party);
        if (code != Restriction.None) revert IssuingEntity_AdmissionRefused(account, code);
    }

    /// @dev The rules of a transfer about its receiver, then the limits.
    function _judgeAdmission(Party party) private view returns (Restriction code, Standing standing) {
        if (!party.isInvestor()) return (Restriction.ReceiverNotRegistered, standing);
        standing = RegistrarQueries.standingOf(_registrars[party.registrar()], party, gasleft());
        code = Eligibility.judgeReceiver(standing, _investors[party.id()].isFrozen());
        Rating required = _minRatings[wordOf(standing.country())].minRating(standing.country());
        if (code == Restriction.None) code = Eligibility.judgeClass(standing, required);
        if (code != Restriction.None) return (code, standing);
        return (_checkRoom(partyOfKind(PartyKind.Issuer), party, true, false, standing), standing);
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
        if (!state.isCounted() || !_policy.accepts(index)) return state;
        return _classed(state, _registrars[index].currentStanding(id, 0), index);
    }

    /* ------------------------------------------------- registrars --------------------------------------------- */

    /// @inheritdoc IIssuingEntity
    function resolve(address account) public view returns (Party) {
        if (account == address(this)) return partyOfKind(PartyKind.Issuer);
        CustodianState memory custodian = _custodianStates[account];
        if (custodian.known) return custodianParty(custodian.endedAt);
        if (_links[account] == Link.Token) return partyOfKind(PartyKind.Token);
        return _resolveInvestor(account);
    }

    /* --------------------------------------------------- guards ----------------------------------------------- */

    /// @dev A custodian, a token or an attached contract has its role already. A module may be a member too: so an offering
    /// admits.
    function _mayJoin(address account) internal view override returns (bool) {
        Link link = _links[account];
        return
            (link == Link.None || link == Link.Module || link == Link.IssuerModule) && !_custodianStates[account].known;
    }

    /// @dev What a token takes from its issuer only is done by the issuer's own functions: called by hand, by the owner too,
    /// it would escape their rules. Of a token that is not added yet, too: nobody would see it.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector)
        internal
        view
        override
        returns (bool)
    {
        if (target != address(this) && _isForTokensAlone(selector) && _isOwnToken(target)) return false;
        return super._isPermitted(authority, target, selector);
    }

    function _isForTokensAlone(bytes4 selector) private pure returns (bool) {
        return selector == ITokenModules.attachModule.selector || selector == ITokenModules.detachModule.selector
            || selector == ITokenAdministration.updateRole.selector
            || selector == ITokenAdministration.updateMinRatings.selector
            || selector == ITokenAdministration.setRestriction.selector
            || selector == ITokenLedger.updatePolicy.selector;
    }

    /// @dev Added or not: it names this issuer.
    function _isOwnToken(address target) private view returns (bool) {
        if (_links[target] == Link.Token) return true;
        (bool named, uint256 issuer) = ForeignCalls.tryWord(target, gasleft(), abi.encodeCall(IGoverned.issuer, ()));
        return named && issuer == uint160(address(this));
    }

    function _isAttached(address target) internal view override returns (bool) {
        return _links[target] != Link.None;
    }

    /* --------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IIssuingEntity
    function isRestricted(address account) external view returns (bool) {
        Party party = resolve(account);
        if (!party.isInvestor()) return !party.isKnown();
        return _investors[party.id()].isFrozen()
            || RegistrarQueries.standingOf(_registrars[party.registrar()], party, gasleft()).restricted();
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
    function issuerModules() external view returns (address[] memory) {
        return _issuerModules;
    }

    /// @inheritdoc IIssuingEntity
    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    /// @inheritdoc IIssuingEntity
    function attachmentDelay() external view returns (uint32) {
        return _presentDelay();
    }

    /// @inheritdoc IIssuingEntity
    function attachmentDueAt(address token, address module) external view returns (uint40) {
        return _announced[token][module].dueAt;
    }

    /// @inheritdoc IIssuingEntity
    function custodianStatus(address account) external view returns (bool known, bool approved) {
        CustodianState memory custodian = _custodianStates[account];
        return (custodian.known, custodian.known && custodian.endedAt == 0);
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
