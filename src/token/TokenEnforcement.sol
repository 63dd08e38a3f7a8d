// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../interfaces/IERC7943Fungible.sol";
import {ITokenEnforcement} from "../interfaces/ITokenEnforcement.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {Move} from "../types/Move.sol";
import {DEFAULT_PARTITION, Partition, UNLOCKED} from "../types/Partition.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {TokenPart} from "./TokenPart.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TokenEnforcement
/// @notice Code of every token for what is done against a holder's will, and for lost accounts.
contract TokenEnforcement is TokenPart, PartitionTransfers, ITokenEnforcement, Refusals {
    /* -------------------------------------------------- force ------------------------------------------------- */

    /// @inheritdoc ITokenEnforcement
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

    /// @inheritdoc ITokenEnforcement
    function controllerRedeem(address account, uint256 amount, bytes calldata data, bytes calldata operatorData)
        external
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        emit ControllerRedemption(msg.sender, account, amount, data, operatorData);
        _redeem(account, amount, DEFAULT_PARTITION, true, _advance());
        return true;
    }

    /// @inheritdoc ITokenEnforcement
    function isControllable() external pure returns (bool) {
        return true;
    }

    /// @inheritdoc ITokenEnforcement
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
        emit ForcedTransfer(from, to, amount);
        return true;
    }

    /* ----------------------------------------------- what may pass -------------------------------------------- */

    /// @inheritdoc IERC7943Fungible
    function canSend(address account) external view returns (bool) {
        if (msg.sender != address(this)) return _askItself();
        Config config = _config;
        if (_isStopped(config)) return false;
        (Party party, Standing standing) = _standingNow(account, config);
        return
            _judgeParties(party, partyOfKind(PartyKind.Issuer), standing, Standing.wrap(0), config) == Restriction.None;
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address account) external view returns (bool) {
        if (msg.sender != address(this)) return _askItself();
        Config config = _config;
        if (_isStopped(config) || account == address(this)) return false;
        (Party party, Standing standing) = _standingNow(account, config);
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
        if (msg.sender != address(this)) return _askItself();
        Config config = _config;
        (Move memory m, Transit memory t) = _route(from, to, amount, config);
        uint256 held = _heldBy(m, t.from);
        if (amount > held && _unencumbered(from, t.from, config) == held) {
            // One more than he sends: nobody is judged as if he left. What cannot exist is never held.
            t.from = t.from.withBalance(Math.min(t.from.balance() - held + amount + 1, MAX_BALANCE));
        }
        return _judge(m, t, config) == Restriction.None;
    }

    /* ------------------------------------------------- recovery ----------------------------------------------- */

    /// @inheritdoc ITokenEnforcement
    function recover(address lost, address successor, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        _recover(lost, successor, data);
        return true;
    }

    /// @inheritdoc ITokenEnforcement
    function recoverCustody(address lost, address[] calldata custodians) external {
        if (_successors[lost] == address(0)) revert SecurityToken_NotLost(lost);
        Config config = _advance();
        address successor = _currentAccountOf(lost);
        for (uint256 i; i < custodians.length; ++i) {
            if (!_custodian(custodians[i]).isCustodian()) revert SecurityToken_NotCustodian(custodians[i]);
            _recoverCustody(lost, successor, custodians[i], config);
        }
    }

    /// @inheritdoc ITokenEnforcement
    function successorOf(address lost) external view returns (address) {
        return _successors[lost];
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    /// @dev ERC-7943 wants an answer whatever happens, even if a registrar fails.
    function _askItself() private view returns (bool) {
        (bool success, bytes memory answer) = address(this).staticcall(msg.data);
        return success && abi.decode(answer, (bool));
    }

    function _standingNow(address account, Config config) private view returns (Party party, Standing standing) {
        party = _partyOf(_direct[account].holding, account, config);
        if (party.isInvestor()) standing = _standingOf(party);
    }

    function _forceTransfer(address from, address to, uint256 amount, bytes memory data, bytes memory operatorData)
        private
    {
        if (from == to) revert SecurityToken_SelfTransfer(from);
        emit ControllerTransfer(msg.sender, from, to, amount, data, operatorData);
        _force(Move(from, address(0), to, address(0), amount, DEFAULT_PARTITION), _advance());
        emit ForcedTransfer(from, to, amount);
    }

    /// @dev The lost account is barred by its party, which no transfer resolves anew, before any module hears of it.
    /// Partition by partition, at most 33: modules are told of each.
    function _recover(address lost, address successor, bytes calldata data) private {
        Config config = _advance();
        Move memory m = Move(lost, address(0), successor, address(0), 0, DEFAULT_PARTITION);
        Transit memory t;
        _load(m, t, config);
        _requireRecoverable(m, t);

        _successors[lost] = successor;
        emit AccountRecovered(lost, successor, data);
        _direct[successor].holding = _moveEncumbrances(lost, t.from, successor, t.to);
        Party counted = _bar(m, t);
        for (uint256 i; i < _partitionNames.length; ++i) {
            m.partition = _partitionNames[i];
            _moveOn(m, t, counted, _shares[m.partition][lost].holding.balance(), config);
            if (m.amount != 0) emit TransferByPartition(m.partition, msg.sender, lost, successor, m.amount, "", "");
        }
        m.partition = DEFAULT_PARTITION;
        _moveOn(m, t, counted, _direct[lost].holding.balance(), config);
    }

    function _recoverCustody(address lost, address successor, address custodian, Config config) private {
        Move memory m = Move(lost, custodian, successor, custodian, 0, DEFAULT_PARTITION);
        Transit memory t;
        _load(m, t, config);
        uint256 amount = t.from.balance();
        if (!t.receiver.isInvestor()) _refuse(Restriction.ReceiverNotRegistered, lost, successor, amount);

        t.receiverStanding = _standingOf(t.receiver);
        _moveOn(m, t, _bar(m, t), amount, config);
    }

    function _requireRecoverable(Move memory m, Transit memory t) private view {
        if (m.from == m.to) revert SecurityToken_SelfTransfer(m.from);
        _requireOneInvestor(m.from, t.sender, m.to, t.receiver);
        if (!_standingOf(t.sender).restricted()) revert SecurityToken_NotBarred(m.from);
        t.receiverStanding = _standingOf(t.receiver);
        if (t.receiverStanding.restricted()) _refuse(Restriction.ReceiverRestricted, m.from, m.to, 0);
    }

    /// @dev Marks the sending position as lost.
    /// @return whom it was counted for until now
    function _bar(Move memory m, Transit memory t) private returns (Party) {
        _position(m.custodianFrom, m.from).holding = t.from.withParty(partyOfKind(PartyKind.Lost));
        return t.from.party().isInvestor() ? t.from.party() : t.sender;
    }

    /// @dev Moves `amount` out of a lost position, and its lock, counted like a forced move: under the id by which it
    /// was counted before.
    function _moveOn(Move memory m, Transit memory t, Party counted, uint256 amount, Config config) private {
        m.amount = amount;
        if (m.custodianFrom == address(0)) _moveLock(m);
        if (amount == 0) return;

        t.from = _position(m.custodianFrom, m.from).holding;
        t.to = _position(m.custodianTo, m.to).holding;
        t.sender = counted;
        _record(m, t, true);
        t.sender = t.from.party();
        _write(m, t, config);
    }

    /// @dev Of two locks in force the later one holds. An opening stays behind, and so does the partition's lock if
    /// nothing moves.
    function _moveLock(Move memory m) private {
        uint40 lock = _positionLockOf(m.partition, m.from);
        if (lock == 0 && m.amount == 0) return;
        uint40 present = _positionLockOf(m.partition, m.to);
        if (_lockInForce(m.partition, lock) > _lockInForce(m.partition, present)) {
            _setPositionLock(m.partition, m.to, lock);
        }
    }

    /// @dev Zero if nothing is locked now.
    function _lockInForce(Partition partition, uint40 own) private view returns (uint40) {
        uint40 ofAll = _partitions[partition].lockedUntil;
        uint40 lock = own == UNLOCKED ? 0 : own < ofAll ? ofAll : own;
        return _locks(lock) ? lock : 0;
    }
}
