// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Partition} from "../../../../src/types/Partition.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ApproveByPartitionTest is PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
    }

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _expectUnknownPartition();
        _allow(UNKNOWN, operator, 1);
        assertEq(token.allowanceByPartition(UNKNOWN, ada, operator), 0);
    }

    function test_RevertWhen_TheSpenderIsNobody_InEveryPartition() external {
        bytes memory nobody = abi.encodeWithSelector(ITokenEvents.ERC20InvalidSpender.selector, address(0));
        vm.expectRevert(nobody);
        _allow(LOCKED, address(0), 1);
        vm.expectRevert(nobody);
        _allow(NONE, address(0), 1);
    }

    function test_WhenItIsTheDefaultPartition_ItShouldBeTheAllowanceOfERC20AndNoSecondOne() external {
        vm.expectEmit(address(token));
        emit IERC20.Approval(ada, operator, 6);
        _allow(NONE, operator, 6);
        assertEq(token.allowance(ada, operator), 6);
        vm.prank(operator);
        token.operatorTransferByPartition(NONE, ada, ben, 2, "", "");
        assertEq(token.allowance(ada, operator), 4);
        vm.prank(operator);
        token.transferFrom(ada, ben, 3);
        assertEq(token.allowanceByPartition(NONE, ada, operator), 1);
        vm.prank(ada);
        token.approve(operator, 5);
        assertEq(token.allowanceByPartition(NONE, ada, operator), 5);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 0);
    }

    function test_WhenItIsAnotherPartition_ItShouldSetTheAllowanceThereAloneAndTell() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.ApprovalByPartition(LOCKED, ada, operator, 6);
        _allow(LOCKED, operator, 6);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 6);
        assertEq(token.allowanceByPartition(SEVENTH, ada, operator), 0);
        assertEq(token.allowanceByPartition(NONE, ada, operator), 0);
        assertEq(token.allowance(ada, operator), 0);
        assertEq(token.allowanceByPartition(LOCKED, adaToo, operator), 0);
        assertEq(token.allowanceByPartition(LOCKED, ada, stranger), 0);
        assertFalse(token.isOperatorForPartition(LOCKED, operator, ada));
    }

    function test_WhenItIsAnotherPartition_GivenThereWasOneBefore_ItShouldReplaceIt() external {
        _allow(LOCKED, operator, 6);
        _allow(LOCKED, operator, 2);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 2);
        _allow(LOCKED, operator, 0);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 0);
    }

    function test_GivenTheTokenIsSplit_ItShouldLeaveTheAmountThatTheHolderNamed() external {
        _allow(LOCKED, operator, 6);
        vm.prank(owner);
        token.split(10, 1);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 6);
        vm.startPrank(operator);
        token.operatorTransferByPartition(LOCKED, ada, ben, 6, "", "");
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 0);
        _assertHolds(ada, 100, 994, 0);
    }

    function _allow(Partition partition, address spender, uint256 amount) private {
        vm.prank(ada);
        token.approveByPartition(partition, spender, amount);
    }
}
