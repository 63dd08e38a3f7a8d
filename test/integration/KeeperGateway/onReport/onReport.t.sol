// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {WorkState} from "../../../../src/types/WorkStatus.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract OnReportTest is GatewayBase {
    bytes32 private constant WORKFLOW = keccak256("workflow");
    bytes10 private constant NAME = "release";
    address private immutable author = makeAddr("workflow owner");
    address private immutable forwarder = makeAddr("forwarder");

    function setUp() public override {
        super.setUp();
        _trust(true);
        _lockUpDue(2);
    }

    function test_GivenTheWorkflowIsTrusted_ItShouldDoTheWorkWithMetadataOf64Bytes() external {
        _expectDone(LOCKUPS, forwarder, _ids(1, 2));
        _send(_metadata(), _report());
    }

    function test_GivenTheWorkflowIsTrusted_ItShouldDoTheWorkWithMetadataOf62Bytes() external {
        _expectDone(LOCKUPS, forwarder, _ids(1, 2));
        _send(abi.encodePacked(WORKFLOW, NAME, author), _report());
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenTheReportIsSentAgain() external {
        _send(_metadata(), _report());
        _expectNothingDue(LOCKUPS);
        _send(_metadata(), _report());
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenAStrangerSendsIt() external {
        _expectUntrusted(stranger, WORKFLOW, author);
        vm.prank(stranger);
        gateway.onReport(_metadata(), _report());
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenAnotherWorkflowSendsItThroughTheForwarder() external {
        bytes32 another = keccak256("another");
        _expectUntrusted(forwarder, another, author);
        _send(abi.encodePacked(another, NAME, author, bytes2(0x0001)), _report());
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenTheWorkflowHasAnotherOwner() external {
        _expectUntrusted(forwarder, WORKFLOW, stranger);
        _send(abi.encodePacked(WORKFLOW, NAME, stranger, bytes2(0x0001)), _report());
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenMetadataAreMissingTooShortOrTooLong() external {
        bytes memory metadata = abi.encodePacked(WORKFLOW, NAME, author, bytes3(0x000001));
        uint256[5] memory lengths = [uint256(0), 32, 61, 63, 65];
        for (uint256 i; i < 5; ++i) {
            bytes memory cut = vm.parseBytes(vm.toString(metadata));
            assembly ("memory-safe") {
                mstore(cut, mload(add(lengths, mul(i, 0x20))))
            }
            vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_InvalidMetadata.selector, lengths[i]));
            _send(cut, _report());
        }
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenTheReportWasMadeForAnotherChain() external {
        _expectForeign(block.chainid + 1, address(gateway));
        _send(_metadata(), abi.encode(block.chainid + 1, gateway, LOCKUPS, KIND, _ids(1, 2)));
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenTheReportWasMadeForAnotherGateway() external {
        _expectForeign(block.chainid, stranger);
        _send(_metadata(), abi.encode(block.chainid, stranger, LOCKUPS, KIND, _ids(1, 2)));
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenTheReportIsGarbage() external {
        vm.expectRevert();
        _send(_metadata(), "");
        vm.expectRevert();
        _send(_metadata(), abi.encodePacked(block.chainid, gateway));
        vm.expectRevert();
        _send(_metadata(), abi.encode(block.chainid, gateway, 6, _ids(1)));
        // The payload of another network.
        vm.expectRevert();
        _send(_metadata(), _payload(LOCKUPS, _ids(1)));
        assertFalse(lockup.getLot(1).released);
    }

    function test_RevertGiven_TheWorkflowIsTrusted_WhenTheReportNamesWorkThatIsNotDue() external {
        _expectNotDue(LOCKUPS, 3, WorkState.Unknown, 0);
        _send(_metadata(), abi.encode(block.chainid, gateway, LOCKUPS, KIND, _ids(3)));
    }

    function test_RevertGiven_TheWorkflowIsTrusted_GivenTheWorkIsPaused() external {
        _pause(LOCKUPS);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Paused.selector, LOCKUPS, KIND));
        _send(_metadata(), _report());
    }

    function test_RevertGiven_TheWorkflowIsTrustedNoMore() external {
        _trust(false);
        _expectUntrusted(forwarder, WORKFLOW, author);
        _send(_metadata(), _report());
    }

    function _trust(bool trusted) private {
        vm.prank(owner);
        gateway.setWorkflow(forwarder, WORKFLOW, author, trusted);
    }

    function _metadata() private view returns (bytes memory) {
        return abi.encodePacked(WORKFLOW, NAME, author, bytes2(0x0001));
    }

    function _report() private view returns (bytes memory) {
        return abi.encode(block.chainid, gateway, LOCKUPS, KIND, _ids(1, 2));
    }

    function _send(bytes memory metadata, bytes memory report) private {
        vm.prank(forwarder);
        gateway.onReport(metadata, report);
    }

    function _expectUntrusted(address from, bytes32 workflow, address author_) private {
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UntrustedReport.selector, from, workflow, author_)
        );
    }

    function _expectForeign(uint256 chainId, address target) private {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_ForeignReport.selector, chainId, target));
    }
}
