// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {RestrictionTexts} from "../libraries/RestrictionTexts.sol";
import {Governed} from "../multisig/Governed.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {PERMISSION_ISSUE, PERMISSION_RECORD_DATE} from "../types/Modules.sol";
import {PartyKind, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, EXPIRY_STOPS_SENDING, TOKEN_PAUSED} from "./Config.sol";
import {Parties} from "./Parties.sol";
import {Position, Positions} from "./Positions.sol";
import {Transfers} from "./Transfers.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @title SecurityToken
contract SecurityToken is Transfers {
    using Positions for Position;

    string public name;
    string public symbol;
    uint8 public immutable decimals;

    mapping(address owner => mapping(address spender => uint256)) private _allowances;

    constructor(IIssuingEntity issuer_, string memory name_, string memory symbol_, uint8 decimals_)
        Governed(issuer_)
        Parties(issuer_)
    {
        if (decimals_ > 18) revert SecurityToken_InvalidDecimals(decimals_);
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
    }

    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @inheritdoc IERC20
    function totalSupply() external view returns (uint256) {
        return _supply.holding.balance();
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) external view returns (uint256) {
        return _direct[account].holding.balance();
    }

    /// @inheritdoc ISecurityToken
    function custodyBalanceOf(address custodian, address account) external view returns (uint256) {
        return _position(custodian, account).holding.balance();
    }

    /// @inheritdoc IERC20
    function allowance(address owner, address spender) external view returns (uint256) {
        return _allowances[owner][spender];
    }

    /* ------------------------------------------------ transfers ----------------------------------------------- */

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed < amount) _refuse(Restriction.InsufficientAllowance, from, to, amount);
        if (allowed != type(uint256).max) _allowances[from][msg.sender] = allowed - amount;

        _transfer(from, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function approve(address spender, uint256 amount) external returns (bool) {
        if (spender == address(0)) revert SecurityToken_InvalidSpender(spender);

        _allowances[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function checkTransfer(address from, address to, uint256 amount) external view returns (bool) {
        Restriction code = _restrictionOf(from, to, amount);
        if (code != Restriction.None) _refuse(code, from, to, amount);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function detectTransferRestriction(address from, address to, uint256 amount) external view returns (uint8) {
        return uint8(_restrictionOf(from, to, amount));
    }

    /// @inheritdoc ISecurityToken
    function messageForTransferRestriction(uint8 code) external pure returns (string memory) {
        return RestrictionTexts.text(code);
    }

    /// @inheritdoc ISecurityToken
    function canTransfer(address to, uint256 amount, bytes calldata) external view returns (bool, bytes1, bytes32) {
        Restriction code = _restrictionOf(msg.sender, to, amount);
        return (code == Restriction.None, bytes1(uint8(code)), bytes32(0));
    }

    /// @inheritdoc ISecurityToken
    function detectCustodyRestriction(address custodian, address from, address to, uint256 amount, bool withdraw)
        external
        view
        returns (Restriction)
    {
        Config config = _config;
        Move memory m = Move(from, custodian, to, withdraw ? address(0) : custodian, amount);
        return _judge(m, _routeCustody(m, config), config);
    }

    /* -------------------------------------------- issuer's functions ------------------------------------------ */

    /// @inheritdoc ISecurityToken
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        Config config = _advance();
        _addSupply(amount, config);
        _issue(to, amount, data, config);
        return true;
    }

    /// @inheritdoc ISecurityToken
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

    /// @inheritdoc ISecurityToken
    function transferTreasury(address to, uint256 amount) external returns (bool) {
        if (!_checkAuthority()) return false;
        _transfer(address(issuer), to, amount);
        return true;
    }

    /// @inheritdoc ISecurityToken
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

    /// @inheritdoc ISecurityToken
    function isControllable() external pure returns (bool) {
        return true;
    }

    /// @inheritdoc ISecurityToken
    function scheduleRecordDate(uint40 recordDate) external returns (bool) {
        if (!_checkPermission(PERMISSION_RECORD_DATE)) return false;
        _schedule(recordDate);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function setRestriction(bool restricted) external {
        _onlyIssuer();
        _config = _config.withSwitch(TOKEN_PAUSED, restricted);
        emit RestrictionSet(restricted);
    }

    /// @inheritdoc ISecurityToken
    function setExpiryStopsSending(bool stops) external returns (bool) {
        if (!_checkAuthority()) return false;
        _config = _config.withSwitch(EXPIRY_STOPS_SENDING, stops);
        emit ExpiryStopsSendingSet(stops);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function isRestricted() external view returns (bool) {
        return _config.isOn(TOKEN_PAUSED);
    }

    /// @inheritdoc ISecurityToken
    function attachModule(address module) external {
        _onlyIssuer();
        _attach(module);
    }

    /// @inheritdoc ISecurityToken
    function detachModule(address module) external {
        _onlyIssuer();
        _detach(module);
    }

    /* ------------------------------------------------- custody ------------------------------------------------ */

    /// @inheritdoc ISecurityToken
    function custodyTransfer(address from, address to, uint256 amount) external {
        _moveCustody(Move(from, msg.sender, to, msg.sender, amount));
    }

    /// @inheritdoc ISecurityToken
    function custodyWithdraw(address from, address to, uint256 amount) external {
        _moveCustody(Move(from, msg.sender, to, address(0), amount));
    }

    function _moveCustody(Move memory m) private {
        if (!_custodian(m.custodianFrom).isCustodian()) {
            revert SecurityToken_NotCustodian(m.custodianFrom);
        }
        Config config = _advance();
        _execute(m, _routeCustody(m, config), config);
    }

    /* -------------------------------------------------- issuing ----------------------------------------------- */

    function _addSupply(uint256 amount, Config config) private {
        Holding supply = _supply.holding;
        uint256 supplyAfter = supply.balance() + amount;
        if (supplyAfter > MAX_BALANCE) revert SecurityToken_SupplyOverflow(supplyAfter);
        _supply.holding = _supply.settle(supply, config.passedDates()).withBalance(supplyAfter);
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
        if (!isModule(msg.sender)) return _checkAuthority();
        if (!_hasPermission(msg.sender, permission)) revert SecurityToken_NotPermitted(msg.sender, permission);
        return true;
    }
}
