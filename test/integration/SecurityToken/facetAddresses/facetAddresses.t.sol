// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {deployed, newCodeParts, newFactory, newToken} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract FacetAddressesTest is ComplianceBase {
    address[] private parts;
    address private administration;

    function setUp() public override {
        super.setUp();
        parts = newCodeParts();
        administration = deployed("TokenAdministration", abi.encode(parts));
        token = newToken(issuer, administration, "Muster", "MUST", 0);
        vm.prank(owner);
        issuer.addToken(address(token));
    }

    function test_ItShouldNameEveryPartOfTheCodeBesideTheLedgerOnce() external view {
        _assertParts(token);
    }

    function test_GivenTheTokenIsAClone_ItShouldNameThePartsOfItsOriginal() external {
        _assertParts(ISecurityToken(newFactory().createToken(address(token), "Preferred", "PREF", 0, bytes32(0))));
    }

    function _assertParts(ISecurityToken asked) private view {
        address[] memory named = asked.facetAddresses();
        assertEq(named.length, parts.length + 1);
        assertEq(named[0], administration);
        for (uint256 i; i < parts.length; ++i) {
            assertEq(named[i + 1], parts[i]);
        }
    }
}
