// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../src/interfaces/ITokenEvents.sol";
import {KIND_TRANSFER, Move} from "../../src/types/Move.sol";
import {DEFAULT_PARTITION, Partition} from "../../src/types/Partition.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {ComplianceBase} from "./ComplianceBase.sol";
import {moveOf} from "./Moves.sol";

/// @notice What tests of partitions do: two of them, one that nobody named, and somebody who operates for holders.
abstract contract PartitionBase is ComplianceBase {
    Partition internal constant NONE = DEFAULT_PARTITION;
    Partition internal constant LOCKED = Partition.wrap("locked");
    Partition internal constant SEVENTH = Partition.wrap(bytes32(uint256(7)));
    Partition internal constant UNKNOWN = Partition.wrap("unknown");

    address internal operator = makeAddr("operator");

    function _name(Partition partition) internal {
        _lock(partition, 0);
    }

    function _lock(Partition partition, uint40 lockedUntil) internal {
        vm.prank(owner);
        token.setPartition(partition, lockedUntil, "");
    }

    function _lockPosition(Partition partition, address account, uint40 lockedUntil) internal {
        vm.prank(owner);
        token.setPositionLock(partition, account, lockedUntil);
    }

    function _issueIn(Partition partition, address to, uint256 amount) internal {
        vm.prank(owner);
        token.issueByPartition(partition, to, amount, "");
    }

    function _open(Partition from, Partition to) internal {
        vm.prank(owner);
        token.setPartitionExchange(from, to, true);
    }

    function _change(address caller, address account, Partition from, Partition to, uint256 amount) internal {
        vm.prank(caller);
        token.changePartition(account, from, to, amount, "");
    }

    function _sendIn(Partition partition, address from, address to, uint256 amount) internal {
        vm.prank(from);
        token.transferByPartition(partition, to, amount, "");
    }

    function _sendBetween(Partition from, Partition to, address holder, address receiver, uint256 amount) internal {
        vm.prank(holder);
        token.transferBetweenPartitions(from, to, receiver, amount, "");
    }

    function _operateBetween(Partition from, Partition to, address holder, address receiver, uint256 amount) internal {
        vm.prank(operator);
        token.operatorTransferBetweenPartitions(from, to, holder, receiver, amount, "", "");
    }

    /// @dev The holder's own transfer as modules are shown it.
    function _moveBetween(Partition from, Partition to, address holder, address receiver, uint256 amount)
        internal
        pure
        returns (Move memory)
    {
        PositionKey memory left = PositionKey(address(0), from, holder);
        return moveOf(KIND_TRANSFER, holder, left, PositionKey(address(0), to, receiver), amount);
    }

    function _authorize(address holder) internal {
        vm.prank(holder);
        token.authorizeOperator(operator);
    }

    function _pauseToken(bool paused) internal {
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), paused);
    }

    function _now() internal view returns (uint40) {
        return uint40(vm.getBlockTimestamp());
    }

    /* ------------------------------------------------- assertions --------------------------------------------- */

    /// @dev Both dry runs say `code`; holder and operator meet it, and nothing changes.
    function _assertRefusedIn(Partition partition, Restriction code, address from, address to, uint256 amount)
        internal
    {
        _authorize(from);
        _assertVerdict(partition, code, from, from, to, amount);
        _assertVerdict(partition, code, operator, from, to, amount);
        bytes memory refusal = _refusal(code, from, to, amount);
        vm.expectRevert(refusal);
        vm.prank(from);
        token.transferByPartition(partition, to, amount, "");
        vm.expectRevert(refusal);
        vm.prank(operator);
        token.operatorTransferByPartition(partition, from, to, amount, "", "");
    }

    /// @dev Both dry runs say yes, and both ways pass.
    function _assertPassesIn(Partition partition, address from, address to, uint256 amount) internal {
        _authorize(from);
        _assertVerdict(partition, Restriction.None, from, from, to, amount);
        _assertVerdict(partition, Restriction.None, operator, from, to, amount);
        uint256 state = vm.snapshotState();
        vm.prank(operator);
        token.operatorTransferByPartition(partition, from, to, amount, "", "");
        vm.revertToState(state);
        _sendIn(partition, from, to, amount);
    }

    /// @dev The dry run says `code`; holder and operator meet it.
    function _assertRefusedBetween(
        Restriction code,
        Partition from,
        Partition to,
        address holder,
        address receiver,
        uint256 amount
    ) internal {
        _authorize(holder);
        Move memory m = _moveBetween(from, to, holder, receiver, amount);
        _assertExplained(m, uint8(code));
        (m.operator, m.initiator) = (operator, operator);
        _assertExplained(m, uint8(code));
        bytes memory refusal = _refusal(code, holder, receiver, amount);
        vm.expectRevert(refusal);
        _sendBetween(from, to, holder, receiver, amount);
        vm.expectRevert(refusal);
        _operateBetween(from, to, holder, receiver, amount);
    }

    /// @dev The dry run says yes, and both ways pass.
    function _assertPassesBetween(Partition from, Partition to, address holder, address receiver, uint256 amount)
        internal
    {
        _authorize(holder);
        Move memory m = _moveBetween(from, to, holder, receiver, amount);
        _assertExplained(m, 0);
        (m.operator, m.initiator) = (operator, operator);
        _assertExplained(m, 0);
        uint256 state = vm.snapshotState();
        _operateBetween(from, to, holder, receiver, amount);
        vm.revertToState(state);
        _sendBetween(from, to, holder, receiver, amount);
    }

    function _assertExplained(Move memory m, uint8 expected) internal view {
        (uint8 code, address module, bytes memory reason) = token.explainTransfer(m);
        assertEq(code, expected, "code");
        assertEq(module, address(0));
        assertEq(reason.length, 0);
    }

    function _assertVerdict(
        Partition partition,
        Restriction code,
        address caller,
        address from,
        address to,
        uint256 amount
    ) internal {
        vm.prank(caller);
        (bytes1 reason, bytes32 more, Partition receiving) =
            token.canTransferByPartition(from, to, partition, amount, "");
        assertEq(uint8(reason), _publicCode(code), "dry run");
        assertEq(more, bytes32(0));
        assertEq(Partition.unwrap(receiving), Partition.unwrap(partition), "receiving partition");
    }

    function _assertHolds(address account, uint256 ofDefault, uint256 ofLocked, uint256 ofSeventh) internal view {
        assertEq(token.balanceOfByPartition(NONE, account), ofDefault, "default");
        assertEq(token.balanceOfByPartition(LOCKED, account), ofLocked, "locked");
        assertEq(token.balanceOfByPartition(SEVENTH, account), ofSeventh, "seventh");
        assertEq(token.balanceOf(account), ofDefault + ofLocked + ofSeventh, "sum");
    }

    function _assertSupplies(uint256 ofDefault, uint256 ofLocked, uint256 ofSeventh) internal view {
        assertEq(token.totalSupplyByPartition(NONE), ofDefault, "default supply");
        assertEq(token.totalSupplyByPartition(LOCKED), ofLocked, "locked supply");
        assertEq(token.totalSupplyByPartition(SEVENTH), ofSeventh, "seventh supply");
        assertEq(token.totalSupply(), ofDefault + ofLocked + ofSeventh, "supply");
    }

    function _expectUnknownPartition() internal {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, UNKNOWN));
    }

    function _expectNotMember(address account) internal {
        vm.expectRevert(abi.encodeWithSignature("MultiSig_NotMember(address)", account));
    }
}
