// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {ITokenModule} from "../../../../src/interfaces/IModule.sol";
import {ModuleFamily} from "../../../../src/types/Work.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract RemoveModuleTest is GatewayGuarded {
    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        gateway.addModule(ModuleFamily.Lockup, lockup);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.removeModule, (ModuleFamily.Lockup, 0)));
    }

    function _isDone() internal view override returns (bool) {
        return address(gateway.modulesOf(ModuleFamily.Lockup)[0]) == address(0);
    }

    function test_WhenTheOwnerCalls_ItShouldServeTheModuleNoLongerAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.ModuleRemoved(ModuleFamily.Lockup, 0, lockup);
        vm.prank(owner);
        assertTrue(gateway.removeModule(ModuleFamily.Lockup, 0));
        assertTrue(_isDone());
    }

    function test_WhenTheOwnerCalls_ItShouldGiveItsSourceToNoOther() external {
        vm.startPrank(owner);
        gateway.removeModule(ModuleFamily.Lockup, 0);
        gateway.addModule(ModuleFamily.Lockup, lockup);
        ITokenModule[] memory modules = gateway.modulesOf(ModuleFamily.Lockup);
        assertEq(address(modules[0]), address(0));
        assertEq(address(modules[1]), address(lockup));
    }

    function test_RevertWhen_TheSourceWasNeverGiven() external {
        _expectUnknown(1);
    }

    function test_RevertWhen_TheModuleWasRemovedBefore() external {
        vm.prank(owner);
        gateway.removeModule(ModuleFamily.Lockup, 0);
        _expectUnknown(0);
    }

    function _expectUnknown(uint256 source) private {
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownModule.selector, ModuleFamily.Lockup, source)
        );
        vm.prank(owner);
        gateway.removeModule(ModuleFamily.Lockup, source);
    }
}
