// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract SetGasCeilingTest is GatewayGuarded {
    function setUp() public override {
        super.setUp();
        _add(source);
        _add(new HostileSource(1, 0));
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.setGasCeiling, (0, 600_000)));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.sources()[0].gasCeiling == 600_000;
    }

    function test_WhenTheOwnerCalls_ItShouldSetTheCeilingOfThisSourceAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.GasCeilingSet(0, 600_000);
        vm.prank(owner);
        assertTrue(gateway.setGasCeiling(0, 600_000));
        assertTrue(_isDone());
        assertEq(gateway.sources()[1].gasCeiling, CEILING);
    }

    function test_WhenTheOwnerCalls_ItShouldBoundWhatOneCallToTheSourceMayUse() external {
        vm.prank(owner);
        gateway.setGasCeiling(0, 600_000);
        source.setMood(source.dueWork.selector, HostileSource.Mood.Burning);
        uint256 left = gasleft();
        gateway.nextWork{gas: 10_000_000}();
        assertLt(left - gasleft(), 800_000);
    }

    function test_RevertWhen_TheCeilingIsLessThan500000OrMoreThan10000000() external {
        uint32[2] memory ceilings = [uint32(499_999), 10_000_001];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IKeeperGateway.KeeperGateway_InvalidGasCeiling.selector, ceilings[i])
            );
            vm.prank(owner);
            gateway.setGasCeiling(0, ceilings[i]);
        }
    }

    function test_RevertWhen_NoSourceIsListedThere() external {
        _expectUnknownSource(2);
        vm.prank(owner);
        gateway.setGasCeiling(2, CEILING);
    }
}
