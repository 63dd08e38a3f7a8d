// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A part of a token's shares with a life of its own (ERC-1410): a short name in ASCII from the left, or an integer
/// from the right (OEP-506's tranches). Zero is the default partition: all that stands in no other.
type Partition is bytes32;

using {isDefault, samePartition as ==, otherPartition as !=} for Partition global;

Partition constant DEFAULT_PARTITION = Partition.wrap(0);

/// @dev A position's own lock that opens it, whatever its partition says.
uint40 constant UNLOCKED = 1;
/// @dev A lock that ends when somebody ends it.
uint40 constant LOCKED_BY_HAND = type(uint40).max;

function isDefault(Partition self) pure returns (bool) {
    return Partition.unwrap(self) == 0;
}

function samePartition(Partition a, Partition b) pure returns (bool) {
    return Partition.unwrap(a) == Partition.unwrap(b);
}

function otherPartition(Partition a, Partition b) pure returns (bool) {
    return Partition.unwrap(a) != Partition.unwrap(b);
}
