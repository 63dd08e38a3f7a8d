// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodianModule} from "../../../../src/interfaces/ICustodian.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenLedger} from "../../../../src/interfaces/ITokenLedger.sol";
import {HOOK_CHECK_TRANSFER} from "../../../../src/types/Modules.sol";
import {KIND_DEPOSIT, Move} from "../../../../src/types/Move.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {CustodianModuleMock} from "../../../mocks/CustodianModuleMock.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";
import {moveOf} from "../../../utils/Moves.sol";

contract AcceptsDepositTest is CustodianBase {
    function test_GivenNothingIsSet_ItShouldAcceptAll() external view {
        assertTrue(custodian.acceptsDeposit(token, alice, 0));
        assertTrue(custodian.acceptsDeposit(token, alice, 1));
    }

    function test_WhenTheAmountIsLessThanTheLeastDeposit_ItShouldRefuse() external {
        _setLeast(5);
        assertFalse(custodian.acceptsDeposit(token, alice, 4));
    }

    function test_WhenTheAmountIsTheLeastDeposit_ItShouldAccept() external {
        _setLeast(5);
        assertTrue(custodian.acceptsDeposit(token, alice, 5));
    }

    function test_WhenAnotherTokenAsks_ItShouldGoByThatTokensOwnSetting() external {
        _setLeast(5);
        assertTrue(custodian.acceptsDeposit(ISecurityToken(stranger), alice, 1));
    }

    function test_GivenAModuleIsAskedOfMoves_ItShouldShowItTheDeposit() external {
        CustodianModuleMock module = _attached();
        PositionKey memory kept = defaultPosition(address(custodian), alice);
        Move memory move = moveOf(KIND_DEPOSIT, alice, defaultPosition(address(0), alice), kept, 7);
        vm.expectCall(address(module), abi.encodeCall(ICustodianModule.checkCustody, (token, move)), 1);
        assertTrue(custodian.acceptsDeposit(token, alice, 7));
    }

    function test_GivenAModuleIsAskedOfMoves_ItShouldRefuseWhenTheModuleRefuses() external {
        _attached().setMood(true, false);
        vm.expectRevert(CustodianModuleMock.CustodianModuleMock_Refused.selector);
        custodian.acceptsDeposit(token, alice, 7);
    }

    function _attached() private returns (CustodianModuleMock module) {
        module = new CustodianModuleMock(custodian, HOOK_CHECK_TRANSFER, 0);
        vm.prank(custodianOfficer);
        custodian.attachModule(module);
    }

    function _setLeast(uint256 amount) private {
        vm.mockCall(address(token), abi.encodeCall(ITokenLedger.setDepositsAsked, (true)), "");
        vm.prank(custodianOfficer);
        custodian.setLeastDeposit(token, amount);
    }
}
