// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {PaymentStatus} from "../../src/types/Payout.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";
import {ModuleFamily, WorkKind, WorkState, workId} from "../../src/types/Work.sol";
import {newLockup} from "../utils/Artifacts.sol";
import {GatewayBase} from "../utils/GatewayBase.sol";

/// @notice What `due` names is what `run` does, all of it and nothing else, once.
contract KeeperGatewayFuzzTest is GatewayBase {
    uint256 private constant LOTS = 6;

    ILockupModule private _second;

    function setUp() public override {
        super.setUp();
        _second = newLockup(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(_second));
        _serve(ModuleFamily.Lockup, _second);
    }

    function testFuzz_DueAndRunAgreeOnLots(uint256 seed, uint256 limit) external {
        limit = bound(limit, 1, 2 * LOTS + 1);
        _lockAll(seed);
        vm.warp(START + 3);

        uint256[] memory named = _allDue(WorkKind.Release, limit);
        for (uint256 source; source < 2; ++source) {
            for (uint256 i = 1; i <= LOTS; ++i) {
                _assertAgreed(named, workId(source, i));
            }
        }
        if (named.length == 0) return;
        assertEq(gateway.run(WorkKind.Release, named), named.length);
        assertEq(_allDue(WorkKind.Release, limit).length, 0);
        _expectNothing(WorkKind.Release, named);
    }

    function testFuzz_DueAndRunAgreeOnPayments(uint8 paidBefore, uint8 frozen, uint8 enrolled, uint256 limit) external {
        limit = bound(limit, 1, 4);
        uint256 id = _declareOpen();
        PositionKey[] memory all = _everybody();
        for (uint256 i; i < 3; ++i) {
            if (enrolled & (1 << i) != 0) gateway.enrolPositions(0, 0, _only(all[i]));
            if (frozen & (1 << i) != 0) _freeze(all[i].account, true);
            if (paidBefore & (1 << i) != 0) distribution.pay(id, _only(all[i]));
        }

        uint256[] memory named = _allDue(WorkKind.Pay, limit);
        for (uint256 i; i < 3; ++i) {
            bool listed = _hasPlace(all[i]);
            bool isDue = listed && paidBefore & (1 << i) == 0;
            if (listed) assertEq(_contains(named, _paymentOf(id, _placeOf(all[i]))), isDue);
        }
        if (named.length == 0) return;
        assertEq(gateway.run(WorkKind.Pay, named), named.length);
        assertEq(_allDue(WorkKind.Pay, limit).length, 0);
        uint256 paid = distribution.getDistribution(id).paid;
        _expectNothing(WorkKind.Pay, named);
        assertEq(distribution.getDistribution(id).paid, paid);
    }

    /// @dev Too little gas does nothing; enough does everything. Never a part, never a false failure.
    function testFuzz_GasDoesAllOrNothing(uint256 gasLimit) external {
        gasLimit = bound(gasLimit, 50_000, 3_000_000);
        uint256 id = _declareOpen();
        _enrolEverybody();
        uint256[] memory ids = _allDue(WorkKind.Pay, 10);
        bytes memory data = abi.encodeCall(gateway.run, (WorkKind.Pay, ids));
        (bool success,) = address(gateway).call{gas: gasLimit}(data);
        for (uint256 i; i < 3; ++i) {
            _assertStatus(id, _everybody()[i], success ? PaymentStatus.Paid : PaymentStatus.None);
        }
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

    function testFuzz_StatusNeverReverts(uint8 kind, uint256 id) external {
        _lockUp(1);
        _declareOpen();
        _enrolEverybody();
        gateway.status(WorkKind(kind % 6), id);
    }

    /// @dev Ends of 1 to 6 seconds from now; of the first module some are released by others.
    function _lockAll(uint256 seed) private {
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](LOTS);
        for (uint256 i; i < LOTS; ++i) {
            lots[i] = ILockupModule.LotTerms(1, uint40(START + 1 + (seed >> (8 * i)) % 6));
        }
        vm.startPrank(owner);
        lockup.lock(alice, lots);
        _second.lock(bob, lots);
        vm.stopPrank();
        vm.warp(START + 2);
        uint256[] memory some = new uint256[](3);
        (some[0], some[1], some[2]) = (1, 1 + seed % LOTS, 1 + (seed >> 64) % LOTS);
        lockup.release(some);
    }

    function _assertAgreed(uint256[] memory named, uint256 id) private {
        uint256 snapshot = vm.snapshotState();
        (bool success,) = address(gateway).call(abi.encodeCall(gateway.run, (WorkKind.Release, _list(id))));
        assertEq(success, _contains(named, id), "named and done");
        vm.revertToState(snapshot);
        (WorkState state,) = gateway.status(WorkKind.Release, id);
        assertEq(state == WorkState.Due, success, "status");
    }

    function _expectNothing(WorkKind kind, uint256[] memory ids) private {
        (bool success,) = address(gateway).call(abi.encodeCall(gateway.run, (kind, ids)));
        assertFalse(success, "run twice does nothing twice");
    }

    function _allDue(WorkKind kind, uint256 limit) private view returns (uint256[] memory all) {
        all = new uint256[](64);
        uint256 count;
        uint256 cursor;
        do {
            uint256[] memory ids;
            (ids, cursor) = gateway.due(kind, cursor, limit);
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

    function _placeOf(PositionKey memory position) private view returns (uint256) {
        return gateway.positionPlace(0, position.custodian, position.account);
    }
}
