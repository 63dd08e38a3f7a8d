// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {World} from "../World.sol";
import {Handler} from "./Handler.sol";

/// @notice Time goes on, and record dates are announced.
contract TimeHandler is Handler {
    /// @dev As many as a token keeps announced; each distribution needs one too.
    uint256 private constant MAX_ANNOUNCED = 15;

    constructor(World world_) Handler(world_) {}

    function pass(uint256 duration) external {
        world.setTime(world.time() + bound(duration, 1, 15 days));
    }

    function scheduleRecordDate(uint256 duration) external atPresent {
        if (ledger.announcedCount() >= MAX_ANNOUNCED) return;
        uint40 recordDate = uint40(world.time() + bound(duration, 1, 20 days));
        vm.prank(owner);
        token.scheduleRecordDate(recordDate);
        ledger.announce(recordDate, 0);
    }
}
