// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {OWNER} from "../../../../src/types/Authority.sol";
import {deployed, newRegistrar} from "../../../utils/Artifacts.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract ConstructorTest is KYCRegistrarTest {
    function test_RevertGiven_TheCodeOfTheAdministrationIsMissing() external {
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_MissingPart.selector, stranger));
        deployed("KYCRegistrar", abi.encode(_list(owner), 1, stranger));
    }

    function test_GivenTheCodeIsThere_ItShouldAnswerForTheOwners() external {
        IKYCRegistrar made = newRegistrar(_list(owner), 1);
        assertEq(made.membersOf(OWNER), _list(owner));
        vm.prank(owner);
        assertTrue(made.addAuthority(_list(rival), 1, type(uint40).max));
    }
}
