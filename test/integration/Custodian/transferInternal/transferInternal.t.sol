// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";

contract TransferInternalTest is CustodianBase {
    function test_RevertWhen_TheCallerIsNoAuthorityOfTheCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, owner));
        vm.prank(owner);
        custodian.transferInternal(token, alice, bob, 40);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoCustodianOfficers();

        vm.prank(custodianOfficer);
        assertFalse(custodian.transferInternal(token, alice, bob, 40));
        assertEq(custodian.balanceOf(token, bob), 0);

        vm.prank(secondCustodianOfficer);
        assertTrue(custodian.transferInternal(token, alice, bob, 40));
        assertEq(custodian.balanceOf(token, bob), 40);
    }

    function test_RevertWhen_TheAmountExceedsWhatTheOwnerHoldsHere() external {
        _issue(alice, 1);
        _expectRefusal(Restriction.InsufficientBalance, alice, bob, 101);
        vm.prank(custodianOfficer);
        custodian.transferInternal(token, alice, bob, 101);
    }

    function test_RevertWhen_TheNewOwnerMayNotReceive() external {
        _expectRefusal(Restriction.ReceiverNotRegistered, alice, stranger, 40);
        vm.prank(custodianOfficer);
        custodian.transferInternal(token, alice, stranger, 40);
    }

    function test_RevertGiven_TheCustodianIsNotApproved() external {
        _disapprove();
        _expectRefusal(Restriction.CustodianNotApproved, alice, bob, 40);
        vm.prank(custodianOfficer);
        custodian.transferInternal(token, alice, bob, 40);
    }

    function test_WhenAnAuthorityCalls_ItShouldChangeTheBeneficialOwnerAndKeepTheCustodiansBalance() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(address(custodian), alice, bob, 40);
        vm.prank(custodianOfficer);
        assertTrue(custodian.transferInternal(token, alice, bob, 40));

        assertEq(custodian.balanceOf(token, alice), 60);
        assertEq(custodian.balanceOf(token, bob), 40);
        assertEq(token.balanceOf(address(custodian)), 100);
        assertEq(token.balanceOf(bob), 0);
    }

    function _expectRefusal(Restriction restriction, address from, address to, uint256 amount) private {
        Restriction dryRun = token.detectCustodyRestriction(address(custodian), from, to, amount, false);
        assertEq(uint8(dryRun), uint8(restriction));
        vm.expectPartialRevert(ITokenEvents.SecurityToken_TransferRefused.selector);
    }
}
