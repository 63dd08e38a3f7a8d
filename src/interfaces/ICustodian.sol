// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ModuleDeclaration} from "../types/Modules.sol";
import {Move} from "../types/Move.sol";
import {IMultiSig} from "./IMultiSig.sol";
import {ISecurityToken} from "./ISecurityToken.sol";

/// @title CustodianModule
/// @notice A contract that adds one thing to one custodian: a rule of the house, a fee, a vault that moves by itself. It
/// shares the custodian's authorities while it is attached.
interface ICustodianModule {
    /// @notice The custodian to which it may be attached.
    function custodian() external view returns (ICustodian);

    /// @notice Hooks (HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS) and permissions (PERMISSION_CUSTODY), read once when it
    /// is attached.
    function declaration() external view returns (ModuleDeclaration memory);

    /// @notice Before a change of owner or a withdrawal: refuses by reverting, and must change nothing.
    /// @dev The token judges afterwards by its own rules, which no module loosens. A deposit, `from` held directly before, is
    /// shown too where the token asks the custodian (`setLeastDeposit`).
    function checkCustody(ISecurityToken token, Move calldata move) external view;

    /// @notice After a change of owner or a withdrawal. Only the custodian calls. A revert undoes the move.
    function custodyMoved(ISecurityToken token, Move calldata move) external;
}

/// @title Custodian
/// @notice Keeps securities for many beneficial owners. The amounts stand in each token's ledger; this contract says
/// who may instruct. Owners deposit by a plain transfer to this address.
/// @dev Its own authorities, at their threshold. Each issuer must approve the custodian (`addCustodian`). What moved is told by
/// the token (`CustodyTransferred`).
interface ICustodian is IMultiSig {
    event ModuleAttached(ICustodianModule indexed module, uint8 hooks, uint16 permissions);
    event ModuleDetached(ICustodianModule indexed module);
    /// @param amount zero: the token does not ask
    event LeastDepositSet(ISecurityToken indexed token, uint256 amount);

    error Custodian_ModuleAttached(ICustodianModule module);
    error Custodian_ModuleNotAttached(ICustodianModule module);
    /// @notice The module names another custodian, or declares hooks or permissions that do not exist.
    error Custodian_InvalidModule(ICustodianModule module);
    /// @notice At most 8 modules.
    error Custodian_TooManyModules();
    /// @notice Nothing is attached or detached while a module's hook runs.
    error Custodian_HookRunning();
    /// @notice The module did not declare that it moves what is kept.
    error Custodian_NotPermitted(address module);

    /// @notice Attaches a module; its hooks and permissions are what it declares now, for ever. At most 8.
    function attachModule(ICustodianModule module) external returns (bool executed);

    /// @notice Detaches a module without calling it.
    function detachModule(ICustodianModule module) external returns (bool executed);

    function modules() external view returns (ICustodianModule[] memory);

    /// @notice Changes the beneficial owner of an amount; nothing leaves custody.
    /// @dev An authority at its threshold, or a module with PERMISSION_CUSTODY; so is `transfer`.
    function transferInternal(ISecurityToken token, address from, address to, uint256 amount)
        external
        returns (bool executed);

    /// @notice Sends an amount of the beneficial owner `from` out to the account `to`.
    function transfer(ISecurityToken token, address from, address to, uint256 amount) external returns (bool executed);

    /// @notice Refuses deposits of less than an amount, so that nobody multiplies positions at others' cost. An authority at
    /// its threshold.
    /// @dev From then on the token asks before each deposit, and the modules that are asked of moves are asked too. Only a
    /// token that has taken this contract for a custodian can be set.
    /// @param amount smallest units; 1 to ask the modules only; zero: the token asks no more
    function setLeastDeposit(ISecurityToken token, uint256 amount) external returns (bool executed);

    /// @notice Zero if the token does not ask.
    function leastDepositOf(ISecurityToken token) external view returns (uint256);

    /// @notice Whether a deposit is accepted. The token asks, with bounded gas; a revert refuses, as false does.
    /// @param from whose shares come in, and who owns them here afterwards
    function acceptsDeposit(ISecurityToken token, address from, uint256 amount) external view returns (bool);

    /// @notice What `account` owns here; the token's own figure.
    function balanceOf(ISecurityToken token, address account) external view returns (uint256);
}
