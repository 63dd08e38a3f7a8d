// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {WorkKind} from "../../../../src/types/Work.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract ResumeTest is GatewayGuarded {
    function setUp() public override {
        super.setUp();
        vm.startPrank(owner);
        gateway.pause(_kinds(WorkKind.Release, WorkKind.Expire));
        gateway.pause(_kinds(WorkKind.Sync, WorkKind.Pay));
        vm.stopPrank();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.resume, (_kinds(WorkKind.Sync, WorkKind.Pay))));
    }

    function _isDone() internal view override returns (bool) {
        return !gateway.isPaused(WorkKind.Sync) && !gateway.isPaused(WorkKind.Pay);
    }

    function test_WhenTheOwnerCalls_ItShouldEndThePauseOfJustTheseKindsAndSaySo() external {
        WorkKind[] memory kinds = _kinds(WorkKind.Sync, WorkKind.Pay);
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkResumed(kinds);
        vm.prank(owner);
        gateway.resume(kinds);
        assertTrue(_isDone());
        assertTrue(gateway.isPaused(WorkKind.Release) && gateway.isPaused(WorkKind.Expire));
    }
}
