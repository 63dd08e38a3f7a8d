// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Refusals
/// @notice What every contract of Scrip reverts with when it is called in a way that it does not know.
interface IRefusals {
    /// @notice The contract has no function with this selector.
    error UnknownSelector(bytes4 selector);
    /// @notice The contract takes no ether.
    /// @param amount that was sent, in wei
    error EtherRefused(uint256 amount);
}
