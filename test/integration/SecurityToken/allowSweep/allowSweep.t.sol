// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";

contract AllowSweepTest is EnforcementBase {
    function test_WhenNobodyCalledIt_ItShouldNotBeAllowed() external view {
        assertFalse(token.isSweepable(ada));
    }

    function test_WhenItAllows_ItShouldKeepThatForTheCallerAloneAndSaySo() external {
        _allow(true);
        assertTrue(token.isSweepable(ada));
        assertFalse(token.isSweepable(adaToo));
    }

    function test_WhenItAllowsNoMore_ItShouldKeepThatAndSaySo() external {
        _allow(true);
        _allow(false);
        assertFalse(token.isSweepable(ada));
    }

    function _allow(bool allowed) private {
        vm.expectEmit(address(token));
        emit ITokenEvents.SweepAllowed(ada, allowed);
        vm.prank(ada);
        token.allowSweep(allowed);
    }
}
