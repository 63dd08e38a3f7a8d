// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract AuthorizeOperatorTest is PartitionBase {
    function test_WhenAnybodyCalls_ItShouldMakeTheOperatorOneForAllPartitionsOfTheCallerAloneAndTell() external {
        assertFalse(token.isOperator(operator, ada));
        vm.expectEmit(address(token));
        emit ITokenEvents.AuthorizedOperator(operator, ada);
        _authorize(ada);
        assertTrue(token.isOperator(operator, ada));
        assertTrue(token.isOperatorForPartition(NONE, operator, ada));
        assertFalse(token.isOperator(operator, adaToo));
        assertFalse(token.isOperator(stranger, ada));
        assertFalse(token.isOperator(ada, operator));
    }

    function test_WhenAnybodyCalls_ItShouldReachPartitionsThatAreNamedLater() external {
        _authorize(ada);
        _name(LOCKED);
        _issueIn(LOCKED, ada, 5);
        _assertPassesIn(LOCKED, ada, ben, 5);
    }
}
