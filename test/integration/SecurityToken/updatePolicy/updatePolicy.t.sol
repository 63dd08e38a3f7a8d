// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
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
        token.updatePolicy(false);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldApplyThePauseAndLeaveTheTokensOwnSwitches() external {
        vm.startPrank(address(issuer));
        token.setRestriction(true);
        token.updatePolicy(true);
        assertTrue(token.isRestricted());
        token.setRestriction(false);
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.IssuerRestricted));
        token.updatePolicy(false);
        assertEq(token.detectTransferRestriction(ada, ben, 1), 0);
    }
}
