// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkKind} from "../../../../src/types/Work.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract NextBatchTest is GatewayBase {
    function setUp() public override {
        super.setUp();
        _lockUpDue(52);
        lockup.release(_lotsAt(0, 50));
    }

    function test_WhenTheFirstPageHasNothing_ItShouldGoOnToTheNext() external view {
        assertEq(gateway.nextBatch(WorkKind.Release, 0, MOST), _list(51, 52));
        assertEq(gateway.nextBatch(WorkKind.Release, 0, 51), _list(51));
        assertEq(gateway.nextBatch(WorkKind.Release, 0, 50).length, 0);
    }

    function test_WhenLittleGasIsLeft_ItShouldStopAndNotRevert() external view {
        assertEq(gateway.nextBatch{gas: 1_050_000}(WorkKind.Release, 0, MOST).length, 0);
    }

    function test_WhenTheLimitIsZero_ItShouldLookAtNothing() external view {
        assertEq(gateway.nextBatch(WorkKind.Release, 51, 0).length, 0);
    }
}
