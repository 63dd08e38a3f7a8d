// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {IWorkSource} from "../../../../src/interfaces/IWorkSource.sol";
import {ListedSource} from "../../../../src/types/Work.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract AddSourceTest is GatewayGuarded {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.addSource, (source, CEILING)));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.sources().length == 1;
    }

    function test_WhenTheOwnerCalls_ItShouldListTheSourceWithItsKindsAndCeilingAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.SourceAdded(0, source, new bytes32[](3), CEILING);
        vm.prank(owner);
        assertTrue(gateway.addSource(source, CEILING));

        ListedSource memory entry = gateway.sources()[0];
        assertEq(entry.target, address(source));
        assertEq(entry.gasCeiling, CEILING);
        assertEq(entry.kindCount, 3);
        assertEq(entry.misses, 0);
        assertEq(entry.quarantinedUntil, 0);
    }

    function test_WhenTheOwnerCalls_ItShouldGiveTheFirstFreePlace() external {
        HostileSource[] memory more = new HostileSource[](4);
        for (uint256 i; i < 4; ++i) {
            more[i] = new HostileSource(1, 0);
            _add(more[i]);
        }
        vm.startPrank(owner);
        gateway.removeSource(3);
        gateway.removeSource(1);
        gateway.addSource(source, CEILING);
        vm.stopPrank();

        assertEq(gateway.sources()[1].target, address(source));
        assertEq(gateway.sources()[0].target, address(more[0]));
        assertEq(gateway.sources()[2].target, address(more[2]));
        assertEq(gateway.sources()[3].target, address(0));
    }

    function test_WhenTheCallerMayCallThisAndNothingElse_ItShouldListTheSource() external {
        vm.prank(_operator(gateway.addSource.selector));
        assertTrue(gateway.addSource(source, CEILING));
        assertTrue(_isDone());
    }

    function test_RevertGiven_TheSourceIsListedAlready() external {
        _add(new HostileSource(1, 0));
        _add(source);
        vm.prank(owner);
        gateway.removeSource(0);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_SourceExists.selector, source));
        _add(source);
    }

    function test_RevertWhen_TheContractHasNoKindsOrMoreThanEight() external {
        _expectInvalid(new HostileSource(0, 1));
        _expectInvalid(new HostileSource(9, 1));
        _add(new HostileSource(8, 1));
    }

    function test_RevertWhen_TheAddressAnswersNoQuestion() external {
        vm.startPrank(owner);
        vm.expectRevert();
        gateway.addSource(IWorkSource(stranger), CEILING);
        vm.expectRevert();
        gateway.addSource(IWorkSource(address(token)), CEILING);
    }

    function test_RevertWhen_TheCeilingIsLessThan500000OrMoreThan10000000() external {
        uint32[2] memory ceilings = [uint32(499_999), 10_000_001];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IKeeperGateway.KeeperGateway_InvalidGasCeiling.selector, ceilings[i])
            );
            vm.prank(owner);
            gateway.addSource(source, ceilings[i]);
        }
    }

    function test_RevertGiven_32SourcesAreListed() external {
        for (uint256 i; i < 32; ++i) {
            _add(new HostileSource(1, 0));
        }
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_TooManySources.selector, 32));
        _add(source);
    }

    function _expectInvalid(HostileSource invalid) private {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_InvalidSource.selector, invalid));
        _add(invalid);
    }
}
