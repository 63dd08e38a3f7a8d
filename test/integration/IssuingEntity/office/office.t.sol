// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuerAdministration} from "../../../../src/interfaces/IIssuerAdministration.sol";
import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {deployed} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract IssuerOfficeTest is ComplianceBase {
    address private office = deployed("IssuerAdministration", "");
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
        own.addRegistrar(registrar);
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_ForeignToken.selector, address(token)));
        own.addToken(address(token));
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_UnknownToken.selector, address(token)));
        own.attachModule(address(token), stranger);
        vm.expectRevert();
        own.addCustodian(address(token));
        vm.expectRevert();
        own.attachContract(address(token));
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
