// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {ISequencer} from "../../../../src/interfaces/IKeeperNetworks.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract SetSequencerTest is GatewayGuarded {
    ISequencer private immutable sequencer = ISequencer(makeAddr("sequencer"));

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.setSequencer, ("NET", sequencer)));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.sequencerOf("NET") == sequencer;
    }

    function test_WhenTheOwnerCalls_ItShouldSetTheSequencerOfThisNetworkOrNone() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.SequencerSet("NET", sequencer);
        vm.startPrank(owner);
        gateway.setSequencer("NET", sequencer);
        assertTrue(_isDone());
        assertEq(address(gateway.sequencerOf("OTHER")), address(0));
        gateway.setSequencer("NET", ISequencer(address(0)));
        assertFalse(_isDone());
    }

    function test_WhenTheCallerMayCallThisAndNothingElse_ItShouldSetTheSequencer() external {
        vm.prank(_operator(gateway.setSequencer.selector));
        gateway.setSequencer("NET", sequencer);
        assertTrue(_isDone());
    }
}
