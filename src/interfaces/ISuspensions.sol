// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../types/Authority.sol";
import {InvestorId} from "../types/Identity.sol";
import {Suspension} from "../types/Suspension.sol";

/// @title Suspensions
/// @notice Orders of supervisors: a suspended investor, or account, neither sends nor receives from the next
/// transaction on, whatever its provider says.
/// @dev The authority that imposed a suspension renews and lifts it; so does the owner, and another supervisor once
/// that authority is restricted or ended. All or none of a list.
interface ISuspensions {
    /// @notice Imposed, or renewed with another memo.
    event InvestorSuspended(InvestorId indexed id, AuthorityId indexed authority, bytes memo);
    /// @notice `memo` says why it was lifted.
    event InvestorSuspensionLifted(InvestorId indexed id, AuthorityId indexed authority, bytes memo);
    event AccountSuspended(address indexed account, AuthorityId indexed authority, bytes memo);
    event AccountSuspensionLifted(address indexed account, AuthorityId indexed authority, bytes memo);

    /// @notice A memo has at most 256 bytes.
    error KYCRegistrar_MemoTooLong(uint256 length);
    /// @notice The suspension is another authority's, which is in good standing.
    error KYCRegistrar_SuspendedByAnother(AuthorityId acting, AuthorityId authority);
    /// @notice An account that is bound to nobody is suspended by the owner alone: no country says who supervises it.
    error KYCRegistrar_AccountUnknown(address account);

    /// @notice Suspends investors, or lifts their suspensions. Those that are not suspended are no obstacle to lifting.
    /// @dev Supervisors of every investor's country, at their threshold.
    function setInvestorSuspension(InvestorId[] calldata ids, bool suspended, bytes calldata memo)
        external
        returns (bool executed);

    /// @notice The same for accounts. The owner may suspend one that is bound to nobody: it cannot be bound then.
    function setAccountSuspension(address[] calldata accounts, bool suspended, bytes calldata memo)
        external
        returns (bool executed);

    /// @notice The suspension of an investor; all zero if there is none.
    function investorSuspension(InvestorId id) external view returns (Suspension memory);

    /// @notice The suspension of an account itself, not of its investor; all zero if there is none.
    function accountSuspension(address account) external view returns (Suspension memory);
}
