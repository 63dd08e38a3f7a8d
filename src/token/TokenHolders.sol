// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenHolders} from "../interfaces/ITokenHolders.sol";
import {Partition} from "../types/Partition.sol";
import {TokenSignatures} from "./TokenSignatures.sol";

/// @title TokenHolders
/// @notice Code of every token for what holders do beyond ERC-20, allow others and sign, and for the partitions in which they hold.
contract TokenHolders is TokenSignatures, ITokenHolders {
    /* -------------------------------------------------- holders ----------------------------------------------- */

    /// @inheritdoc ITokenHolders
    function allowSweep(bool allowed) external {
        _sweepable[msg.sender] = allowed;
        emit SweepAllowed(msg.sender, allowed);
    }

    /// @inheritdoc ITokenHolders
    function isSweepable(address account) external view returns (bool) {
        return _sweepable[account];
    }

    /* ------------------------------------------------ operators ----------------------------------------------- */

    /// @inheritdoc ITokenHolders
    function authorizeOperator(address operator) external {
        _operators[msg.sender][operator] = true;
        emit AuthorizedOperator(operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function revokeOperator(address operator) external {
        _operators[msg.sender][operator] = false;
        emit RevokedOperator(operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function authorizeOperatorByPartition(Partition partition, address operator) external {
        _requirePartition(partition);
        _partitionOperators[msg.sender][partition][operator] = true;
        emit AuthorizedOperatorByPartition(partition, operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function revokeOperatorByPartition(Partition partition, address operator) external {
        _partitionOperators[msg.sender][partition][operator] = false;
        emit RevokedOperatorByPartition(partition, operator, msg.sender);
    }

    /// @inheritdoc ITokenHolders
    function isOperator(address operator, address account) external view returns (bool) {
        return _operators[account][operator];
    }

    /// @inheritdoc ITokenHolders
    function isOperatorForPartition(Partition partition, address operator, address account)
        external
        view
        returns (bool)
    {
        return _isOperatorIn(partition, operator, account);
    }

    /// @inheritdoc ITokenHolders
    function approveByPartition(Partition partition, address spender, uint256 amount) external {
        _requirePartition(partition);
        _approveIn(partition, msg.sender, spender, amount);
    }

    /// @inheritdoc ITokenHolders
    function allowanceByPartition(Partition partition, address account, address spender)
        external
        view
        returns (uint256)
    {
        return _allowanceIn(partition, account, spender);
    }
}
