// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {LockupBase} from "../utils/LockupBase.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice At any moment while the accreditations hold, after all that is due was released, exactly the lots not yet
/// due are locked, or of what forced moves have left as much as there is.
contract LockupModuleFuzzTest is LockupBase {
    uint256 private constant LOTS = 5;

    function testFuzz_WhatIsNotDueStaysLocked(
        uint112[LOTS] memory amounts,
        uint40[LOTS] memory ends,
        uint40 now_,
        uint256 batch
    ) external {
        ILockupModule.LotTerms[] memory lots = _terms(amounts, ends);
        uint112 total;
        for (uint256 i; i < LOTS; ++i) {
            total += lots[i].amount;
        }
        vm.prank(owner);
        lockup.issueLocked(_item(alice, total, lots));
        now_ = uint40(bound(now_, START, FAR - 1));
        vm.warp(now_);

        _releaseAll(bound(batch, 1, LOTS + 1));

        uint256 locked;
        for (uint256 i; i < LOTS; ++i) {
            bool isDue = lots[i].lockupEnd <= now_;
            assertEq(lockup.getLot(i + 1).released, isDue);
            if (!isDue) locked += lots[i].amount;
        }
        assertEq(token.encumberedBalanceOf(alice), locked);
        if (total != locked) _transfer(alice, bob, total - locked);
    }

    /// @dev By any date, what the lots unlock is the part of the intervals that have passed, and nothing before the cliff.
    function testFuzz_LotsOfAScheduleUnlockByTheClock(ILockupModule.Schedule memory schedule, uint256 duration)
        external
        view
    {
        schedule.count = uint16(bound(schedule.count, 1, 200));
        schedule.amount = uint112(bound(schedule.amount, schedule.count, type(uint112).max));
        schedule.start = uint40(bound(schedule.start, 0, FAR));
        schedule.cliff = uint40(bound(schedule.cliff, 0, FAR));
        schedule.interval = uint40(bound(schedule.interval, 1, 365 days));
        duration = bound(duration, 0, 200 * 365 days);

        ILockupModule.LotTerms[] memory lots = lockup.scheduleLots(schedule);

        uint256 unlocked;
        uint256 sum;
        for (uint256 i; i < lots.length; ++i) {
            assertNotEq(lots[i].amount, 0);
            if (i != 0) assertGt(lots[i].lockupEnd, lots[i - 1].lockupEnd);
            if (lots[i].lockupEnd <= schedule.start + duration) unlocked += lots[i].amount;
            sum += lots[i].amount;
        }
        uint256 parts = duration < schedule.cliff ? 0 : Math.min(duration / schedule.interval, schedule.count);
        assertEq(unlocked, schedule.amount * parts / schedule.count);
        assertEq(sum, schedule.amount);
    }

    /// @dev Shares are taken by force at any two moments, before and after releases.
    function testFuzz_WhatIsTakenFreesNothingEarly(
        uint112[LOTS] memory amounts,
        uint40[LOTS] memory ends,
        uint256[2] memory taken,
        uint40[2] memory moments,
        uint256 batch
    ) external {
        ILockupModule.LotTerms[] memory lots = _terms(amounts, ends);
        uint112 total;
        for (uint256 i; i < LOTS; ++i) {
            total += lots[i].amount;
        }
        vm.prank(owner);
        lockup.issueLocked(_item(alice, total, lots));

        uint256 locked = total;
        uint40 now_ = START;
        for (uint256 i; i < 2; ++i) {
            locked = _take(bound(taken[i], 0, token.balanceOf(alice)), locked);
            now_ = uint40(bound(moments[i], now_, FAR - 1));
            vm.warp(now_);
            _releaseAll(bound(batch, 1, LOTS + 1));
            locked = Math.min(locked, _notDue(lots, now_));
            assertEq(token.encumberedBalanceOf(alice), locked);
        }
    }

    /// @return left what is locked now: free shares go first
    function _take(uint256 amount, uint256 locked) private returns (uint256 left) {
        left = Math.min(locked, token.balanceOf(alice) - amount);
        vm.prank(owner);
        token.controllerTransfer(alice, bob, amount, "", "");
        assertEq(token.encumberedBalanceOf(alice), left);
    }

    function _notDue(ILockupModule.LotTerms[] memory lots, uint40 now_) private pure returns (uint256 sum) {
        for (uint256 i; i < lots.length; ++i) {
            if (lots[i].lockupEnd > now_) sum += lots[i].amount;
        }
    }

    function _terms(uint112[LOTS] memory amounts, uint40[LOTS] memory ends)
        private
        pure
        returns (ILockupModule.LotTerms[] memory lots)
    {
        lots = new ILockupModule.LotTerms[](LOTS);
        for (uint256 i; i < LOTS; ++i) {
            lots[i].amount = uint112(bound(amounts[i], 1, 1e28));
            lots[i].lockupEnd = uint40(bound(ends[i], START + 1, FAR - 1));
        }
    }

    /// @dev As a keeper does: page by page through the due list.
    function _releaseAll(uint256 limit) private {
        uint256 cursor = 1;
        while (cursor != 0) {
            uint256[] memory lotIds;
            (lotIds, cursor) = lockup.dueWork(0, cursor, limit);
            assertEq(lockup.release(lotIds), lotIds.length);
        }
    }
}
