// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {ITokenLedger} from "../interfaces/ITokenLedger.sol";
import {Delegation} from "../libraries/Delegation.sol";
import {Governed} from "../multisig/Governed.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {PERMISSION_ISSUE} from "../types/Modules.sol";
import {KIND_ISSUE} from "../types/Move.sol";
import {DEFAULT_PARTITION} from "../types/Partition.sol";
import {Party} from "../types/Party.sol";
import {RawMove, moveFromCustody, moveOf} from "../types/RawMove.sol";
import {Config, ISSUER_PAUSED} from "./Config.sol";
import {TokenStorage} from "./TokenStorage.sol";
import {Transfers} from "./Transfers.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title SecurityToken
/// @notice The ledger, and the address of the whole token. See ISecurityToken.
contract SecurityToken is Governed, Transfers, ITokenLedger {
    IKYCRegistrar private immutable _primaryRegistrar;
    address private immutable _administration;

    /// @param administration the code of TokenAdministration, for ever
    constructor(
        IIssuingEntity issuer_,
        address administration,
        string memory name_,
        string memory symbol_,
        uint8 decimals_
    ) Governed(issuer_) {
        if (administration.code.length == 0) revert SecurityToken_MissingPart(administration);
        (IKYCRegistrar primary,) = issuer_.registrarAt(0);
        if (address(primary) == address(0)) revert SecurityToken_NoRegistrar(issuer_);

        (_primaryRegistrar, _administration) = (primary, administration);
        _found(issuer_, primary, name_, symbol_, decimals_);
    }

    /// @dev What the ledger does not answer, the other parts do, on this storage.
    fallback() external payable override {
        Delegation.passOn(_administration);
    }

    function _primary() internal view override returns (IKYCRegistrar) {
        return _primaryRegistrar;
    }

    function _issuer() internal view override returns (IIssuingEntity) {
        return issuer;
    }

    function _governor() internal view override(Governed, TokenStorage) returns (IMultiSig) {
        return issuer;
    }

    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @inheritdoc IERC20
    function totalSupply() external view returns (uint256) {
        return _supply.holding.balance();
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) external view returns (uint256) {
        return _present(address(0), account, _config).balance();
    }

    /// @inheritdoc ITokenLedger
    function custodyBalanceOf(address custodian, address account) external view returns (uint256) {
        return _present(custodian, account, _config).balance();
    }

    /// @inheritdoc IERC20
    function allowance(address owner, address spender) external view returns (uint256) {
        return _allowances[owner][spender];
    }

    /// @inheritdoc ITokenLedger
    function splitEpoch() external view returns (uint8) {
        return _config.splitEpoch();
    }

    /* ------------------------------------------------ transfers ----------------------------------------------- */

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _spend(from, to, amount);
        _transfer(from, to, amount);
        return true;
    }

    /// @inheritdoc ITokenLedger
    function transferBatch(address[] calldata to, uint256[] calldata amounts) external {
        _requireSameLength(to.length, amounts.length);
        for (uint256 i; i < to.length; ++i) {
            _transfer(msg.sender, to[i], amounts[i]);
        }
    }

    /// @inheritdoc ITokenLedger
    /// @dev Only what cannot change: the primary registrar is asked first, and its bindings are permanent.
    function bindAccounts(address[] calldata accounts) external {
        Config config = _config;
        for (uint256 i; i < accounts.length; ++i) {
            Holding holding = _direct[accounts[i]].holding;
            if (holding.party().isKnown()) continue;
            Party party = _partyOf(holding, accounts[i], config);
            if (party.isOfPrimary()) _direct[accounts[i]].holding = holding.withParty(party);
        }
    }

    /// @inheritdoc IERC20
    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    /// @inheritdoc ITokenLedger
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _addSupply(msg.sender, amount, _advance());
        _issueTo(to, amount, data);
        return true;
    }

    /// @inheritdoc ITokenLedger
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
        _addSupply(msg.sender, total, _advance());
        for (uint256 i; i < to.length; ++i) {
            _issueTo(to[i], amounts[i], data);
        }
        return true;
    }

    /// @dev Each item of a batch reads the configuration anew: a hook of the one before may have paused the token.
    function _issueTo(address to, uint256 amount, bytes calldata data) private {
        Config config = _config;
        RawMove memory m = moveOf(KIND_ISSUE, DEFAULT_PARTITION, address(0), to, amount);
        _execute(m, _routeIssue(m, config), config);
        emit Issued(msg.sender, to, amount, data);
    }

    function _requireSameLength(uint256 expected, uint256 actual) private pure {
        if (expected != actual) revert SecurityToken_LengthMismatch(expected, actual);
    }

    /// @inheritdoc ITokenLedger
    function transferTreasury(address to, uint256 amount) external returns (bool) {
        if (!_checkAuthority()) return false;
        _transfer(address(issuer), to, amount);
        return true;
    }

    /// @inheritdoc ITokenLedger
    function updatePolicy(bool restricted) external {
        _onlyIssuer();
        _config = _config.withSwitch(ISSUER_PAUSED, restricted);
    }

    /* ------------------------------------------------- custody ------------------------------------------------ */

    /// @inheritdoc ITokenLedger
    function custodyTransfer(address from, address to, uint256 amount) external {
        _moveCustody(moveFromCustody(msg.sender, from, msg.sender, to, amount));
    }

    /// @inheritdoc ITokenLedger
    function custodyWithdraw(address from, address to, uint256 amount) external {
        _moveCustody(moveFromCustody(msg.sender, from, address(0), to, amount));
    }

    /// @inheritdoc ITokenLedger
    function setDepositsAsked(bool asked) external {
        Holding holding = _direct[msg.sender].holding;
        if (!holding.party().isCustodian()) revert SecurityToken_NotCustodian(msg.sender);
        _direct[msg.sender].holding = holding.withParty(holding.party().withDepositsAsked(asked));
        emit DepositsAsked(msg.sender, asked);
    }

    function _moveCustody(RawMove memory m) private {
        if (!_roleOf(m.from.custodian).isCustodian()) {
            revert SecurityToken_NotCustodian(m.from.custodian);
        }
        Config config = _advance();
        _execute(m, _routeCustody(m, config), config);
    }

    /* ----------------------------------------------- encumbrances --------------------------------------------- */

    /// @inheritdoc ITokenLedger
    function encumberedBalanceOf(address account) external view returns (uint256) {
        Holding holding = _present(address(0), account, _config);
        return _heldIn(_directKey(account), holding) - _freeOf(account, holding, _config);
    }
}
