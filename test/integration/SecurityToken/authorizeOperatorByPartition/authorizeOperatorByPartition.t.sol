// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract AuthorizeOperatorByPartitionTest is PartitionBase {
    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _expectUnknownPartition();
        vm.prank(ada);
        token.authorizeOperatorByPartition(UNKNOWN, operator);
    }

    function test_WhenThePartitionExists_ItShouldMakeTheOperatorOneThereAloneAndTell() external {
        _name(LOCKED);
        _name(SEVENTH);
        vm.expectEmit(address(token));
        emit ITokenEvents.AuthorizedOperatorByPartition(LOCKED, operator, ada);
        vm.prank(ada);
        token.authorizeOperatorByPartition(LOCKED, operator);
        assertTrue(token.isOperatorForPartition(LOCKED, operator, ada));
        assertFalse(token.isOperatorForPartition(SEVENTH, operator, ada));
        assertFalse(token.isOperatorForPartition(NONE, operator, ada));
        assertFalse(token.isOperator(operator, ada));
        assertFalse(token.isOperatorForPartition(LOCKED, operator, adaToo));
        assertFalse(token.isOperatorForPartition(LOCKED, stranger, ada));
    }
}
