// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {ITokenModule} from "../../../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ModuleFamily} from "../../../../src/types/Work.sol";
import {HostileLockup} from "../../../mocks/HostileLockup.sol";
import {newLockup, newToken} from "../../../utils/Artifacts.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract AddModuleTest is GatewayGuarded {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.addModule, (ModuleFamily.Lockup, lockup)));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.modulesOf(ModuleFamily.Lockup).length == 1;
    }

    function test_WhenTheOwnerCalls_ItShouldServeTheModuleAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.ModuleAdded(ModuleFamily.Distribution, 0, distribution);
        vm.prank(owner);
        assertTrue(gateway.addModule(ModuleFamily.Distribution, distribution));
        assertEq(address(gateway.modulesOf(ModuleFamily.Distribution)[0]), address(distribution));
        assertEq(gateway.modulesOf(ModuleFamily.Lockup).length, 0);
    }

    function test_WhenTheOwnerCalls_ItShouldGiveEachModuleOfAFamilyTheNextSource() external {
        ITokenModule second = _attached();
        vm.startPrank(owner);
        gateway.addModule(ModuleFamily.Distribution, distribution);
        gateway.addModule(ModuleFamily.Lockup, lockup);
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.ModuleAdded(ModuleFamily.Lockup, 1, second);
        gateway.addModule(ModuleFamily.Lockup, second);
    }

    function test_WhenTheCallerMayCallThisAndNothingElse_ItShouldServeTheModule() external {
        vm.prank(_operator(gateway.addModule.selector));
        assertTrue(gateway.addModule(ModuleFamily.Lockup, lockup));
        assertTrue(_isDone());
    }

    function test_RevertGiven_TheModuleIsServedAlready() external {
        vm.startPrank(owner);
        gateway.addModule(ModuleFamily.Lockup, lockup);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_ModuleExists.selector, lockup));
        gateway.addModule(ModuleFamily.Lockup, lockup);
    }

    function test_RevertGiven_TheModuleIsNotAttachedToTheIssuer() external {
        _expectInvalid(newLockup(token));
    }

    /// @dev Whoever is served is called with what the issuer's people are told is its work.
    function test_RevertGiven_TheModuleIsAttachedAndOfNoTokenOfTheIssuer() external {
        ISecurityToken foreign = newToken(issuer, "Not added", "NOT", 0);
        ITokenModule module = newLockup(foreign);
        vm.prank(owner);
        issuer.attachContract(address(module));
        _expectInvalid(module);
    }

    function test_RevertWhen_TheModuleIsOfTheOtherFamily() external {
        vm.startPrank(owner);
        vm.expectRevert();
        gateway.addModule(ModuleFamily.Lockup, distribution);
        vm.expectRevert();
        gateway.addModule(ModuleFamily.Distribution, lockup);
    }

    function test_RevertGiven_256ModulesWereAdded() external {
        vm.startPrank(owner);
        for (uint256 i; i < 256; ++i) {
            gateway.addModule(ModuleFamily.Lockup, lockup);
            gateway.removeModule(ModuleFamily.Lockup, i);
        }
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_TooMany.selector, 257, 256));
        gateway.addModule(ModuleFamily.Lockup, lockup);
    }

    function _attached() private returns (ITokenModule module) {
        module = new HostileLockup(token, 0);
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
    }

    function _expectInvalid(ITokenModule module) private {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_InvalidModule.selector, module));
        vm.prank(owner);
        gateway.addModule(ModuleFamily.Lockup, module);
    }
}
