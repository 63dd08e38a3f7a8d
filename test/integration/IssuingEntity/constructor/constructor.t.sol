// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {OWNER} from "../../../../src/types/Authority.sol";
import {deployed, newIssuerRules} from "../../../utils/Artifacts.sol";
import {System} from "../../../utils/System.sol";

contract IssuerConstructorTest is System {
    function test_RevertGiven_TheCodeOfTheRulesIsMissing() external {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_MissingPart.selector, stranger));
        deployed("IssuingEntity", abi.encode(_one(owner), 1, stranger));
    }

    function test_RevertGiven_TheRulesOwnAdministrationIsMissing() external {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_MissingPart.selector, stranger));
        deployed("IssuerRules", abi.encode(stranger));
    }

    function test_GivenTheCodeIsThere_ItShouldAnswerForTheOwners() external {
        address rules = newIssuerRules();
        IIssuingEntity made = IIssuingEntity(deployed("IssuingEntity", abi.encode(_one(owner), 1, rules)));
        assertEq(made.membersOf(OWNER), _one(owner));
        vm.prank(owner);
        assertTrue(made.addRegistrar(registrar));
    }
}
