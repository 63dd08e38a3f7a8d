// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract RevokeOperatorByPartitionTest is PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
    }

    function test_GivenTheOperatorIsOneForAllPartitions_ItShouldLeaveItOne() external {
        _authorize(ada);
        vm.prank(ada);
        token.revokeOperatorByPartition(LOCKED, operator);
        assertTrue(token.isOperatorForPartition(LOCKED, operator, ada));
        assertTrue(token.isOperator(operator, ada));
    }

    function test_GivenTheOperatorIsOneThere_ItShouldRevokeItThereAloneAndTell() external {
        vm.startPrank(ada);
        token.authorizeOperatorByPartition(LOCKED, operator);
        token.authorizeOperatorByPartition(SEVENTH, operator);
        vm.expectEmit(address(token));
        emit ITokenEvents.RevokedOperatorByPartition(LOCKED, operator, ada);
        token.revokeOperatorByPartition(LOCKED, operator);
        vm.stopPrank();
        assertFalse(token.isOperatorForPartition(LOCKED, operator, ada));
        assertTrue(token.isOperatorForPartition(SEVENTH, operator, ada));
    }
}
