// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkKind} from "../../../../src/types/Work.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract CheckerTest is GatewayBase {
    function test_WhenSomethingIsDue_ItShouldGiveACallThatDoesItWhoeverSendsIt() external {
        _lockUpDue(2);
        (bool can, bytes memory call) = gateway.checker();
        assertTrue(can);
        _expectDone(WorkKind.Release, stranger, _list(1, 2));
        vm.prank(stranger);
        (bool success,) = address(gateway).call(call);
        assertTrue(success);
    }

    function test_WhenNothingIsDue_ItShouldSaySo() external {
        _lockUp(1);
        (bool can, bytes memory reason) = gateway.checker();
        assertFalse(can);
        assertEq(reason, "Nothing is due.");
    }
}
