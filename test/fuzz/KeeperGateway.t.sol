// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {IWorkSource} from "../../src/interfaces/IWorkSource.sol";
import {WorkState, WorkStatus} from "../../src/types/WorkStatus.sol";
import {GatewayBase} from "../utils/GatewayBase.sol";

/// @notice What is named is what is done, whatever the page and whoever asks; no call of a stranger harms an honest source.
contract KeeperGatewayFuzzTest is GatewayBase {
    uint256 private constant LOTS = 12;

    function testFuzz_WhatIsNamedIsWhatIsDone(uint256 seed, uint40 time, uint256 limit) external {
        _lockAll(seed);
        vm.warp(bound(time, START + 1, START + 8));
        uint256[] memory named = _allDue(bound(limit, 1, LOTS));
        for (uint256 id; id <= LOTS + 1; ++id) {
            bool isNamed = _contains(named, id);
            uint256 snapshot = vm.snapshotState();
            (bool success,) = address(gateway).call(abi.encodeCall(gateway.run, (LOCKUPS, KIND, _ids(id))));
            vm.revertToState(snapshot);
            assertEq(success, isNamed, "named and done");
            (WorkState state,) = gateway.status(LOCKUPS, KIND, id);
            assertEq(state == WorkState.Due, isNamed, "status");
        }
        if (named.length == 0) return;
        assertEq(gateway.run(LOCKUPS, KIND, named), named.length);
        assertEq(_allDue(LOTS).length, 0, "once");
    }

    /// @dev Too little gas does nothing; enough does everything. Never a part, never a miss.
    function testFuzz_GasDoesAllOrNothing(uint256 gasLimit) external {
        gasLimit = bound(gasLimit, 50_000, 2_500_000);
        _lockUpDue(10);
        _expireAt(alice, LOCKUP_END + 1);
        vm.warp(LOCKUP_END + 1);
        (bool success,) =
            address(gateway).call{gas: gasLimit}(abi.encodeCall(gateway.run, (LOCKUPS, KIND, _numbered(1, 10))));
        assertEq(lockup.getLot(1).released, success);
        assertEq(lockup.getLot(10).released, success);
        uint256[] memory ids = _ids(_numberOf(alice));
        (success,) = address(gateway).call{gas: gasLimit}(abi.encodeCall(gateway.run, (ACCREDITATIONS, KIND, ids)));
        assertEq(registrar.getInvestor(_idOf(alice)).lapsed, success);
        _assertNoMisses();
    }

    /// @dev Whatever bytes a network brings, the register stays what the due work makes of it.
    function testFuzz_GarbageDoesNothing(bytes calldata garbage) external {
        _lockUp(1);
        (bool success,) = address(gateway).call(abi.encodeCall(gateway.performUpkeep, (garbage)));
        assertFalse(success);
        (success,) = address(gateway).call(abi.encodeCall(gateway.onReport, (garbage, garbage)));
        assertFalse(success);
        (success,) = address(gateway).call(abi.encodeCall(gateway.work, ("NET", garbage)));
        assertFalse(success);
    }

    /// @dev A miss would put the source into quarantine: no stranger may bring it about.
    function testFuzz_NoStrangerMakesAnHonestSourceMiss(
        uint8 source,
        uint8 kind,
        uint256[] calldata ids,
        uint256 gasLimit
    ) external {
        _lockUpDue(5);
        gasLimit = bound(gasLimit, 50_000, 10_000_000);
        bytes memory data = abi.encodeCall(gateway.run, (source % 3, kind % 2, ids));
        (bool success,) = address(gateway).call{gas: gasLimit}(data);
        skip(1);
        data = abi.encodeCall(gateway.run, (source % 3, kind % 2, vm.sort(ids)));
        (success,) = address(gateway).call{gas: gasLimit}(data);
        (success,) = address(gateway).call{gas: gasLimit}(abi.encodeCall(gateway.search, (source % 3, kind % 2)));
        _assertNoMisses();
    }

    /// @dev What `IWorkSource` promises of the house's sources: an answer to every number.
    function testFuzz_HouseSourcesAnswerEveryNumber(
        uint8 source,
        uint256 kind,
        uint256 cursor,
        uint256[] memory ids,
        bool small
    ) external {
        _lockUpDue(3);
        if (small) (kind, cursor) = (kind % 2, cursor % 5);
        IWorkSource asked = IWorkSource(gateway.sources()[source % 3].target);
        WorkStatus[] memory states = asked.workStates(kind, ids);
        assertEq(states.length, ids.length);
        asked.workGas(kind % 8, 1);
        if (kind >= asked.workKinds().length) {
            for (uint256 i; i < ids.length; ++i) {
                assertEq(uint8(states[i].state), uint8(WorkState.Unknown));
            }
            assertEq(asked.runWork(kind, ids).length, 0);
        }
        (, uint256 next) = asked.dueWork(kind, cursor, 0);
        assertTrue(next == 0 || next == cursor);
        (, next) = asked.dueWork(kind, cursor, 3);
        assertTrue(next == 0 || next > cursor);
        asked.dueWork(kind, cursor, 100);
    }

    /// @dev Ends of 1 to 6 seconds from now; some are released by others.
    function _lockAll(uint256 seed) private {
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](LOTS);
        for (uint256 i; i < LOTS; ++i) {
            lots[i] = ILockupModule.LotTerms(1, uint40(START + 1 + (seed >> (8 * i)) % 6));
        }
        vm.prank(owner);
        lockup.lock(alice, lots);
        vm.warp(START + 2);
        uint256[] memory some = new uint256[](3);
        (some[0], some[1], some[2]) = (1, 1 + seed % LOTS, 1 + (seed >> 64) % LOTS);
        lockup.release(some);
    }

    function _allDue(uint256 limit) private view returns (uint256[] memory all) {
        all = new uint256[](64);
        uint256 count;
        uint256 cursor;
        do {
            uint256[] memory ids;
            (ids, cursor) = gateway.due(LOCKUPS, KIND, cursor, limit);
            for (uint256 i; i < ids.length; ++i) {
                all[count++] = ids[i];
            }
        } while (cursor != 0);
        assembly ("memory-safe") {
            mstore(all, count)
        }
    }

    function _contains(uint256[] memory ids, uint256 id) private pure returns (bool) {
        for (uint256 i; i < ids.length; ++i) {
            if (ids[i] == id) return true;
        }
        return false;
    }

    function _assertNoMisses() private view {
        for (uint256 source; source < 3; ++source) {
            assertEq(_missesOf(source), 0);
        }
    }
}
