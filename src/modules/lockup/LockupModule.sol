// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../interfaces/ILockupModule.sol";
import {IModule} from "../../interfaces/IModule.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {ModuleDeclaration, PERMISSION_ENCUMBER, PERMISSION_ISSUE} from "../../types/Modules.sol";
import {Module} from "../Module.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title LockupModule
contract LockupModule is Module, ILockupModule {
    using BitMaps for BitMaps.BitMap;

    /// @dev One word, never written again.
    /// @param smallAmount zero if it is larger: then it stands in `_largeAmounts`
    struct Terms {
        address account;
        uint40 lockupEnd;
        uint56 smallAmount;
    }

    /// @inheritdoc ILockupModule
    uint256 public override lotCount;

    /// @inheritdoc ILockupModule
    mapping(bytes32 issueId => bool) public override isIssued;

    mapping(uint256 lotId => Terms) private _lots;
    mapping(uint256 lotId => uint256) private _largeAmounts;

    /// @dev Apart from the lots: those released together mostly share a word.
    BitMaps.BitMap private _released;

    constructor(ISecurityToken token_) Module(token_) {}

    /* ---------------------------------------------- authorities ---------------------------------------------- */

    /// @inheritdoc ILockupModule
    function issueLocked(LockedIssue[] calldata issues) external override returns (bool) {
        if (!_checkAuthority()) return false;
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
        for (uint256 i; i < lotIds.length; ++i) {
            Terms memory terms = _lots[lotIds[i]];
            if (!_isDue(lotIds[i], terms)) continue;
            _release(lotIds[i], terms);
            ++released;
        }
    }

    /* ------------------------------------------------- views ------------------------------------------------- */

    /// @inheritdoc IModule
    function declaration() external pure override returns (ModuleDeclaration memory) {
        return ModuleDeclaration({hooks: 0, permissions: PERMISSION_ISSUE | PERMISSION_ENCUMBER});
    }

    /// @inheritdoc ILockupModule
    function due(uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory lotIds, uint256 nextCursor)
    {
        uint256 first = cursor == 0 ? 1 : cursor;
        uint256 afterLast = lotCount + 1;
        if (first >= afterLast) return (lotIds, 0);

        bool reachesEnd = limit >= afterLast - first;
        uint256 end = reachesEnd ? afterLast : first + limit;
        return (_dueBetween(first, end), reachesEnd ? 0 : end);
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
        Terms memory terms = _lots[lotId];
        return Lot({
            account: terms.account,
            lockupEnd: terms.lockupEnd,
            released: _released.get(lotId),
            amount: uint112(_amountOf(lotId, terms))
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
        for (uint256 i; i < lots.length; ++i) {
            _addLot(++lotId, account, lots[i]);
            sum += lots[i].amount;
        }
        lotCount = lotId;
    }

    function _addLot(uint256 lotId, address account, LotTerms calldata terms) private {
        if (terms.amount == 0) revert LockupModule_InvalidAmount(account);
        if (terms.lockupEnd <= block.timestamp) revert LockupModule_LockupEndPast(terms.lockupEnd, block.timestamp);

        bool small = terms.amount <= type(uint56).max;
        _lots[lotId] = Terms(account, terms.lockupEnd, small ? uint56(terms.amount) : 0);
        if (!small) _largeAmounts[lotId] = terms.amount;
        emit LotLocked(lotId, account, terms.amount, terms.lockupEnd);
    }

    function _encumber(address account, uint256 amount) private {
        if (amount != 0) token.encumber(account, amount);
    }

    function _release(uint256 lotId, Terms memory terms) private {
        uint256 amount = _amountOf(lotId, terms);
        _released.set(lotId);
        uint256 freed = token.release(terms.account, amount);
        emit LotReleased(lotId, terms.account, amount, freed);
    }

    function _amountOf(uint256 lotId, Terms memory terms) private view returns (uint256) {
        return terms.smallAmount == 0 ? _largeAmounts[lotId] : terms.smallAmount;
    }

    /// @dev The one rule of due-ness. An unknown lot has no account.
    function _isDue(uint256 lotId, Terms memory terms) private view returns (bool) {
        return terms.account != address(0) && block.timestamp >= terms.lockupEnd && !_released.get(lotId);
    }

    /// @dev Says why a lot is not due.
    function _requireDue(uint256 lotId) private view {
        Terms memory terms = _lots[lotId];
        if (_isDue(lotId, terms)) return;
        if (terms.account == address(0)) revert LockupModule_UnknownLot(lotId);
        if (_released.get(lotId)) revert LockupModule_AlreadyReleased(lotId);
        revert LockupModule_NotDue(lotId, terms.lockupEnd);
    }

    function _dueBetween(uint256 first, uint256 end) private view returns (uint256[] memory lotIds) {
        lotIds = new uint256[](end - first);
        uint256 found;
        for (uint256 lotId = first; lotId < end; ++lotId) {
            if (_isDue(lotId, _lots[lotId])) lotIds[found++] = lotId;
        }
        // Shortens the array in place; `found` is at most its length.
        assembly ("memory-safe") {
            mstore(lotIds, found)
        }
    }
}
