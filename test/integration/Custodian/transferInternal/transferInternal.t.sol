// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../../src/interfaces/ICustodian.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";

contract TransferInternalTest is CustodianBase {
    function test_RevertWhen_TheCallerIsNoAuthorityOfTheCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, officer));
        vm.prank(officer);
        custodian.transferInternal(token, alice, bob, 40);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoCustodianOfficers();

        vm.prank(custodianOfficer);
        assertFalse(custodian.transferInternal(token, alice, bob, 40));
        assertEq(custodian.balanceOf(token, bob), 0);

        vm.prank(secondOfficer);
        assertTrue(custodian.transferInternal(token, alice, bob, 40));
        assertEq(custodian.balanceOf(token, bob), 40);
    }

    function test_RevertWhen_TheAmountExceedsWhatTheOwnerHoldsHere() external {
        _issue(alice, 1);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, alice, bob, 101));
        vm.prank(custodianOfficer);
        custodian.transferInternal(token, alice, bob, 101);
    }

    function test_RevertWhen_TheNewOwnerMayNotReceive() external {
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, alice, stranger, 40));
        vm.prank(custodianOfficer);
        custodian.transferInternal(token, alice, stranger, 40);
    }

    function test_RevertGiven_TheCustodianIsNotApproved() external {
        _disapprove();
        vm.expectRevert(_refusal(Restriction.CustodianNotApproved, alice, bob, 40));
        vm.prank(custodianOfficer);
        custodian.transferInternal(token, alice, bob, 40);
    }

    function test_WhenAnAuthorityCalls_ItShouldChangeTheBeneficialOwnerAndKeepTheCustodiansBalance() external {
        vm.expectEmit(address(token));
        emit ISecurityToken.CustodyTransferred(address(custodian), alice, bob, 40);
        vm.expectEmit(address(custodian));
        emit ICustodian.BeneficialOwnershipTransferred(token, alice, bob, 40);
        vm.prank(custodianOfficer);
        assertTrue(custodian.transferInternal(token, alice, bob, 40));

        assertEq(custodian.balanceOf(token, alice), 60);
        assertEq(custodian.balanceOf(token, bob), 40);
        assertEq(token.balanceOf(address(custodian)), 100);
        assertEq(token.balanceOf(bob), 0);
    }
}
