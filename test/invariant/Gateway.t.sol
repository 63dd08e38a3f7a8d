// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GatewayHandler} from "./handlers/GatewayHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I78 to I82 of README.md: honest and hostile sources of one gateway.
contract GatewayInvariants is Test {
    GatewayHandler private handler;

    function setUp() external {
        handler = new GatewayHandler();
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), handler.selectors()));
    }

    function invariant_AllPropertiesHold() external {
        handler.assertSources();
        handler.assertPositions();
    }

    function afterInvariant() external {
        handler.assertSources();
        handler.assertWork();
        handler.assertPositions();
    }

    /// @dev The same in every run: the world is worth something only if networks meet honest work, hostile work, and
    /// offers that come to nothing.
    function test_NetworksMeetEverySource() external {
        vm.pauseGasMetering();
        handler.live(0, 150);
        string[3] memory who = ["honest", "hostile", "nobody"];
        for (uint256 i; i < 3; ++i) {
            emit log_named_uint(who[i], handler.served(i));
            assertGt(handler.served(i), 10, who[i]);
        }
    }
}
