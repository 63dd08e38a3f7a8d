// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LockupBase} from "../../../utils/LockupBase.sol";

contract DueTest is LockupBase {
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

    function test_WhenTheLimitIsBeyondAllNumbers_ItShouldLookAtEveryLot() external {
        _threeLots();
        vm.warp(FIRST_END);
        _assertDue(1, type(uint256).max, _ids(1, 3), 0);
    }

    function test_WhenLotsAreDue_ItShouldNameJustThoseThatReleaseWouldRelease() external {
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

    function _threeLots() private {
        _issueLot(alice, 1, FIRST_END);
        _issueLot(bob, 1, SECOND_END);
        _issueLot(carol, 1, FIRST_END);
    }

    function _assertDue(uint256 cursor, uint256 limit, uint256[] memory expected, uint256 expectedCursor) private view {
        (uint256[] memory lotIds, uint256 nextCursor) = lockup.due(cursor, limit);
        assertEq(lotIds, expected);
        assertEq(nextCursor, expectedCursor);
    }
}
