// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ITokenAdministration} from "../interfaces/ITokenAdministration.sol";
import {Delegation} from "../libraries/Delegation.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {Country, Rating} from "../types/Identity.sol";
import {MinRatings} from "../types/MinRatings.sol";
import {Party} from "../types/Party.sol";
import {
    Config,
    EXPIRY_STOPS_SENDING,
    HAS_GRANULARITY,
    ISSUANCE_FINISHED,
    NOT_APPROVED,
    PRIMARY_ACCEPTED,
    TOKEN_PAUSED
} from "./Config.sol";
import {Position, Positions} from "./Positions.sol";
import {TokenEnforcement} from "./TokenEnforcement.sol";
import {CodePart, TokenSelectors} from "./TokenSelectors.sol";
import {TokenSettlements} from "./TokenSettlements.sol";
import {TokenSupply} from "./TokenSupply.sol";

/// @title TokenAdministration
/// @notice Code of every token for what the issuer does with it, and the way to the parts that neither it nor the ledger is.
contract TokenAdministration is TokenSupply, TokenSettlements, TokenEnforcement, ITokenAdministration {
    using Positions for Position;

    /// @dev This very code, which runs on other contracts' storage.
    address private immutable _self = address(this);

    address private immutable _judging;
    address private immutable _moving;
    address private immutable _holders;
    address private immutable _answers;
    address private immutable _moduleCode;
    address private immutable _terms;

    /// @param parts addresses of the parts, in the order of `CodePart`; they cannot change
    constructor(address[] memory parts) {
        uint256 count = uint256(type(CodePart).max) + 1;
        if (parts.length != count) revert SecurityToken_LengthMismatch(count, parts.length);
        for (uint256 i; i < count; ++i) {
            if (parts[i].code.length == 0) revert SecurityToken_MissingPart(parts[i]);
        }
        (_judging, _moving, _holders) = (parts[0], parts[1], parts[2]);
        (_answers, _moduleCode, _terms) = (parts[3], parts[4], parts[5]);
    }

    /// @dev What neither the ledger nor this part answers: one of the others does, or nobody.
    fallback() external payable override {
        Delegation.passOn(_codeOf(TokenSelectors.partOf(msg.sig)));
    }

    function _codeOf(CodePart part) private view returns (address) {
        if (part == CodePart.Rules) return _judging;
        if (part == CodePart.Moves) return _moving;
        if (part == CodePart.Holders) return _holders;
        if (part == CodePart.Answers) return _answers;
        return part == CodePart.Modules ? _moduleCode : _terms;
    }

    /// @inheritdoc ITokenAdministration
    function facetAddresses() external view returns (address[] memory parts) {
        parts = new address[](uint256(type(CodePart).max) + 2);
        parts[0] = _self;
        for (uint256 i = 1; i < parts.length; ++i) {
            parts[i] = _codeOf(CodePart(i - 1));
        }
    }

    /* --------------------------------------------------- shares ----------------------------------------------- */

    /// @inheritdoc ITokenAdministration
    function isIssuable() external view returns (bool) {
        return !_config.isOn(ISSUANCE_FINISHED);
    }

    /// @inheritdoc ITokenAdministration
    function finishIssuance() external returns (bool) {
        if (!_checkAuthority()) return false;
        uint256 reserved = _supplyLimit.reserved;
        if (reserved != 0) revert SecurityToken_SupplyReserved(reserved);
        _config = _config.withSwitch(ISSUANCE_FINISHED, true);
        emit IssuanceFinished();
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function setAuthorizedSupply(uint256 limit) external returns (bool) {
        if (!_checkAuthority()) return false;
        if (limit > MAX_BALANCE) revert SecurityToken_AmountTooHigh(limit);
        uint256 taken = _supply.holding.balance() + _supplyLimit.reserved;
        if (limit != 0 && limit < taken) revert SecurityToken_AuthorizedSupplyExceeded(taken, limit);

        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        _supplyLimit.authorized = uint96(limit);
        emit AuthorizedSupplySet(limit);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function authorizedSupply() external view returns (uint256) {
        return _supplyLimit.authorized;
    }

    /// @inheritdoc ITokenAdministration
    function setGranularity(uint256 multiple) external returns (bool) {
        if (!_checkAuthority()) return false;
        if (multiple == 0 || multiple > MAX_BALANCE) revert SecurityToken_InvalidGranularity(multiple);
        uint256 supply = _supply.holding.balance();
        if (supply != 0) revert SecurityToken_SharesExist(supply);

        _granularity = multiple;
        _config = _config.withSwitch(HAS_GRANULARITY, multiple > 1);
        emit GranularitySet(multiple);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function granularity() external view returns (uint256) {
        return _config.isOn(HAS_GRANULARITY) ? _granularity : 1;
    }

    /* ---------------------------------------------------- rules ----------------------------------------------- */

    /// @inheritdoc ITokenAdministration
    function setRestriction(bool restricted) external {
        _onlyIssuer();
        _config = _config.withSwitch(TOKEN_PAUSED, restricted);
        emit RestrictionSet(restricted);
    }

    /// @inheritdoc ITokenAdministration
    function setExpiryStopsSending(bool stops) external returns (bool) {
        if (!_checkAuthority()) return false;
        _config = _config.withSwitch(EXPIRY_STOPS_SENDING, stops);
        emit ExpiryStopsSendingSet(stops);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function setLegalApproval(bool approved) external returns (bool) {
        if (!_checkAuthority()) return false;
        _config = _config.withSwitch(NOT_APPROVED, !approved);
        emit LegalApprovalSet(approved);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function isLegallyApproved() external view returns (bool) {
        return !_config.isOn(NOT_APPROVED);
    }

    /// @inheritdoc ITokenAdministration
    function isRestricted() external view returns (bool) {
        return _config.isOn(TOKEN_PAUSED);
    }

    /// @inheritdoc ITokenAdministration
    function updateRegistrar(uint256 index, IKYCRegistrar registrar) external {
        _onlyIssuer();
        _registrars[index] = registrar;
        if (index == 0) _config = _config.withSwitch(PRIMARY_ACCEPTED, address(registrar) != address(0));
    }

    /// @inheritdoc ITokenAdministration
    function updateFreezes(uint256 bucket, uint256 bits) external {
        _onlyIssuer();
        _freezes[bucket] = bits;
        _config = _config.withFreezeFilter(_config.freezeFilter().marked(bucket, bits != 0));
    }

    /// @inheritdoc ITokenAdministration
    function updateMinRatings(uint256 wordIndex, MinRatings word) external {
        _onlyIssuer();
        Config config = _config;
        MinRatings changed = _minRatings[wordIndex].changedTo(word);
        for (uint256 i; MinRatings.unwrap(changed) >> 4 * i != 0; ++i) {
            // Below 1,024: sixteen words of 64 countries.
            // forge-lint: disable-next-line(unsafe-typecast)
            Country country = Country.wrap(uint16(wordIndex << 6 | i));
            if (Rating.unwrap(changed.minRating(country)) == 0) continue;
            config = config.withMinRating(country, word.minRating(country));
        }
        _config = config;
        _minRatings[wordIndex] = word;
    }

    /// @inheritdoc ITokenAdministration
    function updateRole(address account, Party role) external {
        _onlyIssuer();
        Holding holding = _direct[account].holding;
        _direct[account].holding = holding.withParty(holding.party().withApprovalOf(role));
    }

    /// @inheritdoc ITokenAdministration
    function isUsed(address account, address[] calldata custodians) external view returns (bool) {
        if (Holding.unwrap(_direct[account].holding) != 0) return true;
        for (uint256 i; i < custodians.length; ++i) {
            if (Holding.unwrap(_position(custodians[i], account).holding) != 0) return true;
        }
        return false;
    }
}
