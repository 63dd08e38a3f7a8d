// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {Refusals} from "../../libraries/Refusals.sol";
import {Partition} from "../../types/Partition.sol";

/// @title IfstLens
/// @notice A token under the names by which OpenSecurities' IFST asks: tranches are partitions. Reads only.
contract IfstLens is Refusals {
    ISecurityToken public immutable token;

    constructor(ISecurityToken token_) {
        token = token_;
    }

    function totalSupply() external view returns (uint256) {
        return token.totalSupply();
    }

    /// @notice Over all tranches.
    function balanceOf(address account) external view returns (uint256) {
        return token.balanceOf(account);
    }

    function allowance(address account, address spender) external view returns (uint256) {
        return token.allowance(account, spender);
    }

    function balanceOfByTranche(bytes32 tranche, address account) external view returns (uint256) {
        return token.balanceOfByPartition(Partition.wrap(tranche), account);
    }

    /// @notice Tranches in which the account holds something.
    function tranchesOf(address account) external view returns (bytes32[] memory tranches) {
        Partition[] memory partitions = token.partitionsOf(account);
        // A partition is a bytes32.
        assembly ("memory-safe") {
            tranches := partitions
        }
    }

    /// @notice Whether for all tranches.
    function isOperatorFor(address operator, address account) external view returns (bool) {
        return token.isOperator(operator, account);
    }

    /// @notice Whether the holder's transfer would succeed now.
    function checkTransfer(bytes32 tranche, address from, address to, uint256 amount, bytes calldata)
        external
        view
        returns (bool)
    {
        return token.detectPartitionRestriction(Partition.wrap(tranche), from, to, amount) == 0;
    }
}
