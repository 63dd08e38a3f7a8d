// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ModuleDeclaration} from "../types/Modules.sol";
import {Move} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {IGoverned} from "./IGoverned.sol";
import {ISecurityToken} from "./ISecurityToken.sol";

/// @title Module
/// @notice A contract attached to tokens that adds one thing: a rule, lock-ups, payouts.
/// @dev A module serves one token (`ITokenModule`), or all tokens of its issuer. It declares hooks (the token calls it) and permissions (it calls the token) when it is attached. Functions for
/// the issuer's people go through the issuer's authorities (`checkMultiSigExternal`).
interface IModule is IGoverned {
    error Module_NotToken(address caller);

    /// @notice Whether this module may be attached to a token. Asked by the token when it is attached.
    function serves(address token) external view returns (bool);

    /// @notice Hooks and permissions, read once when attached.
    function declaration() external view returns (ModuleDeclaration memory);
}

/// @title TokenModule
/// @notice A module of one token.
interface ITokenModule is IModule {
    /// @notice The token that this module serves, and no other.
    function token() external view returns (ISecurityToken);
}

/// @notice The hooks on moves. A module implements those that it declares, and its title.
interface IModuleHooks {
    /// @notice Refused for want of data: the move must carry an item with this tag. Dry runs that know no data then answer
    /// `TicketRequired`.
    error Module_TicketRequired(bytes4 tag);

    /// @notice What people read when it refuses: at most 64 bytes of printable ASCII, within 50,000 gas.
    function title() external view returns (string memory);

    /// @notice HOOK_CHECK_TRANSFER: before shares move, are issued or redeemed, and in every dry run. Refuses by reverting,
    /// with an error of its own that says why; must change nothing.
    /// @dev A module refuses kinds that it does not know (`ModuleRules`): a kind that is added later must not pass unjudged.
    function checkTransfer(Move calldata move) external view;

    /// @notice HOOK_TRANSFER_TOKENS: after a voluntary move of more than nothing. Only the token calls.
    /// @dev A revert stops the move with the module's own error: no dry run can foretell it.
    function transferTokens(Move calldata move) external;

    /// @notice HOOK_FORCED: after a move that nobody was asked about: a forced kind, or a change of partition by the issuer.
    /// Only the token calls. Nothing that happens here stops the move; see ITokenNotices.
    function forcedMove(Move calldata move) external;
}

/// @notice HOOK_LIFE: what becomes of the module and of what it encumbers. Only the token calls, in frames of 100,000 gas that
/// cannot stop it, after everything is written; see ITokenNotices.
interface IModuleLife {
    /// @notice The calling token has attached it.
    function attached() external;

    /// @notice The calling token has detached it: it has no permissions there any more.
    function detached() external;

    /// @notice Force took of what it encumbers of a position, or brought back what it took.
    /// @param amount what it encumbers now
    /// @param taken what force took of that and has not brought back
    function encumbranceChanged(PositionKey calldata position, uint256 amount, uint256 taken) external;

    /// @notice What it encumbered of a lost account's position is at the successor's, added to what was there.
    /// @param amount what it encumbers there now; `taken` as above
    function encumbranceMoved(PositionKey calldata lost, PositionKey calldata successor, uint256 amount, uint256 taken)
        external;

    /// @notice The shares were split: amounts are `numerator / denominator` of what they were.
    /// @param epoch how many splits there were, this one included
    function splitHappened(uint8 epoch, uint32 numerator, uint32 denominator) external;
}

/// @notice HOOK_TAGS: which tagged data of moves the module reads.
interface IModuleTags {
    /// @notice Read once when it is attached; zero: no tag. A tag must not be the token's own (`TAG_REFERENCE`).
    function tags() external view returns (bytes4[4] memory);
}
