// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract RemoveSourceTest is GatewayGuarded {
    function setUp() public override {
        super.setUp();
        _add(source);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.removeSource, (0)));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.sources()[0].target == address(0);
    }

    function test_WhenTheOwnerCalls_ItShouldTakeTheSourceOffTheListAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.SourceRemoved(0, source);
        vm.prank(owner);
        assertTrue(gateway.removeSource(0));
        assertTrue(_isDone());
        assertTrue(gateway.nextWork().isComplete);
    }

    function test_WhenTheOwnerCalls_ItShouldLeaveNothingOfItToTheNextOneAtThisPlace() external {
        source.setFinished(100_000);
        gateway.search(0, 0);
        source.setFinished(0);
        source.setMood(source.runWork.selector, HostileSource.Mood.Idle);
        uint256[] memory one = new uint256[](1);
        one[0] = 1;
        gateway.run(0, 0, one);
        vm.startPrank(owner);
        gateway.pause(_kinds(0, 2));
        (uint256 cursor,) = gateway.searchPosition(0, 0);
        assertNotEq(cursor, 0);
        assertEq(gateway.sources()[0].misses, 1);

        gateway.removeSource(0);
        gateway.addSource(source, CEILING);
        vm.stopPrank();
        uint40 movedAt;
        (cursor, movedAt) = gateway.searchPosition(0, 0);
        assertEq(cursor, 0);
        assertEq(movedAt, 0);
        assertEq(gateway.sources()[0].misses, 0);
        assertFalse(gateway.isPaused(0, 0) || gateway.isPaused(0, 2));
    }

    function test_RevertWhen_NoSourceIsListedThere() external {
        vm.startPrank(owner);
        _expectUnknownSource(1);
        gateway.removeSource(1);
        gateway.removeSource(0);
        _expectUnknownSource(0);
        gateway.removeSource(0);
    }
}
