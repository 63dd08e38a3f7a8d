// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Move, MoveKind, TAG_REFERENCE, Tagged} from "../../src/types/Move.sol";
import {DEFAULT_PARTITION, Partition} from "../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../src/types/PositionKey.sol";

// What modules are shown, as tests expect it: whoever calls the token signs, too, and no data is given.

function moveOf(MoveKind kind, address operator, PositionKey memory from, PositionKey memory to, uint256 amount)
    pure
    returns (Move memory)
{
    return Move(kind, operator, operator, from, to, amount, new Tagged[](0));
}

/// @dev Between direct positions of the default partition.
function directMove(MoveKind kind, address operator, address from, address to, uint256 amount)
    pure
    returns (Move memory)
{
    return moveIn(DEFAULT_PARTITION, kind, operator, from, to, amount);
}

function moveIn(Partition partition, MoveKind kind, address operator, address from, address to, uint256 amount)
    pure
    returns (Move memory)
{
    PositionKey memory source = PositionKey(address(0), partition, from);
    return moveOf(kind, operator, source, PositionKey(address(0), partition, to), amount);
}

/// @dev By the custodian.
function custodyMove(MoveKind kind, address custodian, address from, address custodianTo, address to, uint256 amount)
    pure
    returns (Move memory)
{
    return moveOf(kind, custodian, defaultPosition(custodian, from), defaultPosition(custodianTo, to), amount);
}

/// @dev Data of one item.
function tagged(bytes4 tag, bytes memory value) pure returns (bytes memory) {
    Tagged[] memory data = new Tagged[](1);
    data[0] = Tagged(tag, value);
    return abi.encode(data);
}

/// @dev Data that the token takes from everybody.
function referenceData(bytes memory value) pure returns (bytes memory) {
    return tagged(TAG_REFERENCE, value);
}
