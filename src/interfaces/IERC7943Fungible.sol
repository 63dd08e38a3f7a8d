// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice ERC-7943's orders, and what they left.
interface IERC7943Orders {
    /// @notice Shares were taken from a holder by force.
    event ForcedTransfer(address indexed from, address indexed to, uint256 amount);
    /// @notice `amount` of the account's balance is frozen now, whatever the balance is.
    event Frozen(address indexed account, uint256 amount);

    /// @notice Moves a holder's direct balance whatever its owner, locks or a pause say. An authority at its
    /// threshold.
    function forcedTransfer(address from, address to, uint256 amount) external returns (bool executed);
}

/// @notice ERC-7943: what is frozen.
interface IERC7943Freezes {
    /// @notice Freezes this much of what the account holds directly in the default partition, no more and no less than
    /// that. It may exceed that: then what comes in is frozen, too. An authority at its threshold.
    /// @dev An absolute amount: of two orders the later one holds, and what force took of the earlier one is forgotten. A forced
    /// move takes what is not frozen first and reduces the frozen amount by the rest; a forced move back restores it.
    function setFrozenTokens(address account, uint256 amount) external returns (bool executed);

    /// @notice What is frozen of the account's balance; it may exceed the balance.
    function getFrozenTokens(address account) external view returns (uint256);
}

/// @notice ERC-7943's questions.
interface IERC7943Questions {
    /// @notice Whether the account may send to others at all now; amounts apart. False where a registrar gives no answer.
    function canSend(address account) external view returns (bool);

    /// @notice Whether the account may receive from others at all now; amounts and limits on the number of investors
    /// apart. False where a registrar gives no answer.
    function canReceive(address account) external view returns (bool);

    /// @notice Whether the rules allow the transfer. As the standard wants it, the sender need not hold the amount;
    /// what he holds must not be frozen, locked or encumbered. False above 2^96 - 1, which nobody can ever hold, and
    /// where a registrar gives no answer.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool);
}

/// @title ERC7943Fungible
/// @notice ERC-7943 (final): what enforcement asks of a fungible real-world asset. Its interface id is 0x3edbb4c4, the XOR of its three parts, each
/// of which another part of the token answers.
/// @dev Three deviations. Moving nothing is always legal, so `canTransfer` of zero asks nobody. Moves between accounts of one
/// investor are free of expiry, country and rating, so they may pass where `canSend` or `canReceive` say no. `canTransfer`
/// and frozen amounts are about the default partition; `canTransferByPartition` answers for the others.
interface IERC7943Fungible is IERC7943Orders, IERC7943Freezes, IERC7943Questions {}
