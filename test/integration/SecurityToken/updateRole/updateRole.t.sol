// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Party, PartyKind, custodianParty, partyOfKind} from "../../../../src/types/Party.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateRoleTest is ComplianceBase {
    address private vault = address(new Vault());

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.updateRole(stranger, custodianParty(0));
    }

    function test_WhenTheIssuerMakesTheAccountACustodian_ItShouldBeOneApprovedOrNotWhateverARegistrarSaysLater()
        external
    {
        _update(custodianParty(0));
        assertEq(token.detectTransferRestriction(ada, vault, 1), 0);
        _update(custodianParty(START));
        _assertVerdict(Restriction.CustodianNotApproved);

        _register(_id("vault"), CH, 1, FAR, _one(vault));
        _assertVerdict(Restriction.CustodianNotApproved);
    }

    function test_WhenTheIssuerMakesTheAccountAToken_ItShouldReceiveNothingWhateverARegistrarSaysLater() external {
        _update(partyOfKind(PartyKind.Token));
        _assertVerdict(Restriction.InvalidReceiver);

        _register(_id("vault"), CH, 1, FAR, _one(vault));
        _assertVerdict(Restriction.InvalidReceiver);
    }

    function _update(Party role) private {
        vm.prank(address(issuer));
        token.updateRole(vault, role);
    }

    function _assertVerdict(Restriction code) private view {
        assertEq(token.detectTransferRestriction(ada, vault, 1), uint8(code));
    }
}
