// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {newToken} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

contract InitializeTest is ComplianceBase {
    function test_RevertGiven_TheTokenIsAnOriginal() external {
        _assertRefuses(newToken(issuer, "Not added", "NOT", 0));
        _assertRefuses(token);
    }

    function test_RevertGiven_TheCloneHasADescription() external {
        ISecurityToken clone = ISecurityToken(Clones.clone(address(token)));
        clone.initialize("", "", 0);
        _assertRefuses(clone);
    }

    function test_RevertWhen_ThereAreMoreThanEighteenDecimals() external {
        ISecurityToken clone = ISecurityToken(Clones.clone(address(token)));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidDecimals.selector, 19));
        clone.initialize("Second", "TWO", 19);
    }

    function test_GivenTheCloneIsFresh_ItShouldTakeTheDescriptionAndTheOriginalsIssuerRegistrarAndOffice() external {
        ISecurityToken clone = ISecurityToken(Clones.clone(address(token)));
        clone.initialize("A name that is longer than a word of storage has room for", "TWO", 18);
        assertEq(clone.name(), "A name that is longer than a word of storage has room for");
        assertEq(clone.symbol(), "TWO");
        assertEq(clone.decimals(), 18);
        assertEq(address(clone.issuer()), address(issuer));

        vm.startPrank(owner);
        issuer.addToken(address(clone));
        clone.issue(ada, 5, "");
        assertTrue(clone.scheduleRecordDate(START + 10));
        vm.stopPrank();
        vm.prank(ada);
        clone.transfer(ben, 5);
        _assertPositions(benId, 1);
    }

    function _assertRefuses(ISecurityToken candidate) private {
        vm.expectRevert(ITokenEvents.SecurityToken_Initialized.selector);
        candidate.initialize("Taken", "TKN", 1);
    }
}
