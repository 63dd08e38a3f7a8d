// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateCustodianTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.updateCustodian(stranger, true);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldTakeTheAccountForACustodianApprovedOrNotForEver() external {
        address vault = address(new Vault());
        vm.startPrank(address(issuer));
        token.updateCustodian(vault, true);
        assertEq(token.detectTransferRestriction(ada, vault, 1), 0);
        token.updateCustodian(vault, false);
        assertEq(token.detectTransferRestriction(ada, vault, 1), uint8(Restriction.CustodianNotApproved));
        vm.stopPrank();
        _register(_id("vault"), CH, 1, FAR, _one(vault));
        assertEq(
            token.detectTransferRestriction(ada, vault, 1),
            uint8(Restriction.CustodianNotApproved),
            "a registrar cannot make it an investor"
        );
    }
}
