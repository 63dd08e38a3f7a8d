// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {LockupBase} from "../../../utils/LockupBase.sol";

contract LockupDueWorkTest is LockupBase {
    uint256 private constant RELEASE = 0;

    function test_GivenThereAreNoLots_ItShouldNameNoneAndEnd() external view {
        _assertDue(0, 10, new uint256[](0), 0);
    }

    function test_WhenTheCursorIsBeyondTheLastLot_ItShouldNameNoneAndEnd() external {
        _issueLot(alice, 1, FIRST_END);
        vm.warp(FIRST_END);
        _assertDue(2, 10, new uint256[](0), 0);
        _assertDue(3, 10, new uint256[](0), 0);
        _assertDue(type(uint256).max, type(uint256).max, new uint256[](0), 0);
    }

    function test_WhenTheLimitIsLessThanTheLotsLeft_ItShouldGoOnWhereItStopped() external {
        _threeLots();
        vm.warp(SECOND_END);
        _assertDue(0, 2, _ids(1, 2), 3);
        _assertDue(3, 2, _ids(3), 0);
        _assertDue(1, 0, new uint256[](0), 1);
    }

    function test_WhenTheLimitIsJustTheLotsLeft_ItShouldEnd() external {
        _threeLots();
        vm.warp(SECOND_END);
        _assertDue(2, 2, _ids(2, 3), 0);
    }

    function test_WhenTheLimitIsBeyondAllNumbers_ItShouldExamineEveryLot() external {
        _threeLots();
        vm.warp(FIRST_END);
        _assertDue(1, type(uint256).max, _ids(1, 3), 0);
    }

    function test_WhenLotsAreDue_ItShouldNameJustThoseThatWouldBeReleased() external {
        _threeLots();
        vm.warp(FIRST_END - 1);
        _assertDue(0, 10, new uint256[](0), 0);

        vm.warp(FIRST_END);
        _assertDue(0, 10, _ids(1, 3), 0);

        lockup.release(_ids(1));
        _assertDue(0, 10, _ids(3), 0);
        assertEq(lockup.release(_ids(1, 3)), 1);
        _assertDue(0, 10, new uint256[](0), 0);
    }

    function test_GivenWordsOf256LotsAreReleased_ItShouldSkipEachAtThePriceOfOneLot() external {
        _manyLots(1_000);
        lockup.release(_numbered(1, 999));
        _assertDue(0, 4, _ids(1_000), 0);
        _assertDue(0, 3, new uint256[](0), 768);
        _assertDue(300, 1, new uint256[](0), 512);
        lockup.release(_ids(1_000));
        _assertDue(0, 5, new uint256[](0), 0);
    }

    function test_GivenLotsHereAndThereAreReleased_ItShouldNameTheOthers() external {
        _manyLots(600);
        uint256 next = 1;
        uint256[] memory kept = new uint256[](4);
        (kept[0], kept[1], kept[2], kept[3]) = (1, 255, 256, 600);
        for (uint256 i; i < 4; ++i) {
            if (kept[i] != next) lockup.release(_numbered(next, kept[i] - next));
            next = kept[i] + 1;
        }
        _assertDue(0, 600, kept, 0);
        uint256[] memory last = new uint256[](1);
        last[0] = 600;
        _assertDue(257, 600, last, 0);
    }

    function test_WhenLittleGasIsGiven_ItShouldExamineWhatItCanAndSayWhereToGoOn() external {
        _manyLots(300);
        (uint256[] memory ids, uint256 next) = lockup.dueWork{gas: 200_000}(RELEASE, 0, 300);
        assertGt(ids.length, 20);
        assertLt(ids.length, 300);
        assertEq(next, ids.length + 1);
    }

    function test_GivenTheModuleIsDetached_ItShouldNameNoneUntilItIsAttachedAgain() external {
        _threeLots();
        vm.warp(FIRST_END);
        _detach(address(lockup));
        _assertDue(0, 10, new uint256[](0), 0);
        vm.prank(owner);
        issuer.attachModule(address(token), address(lockup));
        _assertDue(0, 10, _ids(1, 3), 0);
    }

    function test_WhenTheKindIsUnknown_ItShouldNameNoneAndEnd() external {
        _threeLots();
        vm.warp(FIRST_END);
        (uint256[] memory ids, uint256 next) = lockup.dueWork(1, 0, 10);
        assertEq(ids.length, 0);
        assertEq(next, 0);
    }

    function _threeLots() private {
        _issueLot(alice, 1, FIRST_END);
        _issueLot(bob, 1, SECOND_END);
        _issueLot(carol, 1, FIRST_END);
    }

    /// @dev Due.
    function _manyLots(uint256 count) private {
        _issue(alice, count);
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](count);
        for (uint256 i; i < count; ++i) {
            lots[i] = ILockupModule.LotTerms(1, FIRST_END);
        }
        vm.prank(owner);
        lockup.lock(alice, lots);
        vm.warp(FIRST_END);
    }

    function _numbered(uint256 from, uint256 count) private pure returns (uint256[] memory ids) {
        ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = from + i;
        }
    }

    function _assertDue(uint256 cursor, uint256 limit, uint256[] memory expected, uint256 expectedCursor) private view {
        (uint256[] memory ids, uint256 nextCursor) = lockup.dueWork(RELEASE, cursor, limit);
        assertEq(ids, expected);
        assertEq(nextCursor, expectedCursor);
    }
}
