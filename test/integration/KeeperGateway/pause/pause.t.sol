// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {WorkAt} from "../../../../src/types/Work.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract PauseTest is GatewayGuarded {
    function setUp() public override {
        super.setUp();
        _add(source);
        _add(new HostileSource(3, 10));
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.pause, (_kinds(0, 2))));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.isPaused(0, 0) && gateway.isPaused(0, 2);
    }

    function test_WhenTheOwnerCalls_ItShouldStopJustTheseKindsAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkPaused(_kinds(0, 2));
        vm.prank(owner);
        gateway.pause(_kinds(0, 2));
        for (uint256 kind; kind < 3; ++kind) {
            assertEq(gateway.isPaused(0, kind), kind != 1);
            assertFalse(gateway.isPaused(1, kind));
        }
    }

    function test_RevertWhen_TheSourceOrTheKindIsUnknown() external {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownKind.selector, 0, 3));
        gateway.pause(_kinds(0, 3));
        WorkAt[] memory work = _kinds(0, 1);
        work[1].source = 2;
        _expectUnknownSource(2);
        gateway.pause(work);
    }

    function test_GivenTheCallerMayPauseAndNothingElse_ItShouldStopThem() external {
        vm.prank(_operator(gateway.pause.selector));
        gateway.pause(_kinds(0, 2));
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
        gateway.resume(_kinds(0, 2));
    }
}
