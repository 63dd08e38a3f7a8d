// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract SetPartitionExchangeTest is GuardedBase, PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setPartitionExchange, (LOCKED, NONE, true)));
    }

    function _isDone() internal view override returns (bool) {
        return token.isPartitionExchangeOpen(LOCKED, NONE);
    }

    function test_RevertWhen_APartitionWasNeverNamed() external {
        vm.startPrank(owner);
        _expectUnknownPartition();
        token.setPartitionExchange(UNKNOWN, NONE, true);
        _expectUnknownPartition();
        token.setPartitionExchange(NONE, UNKNOWN, true);
        vm.stopPrank();
    }

    function test_WhenBothExist_ItShouldOpenThisWayAloneAndCloseItAndTell() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionExchangeSet(LOCKED, SEVENTH, true);
        _open(LOCKED, SEVENTH);
        assertTrue(token.isPartitionExchangeOpen(LOCKED, SEVENTH));
        assertFalse(token.isPartitionExchangeOpen(SEVENTH, LOCKED));
        assertFalse(token.isPartitionExchangeOpen(LOCKED, NONE));
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionExchangeSet(LOCKED, SEVENTH, false);
        vm.prank(owner);
        assertTrue(token.setPartitionExchange(LOCKED, SEVENTH, false));
        assertFalse(token.isPartitionExchangeOpen(LOCKED, SEVENTH));
    }
}
