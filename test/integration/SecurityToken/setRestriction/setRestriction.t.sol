// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract SetRestrictionTest is ComplianceBase {
    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.setRestriction(true);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldPauseTheTokenOrLiftThat() external {
        vm.startPrank(address(issuer));
        vm.expectEmit(address(token));
        emit ITokenEvents.RestrictionSet(true);
        token.setRestriction(true);
        assertTrue(token.isRestricted());
        token.setRestriction(false);
        assertFalse(token.isRestricted());
    }
}
