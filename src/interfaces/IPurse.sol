// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Purse
/// @notice Holds the money of one distribution and nothing else. Only the module that made it commands it.
interface IPurse {
    error Purse_NotModule(address caller);
    /// @notice The token did not take exactly what was to be sent.
    error Purse_Inexact(IERC20 token, uint256 expected, uint256 actual);

    /// @notice Sends exactly `amount`, or reverts.
    /// @param balance what lies here, if the caller knows it; else `type(uint256).max`
    /// @return rest what lies here afterwards
    function pay(IERC20 token, address to, uint256 amount, uint256 balance) external returns (uint256 rest);

    /// @notice Sends what lies here, at most `most`, or reverts.
    function empty(IERC20 token, address to, uint256 most) external returns (uint256 sent);
}
