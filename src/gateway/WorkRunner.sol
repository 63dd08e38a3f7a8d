// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../interfaces/IDistributionModule.sol";
import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {DistributionState} from "../types/Payout.sol";
import {Failure, WorkKind, WorkState, sourceOf, subjectOf} from "../types/Work.sol";
import {DueWork} from "./DueWork.sol";
import {Sections} from "./Sections.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title WorkRunner
/// @notice Has due work done. What concerns one contract is one call, in a frame of its own with bounded gas. If that
/// fails, all of it is undone and each id gets a frame of its own: so one bad id costs gas, and stops nothing.
abstract contract WorkRunner is DueWork, ReentrancyGuardTransient {
    using Sections for uint256[];

    /// @dev What was done, and what failed, while ids are worked off.
    struct Tally {
        uint256[] done;
        uint256 doneCount;
        Failure[] failures;
        uint256 failureCount;
    }

    uint256 private constant MAX_IDS = 200;

    /// @dev Four words behind a selector say what all errors of this project say.
    uint256 private constant MAX_REASON = 132;

    /// @dev What must be left beside the gas passed on.
    uint256 private constant KEPT_GAS = 20_000;

    /// @inheritdoc IKeeperGateway
    function run(WorkKind kind, uint256[] calldata ids) external override returns (uint256 done) {
        return _run(kind, ids);
    }

    /// @notice Does what is due of one contract, or reverts. Only this contract calls it.
    /// @param ids of one contract, and one distribution if they are payments
    /// @return done ids whose work was done
    function carryOut(WorkKind kind, uint256[] calldata ids) external returns (uint256[] memory done) {
        if (msg.sender != address(this)) revert KeeperGateway_NotSelf(msg.sender);
        if (kind == WorkKind.Pay) return _pay(ids);

        done = _dueAmong(kind, ids);
        if (done.length == 0) return done;
        uint256 count = _carryOut(kind, done);
        if (count != done.length) revert KeeperGateway_Incomplete(count, done.length);
    }

    /* ------------------------------------------------- running ----------------------------------------------- */

    function _run(WorkKind kind, uint256[] memory ids) internal nonReentrant returns (uint256) {
        if (isPaused(kind)) revert KeeperGateway_Paused(kind);
        _requireAscending(ids);

        Tally memory tally = Tally(new uint256[](ids.length), 0, new Failure[](ids.length), 0);
        for (uint256 from; from < ids.length;) {
            uint256[] memory section = ids.section(from, _keyShift(kind));
            _try(kind, section, tally);
            from += section.length;
        }

        Failure[] memory failures = _failuresOf(tally);
        if (tally.doneCount == 0) _refuse(kind, ids, failures);
        emit WorkDone(kind, msg.sender, tally.done.first(tally.doneCount), failures);
        return tally.doneCount;
    }

    /// @dev So no id can be done twice, and all of one contract stand together.
    function _requireAscending(uint256[] memory ids) private pure {
        if (ids.length > MAX_IDS) revert KeeperGateway_TooMany(ids.length, MAX_IDS);
        for (uint256 i = 1; i < ids.length; ++i) {
            if (ids[i] <= ids[i - 1]) revert KeeperGateway_NotAscending(ids[i - 1], ids[i]);
        }
    }

    function _try(WorkKind kind, uint256[] memory section, Tally memory tally) private {
        (bool success, bytes memory answer) = _attempt(kind, section);
        if (success) return _note(tally, abi.decode(answer, (uint256[])));
        if (section.length == 1) {
            tally.failures[tally.failureCount++] = Failure(section[0], answer);
            return;
        }
        for (uint256 i; i < section.length; ++i) {
            _try(kind, section.section(i, 0), tally);
        }
    }

    function _note(Tally memory tally, uint256[] memory done) private pure {
        for (uint256 i; i < done.length; ++i) {
            tally.done[tally.doneCount++] = done[i];
        }
    }

    function _failuresOf(Tally memory tally) private pure returns (Failure[] memory failures) {
        failures = tally.failures;
        uint256 count = tally.failureCount;
        // Shortens the array in place; `count` is at most its length.
        assembly ("memory-safe") {
            mstore(failures, count)
        }
    }

    /// @dev Says of a single id why it is not due.
    function _refuse(WorkKind kind, uint256[] memory ids, Failure[] memory failures) private view {
        if (ids.length == 1 && failures.length == 0) {
            (WorkState state, uint40 dueAt) = status(kind, ids[0]);
            revert KeeperGateway_NotDue(kind, ids[0], state, dueAt);
        }
        revert KeeperGateway_NothingDone(kind, failures);
    }

    /* -------------------------------------------------- frames ----------------------------------------------- */

    /// @dev A call passes on 63/64 of the gas at most. With less than that takes, a caller who is stingy with gas could
    /// have good work counted as failed, so nothing is done at all.
    /// @return success whether the frame did not revert
    /// @return answer what it returned, or the beginning of what it reverted with
    function _attempt(WorkKind kind, uint256[] memory section) private returns (bool success, bytes memory answer) {
        uint256 gasLimit = _gasFor(kind, section.length);
        uint256 needed = gasLimit * 64 / 63 + KEPT_GAS;
        if (gasleft() < needed) revert KeeperGateway_TooLittleGas(gasleft(), needed);

        bytes memory data = abi.encodeCall(this.carryOut, (kind, section));
        assembly ("memory-safe") {
            success := call(gasLimit, address(), 0, add(data, 0x20), mload(data), 0, 0)
            let size := returndatasize()
            if and(iszero(success), gt(size, MAX_REASON)) { size := MAX_REASON }
            answer := mload(0x40)
            mstore(0x40, and(add(add(answer, size), 0x3f), not(0x1f)))
            mstore(answer, size)
            returndatacopy(add(answer, 0x20), 0, size)
        }
    }

    /// @dev About three times what the work takes at most; in `pay` what the module itself wants to see.
    function _gasFor(WorkKind kind, uint256 count) private pure returns (uint256) {
        if (kind == WorkKind.Release) return 120_000 + count * 60_000;
        if (kind == WorkKind.Expire) return 100_000 + count * 40_000;
        if (kind == WorkKind.Sync) return 150_000 + count * 150_000;
        if (kind == WorkKind.Pay) return 500_000 + count * 300_000;
        return 150_000 + count * 200_000;
    }

    /* --------------------------------------------------- work ------------------------------------------------ */

    /// @param ids that are due
    /// @return count how many the contract says it did
    function _carryOut(WorkKind kind, uint256[] memory ids) private returns (uint256 count) {
        uint256 source = sourceOf(ids[0]);
        if (kind == WorkKind.Release) return _lockupAt(source).release(_subjects(ids));
        if (kind == WorkKind.Expire) return _registrarAt(source).expire(_investorIds(kind, ids));
        if (kind == WorkKind.Sync) return issuer.sync(_investorIds(kind, ids));

        IDistributionModule module = _distributionsAt(source);
        for (; count < ids.length; ++count) {
            if (kind == WorkKind.Open) module.open(subjectOf(ids[count]));
            else module.close(subjectOf(ids[count]));
        }
    }

    /// @dev The module skips what is entitled to nothing and isolates what fails, so what it made of each position is
    /// read afterwards.
    function _pay(uint256[] memory ids) private returns (uint256[] memory done) {
        (IDistributionModule module, uint256 number) = _distributionNamed(ids[0]);
        if (address(module) == address(0)) return done;
        if (module.getDistribution(number).state != DistributionState.Open) return done;

        bool[] memory before = _areUnsettled(module, ids);
        module.pay(number, _positionsNamed(ids, before));
        bool[] memory still = _areUnsettled(module, ids);
        done = new uint256[](ids.length);
        uint256 count;
        for (uint256 i; i < ids.length; ++i) {
            if (before[i] && !still[i]) done[count++] = ids[i];
        }
        return done.first(count);
    }

    function _subjects(uint256[] memory ids) private pure returns (uint256[] memory subjects) {
        subjects = new uint256[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            subjects[i] = subjectOf(ids[i]);
        }
    }
}
