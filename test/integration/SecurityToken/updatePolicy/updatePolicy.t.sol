// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {FreezeFilter} from "../../../../src/types/FreezeFilter.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdatePolicyTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.updatePolicy(true, false, FreezeFilter.wrap(0));
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldApplyPauseRegistrarAndFilterAndLeaveTheTokensOwnSwitches() external {
        vm.startPrank(address(issuer));
        token.setRestriction(true);
        token.updatePolicy(true, true, FreezeFilter.wrap(type(uint144).max));
        assertTrue(token.isRestricted());
        token.setRestriction(false);
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.IssuerRestricted));
        token.updatePolicy(false, true, FreezeFilter.wrap(type(uint144).max));
        assertEq(token.detectTransferRestriction(ada, ben, 1), 0, "nobody is frozen");
        token.updatePolicy(false, true, FreezeFilter.wrap(0));
        assertEq(token.detectTransferRestriction(ada, ben, 1), 0);
    }
}
