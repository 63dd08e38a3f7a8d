// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {IAutomationCompatible, IJob, IReceiver, IResolver, ISequencer} from "../interfaces/IKeeperNetworks.sol";
import {BoundedCall} from "../libraries/BoundedCall.sol";
import {ListedSource, SearchResult, WorkAt} from "../types/Work.sol";
import {SourceList} from "./SourceList.sol";
import {WorkSearch} from "./WorkSearch.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title KeeperGateway
/// @notice What keeper networks ask and call. Whatever they send ends in `run`, or in `search` if it names no ids.
contract KeeperGateway is WorkSearch {
    using BoundedCall for address;
    using Strings for uint256;

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

    constructor(IIssuingEntity issuer_) SourceList(issuer_) {}

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
    /// @param checkData empty: all sources in turn; else `abi.encode(source, kind, cursor, limit)`, so that one long
    /// register can be shared out among several upkeeps
    function checkUpkeep(bytes calldata checkData) external view override returns (bool, bytes memory) {
        if (checkData.length == 0) return _offer(_nextWork());
        return _offerPart(abi.decode(checkData, (WorkAt)), checkData[64:]);
    }

    /// @inheritdoc IAutomationCompatible
    /// @param performData `abi.encode(source, kind, ids)`
    function performUpkeep(bytes calldata performData) external override {
        _runPayload(performData);
    }

    /* ----------------------------------------------- Chainlink CRE ------------------------------------------- */

    /// @inheritdoc IReceiver
    /// @param report `abi.encode(chainId, gateway, source, kind, ids)`
    function onReport(bytes calldata metadata, bytes calldata report) external override {
        _requireTrusted(metadata);
        (uint256 chainId, address gateway, uint256 source, uint256 kind, uint256[] memory ids) =
            abi.decode(report, (uint256, address, uint256, uint256, uint256[]));
        if (chainId != block.chainid || gateway != address(this)) revert KeeperGateway_ForeignReport(chainId, gateway);
        _runOrSearch(source, kind, ids);
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
        (canExec, execPayload) = _offer(_nextWork());
        if (canExec) execPayload = abi.encodeCall(this.performUpkeep, (execPayload));
    }

    /// @inheritdoc IJob
    function workable(bytes32 network) external view override returns (bool, bytes memory) {
        if (!_isMaster(network)) return (false, "It is another network's turn.");
        return _offer(_nextWork());
    }

    /// @inheritdoc IJob
    /// @param args `abi.encode(source, kind, ids)`
    function work(bytes32 network, bytes calldata args) external override {
        if (!_isMaster(network)) revert KeeperGateway_NotMaster(network);
        _runPayload(args);
    }

    /// @dev A sequencer that fails or answers nonsense gives nobody a turn.
    function _isMaster(bytes32 network) private view returns (bool) {
        address sequencer = address(sequencerOf[network]);
        if (sequencer == address(0)) return true;
        (bool success, bytes memory answer) =
            sequencer.ask(SEQUENCER_GAS, 32, abi.encodeCall(ISequencer.isMaster, (network)));
        // The answer has one word.
        // forge-lint: disable-next-line(unsafe-typecast)
        return success && answer.length == 32 && uint256(bytes32(answer)) == 1;
    }

    /* --------------------------------------------------- common ---------------------------------------------- */

    function _runPayload(bytes calldata payload) private {
        (uint256 source, uint256 kind, uint256[] memory ids) = abi.decode(payload, (uint256, uint256, uint256[]));
        _runOrSearch(source, kind, ids);
    }

    function _runOrSearch(uint256 source, uint256 kind, uint256[] memory ids) private {
        if (ids.length == 0) _search(source, kind);
        else _run(source, kind, ids);
    }

    /// @dev A payload if there is work; else a sentence. A search that was cut short is gone on with on chain, once an hour.
    function _offer(SearchResult memory result) private view returns (bool, bytes memory) {
        WorkAt memory part = result.work;
        if (result.isComplete) {
            return (false, "Nothing is due at any source that is neither paused nor in quarantine.");
        }
        if (result.ids.length != 0 || _isSearchable(_positions[part.source][part.kind])) {
            return (true, abi.encode(uint256(part.source), uint256(part.kind), result.ids));
        }
        return (false, _cutShort(result));
    }

    function _offerPart(WorkAt memory part, bytes calldata range) private view returns (bool, bytes memory) {
        (uint256 cursor, uint256 limit) = abi.decode(range, (uint256, uint256));
        ListedSource memory entry = _requireKind(part.source, part.kind);
        if (_isPaused(entry, part.kind) || entry.quarantinedUntil > block.timestamp) {
            return (false, "This work is paused, or its source is in quarantine.");
        }
        SearchResult memory one = SearchResult(part, cursor, new uint256[](0), false);
        Outcome outcome = _walk(entry.target, one, gasleft() / 32, limit, 0);
        if (outcome == Outcome.Found) return (true, abi.encode(uint256(part.source), uint256(part.kind), one.ids));
        if (outcome == Outcome.Examined) return (false, "Nothing is due from there on.");
        return (false, _cutShort(one));
    }

    function _cutShort(SearchResult memory result) private pure returns (bytes memory) {
        string memory place = string.concat(
            "source ", uint256(result.work.source).toString(), ", kind ", uint256(result.work.kind).toString()
        );
        return bytes(string.concat("Not examined from ", place, ", cursor ", result.cursor.toString(), " on."));
    }
}
