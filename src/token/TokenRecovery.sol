// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenNotices} from "../interfaces/ITokenNotices.sol";
import {ITokenRecovery} from "../interfaces/ITokenRecovery.sol";
import {Holding} from "../types/Holding.sol";
import {Act} from "../types/Judgement.sol";
import {HOOK_LIFE} from "../types/Modules.sol";
import {KIND_RECOVERY} from "../types/Move.sol";
import {DEFAULT_PARTITION, Partition, UNLOCKED} from "../types/Partition.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {RawMove, moveFromCustody, moveOf} from "../types/RawMove.sol";
import {Config} from "./Config.sol";
import {Execution} from "./Execution.sol";
import {Position, Positions} from "./Positions.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenRecovery
/// @notice Code of every token for lost accounts.
abstract contract TokenRecovery is TokenPart, Execution, ITokenRecovery {
    using Positions for Position;

    /// @inheritdoc ITokenRecovery
    function recover(address lost, address successor, bytes calldata data) external returns (bool) {
        if (!_checkAuthority()) return false;
        _recover(lost, successor, data);
        return true;
    }

    /// @inheritdoc ITokenRecovery
    function recoverCustody(address lost, address[] calldata custodians) external {
        if (_successors[lost] == address(0)) revert SecurityToken_NotLost(lost);
        address successor = _currentAccountOf(lost);
        for (uint256 i; i < custodians.length; ++i) {
            if (!_roleOf(custodians[i]).isCustodian()) revert SecurityToken_NotCustodian(custodians[i]);
            _recoverCustody(lost, successor, custodians[i], _advance());
        }
    }

    /// @inheritdoc ITokenRecovery
    function successorOf(address lost) external view returns (address) {
        return _successors[lost];
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    /// @dev The lost account is barred by its role, before any module is notified. Partition by partition, at most 33: modules
    /// are notified of each, and each reads the configuration anew.
    function _recover(address lost, address successor, bytes calldata data) private {
        RawMove memory m = moveOf(KIND_RECOVERY, DEFAULT_PARTITION, lost, successor, 0);
        Config config = _advance();
        Transit memory t = _judged(m, Act.Recovery);
        _bringForward(m, t, config);

        _successors[lost] = successor;
        emit AccountRecovered(lost, successor, data);
        Party counted = t.from.party().isInvestor() ? t.from.party() : t.sender;
        _markLost(lost, t.from);
        for (uint256 i; i < _partitionNames.length; ++i) {
            _recoverIn(_partitionNames[i], m, t, counted);
        }
        (m.from.partition, m.to.partition) = (DEFAULT_PARTITION, DEFAULT_PARTITION);
        _moveOn(m, t, counted, _direct[lost].holding.balance());
    }

    function _recoverIn(Partition partition, RawMove memory m, Transit memory t, Party counted) private {
        (address lost, address successor) = (m.from.account, m.to.account);
        (m.from.partition, m.to.partition) = (partition, partition);
        _moveOn(m, t, counted, _shares[partition][lost].holding.balance());
        if (m.amount != 0) emit TransferByPartition(partition, msg.sender, lost, successor, m.amount, "", "");
    }

    /// @dev The history of record dates that have passed keeps whose the shares were.
    function _markLost(address lost, Holding holding) private {
        Position storage position = _direct[lost];
        holding = position.settle(holding, _config.passedDates());
        position.holding = holding.withParty(partyOfKind(PartyKind.Lost));
    }

    function _recoverCustody(address lost, address successor, address custodian, Config config) private {
        RawMove memory m = moveFromCustody(custodian, lost, custodian, successor, 0);
        m.kind = KIND_RECOVERY;
        m.amount = _present(custodian, lost, config).balance();
        Transit memory t = _judged(m, Act.Recovery);
        _bringForward(m, t, config);
        _moveOn(m, t, t.from.party(), m.amount);
    }

    /// @dev Moves `amount` out of a lost position, its lock and what is encumbered there, counted like a forced move: under
    /// the id by which it was counted before.
    function _moveOn(RawMove memory m, Transit memory t, Party counted, uint256 amount) private {
        m.amount = amount;
        if (m.from.custodian == address(0)) _moveLock(m);
        uint256 slots = _moveKept(m);
        if (amount != 0) _moveAll(m, t, counted);
        _tellMoved(m, slots, _config);
    }

    function _tellMoved(RawMove memory m, uint256 slots, Config config) private {
        _tellForced(m, config);
        if (slots == 0 || config.hooks() & HOOK_LIFE == 0) return;
        _tellSelf(abi.encodeCall(ITokenNotices.tellEncumbrancesMoved, (m.from, m.to, slots)));
    }

    function _moveAll(RawMove memory m, Transit memory t, Party counted) private {
        t.from = _position(m.from.custodian, m.from.account).holding;
        t.to = _position(m.to.custodian, m.to.account).holding;
        t.sender = counted;
        _record(m, t, m.kind.isForced());
        t.sender = t.from.party();
        _writeMove(m, t, _config);
    }

    /// @return slots of modules that encumbered something
    function _moveKept(RawMove memory m) private returns (uint256 slots) {
        Position storage position = _positionAt(m.to);
        (position.holding, slots) = _moveEncumbrances(m.from, _positionAt(m.from).holding, m.to, position.holding);
    }

    /// @dev Of two locks in force the later one holds. An opening stays behind, and so does the partition's lock if
    /// nothing moves.
    function _moveLock(RawMove memory m) private {
        Partition partition = m.from.partition;
        uint40 lock = _positionLockOf(partition, m.from.account);
        if (lock == 0 && m.amount == 0) return;
        uint40 present = _positionLockOf(partition, m.to.account);
        if (_lockInForce(partition, lock) > _lockInForce(partition, present)) {
            _setPositionLock(partition, m.to.account, lock);
        }
    }

    /// @dev Zero if nothing is locked now.
    function _lockInForce(Partition partition, uint40 own) private view returns (uint40) {
        uint40 ofAll = _partitions[partition].lockedUntil;
        uint40 lock = own == UNLOCKED ? 0 : own < ofAll ? ofAll : own;
        return _locks(lock) ? lock : 0;
    }
}
