// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Move} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";

/// @title TokenDryRuns
/// @notice What a wallet, a venue or a desk asks before a move: whether it would pass now, and otherwise who refuses it and
/// why. Nothing here changes anything or reverts, and each verdict is the one that the call
/// itself would get.
/// @dev A code is a `Restriction`; from 128 on it is 128 and the place of the module that refuses, in the order of `modules()`.
/// The standards' dry runs know neither operator nor data: they judge the holder's own move without data, and answer
/// `TicketRequired` where a module that reads data says that it needs some.
interface ITokenDryRuns {
    /// @notice Whether a voluntary move would pass now, with its operator and data: a transfer, deposit, treasury transfer or
    /// sweep, a custodian's own moves, a holder's change of partition, a transfer that ends in another one. Others:
    /// `UnknownMove`.
    /// @dev The operator must be allowed to make the move: the holder or who acts on its signature (initiator), a spender or
    /// ERC-1410 operator, the custodian. Whether authorities have approved a treasury transfer is not asked.
    /// @return code zero if it would pass
    /// @return module that refuses; zero if it is not a module
    /// @return reason the module's own revert data, at most 1,024 bytes
    function explainTransfer(Move calldata move) external view returns (uint8 code, address module, bytes memory reason);

    /// @notice Whether an issue into the position would pass now, limits of the supply included; who may issue is not asked.
    function detectIssueRestriction(PositionKey calldata to, uint256 amount) external view returns (uint8);

    /// @notice ERC-1404: the sentence for a code. That of a module has its title.
    /// @dev What is not printable ASCII in a title is shown as `?`; a module that does not answer with a title of at most 64
    /// bytes within 50,000 gas has none.
    function messageForTransferRestriction(uint8 code) external view returns (string memory);

    /// @notice `detectTransferRestriction` for a spender, its allowance included.
    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 amount)
        external
        view
        returns (uint8);

    /// @notice `detectTransferRestriction` in any partition, the holder's own transfer.
    function detectPartitionRestriction(Partition partition, address from, address to, uint256 amount)
        external
        view
        returns (uint8);

    /// @notice The same for an operator, or a spender with an allowance in the partition: that comes first.
    function detectPartitionRestrictionFrom(
        Partition partition,
        address operator,
        address from,
        address to,
        uint256 amount
    ) external view returns (uint8);

    /// @notice ERC-1594: whether the caller could transfer now, with this data; the reason is the code as bytes1.
    function canTransfer(address to, uint256 amount, bytes calldata data) external view returns (bool, bytes1, bytes32);

    /// @notice ERC-1594: whether the caller could transfer for `from` now, its allowance included.
    function canTransferFrom(address from, address to, uint256 amount, bytes calldata data)
        external
        view
        returns (bool, bytes1, bytes32);

    /// @notice ERC-1410: whether the caller, as holder, operator or spender, could transfer now; the code as bytes1, and the
    /// partition in which the receiver would hold.
    function canTransferByPartition(address from, address to, Partition partition, uint256 amount, bytes calldata data)
        external
        view
        returns (bytes1, bytes32, Partition);
}
