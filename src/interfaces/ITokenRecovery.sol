// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title TokenRecovery
/// @notice What becomes of a lost account's shares.
interface ITokenRecovery {
    /// @notice Moves all that a lost account holds directly to another account of its investor: balance, partitions,
    /// locks (the later one holds), encumbrances, what is frozen. The lost account is barred permanently.
    /// @dev The registrar must have restricted the lost account, and not the successor. Modules follow: lots are released
    /// to the successor, distributions pay it.
    /// @param data reference, such as a hash of the evidence
    function recover(address lost, address successor, bytes calldata data) external returns (bool executed);

    /// @notice Moves what a lost account owns at custodians to its successor there, with what is encumbered of it. Anyone.
    function recoverCustody(address lost, address[] calldata custodians) external;

    /// @notice Where the shares of a lost account went; zero if it was not recovered.
    function successorOf(address lost) external view returns (address);
}
