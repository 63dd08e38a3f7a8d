// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {LockupBase} from "../utils/LockupBase.sol";

/// @notice At any moment while the accreditations hold, after all that is due was released, exactly the lots not yet
/// due are locked.
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

    function _terms(uint112[LOTS] memory amounts, uint40[LOTS] memory ends)
        private
        pure
        returns (ILockupModule.LotTerms[] memory lots)
    {
        lots = new ILockupModule.LotTerms[](LOTS);
        for (uint256 i; i < LOTS; ++i) {
            lots[i].amount = uint112(bound(amounts[i], 1, 1e30));
            lots[i].lockupEnd = uint40(bound(ends[i], START + 1, FAR - 1));
        }
    }

    /// @dev As a keeper does: page by page through the due list.
    function _releaseAll(uint256 limit) private {
        uint256 cursor = 1;
        while (cursor != 0) {
            uint256[] memory lotIds;
            (lotIds, cursor) = lockup.due(cursor, limit);
            assertEq(lockup.release(lotIds), lotIds.length);
        }
    }
}
