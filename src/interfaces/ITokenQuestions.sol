// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../types/Restriction.sol";

/// @title TokenQuestions
/// @notice Whether an ordinary move would pass now, of the default partition. ITokenDryRuns asks about any other.
interface ITokenQuestions {
    /// @notice True if a direct transfer would succeed now; reverts with the reason otherwise. Allowance apart.
    function checkTransfer(address from, address to, uint256 amount) external view returns (bool);

    /// @notice ERC-1404: 0 if a direct transfer would succeed now, else the code: a `Restriction`, or from 128 on a module
    /// (ITokenDryRuns).
    function detectTransferRestriction(address from, address to, uint256 amount) external view returns (uint8);

    /// @notice The `Restriction` of a custodial move: `to` at the same custodian, or, if `withdraw`, held directly.
    function detectCustodyRestriction(address custodian, address from, address to, uint256 amount, bool withdraw)
        external
        view
        returns (Restriction);
}
