// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {WorkKind} from "../../../../src/types/Work.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract PauseTest is GatewayGuarded {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.pause, (_kinds(WorkKind.Sync, WorkKind.Pay))));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.isPaused(WorkKind.Sync) && gateway.isPaused(WorkKind.Pay);
    }

    function test_WhenTheOwnerCalls_ItShouldStopJustTheseKindsAndSaySo() external {
        WorkKind[] memory kinds = _kinds(WorkKind.Sync, WorkKind.Pay);
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkPaused(kinds);
        vm.prank(owner);
        gateway.pause(kinds);
        for (uint256 i; i <= uint256(type(WorkKind).max); ++i) {
            WorkKind kind = WorkKind(i);
            assertEq(gateway.isPaused(kind), kind == WorkKind.Sync || kind == WorkKind.Pay);
        }
    }

    function test_GivenTheCallerMayPauseAndNothingElse_ItShouldStopThem() external {
        vm.prank(_operator(gateway.pause.selector));
        gateway.pause(_kinds(WorkKind.Sync, WorkKind.Pay));
        assertTrue(_isDone());
    }

    function test_RevertGiven_TheCallerMayPauseAndNothingElse_WhenItResumes() external {
        address operator = _operator(gateway.pause.selector);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, OPERATORS, address(gateway), gateway.resume.selector
            )
        );
        vm.prank(operator);
        gateway.resume(_kinds(WorkKind.Sync, WorkKind.Pay));
    }
}
