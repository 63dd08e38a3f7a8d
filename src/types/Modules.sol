// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// What a module may ask of its token, as bit masks in its declaration.

/// @dev Called before a voluntary move, may refuse it.
uint8 constant HOOK_CHECK_TRANSFER = 1 << 0;
/// @dev Called after a voluntary move, may stop it.
uint8 constant HOOK_TRANSFER_TOKENS = 1 << 1;
/// @dev Called after a move that nobody was asked about; cannot stop it.
uint8 constant HOOK_FORCED = 1 << 2;
/// @dev Called when it is attached or detached, when force or a recovery touched what it encumbers, and at splits; cannot
/// stop anything.
uint8 constant HOOK_LIFE = 1 << 3;
/// @dev Reads tagged data of moves: it names its tags when it is attached.
uint8 constant HOOK_TAGS = 1 << 4;

/// @dev May call `issue`, `issueBatch`, `issueByPartition`, `issuePosition` and `reserveSupply`.
uint16 constant PERMISSION_ISSUE = 1 << 0;
/// @dev May call `encumber` and `release`.
uint16 constant PERMISSION_ENCUMBER = 1 << 1;
/// @dev May call `scheduleRecordDate`.
uint16 constant PERMISSION_RECORD_DATE = 1 << 2;

/// @dev May call `redeemFrom`, `operatorRedeemByPartition` and `redeemPosition`.
uint16 constant PERMISSION_REDEEM = 1 << 3;

/// @dev Of a module of a custodian: may call its `transferInternal` and `transfer`.
uint16 constant PERMISSION_CUSTODY = 1 << 4;

/// @dev May call `settle`, with PERMISSION_ENCUMBER: it moves what it itself encumbers.
uint16 constant PERMISSION_SETTLE = 1 << 5;
/// @dev May call `convertPartition`.
uint16 constant PERMISSION_CHANGE_PARTITION = 1 << 6;
/// @dev May call `redeemByMandate`, once the owner authority has granted it this module's mandate (`setMandate`).
uint16 constant PERMISSION_MANDATE = 1 << 7;

/// @dev May call `IIssuingEntity.reservePlaces`.
uint16 constant PERMISSION_ADMIT = 1 << 8;

/// @param hooks union of HOOK_ bits that the token calls
/// @param permissions union of PERMISSION_ bits that the module uses
struct ModuleDeclaration {
    uint8 hooks;
    uint16 permissions;
}
