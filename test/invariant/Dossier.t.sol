// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DossierHandler} from "./handlers/DossierHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I36 to I40 of README.md: what an issuer has published is never rewritten.
contract DossierInvariants is Test {
    DossierHandler private handler;

    function setUp() external {
        handler = new DossierHandler();
        bytes4[] memory acts = new bytes4[](6);
        acts[0] = DossierHandler.pass.selector;
        acts[1] = DossierHandler.publish.selector;
        acts[2] = DossierHandler.remove.selector;
        acts[3] = DossierHandler.state.selector;
        acts[4] = DossierHandler.removeFact.selector;
        acts[5] = DossierHandler.announce.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), acts));
    }

    function invariant_AllPropertiesHold() external {
        vm.warp(handler.time());
        handler.checkDocuments();
        handler.checkAnnouncements();
        handler.checkFacts();
    }
}
