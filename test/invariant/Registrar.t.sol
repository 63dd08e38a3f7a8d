// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ProviderHandler} from "./handlers/ProviderHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I50 to I61 of README.md: who is who, who says so, and what is attested.
contract RegistrarInvariants is Test {
    ProviderHandler private handler;

    function setUp() external {
        handler = new ProviderHandler();
        targetContract(address(handler));
    }

    function invariant_AllPropertiesHold() external {
        vm.warp(handler.time());
        handler.checkRecords();
        handler.checkNeighbours();
        handler.checkBindings();
        handler.checkStandings();
        handler.checkClaims();
    }
}
