// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ITokenAdministration} from "../interfaces/ITokenAdministration.sol";
import {RestrictionTexts} from "../libraries/RestrictionTexts.sol";
import {StandardIds} from "../libraries/StandardIds.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {MinRatings} from "../types/MinRatings.sol";
import {PERMISSION_ISSUE, PERMISSION_RECORD_DATE, PERMISSION_REDEEM} from "../types/Modules.sol";
import {DEFAULT_PARTITION} from "../types/Partition.sol";
import {Party, custodianParty} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {
    Config,
    EXPIRY_STOPS_SENDING,
    HAS_GRANULARITY,
    ISSUANCE_FINISHED,
    NOT_APPROVED,
    TOKEN_PAUSED
} from "./Config.sol";
import {Permits} from "./Permits.sol";
import {Position, Positions} from "./Positions.sol";
import {LinkedPart} from "./TokenPart.sol";
import {Transfers} from "./Transfers.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title TokenAdministration
/// @notice Code of every token for what the issuer does with it, and for what is asked now and then.
contract TokenAdministration is LinkedPart, Transfers, Permits, ITokenAdministration {
    using Positions for Position;

    /// @dev Bytes of a clone's code (ERC-1167), and where in it, behind the array's length, the original's address stands.
    uint256 private constant CLONE_LENGTH = 45;
    uint256 private constant CLONE_TARGET = 32 + 10;

    /// @param partitions the code of TokenPartitions, for ever
    constructor(address partitions) LinkedPart(partitions) {}

    /* ------------------------------------------------- description -------------------------------------------- */

    /// @inheritdoc ITokenAdministration
    /// @dev An original has its issuer in storage from the beginning. A clone that was added without a description stays
    /// without, and of no use: otherwise anybody could name it.
    function initialize(string calldata name_, string calldata symbol_, uint8 decimals_) external {
        IIssuingEntity issuer = IGoverned(address(this)).issuer();
        if (address(_storedIssuer) != address(0) || issuer.isToken(address(this))) revert SecurityToken_Initialized();

        (IKYCRegistrar primary,) = issuer.registrarAt(0);
        _found(issuer, primary, name_, symbol_, decimals_);
    }

    /// @inheritdoc ITokenAdministration
    function name() external view returns (string memory) {
        return _name;
    }

    /// @inheritdoc ITokenAdministration
    function symbol() external view returns (string memory) {
        return _symbol;
    }

    /// @inheritdoc ITokenAdministration
    function decimals() external view returns (uint8) {
        return _decimals;
    }

    /// @inheritdoc ITokenAdministration
    function original() external view returns (address) {
        if (address(this).code.length != CLONE_LENGTH) return address(this);
        bytes memory code = address(this).code;
        bytes32 target;
        assembly ("memory-safe") {
            target := mload(add(code, CLONE_TARGET))
        }
        // The 20 bytes behind the prefix.
        // forge-lint: disable-next-line(unsafe-typecast)
        return address(bytes20(target));
    }

    /* --------------------------------------------------- shares ----------------------------------------------- */

    /// @inheritdoc ITokenAdministration
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        Config config = _advance();
        _addSupply(amount, config);
        _issueTo(to, amount, data, config);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _requireSameLength(to.length, amounts.length);

        Config config = _advance();
        uint256 total;
        for (uint256 i; i < amounts.length; ++i) {
            if (amounts[i] > MAX_BALANCE) revert SecurityToken_SupplyOverflow(amounts[i]);
            total += amounts[i];
        }
        _addSupply(total, config);
        for (uint256 i; i < to.length; ++i) {
            _issueTo(to[i], amounts[i], data, config);
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
        _config = _config.withSwitch(ISSUANCE_FINISHED, true);
        emit IssuanceFinished();
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function setAuthorizedSupply(uint256 limit) external returns (bool) {
        if (!_checkAuthority()) return false;
        uint256 supply = _supply.holding.balance();
        if (limit != 0 && limit < supply) revert SecurityToken_AuthorizedSupplyExceeded(supply, limit);

        _authorizedSupply = limit;
        emit AuthorizedSupplySet(limit);
        return true;
    }

    /// @inheritdoc ITokenAdministration
    function authorizedSupply() external view returns (uint256) {
        return _authorizedSupply;
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
    function scheduleRecordDate(uint40 recordDate) external returns (bool) {
        if (!_checkPermission(PERMISSION_RECORD_DATE)) return false;
        _schedule(recordDate);
        return true;
    }

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
    function attachModule(address module) external {
        _onlyIssuer();
        _attach(module);
    }

    /// @inheritdoc ITokenAdministration
    function detachModule(address module) external {
        _onlyIssuer();
        _detach(module);
    }

    /// @inheritdoc ITokenAdministration
    function updateMinRatings(uint256 wordIndex, MinRatings word) external {
        _onlyIssuer();
        _minRatings[wordIndex] = word;
    }

    /// @inheritdoc ITokenAdministration
    function updateCustodian(address custodian, bool approved) external {
        _onlyIssuer();
        _direct[custodian].holding = _direct[custodian].holding.withParty(custodianParty(approved));
    }

    /// @inheritdoc ITokenAdministration
    /// @dev Only what nothing can change: the primary registrar is asked first, and it binds for ever.
    function bindAccounts(address[] calldata accounts) external {
        Config config = _config;
        for (uint256 i; i < accounts.length; ++i) {
            Holding holding = _direct[accounts[i]].holding;
            if (holding.party().isKnown()) continue;
            Party party = _partyOf(holding, accounts[i], config);
            if (party.isOfPrimary()) _direct[accounts[i]].holding = holding.withParty(party);
        }
    }

    /* ---------------------------------------------------- views ----------------------------------------------- */

    /// @inheritdoc ITokenAdministration
    function modules() external view returns (address[] memory) {
        return _attachedModules();
    }

    /// @inheritdoc ITokenAdministration
    function isModule(address account) external view returns (bool) {
        return _isModule(account);
    }

    /// @inheritdoc ITokenAdministration
    function totalSupplyAt(uint40 recordDate) external view returns (uint256) {
        return _supply.balanceAt(_passedIndex(recordDate));
    }

    /// @inheritdoc ITokenAdministration
    function recordDates() external view returns (uint40[] memory) {
        return _dates;
    }

    /// @inheritdoc ITokenAdministration
    function messageForTransferRestriction(uint8 code) external pure returns (string memory) {
        return RestrictionTexts.text(code);
    }

    /* -------------------------------------------------- holders ----------------------------------------------- */

    /// @inheritdoc ITokenAdministration
    function transferBatch(address[] calldata to, uint256[] calldata amounts) external {
        _requireSameLength(to.length, amounts.length);
        for (uint256 i; i < to.length; ++i) {
            _transfer(msg.sender, to[i], amounts[i]);
        }
    }

    /// @inheritdoc ITokenAdministration
    function allowSweep(bool allowed) external {
        _sweepable[msg.sender] = allowed;
        emit SweepAllowed(msg.sender, allowed);
    }

    /// @inheritdoc ITokenAdministration
    function isSweepable(address account) external view returns (bool) {
        return _sweepable[account];
    }

    /// @inheritdoc ITokenAdministration
    function sweep(address[] calldata accounts) external returns (uint256 swept) {
        Config config = _advance();
        Party own = _partyOf(_direct[msg.sender].holding, msg.sender, config);
        for (uint256 i; i < accounts.length; ++i) {
            if (accounts[i] == msg.sender) revert SecurityToken_SelfTransfer(msg.sender);
            Holding holding = _direct[accounts[i]].holding;
            _requireOneInvestor(accounts[i], _partyOf(holding, accounts[i], config), msg.sender, own);
            if (!_sweepable[accounts[i]]) revert SecurityToken_SweepNotAllowed(accounts[i]);

            uint256 amount = _unencumbered(accounts[i], holding, config);
            if (config.isOn(HAS_GRANULARITY)) amount -= amount % _granularity;
            _transfer(accounts[i], msg.sender, amount);
            swept += amount;
        }
    }

    /* ------------------------------------------------- standards ---------------------------------------------- */

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return StandardIds.isSupported(id);
    }

    /// @inheritdoc ITokenAdministration
    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 amount)
        external
        view
        returns (uint8)
    {
        return uint8(_restrictionFor(spender, from, to, amount));
    }

    /// @inheritdoc ITokenAdministration
    function transferWithData(address to, uint256 amount, bytes calldata) external {
        _transfer(msg.sender, to, amount);
    }

    /// @inheritdoc ITokenAdministration
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata) external {
        _spend(from, to, amount);
        _transfer(from, to, amount);
    }

    /// @inheritdoc ITokenAdministration
    function canTransfer(address to, uint256 amount, bytes calldata) external view returns (bool, bytes1, bytes32) {
        Restriction code = _restrictionOf(msg.sender, to, amount);
        return (code == Restriction.None, bytes1(uint8(code)), bytes32(0));
    }

    /// @inheritdoc ITokenAdministration
    function canTransferFrom(address from, address to, uint256 amount, bytes calldata)
        external
        view
        returns (bool, bytes1, bytes32)
    {
        Restriction code = _restrictionFor(msg.sender, from, to, amount);
        return (code == Restriction.None, bytes1(uint8(code)), bytes32(0));
    }

    /// @inheritdoc ITokenAdministration
    function permit(address owner, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        _permit(owner, spender, amount, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc ITokenAdministration
    function permit(address owner, address spender, uint256 amount, uint256 deadline, bytes calldata signature)
        external
    {
        _permit(owner, spender, amount, deadline, signature);
    }

    /// @inheritdoc ITokenAdministration
    function nonces(address owner) external view returns (uint256) {
        return _nonces[owner];
    }

    /// @inheritdoc ITokenAdministration
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparator();
    }

    /// @inheritdoc ITokenAdministration
    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc ITokenAdministration
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /* -------------------------------------------------- issuing ----------------------------------------------- */

    function _issueTo(address to, uint256 amount, bytes calldata data, Config config) private {
        _issue(to, amount, DEFAULT_PARTITION, config);
        emit Issued(msg.sender, to, amount, data);
    }

    function _redeemFrom(address from, uint256 amount, bytes calldata data) private {
        _redeem(from, amount, DEFAULT_PARTITION, false, _advance());
        emit Redeemed(msg.sender, from, amount, data);
    }

    /// @dev A spender's allowance is asked first, as `transferFrom` does.
    function _restrictionFor(address spender, address from, address to, uint256 amount)
        private
        view
        returns (Restriction)
    {
        if (_allowances[from][spender] < amount) return Restriction.InsufficientAllowance;
        if (amount != 0 && _isBarred(spender, _config)) return Restriction.SpenderBarred;
        return _restrictionOf(from, to, amount);
    }

    function _requireSameLength(uint256 expected, uint256 actual) private pure {
        if (expected != actual) revert SecurityToken_LengthMismatch(expected, actual);
    }
}
