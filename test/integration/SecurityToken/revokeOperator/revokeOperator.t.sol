// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract RevokeOperatorTest is PartitionBase {
    function test_GivenTheOperatorIsOneForAPartitionToo_ItShouldLeaveItOneThere() external {
        _name(LOCKED);
        vm.startPrank(ada);
        token.authorizeOperator(operator);
        token.authorizeOperatorByPartition(LOCKED, operator);
        token.revokeOperator(operator);
        vm.stopPrank();
        assertTrue(token.isOperatorForPartition(LOCKED, operator, ada));
        assertFalse(token.isOperatorForPartition(NONE, operator, ada));
    }

    function test_GivenTheOperatorIsOne_ItShouldRevokeItForTheCallerAloneAndTell() external {
        _authorize(ada);
        _authorize(ben);
        vm.expectEmit(address(token));
        emit ITokenEvents.RevokedOperator(operator, ada);
        vm.prank(ada);
        token.revokeOperator(operator);
        assertFalse(token.isOperator(operator, ada));
        assertFalse(token.isOperatorForPartition(NONE, operator, ada));
        assertTrue(token.isOperator(operator, ben));
    }
}
