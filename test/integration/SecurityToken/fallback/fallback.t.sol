// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract FallbackTest is ComplianceBase {
    function test_RevertWhen_NoPartOfTheTokenKnowsTheFunction() external {
        _assertRefused(0, abi.encodeWithSignature("mint(address,uint256)", ada, 1));
        _assertRefused(0, abi.encodeWithSignature("upgradeToAndCall(address,bytes)", stranger, ""));
    }

    function test_RevertWhen_TheCalldataIsShorterThanASelector() external {
        _assertRefused(0, "");
        _assertRefused(0, hex"00");
        _assertRefused(0, hex"a9059c");
    }

    function test_RevertWhen_EtherComesWithACall() external {
        _assertRefused(1, "");
        _assertRefused(1, abi.encodeCall(token.transfer, (ben, 0)));
        _assertRefused(1, abi.encodeCall(token.issue, (ada, 1, "")));
        _assertRefused(1, abi.encodeCall(token.transferWithData, (ben, 0, "")));
        _assertRefused(1, abi.encodeCall(token.isIssuable, ()));
        _assertRefused(1, abi.encodeWithSignature("mint(address,uint256)", ada, 1));
        assertEq(address(token).balance, 0);
    }

    function test_RevertWhen_TheOfficeRefuses() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.setRestriction(true);
    }

    function _assertRefused(uint256 value, bytes memory data) private {
        vm.deal(owner, value);
        vm.prank(owner);
        (bool done, bytes memory answer) = address(token).call{value: value}(data);
        assertFalse(done);
        assertEq(answer.length, 0, "no reason to give");
    }
}
