// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorKey} from "./Identity.sol";
import {DEFAULT_PARTITION, Partition} from "./Partition.sol";

/// @dev Names a position: what an account holds in a partition, directly (custodian zero) or at a custodian. Custodians
/// keep the default partition only.
struct PositionKey {
    address custodian;
    Partition partition;
    address account;
}

using {positionId} for PositionKey global;

/// @dev The position in the default partition.
function defaultPosition(address custodian, address account) pure returns (PositionKey memory) {
    return PositionKey(custodian, DEFAULT_PARTITION, account);
}

/// @dev The account itself for a direct position of the default partition, so that the common case needs no hash.
function positionId(PositionKey memory self) pure returns (bytes32) {
    if (self.custodian == address(0) && self.partition.isDefault()) return bytes32(uint256(uint160(self.account)));
    return keccak256(abi.encode(self.custodian, self.partition, self.account));
}

/// @dev What a position held at a record date, and who is to have what that brings. All zero if it held nothing.
/// @param balance zero for the treasury, and for what a custodian holds directly: its beneficial owners hold that
/// @param recipient the position's account, or the one that took its place when its key was lost
/// @param restricted whether `recipient` may be given nothing now
/// @param investor as whom the issuer counted the position at the end of the record date, whatever became of account or
/// registrar since
struct RecordDateHolding {
    uint256 balance;
    address recipient;
    bool restricted;
    InvestorKey investor;
}
