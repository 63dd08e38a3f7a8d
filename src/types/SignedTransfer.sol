// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "./Partition.sol";

/// @dev A transfer that its holder signs (EIP-712) and another sends.
/// @param amount in the token's smallest units, without the fee
/// @param partition in which the shares stand, the fee's too
/// @param toPartition in which they end: the same, or another to which the issuer has opened the way to holders
/// @param relayer who alone may send it; zero: anyone
/// @param fee that the sender of the transaction gets out of `partition`, under the rules of a transfer; zero: none
/// @param nonce any number that the holder has not used or cancelled, in no order
/// @param validFrom first second (Unix time) at which it holds
/// @param deadline last second at which it holds
/// @param data as `transferWithData` takes it; the fee's move carries it, too
struct SignedTransfer {
    address from;
    address to;
    uint256 amount;
    Partition partition;
    Partition toPartition;
    address relayer;
    uint256 fee;
    uint256 nonce;
    uint256 validFrom;
    uint256 deadline;
    bytes data;
}
