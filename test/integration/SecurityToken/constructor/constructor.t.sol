// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {newToken} from "../../../utils/Artifacts.sol";
import {System} from "../../../utils/System.sol";

contract ConstructorTest is System {
    function test_RevertWhen_ThereAreMoreThanEighteenDecimals() external {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.SecurityToken_InvalidDecimals.selector, 19));
        newToken(issuer, "Token", "TKN", 19);
    }

    function test_WhenTheDecimalsAreSound_ItShouldKeepNameSymbolDecimalsAndIssuer() external {
        ISecurityToken made = newToken(issuer, "Token", "TKN", 18);
        assertEq(made.name(), "Token");
        assertEq(made.symbol(), "TKN");
        assertEq(made.decimals(), 18);
        assertEq(address(made.issuer()), address(issuer));
        assertEq(made.messageForTransferRestriction(1), "The token is paused");
    }
}
