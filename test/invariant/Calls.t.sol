// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CallsHandler} from "./handlers/CallsHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I41 to I49 of README.md: what runs, when, and by whose approval.
contract CallsInvariants is Test {
    CallsHandler private handler;

    function setUp() external {
        handler = new CallsHandler();
        bytes4[] memory acts = new bytes4[](13);
        acts[0] = CallsHandler.reseat.selector;
        acts[1] = CallsHandler.setThreshold.selector;
        acts[2] = CallsHandler.permit.selector;
        acts[3] = CallsHandler.setEnd.selector;
        acts[4] = CallsHandler.attach.selector;
        acts[5] = CallsHandler.pass.selector;
        acts[6] = CallsHandler.send.selector;
        acts[7] = CallsHandler.batch.selector;
        acts[8] = CallsHandler.approve.selector;
        acts[9] = CallsHandler.sign.selector;
        acts[10] = CallsHandler.execute.selector;
        acts[11] = CallsHandler.withdraw.selector;
        acts[12] = CallsHandler.cancel.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), acts));
    }

    function invariant_AllPropertiesHold() external {
        vm.warp(handler.time());
        handler.checkRuns();
        handler.checkSalts();
        handler.checkApprovals();
        handler.checkBoards();
        handler.checkBindings();
    }
}
