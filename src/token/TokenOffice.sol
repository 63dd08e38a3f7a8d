// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ITokenOffice} from "../interfaces/ITokenOffice.sol";
import {RestrictionTexts} from "../libraries/RestrictionTexts.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {MinRatings} from "../types/MinRatings.sol";
import {PERMISSION_ISSUE, PERMISSION_RECORD_DATE, PERMISSION_REDEEM} from "../types/Modules.sol";
import {Party, PartyKind, custodianParty, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, EXPIRY_STOPS_SENDING, TOKEN_PAUSED} from "./Config.sol";
import {Permits} from "./Permits.sol";
import {Position, Positions} from "./Positions.sol";
import {Transfers} from "./Transfers.sol";

/// @title TokenOffice
/// @notice Code of every token for what the issuer does with it. It runs on the token's storage and has none of its own;
/// called at its own address it knows no issuer and does nothing.
contract TokenOffice is Transfers, Permits, ITokenOffice {
    using Positions for Position;

    /// @dev Bytes of a clone's code (ERC-1167), and where in it, behind the array's length, the original's address stands.
    uint256 private constant CLONE_LENGTH = 45;
    uint256 private constant CLONE_TARGET = 32 + 10;

    function _issuer() internal view override returns (IIssuingEntity) {
        return _storedIssuer;
    }

    function _primary() internal view override returns (IKYCRegistrar) {
        return _storedPrimary;
    }

    /* ------------------------------------------------- description -------------------------------------------- */

    /// @inheritdoc ITokenOffice
    /// @dev An original has its issuer in storage from the beginning. A clone that was added without a description stays
    /// without, and of no use: otherwise anybody could name it.
    function initialize(string calldata name_, string calldata symbol_, uint8 decimals_) external {
        IIssuingEntity issuer = IGoverned(address(this)).issuer();
        if (address(_storedIssuer) != address(0) || issuer.isToken(address(this))) revert SecurityToken_Initialized();

        (IKYCRegistrar primary,) = issuer.registrarAt(0);
        _found(issuer, primary, name_, symbol_, decimals_);
    }

    /// @inheritdoc ITokenOffice
    function name() external view returns (string memory) {
        return _name;
    }

    /// @inheritdoc ITokenOffice
    function symbol() external view returns (string memory) {
        return _symbol;
    }

    /// @inheritdoc ITokenOffice
    function decimals() external view returns (uint8) {
        return _decimals;
    }

    /// @inheritdoc ITokenOffice
    function original() external view returns (address) {
        if (address(this).code.length != CLONE_LENGTH) return address(this);
        bytes memory code = address(this).code;
        bytes32 target;
        assembly ("memory-safe") {
            target := mload(add(code, CLONE_TARGET))
        }
        return address(bytes20(target));
    }

    /* --------------------------------------------------- shares ----------------------------------------------- */

    /// @inheritdoc ITokenOffice
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        Config config = _advance();
        _addSupply(amount, config);
        _issue(to, amount, data, config);
        return true;
    }

    /// @inheritdoc ITokenOffice
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        if (to.length != amounts.length) revert SecurityToken_LengthMismatch(to.length, amounts.length);

        Config config = _advance();
        uint256 total;
        for (uint256 i; i < amounts.length; ++i) {
            if (amounts[i] > MAX_BALANCE) revert SecurityToken_SupplyOverflow(amounts[i]);
            total += amounts[i];
        }
        _addSupply(total, config);
        for (uint256 i; i < to.length; ++i) {
            _issue(to[i], amounts[i], data, config);
        }
        return true;
    }

    /// @inheritdoc ITokenOffice
    function isIssuable() external pure returns (bool) {
        return true;
    }

    /// @inheritdoc ITokenOffice
    function redeem(uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        _redeemFrom(address(_issuer()), amount, data);
        return true;
    }

    /// @inheritdoc ITokenOffice
    function redeemFrom(address account, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_REDEEM)) return false;
        _redeemFrom(account, amount, data);
        return true;
    }

    /// @inheritdoc ITokenOffice
    function controllerTransfer(
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkAuthority()) return false;
        if (from == to) revert SecurityToken_SelfTransfer(from);

        emit ControllerTransfer(msg.sender, from, to, amount, data, operatorData);
        _force(Move(from, address(0), to, address(0), amount), _advance());
        return true;
    }

    /// @inheritdoc ITokenOffice
    function isControllable() external pure returns (bool) {
        return true;
    }

    /* ---------------------------------------------------- rules ----------------------------------------------- */

    /// @inheritdoc ITokenOffice
    function scheduleRecordDate(uint40 recordDate) external returns (bool) {
        if (!_checkPermission(PERMISSION_RECORD_DATE)) return false;
        _schedule(recordDate);
        return true;
    }

    /// @inheritdoc ITokenOffice
    function setRestriction(bool restricted) external {
        _onlyIssuer();
        _config = _config.withSwitch(TOKEN_PAUSED, restricted);
        emit RestrictionSet(restricted);
    }

    /// @inheritdoc ITokenOffice
    function setExpiryStopsSending(bool stops) external returns (bool) {
        if (!_checkAuthority()) return false;
        _config = _config.withSwitch(EXPIRY_STOPS_SENDING, stops);
        emit ExpiryStopsSendingSet(stops);
        return true;
    }

    /// @inheritdoc ITokenOffice
    function isRestricted() external view returns (bool) {
        return _config.isOn(TOKEN_PAUSED);
    }

    /// @inheritdoc ITokenOffice
    function attachModule(address module) external {
        _onlyIssuer();
        _attach(module);
    }

    /// @inheritdoc ITokenOffice
    function detachModule(address module) external {
        _onlyIssuer();
        _detach(module);
    }

    /// @inheritdoc ITokenOffice
    function applyMinRatings(uint256 wordIndex, MinRatings word) external {
        _onlyIssuer();
        _minRatings[wordIndex] = word;
    }

    /// @inheritdoc ITokenOffice
    function applyCustodian(address custodian, bool approved) external {
        _onlyIssuer();
        _direct[custodian].holding = _direct[custodian].holding.withParty(custodianParty(approved));
    }

    /// @inheritdoc ITokenOffice
    /// @dev Only what nothing can change: the primary registrar is asked first, and it binds for ever.
    function prepare(address[] calldata accounts) external {
        Config config = _config;
        for (uint256 i; i < accounts.length; ++i) {
            Holding holding = _direct[accounts[i]].holding;
            if (holding.party().isKnown()) continue;
            Party party = _partyOf(holding, accounts[i], config);
            if (party.isOfPrimary()) _direct[accounts[i]].holding = holding.withParty(party);
        }
    }

    /* ---------------------------------------------------- views ----------------------------------------------- */

    /// @inheritdoc ITokenOffice
    function modules() external view returns (address[] memory) {
        return _attachedModules();
    }

    /// @inheritdoc ITokenOffice
    function recordDates() external view returns (uint40[] memory) {
        return _dates;
    }

    /// @inheritdoc ITokenOffice
    function messageForTransferRestriction(uint8 code) external pure returns (string memory) {
        return RestrictionTexts.text(code);
    }

    /* ------------------------------------------------- standards ---------------------------------------------- */

    /// @inheritdoc ITokenOffice
    function transferWithData(address to, uint256 amount, bytes calldata) external {
        _transfer(msg.sender, to, amount);
    }

    /// @inheritdoc ITokenOffice
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata) external {
        _spend(from, to, amount);
        _transfer(from, to, amount);
    }

    /// @inheritdoc ITokenOffice
    function canTransferFrom(address from, address to, uint256 amount, bytes calldata)
        external
        view
        returns (bool, bytes1, bytes32)
    {
        bool allowed = _allowances[from][msg.sender] >= amount;
        Restriction code = allowed ? _restrictionOf(from, to, amount) : Restriction.InsufficientAllowance;
        return (code == Restriction.None, bytes1(uint8(code)), bytes32(0));
    }

    /// @inheritdoc ITokenOffice
    function permit(address owner, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        _permit(owner, spender, amount, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc ITokenOffice
    function permit(address owner, address spender, uint256 amount, uint256 deadline, bytes calldata signature)
        external
    {
        _permit(owner, spender, amount, deadline, signature);
    }

    /// @inheritdoc ITokenOffice
    function nonces(address owner) external view returns (uint256) {
        return _nonces[owner];
    }

    /// @inheritdoc ITokenOffice
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparator();
    }

    /// @inheritdoc ITokenOffice
    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc ITokenOffice
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /* -------------------------------------------------- issuing ----------------------------------------------- */

    function _addSupply(uint256 amount, Config config) private {
        Holding supply = _supply.holding;
        uint256 supplyAfter = supply.balance() + amount;
        if (supplyAfter > MAX_BALANCE) revert SecurityToken_SupplyOverflow(supplyAfter);
        _supply.holding = _supply.settle(supply, config.passedDates()).withBalance(supplyAfter);
    }

    function _redeemFrom(address from, uint256 amount, bytes calldata data) private {
        _redeem(from, amount, _advance());
        emit Redeemed(msg.sender, from, amount, data);
    }

    /// @dev Judged like a transfer from a treasury that holds enough.
    function _issue(address to, uint256 amount, bytes calldata data, Config config) private {
        Move memory m = Move(address(0), address(0), to, address(0), amount);
        Transit memory t;
        t.from = t.from.withBalance(amount);
        t.to = _direct[to].holding;
        t.sender = partyOfKind(PartyKind.Issuer);
        t.receiver = _partyOf(t.to, to, config);
        if (to == address(0) || to == address(this)) t.bar = Restriction.InvalidReceiver;

        _execute(m, t, config);
        emit Issued(msg.sender, to, amount, data);
    }

    /* -------------------------------------------------- guards ------------------------------------------------ */

    /// @dev A module with the permission, or the issuer's authorities.
    function _checkPermission(uint8 permission) private returns (bool) {
        if (!_isModule(msg.sender)) return _checkAuthority();
        if (!_hasPermission(msg.sender, permission)) revert SecurityToken_NotPermitted(msg.sender, permission);
        return true;
    }
}
