// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {AuthorityId, OWNER} from "../../src/types/Authority.sol";
import {BoardHandler} from "./handlers/BoardHandler.sol";
import {MinorityHandler} from "./handlers/MinorityHandler.sol";
import {Plot} from "./stores/Plot.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I11 of README.md: whatever changes on the board, a minority of it gets nothing done.
contract MultiSigInvariants is Test {
    Plot private plot;
    IIssuingEntity private entity;

    function setUp() external {
        plot = new Plot();
        entity = plot.entity();
        targetContract(address(new BoardHandler(plot)));
        targetContract(address(new MinorityHandler(plot)));
    }

    function invariant_I11_AMinorityGetsNothingDone() external view {
        assertFalse(entity.globalRestriction(), "I11: paused");
        assertEq(plot.token().totalSupply(), 0, "I11: issued");
        assertEq(entity.getAuthority(AuthorityId.wrap(2)).memberCount, 0, "I11: authority added");
        assertEq(entity.getAuthority(OWNER).threshold, plot.threshold(), "I11: threshold");
        assertEq(entity.getAuthority(OWNER).memberCount, plot.board(plot.seats()).length, "I11: members");
    }
}
