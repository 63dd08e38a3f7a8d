// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../interfaces/IERC7943Fungible.sol";
import {ITokenPowers} from "../interfaces/ITokenPowers.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {Move} from "../types/Move.sol";
import {DEFAULT_PARTITION, Partition, UNLOCKED} from "../types/Partition.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenPowers
/// @notice Code of every token for what is done against a holder's will, and for lost accounts.
contract TokenPowers is TokenPart, PartitionTransfers, ITokenPowers {
    /* -------------------------------------------------- force ------------------------------------------------- */

    /// @inheritdoc ITokenPowers
    function controllerTransfer(
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkAuthority()) return false;
        _forceTransfer(from, to, amount, data, operatorData);
        return true;
    }

    /// @inheritdoc IERC7943Fungible
    function forcedTransfer(address from, address to, uint256 amount) external returns (bool) {
        if (!_checkAuthority()) return false;
        _forceTransfer(from, to, amount, "", "");
        return true;
    }

    /// @inheritdoc IERC7943Fungible
    function setFrozenTokens(address account, uint256 amount) external returns (bool) {
        if (!_checkAuthority()) return false;
        _setFrozen(account, amount);
        return true;
    }

    /// @inheritdoc ITokenPowers
    function controllerRedeem(address account, uint256 amount, bytes calldata data, bytes calldata operatorData)
        external
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        emit ControllerRedemption(msg.sender, account, amount, data, operatorData);
        _redeem(account, amount, DEFAULT_PARTITION, true, _advance());
        return true;
    }

    /// @inheritdoc ITokenPowers
    function isControllable() external pure returns (bool) {
        return true;
    }

    /// @inheritdoc ITokenPowers
    function controllerTransferByPartition(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requirePartition(partition);
        if (from == to) revert SecurityToken_SelfTransfer(from);

        emit ControllerTransfer(msg.sender, from, to, amount, data, operatorData);
        _force(Move(from, address(0), to, address(0), amount, partition), _advance());
        emit TransferByPartition(partition, msg.sender, from, to, amount, data, operatorData);
        return true;
    }

    /* ----------------------------------------------- what may pass -------------------------------------------- */

    /// @inheritdoc IERC7943Fungible
    function canSend(address account) external view returns (bool) {
        Config config = _config;
        Party party = _partyOf(_direct[account].holding, account, config);
        Standing standing = party.isInvestor() ? _standingOf(party) : Standing.wrap(0);
        if (_isStopped(config)) return false;
        return
            _judgeParties(party, partyOfKind(PartyKind.Issuer), standing, Standing.wrap(0), config) == Restriction.None;
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address account) external view returns (bool) {
        Config config = _config;
        Party party = _partyOf(_direct[account].holding, account, config);
        Standing standing = party.isInvestor() ? _standingOf(party) : Standing.wrap(0);
        if (_isStopped(config)) return false;
        return party.approved()
            || _judgeParties(partyOfKind(PartyKind.Issuer), party, Standing.wrap(0), standing, config)
                == Restriction.None;
    }

    /// @inheritdoc IERC7943Fungible
    function getFrozenTokens(address account) external view returns (uint256) {
        return _frozenOf(account);
    }

    /// @inheritdoc IERC7943Fungible
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        if (amount >= MAX_BALANCE) return false;
        Config config = _config;
        (Move memory m, Transit memory t) = _route(from, to, amount, config);
        if (amount > t.from.balance() && _unencumbered(from, t.from, config) == t.from.balance()) {
            t.from = t.from.withBalance(amount + 1);
        }
        return _judge(m, t, config) == Restriction.None;
    }

    /* ------------------------------------------------- recovery ----------------------------------------------- */

    /// @inheritdoc ITokenPowers
    function recover(address lost, address successor, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        _recover(lost, successor, data);
        return true;
    }

    /// @inheritdoc ITokenPowers
    function recoverCustody(address lost, address[] calldata custodians) external {
        if (_successors[lost] == address(0)) revert SecurityToken_NotLost(lost);
        Config config = _advance();
        address heir = _heirOf(lost);
        for (uint256 i; i < custodians.length; ++i) {
            if (!_custodian(custodians[i]).isCustodian()) revert SecurityToken_NotCustodian(custodians[i]);
            _recoverCustody(lost, heir, custodians[i], config);
        }
    }

    /// @inheritdoc ITokenPowers
    function successorOf(address lost) external view returns (address) {
        return _successors[lost];
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _forceTransfer(address from, address to, uint256 amount, bytes memory data, bytes memory operatorData)
        private
    {
        if (from == to) revert SecurityToken_SelfTransfer(from);
        emit ControllerTransfer(msg.sender, from, to, amount, data, operatorData);
        _force(Move(from, address(0), to, address(0), amount, DEFAULT_PARTITION), _advance());
        emit ForcedTransfer(from, to, amount);
    }

    /// @dev The lost account is barred by its party, which no transfer resolves anew, before any module hears of it.
    function _recover(address lost, address successor, bytes calldata data) internal {
        Config config = _advance();
        Move memory m = Move(lost, address(0), successor, address(0), 0, DEFAULT_PARTITION);
        Transit memory t;
        _load(m, t, config);
        _requireRecoverable(m, t);

        _successors[lost] = successor;
        emit AccountRecovered(lost, successor, data);
        _direct[successor].holding = _moveEncumbrances(lost, t.from, successor, t.to);
        _direct[lost].holding = t.from.withFlags(0).withParty(partyOfKind(PartyKind.Lost));
        _moveApart(lost, successor, config);

        t.to = _direct[successor].holding;
        _moveAll(m, t, config);
    }

    /// @dev Who a lost account was, its positions at custodians still tell.
    function _recoverCustody(address lost, address heir, address custodian, Config config) internal {
        Move memory m = Move(lost, custodian, heir, custodian, 0, DEFAULT_PARTITION);
        Transit memory t;
        _load(m, t, config);
        if (!t.receiver.isInvestor()) _refuse(Restriction.ReceiverNotRegistered, lost, heir, t.from.balance());
        _moveAll(m, t, config);
    }

    function _requireRecoverable(Move memory m, Transit memory t) private view {
        bool sameRegistrar = t.sender.registrar() == t.receiver.registrar();
        if (m.from == m.to || !sameRegistrar || !t.sender.isSameInvestor(t.receiver)) {
            revert SecurityToken_OtherInvestor(m.from, m.to);
        }
        if (!_standingOf(t.sender).restricted()) revert SecurityToken_NotBarred(m.from);
        if (_standingOf(t.receiver).restricted()) _refuse(Restriction.ReceiverRestricted, m.from, m.to, 0);
    }

    /// @dev Moves a whole position, counted like a forced move: under the id by which it was counted before.
    function _moveAll(Move memory m, Transit memory t, Config config) private {
        m.amount = t.from.balance();
        if (m.amount == 0) return;
        if (t.from.party().isInvestor()) t.sender = t.from.party();
        t.receiverStanding = _standingOf(t.receiver);
        _record(m, t, true);

        t.sender = partyOfKind(PartyKind.Lost);
        t.from = t.from.withFlags(0).withParty(t.sender);
        _write(m, t, config);
    }

    /// @dev Partition by partition; at most 33.
    function _moveApart(address lost, address successor, Config config) private {
        _moveLock(DEFAULT_PARTITION, lost, successor);
        for (uint256 i; i < _partitionNames.length; ++i) {
            Partition partition = _partitionNames[i];
            _moveLock(partition, lost, successor);
            uint256 amount = _shares[partition][lost].holding.balance();
            if (amount == 0) continue;
            _takeApart(partition, lost, amount, config);
            _addApart(partition, successor, amount, config);
            emit TransferByPartition(partition, msg.sender, lost, successor, amount, "", "");
        }
        if (_aparts[successor].amount != 0) _markApart(successor);
    }

    /// @dev The later lock holds; an opening stays behind.
    function _moveLock(Partition partition, address lost, address successor) private {
        uint40 lock = _positionLockOf(partition, lost);
        if (lock > UNLOCKED && lock > _positionLockOf(partition, successor)) {
            _setPositionLock(partition, successor, lock);
        }
    }
}
