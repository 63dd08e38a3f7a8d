// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract CheckerTest is GatewayBase {
    function test_WhenSomethingIsDue_ItShouldGiveACallThatDoesItWhoeverSendsIt() external {
        _lockUpDue(2);
        (bool can, bytes memory payload) = gateway.checker();
        assertTrue(can);
        _expectDone(LOCKUPS, stranger, _ids(1, 2));
        vm.prank(stranger);
        (bool success,) = address(gateway).call(payload);
        assertTrue(success);
    }

    function test_WhenASearchWasCutShort_ItShouldGiveTheCallThatGoesOnWithIt() external {
        HostileSource hostile = _listHostile(1);
        hostile.setFinished(40_000);
        (bool can, bytes memory payload) = gateway.checker{gas: NETWORK_VIEW_GAS}();
        assertTrue(can);
        (bool success,) = address(gateway).call{gas: NETWORK_RUN_GAS}(payload);
        assertTrue(success);
        (uint256 cursor,) = gateway.searchPosition(HOSTILE, KIND);
        assertGt(cursor, 1_000);
    }

    function test_WhenNothingIsDue_ItShouldSaySo() external {
        _lockUp(1);
        (bool can, bytes memory payload) = gateway.checker();
        assertFalse(can);
        assertEq(payload, "Nothing is due at any source that is neither paused nor in quarantine.");
    }
}
