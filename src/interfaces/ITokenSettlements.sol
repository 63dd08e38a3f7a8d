// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionKey} from "../types/PositionKey.sol";

/// @title TokenSettlements
/// @notice What modules do with shares that holders own: move what they encumber, and redeem by mandate.
interface ITokenSettlements {
    /// @notice Moves shares out of what the calling module itself encumbers. A module with PERMISSION_SETTLE.
    /// @dev The receiver obeys all rules of receiving: registration, country, rating, limits, other modules. Of the sender's
    /// side only what the issuer itself stops does matter: pause, a freeze of the investor or of an amount, the partition's
    /// lock. A lock of the position, a restriction by the registrar or an end of its accreditation do not: the
    /// holder could bring them about, and escape what it agreed to.
    /// @param to of the same partition; not at another custodian than `from`
    /// @param amount more than nothing, and at most what the module encumbers at `from`
    /// @param data tagged, as in a transfer (docs/decisions/0023-socket.md); the modules that are asked read it
    function settle(PositionKey calldata from, PositionKey calldata to, uint256 amount, bytes calldata data) external;

    /// @notice Lets an attached module that declares PERMISSION_MANDATE redeem what others hold back, too, or no more. The owner
    /// authority at its threshold; the permission cannot be given to another. Detaching the module ends it.
    function setMandate(address module, bool granted) external returns (bool executed);

    function hasMandate(address module) external view returns (bool);

    /// @notice Redeems out of any position what is encumbered, frozen or locked, too, as force does. A module with a mandate
    /// (`setMandate`).
    function redeemByMandate(PositionKey calldata from, uint256 amount, bytes calldata data) external;
}
