// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {GatewayGuarded} from "../../../utils/GatewayGuarded.sol";

contract SetWorkflowTest is GatewayGuarded {
    address private immutable forwarder = makeAddr("forwarder");
    address private immutable author = makeAddr("workflow owner");
    bytes32 private constant WORKFLOW = keccak256("workflow");

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(gateway), abi.encodeCall(gateway.setWorkflow, (forwarder, WORKFLOW, author, true)));
    }

    function _isDone() internal view override returns (bool) {
        return gateway.isTrustedWorkflow(forwarder, WORKFLOW, author);
    }

    function test_WhenTheOwnerCalls_ItShouldTrustJustThisWorkflowOfThisOwnerAtThisForwarderOrNoLonger() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkflowSet(forwarder, WORKFLOW, author, true);
        vm.startPrank(owner);
        gateway.setWorkflow(forwarder, WORKFLOW, author, true);
        assertTrue(_isDone());
        assertFalse(gateway.isTrustedWorkflow(author, WORKFLOW, author));
        assertFalse(gateway.isTrustedWorkflow(forwarder, 0, author));
        assertFalse(gateway.isTrustedWorkflow(forwarder, WORKFLOW, forwarder));
        gateway.setWorkflow(forwarder, WORKFLOW, author, false);
        assertFalse(_isDone());
    }

    function test_WhenTheCallerMayCallThisAndNothingElse_ItShouldTrustTheWorkflow() external {
        vm.prank(_operator(gateway.setWorkflow.selector));
        gateway.setWorkflow(forwarder, WORKFLOW, author, true);
        assertTrue(_isDone());
    }
}
