// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {IAutomationCompatible, IJob, IReceiver, IResolver, ISequencer} from "../interfaces/IKeeperNetworks.sol";
import {WorkKind} from "../types/Work.sol";
import {Roster} from "./Roster.sol";
import {WorkRunner} from "./WorkRunner.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title KeeperGateway
/// @notice The networks' doors. Each ends in `run`, whatever it was told before.
contract KeeperGateway is WorkRunner {
    /// @dev How far is looked for work of each kind when no network says from where; gas ends it sooner.
    uint256 private constant SEARCH = 100_000;

    /// @dev For the answer to be made of what was found.
    uint256 private constant ANSWER_GAS = 100_000;

    uint256 private constant SEQUENCER_GAS = 100_000;

    /// @dev Workflow id, name, owner; and the report's id, which some forwarders leave out.
    uint256 private constant METADATA = 62;
    uint256 private constant METADATA_WITH_REPORT_ID = 64;

    /// @inheritdoc IKeeperGateway
    mapping(address forwarder => mapping(bytes32 workflowId => mapping(address workflowOwner => bool)))
        public
        override isTrustedWorkflow;

    /// @inheritdoc IKeeperGateway
    mapping(bytes32 network => ISequencer) public override sequencerOf;

    constructor(IIssuingEntity issuer_) Roster(issuer_) {}

    /* ------------------------------------------------ settings ----------------------------------------------- */

    /// @inheritdoc IKeeperGateway
    function setWorkflow(address forwarder, bytes32 workflowId, address workflowOwner, bool trusted)
        external
        override
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        isTrustedWorkflow[forwarder][workflowId][workflowOwner] = trusted;
        emit WorkflowSet(forwarder, workflowId, workflowOwner, trusted);
        return true;
    }

    /// @inheritdoc IKeeperGateway
    function setSequencer(bytes32 network, ISequencer sequencer) external override returns (bool) {
        if (!_checkAuthority()) return false;
        sequencerOf[network] = sequencer;
        emit SequencerSet(network, sequencer);
        return true;
    }

    /* ------------------------------------------- Chainlink Automation ---------------------------------------- */

    /// @inheritdoc IAutomationCompatible
    /// @param checkData empty: all kinds from their beginning; else `abi.encode(kind, cursor, limit)`
    function checkUpkeep(bytes calldata checkData) external view override returns (bool, bytes memory) {
        if (checkData.length == 0) return _findWork();
        (WorkKind kind, uint256 cursor, uint256 limit) = abi.decode(checkData, (WorkKind, uint256, uint256));
        return _findWorkOf(kind, cursor, limit, gasleft());
    }

    /// @inheritdoc IAutomationCompatible
    /// @param performData `abi.encode(kind, ids)`
    function performUpkeep(bytes calldata performData) external override {
        _runPayload(performData);
    }

    /* ----------------------------------------------- Chainlink CRE ------------------------------------------- */

    /// @inheritdoc IReceiver
    /// @param report `abi.encode(chainId, gateway, kind, ids)`
    function onReport(bytes calldata metadata, bytes calldata report) external override {
        _requireTrusted(metadata);
        (uint256 chainId, address gateway, WorkKind kind, uint256[] memory ids) =
            abi.decode(report, (uint256, address, WorkKind, uint256[]));
        if (chainId != block.chainid || gateway != address(this)) revert KeeperGateway_ForeignReport(chainId, gateway);
        _run(kind, ids);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure override returns (bool) {
        return interfaceId == type(IReceiver).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    function _requireTrusted(bytes calldata metadata) private view {
        if (metadata.length != METADATA && metadata.length != METADATA_WITH_REPORT_ID) {
            revert KeeperGateway_InvalidMetadata(metadata.length);
        }
        bytes32 workflowId = bytes32(metadata[:32]);
        address workflowOwner = address(bytes20(metadata[42:METADATA]));
        if (!isTrustedWorkflow[msg.sender][workflowId][workflowOwner]) {
            revert KeeperGateway_UntrustedReport(msg.sender, workflowId, workflowOwner);
        }
    }

    /* --------------------------------------------- Gelato and Sky -------------------------------------------- */

    /// @inheritdoc IResolver
    function checker() external view override returns (bool canExec, bytes memory execPayload) {
        (canExec, execPayload) = _findWork();
        if (canExec) execPayload = abi.encodeCall(this.performUpkeep, (execPayload));
    }

    /// @inheritdoc IJob
    function workable(bytes32 network) external view override returns (bool, bytes memory) {
        if (!_isMaster(network)) return (false, "It is another network's turn.");
        return _findWork();
    }

    /// @inheritdoc IJob
    /// @param args `abi.encode(kind, ids)`
    function work(bytes32 network, bytes calldata args) external override {
        if (!_isMaster(network)) revert KeeperGateway_NotMaster(network);
        _runPayload(args);
    }

    /// @dev A sequencer that fails or answers nonsense gives nobody a turn.
    function _isMaster(bytes32 network) private view returns (bool answer) {
        address sequencer = address(sequencerOf[network]);
        if (sequencer == address(0)) return true;
        bytes memory data = abi.encodeCall(ISequencer.isMaster, (network));
        assembly ("memory-safe") {
            let success := staticcall(SEQUENCER_GAS, sequencer, add(data, 0x20), mload(data), 0, 0x20)
            answer := and(and(success, gt(returndatasize(), 0x1f)), eq(mload(0), 1))
        }
    }

    /* --------------------------------------------------- common ---------------------------------------------- */

    function _runPayload(bytes calldata payload) private {
        (WorkKind kind, uint256[] memory ids) = abi.decode(payload, (WorkKind, uint256[]));
        _run(kind, ids);
    }

    /// @dev Every kind gets its share of the gas, so that a contract that fails or burns gas hides its own work only.
    function _findWork() private view returns (bool found, bytes memory payload) {
        uint256 kinds = uint256(type(WorkKind).max) + 1;
        for (uint256 i; i < kinds; ++i) {
            if (gasleft() < ANSWER_GAS) break;
            uint256 share = (gasleft() - ANSWER_GAS) / (kinds - i);
            // Below the number of kinds.
            // forge-lint: disable-next-line(unsafe-typecast)
            (found, payload) = _findWorkOf(WorkKind(uint8(i)), 0, SEARCH, share);
            if (found) return (found, payload);
        }
        return (false, "Nothing is due.");
    }

    function _findWorkOf(WorkKind kind, uint256 cursor, uint256 limit, uint256 gasLimit)
        private
        view
        returns (bool, bytes memory)
    {
        try this.nextBatch{gas: gasLimit}(kind, cursor, limit) returns (uint256[] memory ids) {
            if (ids.length != 0) return (true, abi.encode(kind, ids));
            return (false, "Nothing is due.");
        } catch {
            return (false, "What is due cannot be read.");
        }
    }
}
