// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract StandardsTest is ComplianceBase {
    function test_WhenAskedWhetherItIsIssuable_ItShouldSayYesAlways() external {
        assertTrue(token.isIssuable());
        vm.startPrank(owner);
        issuer.setTokenRestriction(address(token), true);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        assertTrue(token.isIssuable());
    }

    function test_WhenAskedForItsClock_ItShouldGiveTheSecondOfThisBlockAndSayThatItCountsSeconds() external {
        assertEq(token.clock(), START);
        vm.warp(type(uint48).max);
        assertEq(token.clock(), type(uint48).max);
        assertEq(token.CLOCK_MODE(), "mode=timestamp");
    }
}
