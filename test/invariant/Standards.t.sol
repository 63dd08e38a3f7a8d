// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {StandardsHandler} from "./handlers/StandardsHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I33 to I35 of README.md: allowances, permits, and one answer by whatever standard one asks.
contract StandardsInvariants is Test {
    StandardsHandler private handler;

    function setUp() external {
        handler = new StandardsHandler();
        bytes4[] memory acts = new bytes4[](7);
        acts[0] = StandardsHandler.pass.selector;
        acts[1] = StandardsHandler.freeze.selector;
        acts[2] = StandardsHandler.approve.selector;
        acts[3] = StandardsHandler.move.selector;
        acts[4] = StandardsHandler.spend.selector;
        acts[5] = StandardsHandler.sign.selector;
        acts[6] = StandardsHandler.usePermit.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), acts));
    }

    function invariant_I33AndI34_AllowancesAndNoncesAreThoseOfTheBook() external view {
        handler.checkBook();
    }
}
