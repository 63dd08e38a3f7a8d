// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ListedSource, Outlook, SearchResult, WorkAt} from "../types/Work.sol";
import {WorkState} from "../types/WorkStatus.sol";
import {IForeignTokens} from "./IForeignTokens.sol";
import {IGoverned} from "./IGoverned.sol";
import {IAutomationCompatible, IJob, IReceiver, IResolver, ISequencer} from "./IKeeperNetworks.sol";
import {IWorkSource} from "./IWorkSource.sol";

/// @title KeeperGateway
/// @notice Routes keepers and keeper networks to an issuer's due work. It lists the contracts that owe work
/// (`IWorkSource`), says what is due there, and lets anyone have it done.
/// @dev It has no power of its own: whatever it calls, anyone may call, and the sources judge anew. What a caller sends
/// chooses among due work, nothing more. A source that fails, lies, hangs or answers too much loses its turn and delays no
/// other source. See docs/decisions/0020-work-sources.md.
interface IKeeperGateway is IGoverned, IForeignTokens, IReceiver, IAutomationCompatible, IResolver, IJob {
    event SourceAdded(uint256 indexed source, IWorkSource indexed target, bytes32[] kinds, uint32 gasCeiling);
    event SourceRemoved(uint256 indexed source, IWorkSource indexed target);
    event GasCeilingSet(uint256 indexed source, uint32 gasCeiling);
    /// @param done ids that were run with effect
    event WorkDone(uint256 indexed source, uint256 indexed kind, address indexed caller, uint256[] done);
    /// @notice The source said that something was due, and running it had no effect; or its answer to a search failed.
    /// @param misses in a row
    /// @param reason what the source reverted with, at most 132 bytes
    event WorkMissed(
        uint256 indexed source, uint256 indexed kind, address indexed caller, uint256 misses, bytes reason
    );
    /// @notice Networks are not offered the source's work until then. `run` may be called all the same.
    event SourceQuarantined(uint256 indexed source, uint256 misses, uint40 until);
    /// @notice Work of a source that had missed was done: nothing counts against it any more.
    event SourceRestored(uint256 indexed source);
    /// @param cursor where searches begin from now on
    event SearchMoved(uint256 indexed source, uint256 indexed kind, uint256 cursor);
    event WorkflowSet(
        address indexed forwarder, bytes32 indexed workflowId, address indexed workflowOwner, bool trusted
    );
    event SequencerSet(bytes32 indexed network, ISequencer sequencer);
    event WorkPaused(WorkAt[] work);
    event WorkResumed(WorkAt[] work);

    error KeeperGateway_Paused(uint256 source, uint256 kind);
    /// @notice A single id is not due.
    error KeeperGateway_NotDue(uint256 source, uint256 kind, uint256 id, WorkState state, uint40 dueAt);
    /// @notice None of several ids is due.
    error KeeperGateway_NothingDue(uint256 source, uint256 kind);
    /// @notice Running what is due had no effect, and that was counted already: in this second, or the source is in
    /// quarantine.
    error KeeperGateway_NoEffect(uint256 source, uint256 kind, bytes reason);
    /// @notice Ids are given in ascending order, each once, at least one.
    error KeeperGateway_NotAscending(uint256 id, uint256 next);
    error KeeperGateway_NoIds();
    /// @notice A batch of this size may need more gas than the source may use in one call.
    error KeeperGateway_BatchTooLarge(uint256 count, uint256 needed, uint256 ceiling);
    /// @notice So little gas is left that good work might fail.
    error KeeperGateway_TooLittleGas(uint256 left, uint256 needed);
    /// @notice The source fails or answers nonsense.
    error KeeperGateway_Unreadable(uint256 source);
    /// @notice The search of this work moved less than an hour ago.
    error KeeperGateway_SearchedLately(uint256 source, uint256 kind, uint256 nextAt);
    error KeeperGateway_UnknownSource(uint256 source);
    error KeeperGateway_UnknownKind(uint256 source, uint256 kind);
    error KeeperGateway_SourceExists(IWorkSource target);
    /// @notice The contract names no kinds of work, or more than eight.
    error KeeperGateway_InvalidSource(IWorkSource target);
    error KeeperGateway_TooManySources(uint256 most);
    /// @notice From 500,000 to 10,000,000.
    error KeeperGateway_InvalidGasCeiling(uint32 gasCeiling);
    error KeeperGateway_UntrustedReport(address forwarder, bytes32 workflowId, address workflowOwner);
    /// @notice Metadata have 62 bytes, or 64.
    error KeeperGateway_InvalidMetadata(uint256 length);
    /// @notice The report was made for another chain or gateway.
    error KeeperGateway_ForeignReport(uint256 chainId, address gateway);
    error KeeperGateway_NotMaster(bytes32 network);

    /* -------------------------------------------------- run -------------------------------------------------- */

    /// @notice Has due work done. Anyone. The source skips what is not due.
    /// @dev Reverts if nothing of it is due, and if too little gas is left: `KeeperGateway_TooLittleGas` says how much it
    /// takes. If the source says that something is due and nothing happens, that is a miss (`WorkMissed`), and the call
    /// succeeds; the third miss in a row puts the source into quarantine for an hour, each further one for twice as long, up
    /// to a week. Work of a source in quarantine may be run; the first effect ends it.
    /// @param source place in the list
    /// @param ids in ascending order
    /// @return done how many were run with effect
    function run(uint256 source, uint256 kind, uint256[] calldata ids) external returns (uint256 done);

    /// @notice Goes on with a search of one kind of work on chain, and stores where it ended: at what is due, at the end
    /// (zero), or where its gas was used up. Anyone, once an hour.
    /// @dev For registers so long that gas ends every search off chain. A source that fails counts a miss.
    /// @return cursor where searches begin from now on
    function search(uint256 source, uint256 kind) external returns (uint256 cursor);

    /* ------------------------------------------------- views ------------------------------------------------- */

    /// @notice The next work to do: one batch of one kind, which needs at most 5,000,000 gas.
    /// @dev Sources take turns: the search begins after the work that was run last, but in half of the minutes, drawn by
    /// chance, anywhere. One source uses at most its gas ceiling, and at most half of what is left.
    function nextWork() external view returns (SearchResult memory);

    /// @notice Ids that are due at a source, examining up to `limit` candidates (500 at most). Nothing while it is paused.
    /// @param cursor zero for the beginning, then what the page before returned
    /// @return ids in ascending order
    /// @return nextCursor where to go on; zero at the end
    function due(uint256 source, uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        returns (uint256[] memory ids, uint256 nextCursor);

    /// @notice What `run` would make of each id now. What is due and paused is `Paused`.
    function preview(uint256 source, uint256 kind, uint256[] calldata ids) external view returns (Outlook[] memory);

    /// @notice The state of one item, paused or not.
    function status(uint256 source, uint256 kind, uint256 id) external view returns (WorkState state, uint40 dueAt);

    /// @notice All places of the list; zeros where no source is listed.
    function sources() external view returns (ListedSource[] memory);

    /// @notice Names of a source's kinds of work, as it gave them when it was listed; none if it is not.
    function kindsOf(uint256 source) external view returns (bytes32[] memory);

    function isPaused(uint256 source, uint256 kind) external view returns (bool);

    /// @return cursor where searches of this work begin
    /// @return movedAt Unix time at which `search` moved it last; zero if never
    function searchPosition(uint256 source, uint256 kind) external view returns (uint256 cursor, uint40 movedAt);

    function isTrustedWorkflow(address forwarder, bytes32 workflowId, address workflowOwner)
        external
        view
        returns (bool);

    function sequencerOf(bytes32 network) external view returns (ISequencer);

    /* ------------------------------------------------ settings ----------------------------------------------- */

    /// @notice Lists a source, at the first free place. An authority at its threshold.
    /// @param gasCeiling what one call to it may use at most
    function addSource(IWorkSource target, uint32 gasCeiling) external returns (bool executed);

    /// @notice Takes a source off the list, with its pauses and positions. An authority at its threshold.
    function removeSource(uint256 source) external returns (bool executed);

    /// @notice An authority at its threshold.
    function setGasCeiling(uint256 source, uint32 gasCeiling) external returns (bool executed);

    /// @notice Stops work here. The contracts themselves go on, for whoever calls them directly. An authority at its
    /// threshold; the permission can be given without that to resume.
    function pause(WorkAt[] calldata work) external returns (bool executed);

    /// @notice Ends a pause. An authority at its threshold.
    function resume(WorkAt[] calldata work) external returns (bool executed);

    /// @notice Believes reports of a workflow that a forwarder brings, or no longer. An authority at its threshold.
    function setWorkflow(address forwarder, bytes32 workflowId, address workflowOwner, bool trusted)
        external
        returns (bool executed);

    /// @notice Has a network wait for its turn (`workable`, `work`); zero if it need not. An authority at its threshold.
    function setSequencer(bytes32 network, ISequencer sequencer) external returns (bool executed);
}
