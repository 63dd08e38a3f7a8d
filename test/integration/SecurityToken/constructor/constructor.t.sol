// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {newIssuer, newOffice, newToken} from "../../../utils/Artifacts.sol";
import {System} from "../../../utils/System.sol";

contract ConstructorTest is System {
    address private office = newOffice();

    function test_RevertWhen_ThereAreMoreThanEighteenDecimals() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidDecimals.selector, 19));
        newToken(issuer, office, "Token", "TKN", 19);
    }

    function test_RevertGiven_TheIssuerHasNoRegistrar() external {
        IIssuingEntity bare = newIssuer(_one(owner), 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NoRegistrar.selector, bare));
        newToken(bare, office, "Token", "TKN", 0);
    }

    function test_RevertGiven_TheOfficeHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_MissingPart.selector, stranger));
        newToken(issuer, stranger, "Token", "TKN", 0);
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
