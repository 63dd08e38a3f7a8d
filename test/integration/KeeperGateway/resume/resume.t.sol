// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract ResumeTest is GatewayGuarded {
    function setUp() public override {
        super.setUp();
        _add(source);
        vm.startPrank(owner);
        gateway.pause(_kinds(0, 1));
        gateway.pause(_kinds(1, 2));
        vm.stopPrank();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.resume, (_kinds(0, 2))));
    }

    function _isDone() internal view override returns (bool) {
        return !gateway.isPaused(0, 0) && !gateway.isPaused(0, 2);
    }

    function test_WhenTheOwnerCalls_ItShouldEndThePauseOfJustTheseKindsAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkResumed(_kinds(0, 2));
        vm.prank(owner);
        gateway.resume(_kinds(0, 2));
        assertTrue(_isDone());
        assertTrue(gateway.isPaused(0, 1));
    }

    function test_RevertWhen_TheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownKind.selector, 0, 3));
        vm.prank(owner);
        gateway.resume(_kinds(0, 3));
    }
}
