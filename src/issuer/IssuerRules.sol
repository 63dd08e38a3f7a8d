// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuerRules, IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Delegation} from "../libraries/Delegation.sol";
import {Eligibility} from "../libraries/Eligibility.sol";
import {Country, InvestorKey, NOBODY, Rating} from "../types/Identity.sol";
import {MinRatings, wordOf} from "../types/MinRatings.sol";
import {PERMISSION_ADMIT} from "../types/Modules.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {InvestorCounts} from "./InvestorCounts.sol";
import {IssuerBase} from "./IssuerBase.sol";
import {InvestorState} from "./IssuerWords.sol";

/// @title IssuerRules
/// @notice Code of every issuer for its rules, limits, restrictions and admissions, and for what can be read of it.
/// @dev It runs on the issuer's storage. What it does not answer it hands on to IssuerAdministration. Called at its own address
/// it has no authorities, and does nothing.
contract IssuerRules is IIssuerRules, IssuerBase, InvestorCounts {
    address private immutable _administration;

    /// @param administration the code of IssuerAdministration
    constructor(address administration) {
        if (administration.code.length == 0) revert IIssuingEntity.IssuingEntity_MissingPart(administration);
        _administration = administration;
    }

    /// @dev What is not here is in IssuerAdministration.
    fallback() external payable override {
        Delegation.passOn(_administration);
    }

    /// @inheritdoc IIssuerRules
    function setCountries(Country[] calldata countries, Rating[] calldata minRatings) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (countries.length != minRatings.length) {
            revert IIssuingEntity.IssuingEntity_LengthMismatch(countries.length, minRatings.length);
        }

        for (uint256 i; i < countries.length; ++i) {
            _setMinRating(countries[i], true, minRatings[i]);
            emit IIssuingEntity.CountryRuleSet(countries[i], true, minRatings[i], _countryLimits(countries[i]));
        }
        return true;
    }

    /// @inheritdoc IIssuerRules
    function setCountryRule(Country country, bool permitted, Rating minRating, uint32[8] calldata limits)
        external
        returns (bool)
    {
        if (!_checkMultiSig()) return false;
        _setMinRating(country, permitted, minRating);
        _setCountryLimits(country, limits);
        emit IIssuingEntity.CountryRuleSet(country, permitted, minRating, limits);
        return true;
    }

    /// @inheritdoc IIssuerRules
    function setInvestorLimits(uint32[8] calldata limits) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _setLimits(limits);
        return true;
    }

    /// @inheritdoc IIssuerRules
    function setInvestorRestriction(InvestorKey investor, bool restricted) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (investor.investor() == NOBODY) revert IIssuingEntity.IssuingEntity_InvalidId();

        _setFrozen(investor, restricted);
        emit IIssuingEntity.InvestorRestrictionSet(investor, restricted);
        return true;
    }

    /// @inheritdoc IIssuerRules
    function setTokenRestriction(address token, bool restricted) external returns (bool) {
        if (!restricted) _requireOwner();
        if (!_checkMultiSig()) return false;
        _requireToken(token);

        ISecurityToken(token).setRestriction(restricted);
        return true;
    }

    function _setFrozen(InvestorKey investor, bool frozen) private {
        InvestorState state = _stateOf(investor);
        if (state.isFrozen() == frozen) return;

        _setState(investor, state.withFrozen(frozen));
        _markFrozen(investor.investor(), frozen, _tokens);
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
        if (code == 0 || code > 999) revert IIssuingEntity.IssuingEntity_InvalidCountry(country);
        uint8 rating = Rating.unwrap(minRating);
        if (rating == 0 || rating > 7) revert IIssuingEntity.IssuingEntity_InvalidRating(minRating);
    }

    /// @inheritdoc IIssuerRules
    function admit(address[] calldata accounts) external returns (bool) {
        if (!_checkMultiSig()) return false;
        for (uint256 i; i < accounts.length; ++i) {
            (Party party, Standing standing) = _requireAdmissible(accounts[i]);
            _admit(party, standing);
        }
        return true;
    }

    /// @inheritdoc IIssuerRules
    function dismiss(InvestorKey[] calldata investors) external returns (bool) {
        if (!_checkMultiSig()) return false;
        for (uint256 i; i < investors.length; ++i) {
            _dismiss(investors[i]);
        }
        return true;
    }

    /// @inheritdoc IIssuerRules
    function reservePlaces(address token, address[] calldata accounts) external {
        bool permitted =
            _links[token] == Link.Token && ISecurityToken(token).permissionsOf(msg.sender) & PERMISSION_ADMIT != 0;
        if (!permitted) revert IIssuingEntity.IssuingEntity_NotPermitted(token, msg.sender);
        for (uint256 i; i < accounts.length; ++i) {
            (Party party, Standing standing) = _requireAdmissible(accounts[i]);
            _reserve(party, standing, msg.sender);
        }
    }

    /// @inheritdoc IIssuerRules
    function releasePlaces(address module, InvestorKey[] calldata investors) external {
        if (msg.sender != module && _isAttached(module)) {
            revert IIssuingEntity.IssuingEntity_NotOwnPlaces(module, msg.sender);
        }
        for (uint256 i; i < investors.length; ++i) {
            _release(investors[i], module);
        }
    }

    function _requireAdmissible(address account) private view returns (Party party, Standing standing) {
        (party, standing) = _resolve(account);
        Restriction code = _judgeAdmission(party, standing);
        if (code != Restriction.None) revert IIssuingEntity.IssuingEntity_AdmissionRefused(account, code);
    }

    /// @dev The rules of a transfer about its receiver, then the limits.
    function _judgeAdmission(Party party, Standing standing) private view returns (Restriction code) {
        if (!party.isInvestor()) return Restriction.ReceiverNotRegistered;
        code = Eligibility.judgeReceiver(standing, _stateOf(party.key()).isFrozen());
        Rating required = _minRatings[wordOf(standing.country())].minRating(standing.country());
        if (code == Restriction.None) code = Eligibility.judgeClass(standing, required);
        if (code != Restriction.None) return code;
        return _checkRoom(partyOfKind(PartyKind.Issuer), party, true, false, standing);
    }

    /// @inheritdoc IIssuerRules
    function sync(InvestorKey[] calldata investors) external returns (uint256 moved) {
        for (uint256 i; i < investors.length; ++i) {
            InvestorState state = _stateOf(investors[i]);
            if (_recount(investors[i], state, _present(investors[i], state))) ++moved;
        }
    }

    /// @inheritdoc IIssuerRules
    function isSyncable(InvestorKey[] calldata investors) external view returns (bool[] memory syncable) {
        syncable = new bool[](investors.length);
        for (uint256 i; i < investors.length; ++i) {
            InvestorState state = _stateOf(investors[i]);
            syncable[i] = state.class() != _present(investors[i], state).class();
        }
    }

    /// @dev An investor's state as it should be counted now. What a registrar says that is accepted no more moves
    /// nothing.
    function _present(InvestorKey investor, InvestorState state) private view returns (InvestorState) {
        uint8 index = investor.registrar();
        if (!state.isCounted() || !_policy.accepts(index)) return state;
        return state.withClass(_classOf(_registrars[index].currentStanding(investor.investor(), address(0))));
    }

    /// @inheritdoc IIssuerRules
    function isRestricted(address account) external view returns (bool) {
        (Party party, Standing standing) = _resolve(account);
        if (!party.isInvestor()) return !party.isKnown();
        return standing.restricted() || _stateOf(party.key()).isFrozen();
    }

    /// @inheritdoc IIssuerRules
    function countryRule(Country country)
        external
        view
        returns (bool permitted, Rating minRating, uint32[8] memory counts, uint32[8] memory limits)
    {
        minRating = _minRatings[wordOf(country)].minRating(country);
        (counts, limits) = _numbersOf(country);
        return (minRating != Rating.wrap(0), minRating, counts, limits);
    }

    /// @inheritdoc IIssuerRules
    function isToken(address token) external view returns (bool) {
        return _links[token] == Link.Token;
    }

    /// @inheritdoc IIssuerRules
    function isAttached(address target) external view returns (bool) {
        return _isAttached(target);
    }

    /// @inheritdoc IIssuerRules
    function issuerModules() external view returns (address[] memory) {
        return _issuerModules;
    }

    /// @inheritdoc IIssuerRules
    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    /// @inheritdoc IIssuerRules
    function attachmentDelay() external view returns (uint32) {
        return _presentDelay();
    }

    /// @inheritdoc IIssuerRules
    function attachmentDueAt(address token, address module) external view returns (uint40) {
        return _announced[token][module].dueAt;
    }

    /// @inheritdoc IIssuerRules
    function custodianStatus(address account) external view returns (bool known, bool approved) {
        CustodianState memory custodian = _custodianStates[account];
        return (custodian.known, custodian.known && custodian.endedAt == 0);
    }

    /// @inheritdoc IIssuerRules
    function globalRestriction() external view returns (bool) {
        return _policy.isRestricted();
    }

    /// @inheritdoc IIssuerRules
    function investorCounts() external view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return _numbers(_total);
    }

    /// @inheritdoc IIssuerRules
    function investorState(InvestorKey investor)
        external
        view
        returns (uint32 positions, Country country, Rating rating, bool restricted)
    {
        InvestorState state = _stateOf(investor);
        return (state.positions(), state.class().country(), state.class().rating(), state.isFrozen());
    }

    /// @inheritdoc IIssuerRules
    function isAdmitted(InvestorKey investor) external view returns (bool) {
        return _stateOf(investor).isAdmitted();
    }

    /// @inheritdoc IIssuerRules
    function hasReserved(address module, InvestorKey investor) external view returns (bool) {
        return _reserves[investor][module];
    }
}
