// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../../src/interfaces/ICustodian.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenLedger} from "../../../../src/interfaces/ITokenLedger.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";

contract SetLeastDepositTest is CustodianBase {
    function test_RevertWhen_TheCallerIsNoAuthority() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, alice));
        vm.prank(alice);
        custodian.setLeastDeposit(token, 5);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoCustodianOfficers();
        _expectAsked(true, 1);

        assertFalse(_set(5));
        assertEq(custodian.leastDepositOf(token), 0);

        vm.prank(secondCustodianOfficer);
        assertTrue(custodian.setLeastDeposit(token, 5));
        assertEq(custodian.leastDepositOf(token), 5);
    }

    function test_RevertWhen_TheTokenDoesNotTakeTheContractForACustodian() external {
        vm.mockCallRevert(address(token), abi.encodeCall(ITokenLedger.setDepositsAsked, (true)), "no custodian");
        vm.expectRevert("no custodian");
        _set(5);
        assertEq(custodian.leastDepositOf(token), 0);
    }

    function test_WhenAnAmountIsSet_ItShouldKeepItForThatTokenAndHaveTheTokenAsk() external {
        _expectAsked(true, 1);
        vm.expectEmit(address(custodian));
        emit ICustodian.LeastDepositSet(token, 5);
        assertTrue(_set(5));

        assertEq(custodian.leastDepositOf(token), 5);
        assertEq(custodian.leastDepositOf(ISecurityToken(stranger)), 0);
    }

    function test_WhenZeroIsSet_ItShouldHaveTheTokenAskNoMore() external {
        _expectAsked(true, 1);
        _set(5);
        _expectAsked(false, 1);
        _set(0);
        assertEq(custodian.leastDepositOf(token), 0);
    }

    function _set(uint256 amount) private returns (bool) {
        vm.prank(custodianOfficer);
        return custodian.setLeastDeposit(token, amount);
    }

    function _expectAsked(bool asked, uint64 times) private {
        bytes memory call = abi.encodeCall(ITokenLedger.setDepositsAsked, (asked));
        vm.mockCall(address(token), call, "");
        vm.expectCall(address(token), call, times);
    }
}
