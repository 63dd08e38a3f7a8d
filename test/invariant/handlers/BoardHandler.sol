// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {OWNER, Step} from "../../../src/types/Authority.sol";
import {Plot} from "../stores/Plot.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Three honest members who change who sits beside them, and always keep a minority of hostile ones: fewer
/// than the threshold.
contract BoardHandler is Test {
    Plot private immutable plot;
    IIssuingEntity private immutable entity;

    constructor(Plot plot_) {
        plot = plot_;
        entity = plot_.entity();
    }

    /// @param seats bit i: hostile member i sits on the board
    function replaceBoard(uint256 seats, uint256 threshold) external {
        threshold = bound(threshold, 2, 3);
        seats = plot.minorityOf(seats, threshold);
        _decide(abi.encodeCall(entity.replaceAuthorityMembers, (OWNER, plot.board(seats), uint16(threshold))));
        plot.setBoard(seats, threshold);
    }

    function seat(uint256 seed) external {
        uint256 seats = plot.seats() | 1 << seed % 3;
        if (seats == plot.seats() || plot.minorityOf(seats, plot.threshold()) != seats) return;
        _decide(abi.encodeCall(entity.addAuthorityAddresses, (OWNER, plot.hostile(seats & ~plot.seats()))));
        plot.setBoard(seats, plot.threshold());
    }

    function unseat(uint256 seed) external {
        uint256 leaver = plot.seats() & 1 << seed % 3;
        if (leaver == 0) return;
        _decide(abi.encodeCall(entity.removeAuthorityAddresses, (OWNER, plot.hostile(leaver))));
        plot.setBoard(plot.seats() & ~leaver, plot.threshold());
    }

    function setThreshold(uint256 threshold) external {
        threshold = bound(threshold, 2, 3);
        if (plot.minorityOf(plot.seats(), threshold) != plot.seats()) return;
        _decide(abi.encodeCall(entity.setAuthorityThreshold, (OWNER, uint16(threshold))));
        plot.setBoard(plot.seats(), threshold);
    }

    /// @dev Honest calls run at the approval that meets the threshold, not before and not after.
    function decide(uint32 limit) external {
        uint32[8] memory limits;
        limits[0] = limit >> 5;
        _decide(abi.encodeCall(entity.setInvestorLimits, (limits)));
    }

    /// @dev The same in a batch.
    function decideTogether(uint32 limit) external {
        uint32[8] memory limits;
        limits[0] = limit >> 6;
        Step[] memory steps = new Step[](2);
        steps[0] = Step(address(entity), abi.encodeCall(entity.setInvestorLimits, (limits)));
        ++limits[0];
        steps[1] = Step(address(entity), abi.encodeCall(entity.setInvestorLimits, (limits)));
        _decide(abi.encodeCall(entity.executeBatch, (steps)));
    }

    function pass(uint256 duration) external {
        plot.setTime(plot.time() + bound(duration, 1, 20 days));
    }

    function _decide(bytes memory data) private {
        vm.warp(plot.time());
        uint256 threshold = plot.threshold();
        for (uint256 i = 1; i <= threshold; ++i) {
            vm.prank(plot.honest(i - 1));
            (bool done, bytes memory answer) = address(entity).call(data);
            assertTrue(done, "an honest call is refused");
            assertEq(abi.decode(answer, (bool)), i == threshold, "I11: runs at the threshold");
        }
    }
}
