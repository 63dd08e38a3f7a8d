// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "../types/Identity.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Failure, ModuleFamily, Outlook, WorkKind, WorkState} from "../types/Work.sol";
import {IGoverned} from "./IGoverned.sol";
import {IAutomationCompatible, IJob, IReceiver, IResolver, ISequencer} from "./IKeeperNetworks.sol";
import {ITokenModule} from "./IModule.sol";

/// @title KeeperGateway
/// @notice One door to all work of an issuer that falls due: lock-ups, accreditations, counts, distributions. It says
/// what is due, and anyone may have it done; keeper networks find the functions that they know.
/// @dev It has no power of its own: whatever it calls, anyone may call, and the contracts judge anew. What a caller sends
/// chooses among due work, nothing more; what was done is not due again. Ids are explained in src/types/Work.sol.
/// Whatever a module lists itself is found there. Investors and positions are listed nowhere on chain, so that those
/// whom networks shall see are enrolled here, once, by anyone. See docs/decisions/0014-keeper-gateway.md.
interface IKeeperGateway is IGoverned, IReceiver, IAutomationCompatible, IResolver, IJob {
    /// @param done ids whose work was done
    /// @param failures ids whose work is due and failed, with the reason; what was not due is in neither list
    event WorkDone(WorkKind indexed kind, address indexed caller, uint256[] done, Failure[] failures);
    event ModuleAdded(ModuleFamily indexed family, uint256 indexed source, ITokenModule module);
    event ModuleRemoved(ModuleFamily indexed family, uint256 indexed source, ITokenModule module);
    /// @param registrar its place at the issuer
    event InvestorEnrolled(InvestorId indexed id, uint256 registrar);
    /// @param place in the roster of the distribution module at `source`, from 1
    event PositionEnrolled(uint256 indexed source, uint256 place, address indexed custodian, address indexed account);
    event WorkflowSet(
        address indexed forwarder, bytes32 indexed workflowId, address indexed workflowOwner, bool trusted
    );
    event SequencerSet(bytes32 indexed network, ISequencer sequencer);
    event WorkPaused(WorkKind[] kinds);
    event WorkResumed(WorkKind[] kinds);

    /// @notice Work of this kind is stopped.
    error KeeperGateway_Paused(WorkKind kind);
    /// @notice A single id is not due.
    error KeeperGateway_NotDue(WorkKind kind, uint256 id, WorkState state, uint40 dueAt);
    /// @notice Nothing was due, or all that was due failed.
    error KeeperGateway_NothingDone(WorkKind kind, Failure[] failures);
    /// @notice Ids are given in ascending order, each once.
    error KeeperGateway_NotAscending(uint256 id, uint256 next);
    error KeeperGateway_TooMany(uint256 count, uint256 most);
    /// @notice So little gas is left that good work might fail.
    error KeeperGateway_TooLittleGas(uint256 left, uint256 needed);
    /// @notice The contract did another number of things than were due.
    error KeeperGateway_Incomplete(uint256 done, uint256 due);
    /// @notice Work is carried out in a call of the gateway to itself; nobody else may make it.
    error KeeperGateway_NotSelf(address caller);
    /// @notice The module is not attached, or not to a token of the issuer. (One of another family reverts for want of
    /// the function that counts.)
    error KeeperGateway_InvalidModule(ITokenModule module);
    error KeeperGateway_ModuleExists(ITokenModule module);
    error KeeperGateway_UnknownModule(ModuleFamily family, uint256 source);
    error KeeperGateway_UnknownRegistrar(uint256 registrar);
    /// @notice None of them is new and may be enrolled.
    error KeeperGateway_NobodyEnrolled();
    error KeeperGateway_UntrustedReport(address forwarder, bytes32 workflowId, address workflowOwner);
    /// @notice Metadata have 62 bytes, or 64.
    error KeeperGateway_InvalidMetadata(uint256 length);
    /// @notice The report was made for another chain or gateway.
    error KeeperGateway_ForeignReport(uint256 chainId, address gateway);
    error KeeperGateway_NotMaster(bytes32 network);

    /* ------------------------------------------------ the work ----------------------------------------------- */

    /// @notice Has due work done. Anyone. What is not due is skipped; what fails stops nothing else.
    /// @dev Reverts if nothing was done, and if too little gas is left to try all: `KeeperGateway_TooLittleGas` says how
    /// much that takes. What a contract fails with is kept to 132 bytes.
    /// @param ids in ascending order, at most 200
    /// @return done how many were done now
    function run(WorkKind kind, uint256[] calldata ids) external returns (uint256 done);

    /* ------------------------------------------------- views ------------------------------------------------- */

    /// @notice Work that `run` would try now, looking at up to `limit` things from `cursor` on. One page stays within one
    /// contract, and one distribution. Nothing while this kind is paused.
    /// @param cursor 0 for the beginning, then what the page before returned
    /// @return ids in ascending order
    /// @return nextCursor where to go on; 0 at the end
    function due(WorkKind kind, uint256 cursor, uint256 limit)
        external
        view
        returns (uint256[] memory ids, uint256 nextCursor);

    /// @notice The earliest time at which something of a page is due, past if it is due now.
    /// @dev What waits for something other than time counts only once it is due. A class changes with time only when an
    /// accreditation ends, so `Expire` answers for `Sync`, which has no times.
    /// @return dueAt Unix time; zero if none is known
    /// @return nextCursor as in `due`
    function nextDueAt(WorkKind kind, uint256 cursor, uint256 limit)
        external
        view
        returns (uint40 dueAt, uint256 nextCursor);

    /// @notice What `run` would make of each id now.
    function preview(WorkKind kind, uint256[] calldata ids) external view returns (Outlook[] memory);

    /// @notice Where one piece of work stands, paused or not.
    function status(WorkKind kind, uint256 id) external view returns (WorkState state, uint40 dueAt);

    /// @notice The first due work at or after `cursor`, as much as one payload of a network carries: 25 ids, or 12 of
    /// `Pay`. Looks at up to `limit` things, in as many pages as the gas allows.
    function nextBatch(WorkKind kind, uint256 cursor, uint256 limit) external view returns (uint256[] memory ids);

    /* ------------------------------------------------- roster ------------------------------------------------ */

    /// @notice Enrols investors of an accepted registrar, so that `due` lists them. Anyone; at most 100 at a time.
    /// @dev Skips who is enrolled already, unknown, or not counted by the issuer: neither holder nor admitted.
    /// @param registrar its place at the issuer
    function enrolInvestors(uint8 registrar, InvestorId[] calldata ids) external returns (uint256 enrolled);

    /// @notice Enrols positions of the token that a distribution module serves. Anyone; at most 100 at a time.
    /// @dev Skips what is enrolled already, and what held nothing then.
    /// @param source of the distribution module
    /// @param recordDate that has passed, at which the positions held something; zero for now
    function enrolPositions(uint256 source, uint40 recordDate, PositionKey[] calldata positions)
        external
        returns (uint256 enrolled);

    /* ------------------------------------------------ settings ----------------------------------------------- */

    /// @notice Serves a module of one of the issuer's tokens from now on. An authority at its threshold.
    function addModule(ModuleFamily family, ITokenModule module) external returns (bool executed);

    /// @notice Serves a module no longer. Its source is given to no other. An authority at its threshold.
    function removeModule(ModuleFamily family, uint256 source) external returns (bool executed);

    /// @notice Believes reports of a workflow that a forwarder brings, or no longer. An authority at its threshold.
    function setWorkflow(address forwarder, bytes32 workflowId, address workflowOwner, bool trusted)
        external
        returns (bool executed);

    /// @notice Has a network wait for its turn (`workable`, `work`); zero if it need not. An authority at its threshold.
    function setSequencer(bytes32 network, ISequencer sequencer) external returns (bool executed);

    /// @notice Stops work of these kinds here. The contracts themselves go on, for whoever calls them directly. An
    /// authority at its threshold; the permission can be given without that to resume.
    function pause(WorkKind[] calldata kinds) external returns (bool executed);

    /// @notice Ends a pause. An authority at its threshold.
    function resume(WorkKind[] calldata kinds) external returns (bool executed);

    function isPaused(WorkKind kind) external view returns (bool);

    function isTrustedWorkflow(address forwarder, bytes32 workflowId, address workflowOwner)
        external
        view
        returns (bool);

    function sequencerOf(bytes32 network) external view returns (ISequencer);

    /// @notice Modules by source; zero where one was removed.
    function modulesOf(ModuleFamily family) external view returns (ITokenModule[] memory);

    /// @notice Whether an investor is enrolled under a registrar.
    function isEnrolled(uint8 registrar, InvestorId id) external view returns (bool);

    /// @notice Enrolled investors, as ids of `Expire`, from place `from` (counted from 0) on.
    function investorRoster(uint256 from, uint256 limit) external view returns (uint256[] memory ids);

    /// @notice A position's place in a roster, from 1; zero if it is not enrolled.
    function positionPlace(uint256 source, address custodian, address account) external view returns (uint256);

    /// @notice The position at a place; zeros if there is none.
    function positionAt(uint256 source, uint256 place) external view returns (PositionKey memory);

    /// @return investors enrolled
    /// @return positions enrolled with the distribution module at `source`
    function rosterLengths(uint256 source) external view returns (uint256 investors, uint256 positions);
}
