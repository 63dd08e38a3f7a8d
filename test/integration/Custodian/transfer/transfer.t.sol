// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../../src/interfaces/ICustodian.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {newCustodian} from "../../../utils/Artifacts.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract TransferTest is CustodianBase {
    function test_RevertWhen_TheCallerIsNoAuthorityOfTheCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, alice));
        vm.prank(alice);
        custodian.transfer(token, alice, alice, 40);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoCustodianOfficers();

        vm.prank(custodianOfficer);
        assertFalse(custodian.transfer(token, alice, bob, 40));
        assertEq(token.balanceOf(bob), 0);

        vm.prank(secondCustodianOfficer);
        assertTrue(custodian.transfer(token, alice, bob, 40));
        assertEq(token.balanceOf(bob), 40);
    }

    function test_RevertWhen_TheAmountExceedsWhatTheOwnerHoldsHere() external {
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, bob, bob, 1));
        vm.prank(custodianOfficer);
        custodian.transfer(token, bob, bob, 1);
    }

    function test_RevertWhen_TheReceiverMayNotReceive() external {
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, alice, stranger, 40));
        vm.prank(custodianOfficer);
        custodian.transfer(token, alice, stranger, 40);
    }

    function test_RevertWhen_TheReceiverIsACustodian() external {
        ICustodian other = newCustodian(_one(custodianOfficer), 1);
        vm.prank(owner);
        issuer.addCustodian(address(other));

        vm.expectRevert(_refusal(Restriction.CustodianToCustodian, alice, address(other), 40));
        vm.prank(custodianOfficer);
        custodian.transfer(token, alice, address(other), 40);
    }

    function test_GivenTheCustodianIsNotApproved_WhenTheReceiverIsTheOwner_ItShouldSend() external {
        _disapprove();
        vm.prank(custodianOfficer);
        custodian.transfer(token, alice, alice, 100);
        assertEq(token.balanceOf(alice), 100);
        assertEq(token.balanceOf(address(custodian)), 0);
    }

    function test_RevertGiven_TheCustodianIsNotApproved_WhenTheReceiverIsAnotherInvestor() external {
        _disapprove();
        vm.expectRevert(_refusal(Restriction.CustodianNotApproved, alice, bob, 40));
        vm.prank(custodianOfficer);
        custodian.transfer(token, alice, bob, 40);
    }

    /// @dev Else the custodian's balance and the sum of its owners' positions would part.
    function test_RevertWhen_TheCustodianSendsByAPlainTransfer() external {
        Call memory call = Call({
            authority: OWNER,
            target: address(token),
            data: abi.encodeCall(token.transfer, (bob, 40)),
            salt: bytes32("1"),
            deadline: START + 1 days
        });

        vm.expectRevert(_refusal(Restriction.SenderNotRegistered, address(custodian), bob, 40));
        vm.prank(custodianOfficer);
        custodian.executeCall(call, new SignedApproval[](0));
    }

    function test_WhenAnAuthorityCalls_ItShouldSendFromTheOwnersPosition() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(custodian), bob, 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(address(custodian), alice, address(0), 40);
        vm.prank(custodianOfficer);
        assertTrue(custodian.transfer(token, alice, bob, 40));

        assertEq(token.balanceOf(bob), 40);
        assertEq(custodian.balanceOf(token, alice), 60);
        assertEq(token.balanceOf(address(custodian)), 60);
    }
}
