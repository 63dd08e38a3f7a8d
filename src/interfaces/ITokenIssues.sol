// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";

/// @title TokenIssues
/// @notice How shares come into being in other positions than direct ones of the default partition.
interface ITokenIssues {
    /// @notice As `ITokenLedger.issue`, into any position: of a partition, or of a beneficial owner at an approved
    /// custodian.
    /// @dev An authority of the issuer at its threshold, or a module with PERMISSION_ISSUE.
    function issuePosition(PositionKey calldata to, uint256 amount, bytes calldata data)
        external
        returns (bool executed);

    /// @notice ERC-1410: as `ITokenLedger.issue`, into a partition.
    function issueByPartition(Partition partition, address to, uint256 amount, bytes calldata data)
        external
        returns (bool executed);
}
