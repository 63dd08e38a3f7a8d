// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenHolders} from "../interfaces/ITokenHolders.sol";
import {Holding} from "../types/Holding.sol";
import {KIND_SWEEP} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {Party} from "../types/Party.sol";
import {Config, HAS_GRANULARITY} from "./Config.sol";
import {RawMove} from "./RawMove.sol";
import {TokenPart} from "./TokenPart.sol";
import {Transfers} from "./Transfers.sol";

/// @title TokenHolders
/// @notice Code of every token for what holders, spenders and their wallets do beyond ERC-20.
contract TokenHolders is TokenPart, Transfers, ITokenHolders {
    /// @dev Seconds after the end of a custodian's approval, from which owners withdraw without it.
    uint256 private constant CUSTODY_TERM = 30 days;

    /* -------------------------------------------------- holders ----------------------------------------------- */

    /// @inheritdoc ITokenHolders
    function transferBatch(address[] calldata to, uint256[] calldata amounts) external {
        _requireSameLength(to.length, amounts.length);
        for (uint256 i; i < to.length; ++i) {
            _transfer(msg.sender, to[i], amounts[i]);
        }
    }

    /// @inheritdoc ITokenHolders
    function allowSweep(bool allowed) external {
        _sweepable[msg.sender] = allowed;
        emit SweepAllowed(msg.sender, allowed);
    }

    /// @inheritdoc ITokenHolders
    function isSweepable(address account) external view returns (bool) {
        return _sweepable[account];
    }

    /// @inheritdoc ITokenHolders
    function sweep(address[] calldata accounts) external returns (uint256 swept) {
        for (uint256 i; i < accounts.length; ++i) {
            uint256 amount = _sweepableFrom(accounts[i]);
            _sweep(accounts[i], amount);
            swept += amount;
        }
    }

    function _sweep(address from, uint256 amount) private {
        Config config = _advance();
        (RawMove memory m, Transit memory t) = _route(from, msg.sender, amount, config);
        m.kind = KIND_SWEEP;
        _execute(m, t, config);
    }

    /// @dev Reads everything anew for each account: a hook may have changed it.
    function _sweepableFrom(address account) private view returns (uint256 amount) {
        if (account == msg.sender) revert SecurityToken_SelfTransfer(msg.sender);
        Config config = _config;
        Holding holding = _present(address(0), account, config);
        Party own = _partyOf(_direct[msg.sender].holding, msg.sender, config);
        _requireOneInvestor(account, _partyOf(holding, account, config), msg.sender, own);
        if (!_sweepable[account]) revert SecurityToken_SweepNotAllowed(account);

        amount = _freeOf(account, holding, config);
        if (config.isOn(HAS_GRANULARITY)) amount -= amount % _granularity;
    }

    /// @inheritdoc ITokenHolders
    function exitCustody(address custodian, uint256 amount) external {
        Party party = _roleOf(custodian);
        if (!party.isCustodian()) revert SecurityToken_NotCustodian(custodian);
        if (party.approved()) revert SecurityToken_CustodianApproved(custodian);
        uint256 exitAt = uint256(party.endedAt()) + CUSTODY_TERM;
        if (block.timestamp < exitAt) revert SecurityToken_ExitNotDue(custodian, exitAt);

        Config config = _advance();
        RawMove memory m = _moveFromCustody(custodian, msg.sender, address(0), msg.sender, amount);
        _execute(m, _routeCustody(m, config), config);
    }

    /* --------------------------------------------------- anyone ----------------------------------------------- */

    /// @inheritdoc ITokenHolders
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

    /* ------------------------------------------- data ------------------------------------------------------- */

    /// @inheritdoc ITokenHolders
    function transferWithData(address to, uint256 amount, bytes calldata data) external {
        _transferWith(msg.sender, to, amount, data);
    }

    /// @inheritdoc ITokenHolders
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata data) external {
        _spend(from, to, amount);
        _transferWith(from, to, amount, data);
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _transferWith(address from, address to, uint256 amount, bytes memory data) private {
        _requireRead(data);
        Config config = _advance();
        (RawMove memory m, Transit memory t) = _route(from, to, amount, config);
        m.data = data;
        _execute(m, t, config);
    }

    function _requireSameLength(uint256 expected, uint256 actual) private pure {
        if (expected != actual) revert SecurityToken_LengthMismatch(expected, actual);
    }

    /* ------------------------------------------------ operators ----------------------------------------------- */

    /// @inheritdoc ITokenHolders
    function authorizeOperator(address operator) external {
        _operators[msg.sender][operator] = true;
        emit AuthorizedOperator(operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function revokeOperator(address operator) external {
        _operators[msg.sender][operator] = false;
        emit RevokedOperator(operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function authorizeOperatorByPartition(Partition partition, address operator) external {
        _requirePartition(partition);
        _partitionOperators[msg.sender][partition][operator] = true;
        emit AuthorizedOperatorByPartition(partition, operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function revokeOperatorByPartition(Partition partition, address operator) external {
        _partitionOperators[msg.sender][partition][operator] = false;
        emit RevokedOperatorByPartition(partition, operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function isOperator(address operator, address account) external view returns (bool) {
        return _operators[account][operator];
    }

    /// @inheritdoc ITokenHolders
    function isOperatorForPartition(Partition partition, address operator, address account)
        external
        view
        returns (bool)
    {
        return _isOperatorIn(partition, operator, account);
    }

    /// @inheritdoc ITokenHolders
    function approveByPartition(Partition partition, address spender, uint256 amount) external {
        _requirePartition(partition);
        _approveIn(partition, msg.sender, spender, amount);
    }

    /// @inheritdoc ITokenHolders
    function allowanceByPartition(Partition partition, address account, address spender)
        external
        view
        returns (uint256)
    {
        return _allowanceIn(partition, account, spender);
    }
}
