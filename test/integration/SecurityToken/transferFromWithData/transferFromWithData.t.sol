// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {referenceData} from "../../../utils/Moves.sol";

contract TransferFromWithDataTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        vm.prank(ada);
        token.approve(stranger, 60);
    }

    function test_RevertWhen_TheAmountExceedsTheAllowance() external {
        _freeze(adaId, true);
        vm.expectRevert(_refusal(Restriction.InsufficientAllowance, ada, ben, 61));
        vm.prank(stranger);
        token.transferFromWithData(ada, ben, 61, "");
        // The owner itself has no allowance, nor have its bystanders.
        vm.expectRevert(_refusal(Restriction.InsufficientAllowance, ada, ben, 1));
        vm.prank(ada);
        token.transferFromWithData(ada, ben, 1, "");
        vm.expectRevert(_refusal(Restriction.InsufficientAllowance, ada, ben, 1));
        vm.prank(ben);
        token.transferFromWithData(ada, ben, 1, "");
    }

    function test_RevertWhen_ASideMayNotTransfer() external {
        _freeze(benId, true);
        vm.expectRevert(_refusal(Restriction.ReceiverFrozen, ada, ben, 60));
        vm.prank(stranger);
        token.transferFromWithData(ada, ben, 60, "");
        assertEq(token.allowance(ada, stranger), 60);
    }

    function test_GivenTheAllowanceIsInfinite_ItShouldLeaveIt() external {
        vm.prank(ada);
        token.approve(stranger, type(uint256).max);
        vm.prank(stranger);
        token.transferFromWithData(ada, ben, 60, "");
        assertEq(token.allowance(ada, stranger), type(uint256).max);
    }

    function test_WhenTheReceiverIsACustodian_ItShouldDepositForTheOwner() external {
        address custodian = _custodian();
        vm.prank(stranger);
        token.transferFromWithData(ada, custodian, 60, "");
        assertEq(token.custodyBalanceOf(custodian, ada), 60);
        assertEq(token.custodyBalanceOf(custodian, stranger), 0);
    }

    function test_WhenTheAllowanceSuffices_ItShouldTakeTheAmountFromItAndFromTheOwner() external {
        vm.prank(stranger);
        token.transferFromWithData(ada, ben, 40, referenceData("reference"));
        _assertBalances(60, 40);
        assertEq(token.allowance(ada, stranger), 20);
        // Both parts of the code know one allowance.
        vm.prank(stranger);
        token.transferFrom(ada, ben, 20);
        assertEq(token.allowance(ada, stranger), 0);
    }
}
