// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionKey} from "../types/PositionKey.sol";
import {IERC7943Freezes} from "./IERC7943Fungible.sol";

/// @title TokenModules
/// @notice Modules of a token: what the issuer does with them, and what they do with shares.
interface ITokenModules is IERC7943Freezes {
    /* ------------------------------------------------ attachment ---------------------------------------------- */

    /// @notice Only the issuer contract. At most 16 modules at a time; one that encumbers keeps one of 16 slots while it is
    /// attached or encumbers anything. Not while a hook runs.
    /// @dev What a module encumbered before it was detached counts again when it is attached again.
    function attachModule(address module) external;

    /// @notice Only the issuer contract. Not while a hook runs.
    /// @dev What the module encumbers does not count any more. It stays recorded, and the module keeps its slot for it.
    function detachModule(address module) external;

    /// @notice Gives up what a detached module encumbers: from now on anyone may clear it. The owner authority at its
    /// threshold; the permission cannot be given to another.
    function abandonModule(address module) external returns (bool executed);

    /// @notice Clears what an abandoned module encumbers of positions, and what force took of that. Anyone. Skips where it is
    /// nothing. Once nothing is left anywhere, the module's slot is free.
    function clearEncumbrances(address module, PositionKey[] calldata positions) external;

    function modules() external view returns (address[] memory);

    function isModule(address account) external view returns (bool);

    /// @notice Union of PERMISSION_ bits that an attached module declared; zero for others.
    function permissionsOf(address module) external view returns (uint16);

    /* ----------------------------------------------- encumbrances --------------------------------------------- */

    /// @notice Encumbers a part of the account's direct balance in the default partition. A module with PERMISSION_ENCUMBER.
    /// @dev At most what no attached module encumbers; what the issuer has frozen may be encumbered. Nothing of what a
    /// custodian keeps for others can be encumbered as the custodian's.
    function encumber(address account, uint256 amount) external;

    /// @notice The same of any position.
    function encumberPosition(PositionKey calldata position, uint256 amount) external;

    /// @notice Frees up to `amount` of what the calling module encumbers. What forced moves took of it is made up for first:
    /// `amount` less that is freed, so that what the module has not released stays whole as long as it lasts.
    /// @dev Follows a lost account to its successor.
    /// @return released what was freed
    function release(address account, uint256 amount) external returns (uint256 released);

    /// @notice The same of any position.
    function releasePosition(PositionKey calldata position, uint256 amount) external returns (uint256 released);

    /// @notice The same in the unit of an earlier epoch, for a part of an encumbrance that was booked then.
    /// @dev A part that a split turned into a fraction is not rounded by itself: once all parts are released, nothing is
    /// left.
    function releaseOfEpoch(PositionKey calldata position, uint256 amount, uint8 epoch)
        external
        returns (uint256 released);

    /// @notice The same of many direct positions in the default partition, each amount in the unit of its epoch. An account
    /// may appear more than once; zero amounts are skipped.
    /// @return released what was freed by each
    function releaseMany(address[] calldata accounts, uint256[] calldata amounts, uint8[] calldata epochs)
        external
        returns (uint256[] memory released);

    /// @notice What `module` encumbers of `account`'s direct balance in the default partition; more than the balance where the
    /// module was attached again after the holder had sold. Zero while it is not attached.
    function encumbranceOf(address account, address module) external view returns (uint256);

    /// @notice The same of any position.
    function encumbranceOfPosition(PositionKey calldata position, address module) external view returns (uint256);

    /// @notice What forced moves took of what a module, attached or not, encumbers of a position, and has not been made up for.
    function takenOf(PositionKey calldata position, address module) external view returns (uint256);
}
