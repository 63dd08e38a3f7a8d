// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuerAdministration} from "../../../../src/interfaces/IIssuerAdministration.sol";
import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {deployed, newIssuerRules} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract IssuerOfficeTest is ComplianceBase {
    address private office = newIssuerRules();
    IIssuingEntity private first;
    IIssuingEntity private second;

    function setUp() public override {
        super.setUp();
        first = IIssuingEntity(deployed("IssuingEntity", abi.encode(_one(owner), 1, office)));
        second = IIssuingEntity(deployed("IssuingEntity", abi.encode(_one(owner), 1, office)));
    }

    function test_WhenAnybodyCallsAtItsOwnAddress_ItShouldChangeNothingOfAnIssuerAndBeTrustedByNobody() external {
        IIssuerAdministration own = IIssuerAdministration(office);
        vm.startPrank(stranger);
        bytes memory refusal = abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger);
        vm.expectRevert(refusal);
        own.addRegistrar(registrar);
        vm.expectRevert(refusal);
        own.addToken(address(token));
        vm.expectRevert(refusal);
        own.attachModule(address(token), stranger);
        vm.expectRevert(refusal);
        own.addCustodian(address(token));
        vm.expectRevert(refusal);
        own.attachContract(address(token));
        vm.expectRevert(refusal);
        own.attachIssuerModule(address(registrar));
        vm.stopPrank();

        assertFalse(first.isAttached(address(registrar)));
        (, bool accepted) = first.registrarAt(0);
        assertFalse(accepted);
        assertFalse(token.isModule(stranger));
    }

    function test_WhenTwoIssuersShareIt_ItShouldKeepNothingOfTheirsAndNothingOfOneForTheOther() external {
        vm.record();
        vm.startPrank(owner);
        first.addRegistrar(registrar);
        first.attachIssuerModule(address(registrar));
        vm.stopPrank();
        (, bytes32[] memory writes) = vm.accesses(office);
        assertEq(writes.length, 0);
        assertTrue(first.isAttached(address(registrar)));
        assertFalse(second.isAttached(address(registrar)));
        (, bool accepted) = second.registrarAt(0);
        assertFalse(accepted);
    }
}
