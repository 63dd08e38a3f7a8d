// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenAdministration} from "../interfaces/ITokenAdministration.sol";
import {Delegation} from "../libraries/Delegation.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {MinRatings} from "../types/MinRatings.sol";
import {PERMISSION_ISSUE, PERMISSION_REDEEM} from "../types/Modules.sol";
import {KIND_REDEMPTION} from "../types/Move.sol";
import {DEFAULT_PARTITION} from "../types/Partition.sol";
import {Party} from "../types/Party.sol";
import {EXPIRY_STOPS_SENDING, HAS_GRANULARITY, ISSUANCE_FINISHED, NOT_APPROVED, TOKEN_PAUSED} from "./Config.sol";
import {Position, Positions} from "./Positions.sol";
import {SupplyMoves} from "./SupplyMoves.sol";
import {TokenPart} from "./TokenPart.sol";
import {CodePart, TokenSelectors} from "./TokenSelectors.sol";

/// @title TokenAdministration
/// @notice Code of every token for what the issuer does with it, and the way to the parts that neither it nor the ledger is.
contract TokenAdministration is TokenPart, SupplyMoves, ITokenAdministration {
    using Positions for Position;

    uint256 private constant MAX_PARTS = 12;

    /// @dev This very code, which runs on other contracts' storage.
    address private immutable _self = address(this);

    address private immutable _part0;
    address private immutable _part1;
    address private immutable _part2;
    address private immutable _part3;
    address private immutable _part4;
    address private immutable _part5;
    address private immutable _part6;
    address private immutable _part7;
    address private immutable _part8;
    address private immutable _part9;
    address private immutable _part10;
    address private immutable _part11;

    /// @param parts addresses of the parts, in the order of `CodePart`; they cannot change
    constructor(address[] memory parts) {
        uint256 count = uint256(type(CodePart).max) + 1;
        if (parts.length != count) revert SecurityToken_LengthMismatch(count, parts.length);
        address[MAX_PARTS] memory all;
        for (uint256 i; i < count; ++i) {
            if (parts[i].code.length == 0) revert SecurityToken_MissingPart(parts[i]);
            all[i] = parts[i];
        }
        (_part0, _part1, _part2, _part3) = (all[0], all[1], all[2], all[3]);
        (_part4, _part5, _part6, _part7) = (all[4], all[5], all[6], all[7]);
        (_part8, _part9, _part10, _part11) = (all[8], all[9], all[10], all[11]);
    }

    /// @dev What neither the ledger nor this part answers: one of the others does, or nobody.
    fallback() external payable override {
        Delegation.passOn(_codeOf(uint256(TokenSelectors.partOf(msg.sig))));
    }

    function _codeOf(uint256 part) private view returns (address) {
        if (part < 4) return part < 2 ? (part == 0 ? _part0 : _part1) : part == 2 ? _part2 : _part3;
        if (part < 8) return part < 6 ? (part == 4 ? _part4 : _part5) : part == 6 ? _part6 : _part7;
        return part < 10 ? (part == 8 ? _part8 : _part9) : part == 10 ? _part10 : _part11;
    }

    /// @inheritdoc ITokenAdministration
    function facetAddresses() external view returns (address[] memory parts) {
        parts = new address[](uint256(type(CodePart).max) + 2);
        parts[0] = _self;
        for (uint256 i = 1; i < parts.length; ++i) {
            parts[i] = _codeOf(i - 1);
        }
    }

    /* --------------------------------------------------- shares ----------------------------------------------- */

    /// @inheritdoc ITokenAdministration
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _addSupply(amount, _advance());
        _issueTo(to, amount, data);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _requireSameLength(to.length, amounts.length);

        uint256 total;
        for (uint256 i; i < amounts.length; ++i) {
            if (amounts[i] > MAX_BALANCE) revert SecurityToken_SupplyOverflow(amounts[i]);
            total += amounts[i];
        }
        _addSupply(total, _advance());
        for (uint256 i; i < to.length; ++i) {
            _issueTo(to[i], amounts[i], data);
        }
        return true;
    }

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

    /// @inheritdoc ITokenAdministration
    function redeem(uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        _redeemFrom(address(_issuer()), amount, data);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function redeemFrom(address account, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_REDEEM)) return false;
        _redeemFrom(account, amount, data);
        return true;
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
    function updateMinRatings(uint256 wordIndex, MinRatings word) external {
        _onlyIssuer();
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

    /* ---------------------------------------------------- views ----------------------------------------------- */

    /* -------------------------------------------------- issuing ----------------------------------------------- */

    /// @dev Each item reads the configuration anew: a hook of the one before may have paused the token.
    function _issueTo(address to, uint256 amount, bytes calldata data) private {
        _issue(to, amount, DEFAULT_PARTITION, _config);
        emit Issued(msg.sender, to, amount, data);
    }

    function _redeemFrom(address from, uint256 amount, bytes calldata data) private {
        _redeem(_moveOf(KIND_REDEMPTION, DEFAULT_PARTITION, from, address(0), amount), false, _advance());
        emit Redeemed(msg.sender, from, amount, data);
    }

    function _requireSameLength(uint256 expected, uint256 actual) private pure {
        if (expected != actual) revert SecurityToken_LengthMismatch(expected, actual);
    }
}
