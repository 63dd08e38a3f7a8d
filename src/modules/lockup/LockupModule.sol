// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../interfaces/ILockupModule.sol";
import {IModule} from "../../interfaces/IModule.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {IWorkSource} from "../../interfaces/IWorkSource.sol";
import {IdLists} from "../../libraries/IdLists.sol";
import {ForeignTokens} from "../../multisig/ForeignTokens.sol";
import {ModuleDeclaration, PERMISSION_ENCUMBER, PERMISSION_ISSUE} from "../../types/Modules.sol";
import {WorkState, WorkStatus} from "../../types/WorkStatus.sol";
import {ModuleClients} from "../ModuleClients.sol";
import {LotWord, newLotWord} from "./LotWord.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title LockupModule
contract LockupModule is ModuleClients, ForeignTokens, ILockupModule {
    using BitMaps for BitMaps.BitMap;
    using IdLists for uint256[];

    uint256 private constant RELEASE = 0;

    /// @dev With less left, `dueWork` stops and says where.
    uint256 private constant LEAST_GAS = 30_000;

    /// @inheritdoc ILockupModule
    uint256 public override lotCount;

    /// @inheritdoc ILockupModule
    mapping(bytes32 issueId => bool) public override isIssued;

    /// @dev Never written again.
    mapping(uint256 lotId => LotWord) private _lots;
    /// @dev Those that do not fit into the lot's word.
    mapping(uint256 lotId => uint256) private _largeAmounts;

    /// @dev Apart from the lots: those released together mostly share a word.
    BitMaps.BitMap private _released;

    constructor(ISecurityToken token_) ModuleClients(token_) {}

    /* ---------------------------------------------- authorities ---------------------------------------------- */

    /// @inheritdoc ILockupModule
    function issueLocked(LockedIssue[] calldata issues) external override returns (bool) {
        if (!_checkAuthorityOrClient()) return false;
        for (uint256 i; i < issues.length; ++i) {
            _issueLocked(issues[i]);
        }
        return true;
    }

    /// @inheritdoc ILockupModule
    function lock(address account, LotTerms[] calldata lots) external override returns (bool) {
        if (!_checkAuthority()) return false;
        (bool isCustodian,) = issuer.custodianStatus(account);
        if (isCustodian) revert LockupModule_CustodianBalance(account);

        _encumber(account, _addLots(account, lots));
        return true;
    }

    /* ------------------------------------------------- anyone ------------------------------------------------ */

    /// @inheritdoc ILockupModule
    function release(uint256[] calldata lotIds) external override returns (uint256 released) {
        if (lotIds.length == 1) _requireDue(lotIds[0]);
        return _releaseDue(lotIds).length;
    }

    /* -------------------------------------------------- work ------------------------------------------------- */

    /// @inheritdoc IWorkSource
    function workKinds() external pure override returns (bytes32[] memory names) {
        names = new bytes32[](1);
        names[RELEASE] = "release";
    }

    /// @inheritdoc IWorkSource
    /// @param cursor lot number to begin with; zero for the first
    /// @param limit counts lots that are not released, and words of 256 lots
    function dueWork(uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        uint256 afterLast = lotCount + 1;
        if (kind != RELEASE || cursor >= afterLast || !_isAttached()) return (ids, 0);
        if (limit == 0) return (ids, cursor);
        return _dueFrom(Math.max(cursor, 1), afterLast, limit);
    }

    /// @inheritdoc IWorkSource
    function workStates(uint256 kind, uint256[] calldata ids)
        external
        view
        override
        returns (WorkStatus[] memory states)
    {
        states = new WorkStatus[](ids.length);
        if (kind != RELEASE) return states;
        bool attached = _isAttached();
        for (uint256 i; i < ids.length; ++i) {
            states[i] = _statusOf(ids[i], attached);
        }
    }

    /// @inheritdoc IWorkSource
    /// @dev About three times what was measured.
    function workGas(uint256, uint256 count) external pure override returns (uint256) {
        return 100_000 + count * 45_000;
    }

    /// @inheritdoc IWorkSource
    /// @dev A release fails for a reason of the module, or not at all: there is nothing to isolate.
    function runWork(uint256 kind, uint256[] calldata ids) external override returns (uint256[] memory done) {
        if (kind == RELEASE && _isAttached()) done = _releaseDue(ids);
    }

    /* ------------------------------------------------- views ------------------------------------------------- */

    /// @inheritdoc IModule
    function declaration() external pure override returns (ModuleDeclaration memory) {
        return ModuleDeclaration({hooks: 0, permissions: PERMISSION_ISSUE | PERMISSION_ENCUMBER});
    }

    /// @inheritdoc ILockupModule
    function scheduleLots(Schedule calldata schedule) external pure override returns (LotTerms[] memory lots) {
        (uint256 cliff, uint256 interval, uint256 count) = (schedule.cliff, schedule.interval, schedule.count);
        bool reachable = schedule.start + Math.max(cliff, count * interval) <= type(uint40).max;
        if (interval == 0 || count == 0 || schedule.amount < count || !reachable) {
            revert LockupModule_InvalidSchedule();
        }

        uint256 held = Math.min(cliff / interval, count);
        uint256 part = Math.max(held, 1);
        lots = new LotTerms[](count - part + 1);
        uint256 scheduled;
        for (uint256 i; i < lots.length; (++i, ++part)) {
            uint256 duration = part == held ? cliff : part * interval;
            uint256 unlocked = schedule.amount * part / count;
            // A part of an amount of 112 bits; no date is beyond `reachable`.
            // forge-lint: disable-next-line(unsafe-typecast)
            lots[i] = LotTerms(uint112(unlocked - scheduled), uint40(schedule.start + duration));
            scheduled = unlocked;
        }
    }

    /// @inheritdoc ILockupModule
    function getLot(uint256 lotId) external view override returns (Lot memory) {
        LotWord lot = _lots[lotId];
        return Lot({
            account: lot.account(),
            lockupEnd: lot.lockupEnd(),
            released: _released.get(lotId),
            epoch: lot.epoch(),
            amount: uint112(_amountOf(lotId, lot))
        });
    }

    /* ------------------------------------------------ internal ----------------------------------------------- */

    function _issueLocked(LockedIssue calldata item) private {
        if (item.amount == 0) revert LockupModule_InvalidAmount(item.to);
        _useIssueId(item.issueId);
        uint256 locked = _addLots(item.to, item.lots);
        if (locked > item.amount) revert LockupModule_LotsExceedAmount(item.to, locked, item.amount);

        // A module with the permission is answered at once: true or a revert.
        token.issue(item.to, item.amount, abi.encode(item.issueId));
        _encumber(item.to, locked);
    }

    function _useIssueId(bytes32 issueId) private {
        if (issueId == 0) return;
        if (isIssued[issueId]) revert LockupModule_AlreadyIssued(issueId);
        isIssued[issueId] = true;
    }

    function _addLots(address account, LotTerms[] calldata lots) private returns (uint256 sum) {
        uint256 lotId = lotCount;
        uint8 epoch = token.splitEpoch();
        for (uint256 i; i < lots.length; ++i) {
            _addLot(++lotId, account, epoch, lots[i]);
            sum += lots[i].amount;
        }
        lotCount = lotId;
    }

    function _addLot(uint256 lotId, address account, uint8 epoch, LotTerms calldata terms) private {
        if (terms.amount == 0) revert LockupModule_InvalidAmount(account);
        if (terms.lockupEnd <= block.timestamp) revert LockupModule_LockupEndPast(terms.lockupEnd, block.timestamp);

        LotWord lot = newLotWord(account, terms.lockupEnd, epoch, terms.amount);
        _lots[lotId] = lot;
        if (lot.amount() == 0) _largeAmounts[lotId] = terms.amount;
        emit LotLocked(lotId, account, terms.amount, terms.lockupEnd);
    }

    function _encumber(address account, uint256 amount) private {
        if (amount != 0) token.encumber(account, amount);
    }

    /// @dev Lots that are not due are passed over. One that is named twice is due once.
    /// @return due those that were, all freed by the token in one call
    function _releaseDue(uint256[] calldata lotIds) private returns (uint256[] memory due) {
        if (lotIds.length == 0) return due;

        due = new uint256[](lotIds.length);
        address[] memory accounts = new address[](lotIds.length);
        uint256[] memory amounts = new uint256[](lotIds.length);
        uint8[] memory epochs = new uint8[](lotIds.length);
        uint256 count;
        (uint256 place, uint256 marks) = _turnTo(lotIds[0]);
        for (uint256 i; i < lotIds.length; ++i) {
            uint256 lotId = lotIds[i];
            LotWord lot = _lots[lotId];
            if (!_hasEnded(lot)) continue;
            if (lotId >> 8 != place) {
                _released._data[place] = marks;
                (place, marks) = _turnTo(lotId);
            }
            uint256 mark = 1 << (lotId & 0xff);
            if (marks & mark != 0) continue;
            marks |= mark;
            (due[count], accounts[count], amounts[count]) = (lotId, lot.account(), _amountOf(lotId, lot));
            epochs[count++] = lot.epoch();
        }
        due.shorten(count);
        if (count == 0) return due;

        _released._data[place] = marks;
        // What is left of the lists says nothing.
        uint256[] memory freed = token.releaseMany(accounts, amounts, epochs);
        for (uint256 i; i < count; ++i) {
            emit LotReleased(due[i], accounts[i], freed[i]);
        }
    }

    /// @dev The word with a lot's mark, which it shares with 255 others.
    function _turnTo(uint256 lotId) private view returns (uint256 place, uint256 marks) {
        return (lotId >> 8, _released._data[lotId >> 8]);
    }

    function _amountOf(uint256 lotId, LotWord lot) private view returns (uint256 amount) {
        amount = lot.amount();
        if (amount == 0) amount = _largeAmounts[lotId];
    }

    /// @dev The one rule of due-ness.
    function _isDue(uint256 lotId, LotWord lot) private view returns (bool) {
        return _hasEnded(lot) && !_released.get(lotId);
    }

    /// @dev An unknown lot has no account.
    function _hasEnded(LotWord lot) private view returns (bool) {
        return lot.account() != address(0) && block.timestamp >= lot.lockupEnd();
    }

    /// @dev Says why a lot is not due.
    function _requireDue(uint256 lotId) private view {
        LotWord lot = _lots[lotId];
        if (_isDue(lotId, lot)) return;
        if (lot.account() == address(0)) revert LockupModule_UnknownLot(lotId);
        if (_released.get(lotId)) revert LockupModule_AlreadyReleased(lotId);
        revert LockupModule_NotDue(lotId, lot.lockupEnd());
    }

    function _statusOf(uint256 lotId, bool attached) private view returns (WorkStatus memory) {
        LotWord lot = _lots[lotId];
        if (lot.account() == address(0)) return WorkStatus(WorkState.Unknown, 0);
        if (_released.get(lotId)) return WorkStatus(WorkState.Done, lot.lockupEnd());
        if (!_isDue(lotId, lot)) return WorkStatus(WorkState.NotDue, lot.lockupEnd());
        // A detached module may be attached again.
        return WorkStatus(attached ? WorkState.Due : WorkState.Waiting, lot.lockupEnd());
    }

    /// @dev The module declares its permission for ever: attached, it has it.
    function _isAttached() private view returns (bool) {
        return token.isModule(address(this));
    }

    /// @param limit at least 1
    function _dueFrom(uint256 lotId, uint256 afterLast, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        ids = new uint256[](Math.min(limit, afterLast - lotId));
        uint256 count;
        while (lotId < afterLast && limit != 0 && (nextCursor == 0 || gasleft() > LEAST_GAS)) {
            // From `lotId` on, in its word of 256 lots.
            uint256 unreleased = ~_released._data[lotId >> 8] >> (lotId & 0xff);
            if (unreleased == 0) {
                lotId = ((lotId >> 8) + 1) << 8;
            } else {
                // The lowest bit that is set.
                lotId += Math.log2(unreleased & (~unreleased + 1));
                if (lotId < afterLast && _isDue(lotId, _lots[lotId])) ids[count++] = lotId;
                ++lotId;
            }
            nextCursor = lotId;
            --limit;
        }
        if (lotId >= afterLast) nextCursor = 0;
        ids.shorten(count);
    }
}
