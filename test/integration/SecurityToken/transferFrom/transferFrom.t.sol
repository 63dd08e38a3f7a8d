// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract TransferFromTest is ComplianceBase {
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
        token.transferFrom(ada, ben, 61);
        vm.expectRevert(_refusal(Restriction.InsufficientAllowance, ada, ben, 1));
        vm.prank(ada);
        token.transferFrom(ada, ben, 1);
    }

    function test_RevertWhen_ASideMayNotTransfer() external {
        _freeze(benId, true);
        vm.expectRevert(_refusal(Restriction.ReceiverFrozen, ada, ben, 60));
        vm.prank(stranger);
        token.transferFrom(ada, ben, 60);
        assertEq(token.allowance(ada, stranger), 60);
    }

    function test_WhenTheAmountIsZeroAndNobodyAllowedAnything_ItShouldSucceedAndChangeNothing() external {
        vm.prank(ben);
        assertTrue(token.transferFrom(ada, ben, 0));
        _assertBalances(100, 0);
        _assertPositions(benId, 0);
    }

    function test_GivenTheAllowanceIsInfinite_ItShouldLeaveIt() external {
        vm.prank(ada);
        token.approve(stranger, type(uint256).max);
        vm.prank(stranger);
        token.transferFrom(ada, ben, 60);
        assertEq(token.allowance(ada, stranger), type(uint256).max);
    }

    function test_WhenTheReceiverIsACustodian_ItShouldDepositForTheOwner() external {
        address custodian = _custodian();
        vm.prank(stranger);
        token.transferFrom(ada, custodian, 60);
        assertEq(token.custodyBalanceOf(custodian, ada), 60);
        assertEq(token.custodyBalanceOf(custodian, stranger), 0);
    }

    function test_WhenTheAllowanceSuffices_ItShouldTakeTheAmountFromIt() external {
        vm.prank(stranger);
        assertTrue(token.transferFrom(ada, ben, 60));
        _assertBalances(40, 60);
        assertEq(token.allowance(ada, stranger), 0);
    }
}
