// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Act} from "./Judgement.sol";
import {KIND_CUSTODY_TRANSFER, KIND_WITHDRAWAL, MoveKind} from "./Move.sol";
import {DEFAULT_PARTITION, Partition} from "./Partition.sol";
import {PositionKey} from "./PositionKey.sol";

/// @dev A `Move` on its way through the token: the data is encoded, as the caller gave it.
/// @param data empty, or `abi.encode(Tagged[])`
struct RawMove {
    MoveKind kind;
    address operator;
    address initiator;
    PositionKey from;
    PositionKey to;
    uint256 amount;
    bytes data;
}

using {callOf, actCall} for RawMove global;

/// @dev A move by the caller.
function moveBetween(MoveKind kind, PositionKey memory from, PositionKey memory to, uint256 amount)
    view
    returns (RawMove memory m)
{
    (m.kind, m.operator, m.initiator) = (kind, msg.sender, msg.sender);
    (m.from, m.to, m.amount) = (from, to, amount);
}

/// @dev The same between direct positions of one partition. Account zero: nobody's.
function moveOf(MoveKind kind, Partition partition, address from, address to, uint256 amount)
    view
    returns (RawMove memory m)
{
    (m.kind, m.operator, m.initiator, m.amount) = (kind, msg.sender, msg.sender, amount);
    (m.from.partition, m.from.account) = (partition, from);
    (m.to.partition, m.to.account) = (partition, to);
}

/// @dev The same inside a custodian, or out of it to a direct position (custodian zero).
function moveFromCustody(address custodian, address from, address custodianTo, address to, uint256 amount)
    view
    returns (RawMove memory m)
{
    MoveKind kind = custodianTo == address(0) ? KIND_WITHDRAWAL : KIND_CUSTODY_TRANSFER;
    m = moveOf(kind, DEFAULT_PARTITION, from, to, amount);
    (m.from.custodian, m.to.custodian) = (custodian, custodianTo);
}

/// @dev The call of a hook `f(Move)`, as `abi.encodeCall` writes it. By hand: every part of the token has hooks, and this is a
/// quarter of the code and gas.
function callOf(RawMove memory self, bytes4 hook) pure returns (bytes memory call_) {
    uint256 tail;
    (call_, tail) = _begun(self, hook, 0x20);
    assembly ("memory-safe") {
        // What follows the first word of the data, which says where the list begins. Of no data: a list of none.
        let data := mload(add(self, 0xc0))
        let size := 0x20
        switch mload(data)
        case 0 { mstore(tail, 0) }
        default {
            size := sub(mload(data), 0x20)
            mcopy(tail, add(data, 0x40), size)
        }
        tail := add(tail, size)
    }
    _end(call_, tail);
}

/// @dev The same call to another hook, in place.
function redirected(bytes memory call_, bytes4 hook) pure returns (bytes memory) {
    assembly ("memory-safe") {
        let first := add(call_, 0x20)
        mstore(first, or(hook, shr(32, shl(32, mload(first)))))
    }
    return call_;
}

/// @dev The call of a function `f(RawMove, Act)` of the token, as `callOf`.
function actCall(RawMove memory self, bytes4 selector, Act act) pure returns (bytes memory call_) {
    uint256 tail;
    (call_, tail) = _begun(self, selector, 0x40);
    assembly ("memory-safe") {
        mstore(add(call_, 0x44), act)
        let data := mload(add(self, 0xc0))
        let size := and(add(mload(data), 0x3f), not(0x1f))
        mcopy(tail, data, size)
        tail := add(tail, size)
    }
    _end(call_, tail);
}

/// @param offset where the struct begins, after the words of all arguments
/// @return call_ without what the data is
/// @return tail where that comes
function _begun(RawMove memory self, bytes4 selector, uint256 offset) pure returns (bytes memory call_, uint256 tail) {
    assembly ("memory-safe") {
        call_ := mload(0x40)
        mstore(add(call_, 0x20), selector)
        mstore(add(call_, 0x24), offset)
        let p := add(add(call_, 0x24), offset)
        // Kind, operator, initiator, both positions, amount, and where the data begins.
        mcopy(p, self, 0x60)
        mcopy(add(p, 0x60), mload(add(self, 0x60)), 0x60)
        mcopy(add(p, 0xc0), mload(add(self, 0x80)), 0x60)
        mstore(add(p, 0x120), mload(add(self, 0xa0)))
        mstore(add(p, 0x140), 0x160)
        tail := add(p, 0x160)
    }
}

function _end(bytes memory call_, uint256 tail) pure {
    assembly ("memory-safe") {
        mstore(call_, sub(tail, add(call_, 0x20)))
        mstore(0x40, and(add(tail, 0x1f), not(0x1f)))
    }
}
