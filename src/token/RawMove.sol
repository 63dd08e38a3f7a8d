// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MoveKind} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";

/// @dev A `Move` (src/types/Move.sol) on its way through the token: the data is encoded, as the caller gave it.
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

using {callOf} for RawMove global;

/// @dev The call of a hook `f(Move)`, as `abi.encodeCall` writes it. By hand: every part of the token has hooks, and this is a
/// quarter of the code and gas.
function callOf(RawMove memory self, bytes4 hook) pure returns (bytes memory call_) {
    assembly ("memory-safe") {
        call_ := mload(0x40)
        mstore(add(call_, 0x20), hook)
        let p := add(call_, 0x24)
        // Where the struct begins; then kind, operator, initiator, both positions, amount, and where the data begins.
        mstore(p, 0x20)
        mcopy(add(p, 0x20), self, 0x60)
        mcopy(add(p, 0x80), mload(add(self, 0x60)), 0x60)
        mcopy(add(p, 0xe0), mload(add(self, 0x80)), 0x60)
        mstore(add(p, 0x140), mload(add(self, 0xa0)))
        mstore(add(p, 0x160), 0x160)
        p := add(p, 0x180)
        // What follows the first word of the data, which says where the list begins. Of no data: a list of none.
        let data := mload(add(self, 0xc0))
        let size := 0x20
        switch mload(data)
        case 0 { mstore(p, 0) }
        default {
            size := sub(mload(data), 0x20)
            mcopy(p, add(data, 0x40), size)
        }
        p := add(p, size)
        mstore(call_, sub(p, add(call_, 0x20)))
        mstore(0x40, and(add(p, 0x1f), not(0x1f)))
    }
}

/// @dev The same call to another hook, in place.
function redirected(bytes memory call_, bytes4 hook) pure returns (bytes memory) {
    assembly ("memory-safe") {
        let first := add(call_, 0x20)
        mstore(first, or(hook, shr(32, shl(32, mload(first)))))
    }
    return call_;
}
