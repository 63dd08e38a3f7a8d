// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PledgeHandler} from "./handlers/PledgeHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I85 to I87 of README.md: what pledges secure, when they are realised, and how they end.
contract PledgeInvariants is Test {
    PledgeHandler private handler;

    function setUp() external {
        handler = new PledgeHandler();
        bytes4[] memory acts = new bytes4[](15);
        acts[0] = PledgeHandler.pass.selector;
        acts[1] = PledgeHandler.propose.selector;
        acts[2] = PledgeHandler.accept.selector;
        acts[3] = PledgeHandler.accept.selector;
        acts[4] = PledgeHandler.withdraw.selector;
        acts[5] = PledgeHandler.call.selector;
        acts[6] = PledgeHandler.withdrawCall.selector;
        acts[7] = PledgeHandler.realise.selector;
        acts[8] = PledgeHandler.release.selector;
        acts[9] = PledgeHandler.expire.selector;
        acts[10] = PledgeHandler.force.selector;
        acts[11] = PledgeHandler.move.selector;
        acts[12] = PledgeHandler.split.selector;
        acts[13] = PledgeHandler.lose.selector;
        acts[14] = PledgeHandler.releaseAll.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), acts));
    }

    function invariant_I85ToI87_PledgesAreThoseOfTheBookAndBookedAtTheToken() external {
        handler.checkBook();
    }
}
