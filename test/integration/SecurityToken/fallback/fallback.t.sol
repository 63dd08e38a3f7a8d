// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRefusals} from "../../../../src/interfaces/IRefusals.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract FallbackTest is ComplianceBase {
    function test_RevertWhen_NoPartOfTheTokenKnowsTheFunction() external {
        bytes memory unknown = abi.encodeWithSignature("mint(address,uint256)", ada, 1);
        _assertRefused(0, unknown, _unknown(bytes4(unknown)));
        unknown = abi.encodeWithSignature("upgradeToAndCall(address,bytes)", stranger, "");
        _assertRefused(0, unknown, _unknown(bytes4(unknown)));
    }

    function test_RevertWhen_TheCalldataIsShorterThanASelector() external {
        _assertRefused(0, hex"00", _unknown(0));
        _assertRefused(0, hex"a9059c", _unknown(0xa9059c00));
    }

    function test_RevertWhen_EtherComes_WithNothing() external {
        _assertRefused(1, "", abi.encodeWithSelector(IRefusals.EtherRefused.selector, 1));
        _assertRefused(0, "", abi.encodeWithSelector(IRefusals.EtherRefused.selector, 0));
    }

    function test_RevertWhen_EtherComes_WithAFunctionThatNoPartKnows() external {
        bytes memory unknown = abi.encodeWithSignature("mint(address,uint256)", ada, 1);
        _assertRefused(1, unknown, _unknown(bytes4(unknown)));
    }

    function test_RevertWhen_EtherComes_WithAFunctionThatSomePartKnows() external {
        _assertRefused(1, abi.encodeCall(token.transfer, (ben, 0)), "");
        _assertRefused(1, abi.encodeCall(token.issue, (ada, 1, "")), "");
        _assertRefused(1, abi.encodeCall(token.transferWithData, (ben, 0, "")), "");
        _assertRefused(1, abi.encodeCall(token.isIssuable, ()), "");
        assertEq(address(token).balance, 0);
    }

    function test_RevertWhen_TheOfficeRefuses() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.setRestriction(true);
    }

    function _unknown(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRefusals.UnknownSelector.selector, selector);
    }

    function _assertRefused(uint256 value, bytes memory data, bytes memory reason) private {
        vm.deal(owner, value);
        vm.prank(owner);
        (bool done, bytes memory answer) = address(token).call{value: value}(data);
        assertFalse(done);
        assertEq(answer, reason);
    }
}
