// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionKey} from "./PositionKey.sol";

/// @dev Which way shares move. Bit 7 is set where nobody was asked. Kinds are public: append, never renumber.
type MoveKind is uint8;

using {isForced, sameKind as ==, otherKind as !=} for MoveKind global;

/// @dev From one direct position to another, of the same partition or of another.
MoveKind constant KIND_TRANSFER = MoveKind.wrap(0);
/// @dev Into custody: the owner stays the same.
MoveKind constant KIND_DEPOSIT = MoveKind.wrap(1);
/// @dev From one owner to another at the same custodian.
MoveKind constant KIND_CUSTODY_TRANSFER = MoveKind.wrap(2);
/// @dev Out of custody.
MoveKind constant KIND_WITHDRAWAL = MoveKind.wrap(3);
MoveKind constant KIND_ISSUE = MoveKind.wrap(4);
MoveKind constant KIND_REDEMPTION = MoveKind.wrap(5);
/// @dev Out of the treasury.
MoveKind constant KIND_TREASURY_TRANSFER = MoveKind.wrap(6);
/// @dev To another partition of the same account.
MoveKind constant KIND_PARTITION_CHANGE = MoveKind.wrap(7);
/// @dev Out of what the calling module itself encumbers.
MoveKind constant KIND_SETTLEMENT = MoveKind.wrap(8);
/// @dev To another account of the same investor, which collects what is free.
MoveKind constant KIND_SWEEP = MoveKind.wrap(9);

/// @dev By the issuer, whatever the holder says.
MoveKind constant KIND_FORCED_TRANSFER = MoveKind.wrap(0x80);
MoveKind constant KIND_FORCED_REDEMPTION = MoveKind.wrap(0x81);
/// @dev From a lost account to its successor.
MoveKind constant KIND_RECOVERY = MoveKind.wrap(0x82);
/// @dev Out of custody by the owner authority, whatever custodian and owner say; redeemed if the receiver is nobody.
MoveKind constant KIND_CUSTODY_FORCED = MoveKind.wrap(0x83);
/// @dev By a module to which the owner authority gave that right, whatever else is encumbered.
MoveKind constant KIND_MANDATED_REDEMPTION = MoveKind.wrap(0x84);

uint8 constant FORCED_BIT = 1 << 7;

function isForced(MoveKind self) pure returns (bool) {
    return MoveKind.unwrap(self) & FORCED_BIT != 0;
}

function sameKind(MoveKind a, MoveKind b) pure returns (bool) {
    return MoveKind.unwrap(a) == MoveKind.unwrap(b);
}

function otherKind(MoveKind a, MoveKind b) pure returns (bool) {
    return MoveKind.unwrap(a) != MoveKind.unwrap(b);
}

/// @dev The caller's own reference: the token takes it and shows it to everybody; nobody judges by it.
bytes4 constant TAG_REFERENCE = "REF";

/// @dev What a caller says to the module or standard that a tag names.
struct Tagged {
    bytes4 tag;
    bytes value;
}

/// @dev Shares that change their position.
/// @param operator who called the token
/// @param initiator who signed: the holder of a signed transfer, otherwise the operator
/// @param from account zero: they are issued
/// @param to account zero: they are redeemed. The partitions of both differ only where shares change theirs
/// @param amount in the token's smallest units
/// @param data at most 2 kB in all
struct Move {
    MoveKind kind;
    address operator;
    address initiator;
    PositionKey from;
    PositionKey to;
    uint256 amount;
    Tagged[] data;
}
