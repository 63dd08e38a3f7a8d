// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISuspensions} from "../interfaces/ISuspensions.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {InvestorId} from "../types/Identity.sol";
import {InvestorWord} from "../types/InvestorWord.sol";
import {MAX_MEMO, Suspension} from "../types/Suspension.sol";
import {AccountWord} from "./AccountWord.sol";
import {Registrations} from "./Registrations.sol";

/// @title Suspensions
/// @dev The bits that a transfer reads stand in the words of investor and account; the records here say who, when and why.
abstract contract Suspensions is Registrations, ISuspensions {
    /// @inheritdoc ISuspensions
    function setInvestorSuspension(InvestorId[] calldata ids, bool suspended, bytes calldata memo)
        external
        returns (bool)
    {
        AuthorityId acting = _requireUnrestricted();
        _requireMemo(memo);
        for (uint256 i; i < ids.length; ++i) {
            _requireInvestor(acting, Duty.Supervise, ids[i]);
            _requireOwnSuspension(acting, _suspensions[ids[i]]);
        }
        if (!_checkMultiSigAs(acting)) return false;

        for (uint256 i; i < ids.length; ++i) {
            _setInvestor(acting, ids[i], suspended, memo);
        }
        return true;
    }

    /// @inheritdoc ISuspensions
    function setAccountSuspension(address[] calldata accounts, bool suspended, bytes calldata memo)
        external
        returns (bool)
    {
        AuthorityId acting = _requireUnrestricted();
        _requireMemo(memo);
        for (uint256 i; i < accounts.length; ++i) {
            _requireAccount(acting, accounts[i]);
            _requireOwnSuspension(acting, _accountSuspensions[accounts[i]]);
        }
        if (!_checkMultiSigAs(acting)) return false;

        for (uint256 i; i < accounts.length; ++i) {
            _setAccount(acting, accounts[i], suspended, memo);
        }
        return true;
    }

    /// @inheritdoc ISuspensions
    function investorSuspension(InvestorId id) external view returns (Suspension memory) {
        return _suspensions[id];
    }

    /// @inheritdoc ISuspensions
    function accountSuspension(address account) external view returns (Suspension memory) {
        return _accountSuspensions[account];
    }

    function _setInvestor(AuthorityId acting, InvestorId id, bool suspended, bytes calldata memo) private {
        InvestorWord record = _recordOf(id);
        if (!suspended && !record.isSuspended()) return;

        _setRecord(id, record.withSuspended(suspended));
        if (suspended) _bump(id);
        _record(_suspensions[id], acting, suspended, memo);
        if (suspended) emit InvestorSuspended(id, acting, memo);
        else emit InvestorSuspensionLifted(id, acting, memo);
    }

    function _setAccount(AuthorityId acting, address account, bool suspended, bytes calldata memo) private {
        if (!suspended && _accountSuspensions[account].since == 0) return;

        _setBars(account, _bindings[account].account.withSuspended(suspended));
        _record(_accountSuspensions[account], acting, suspended, memo);
        if (suspended) emit AccountSuspended(account, acting, memo);
        else emit AccountSuspensionLifted(account, acting, memo);
    }

    function _record(Suspension storage suspension, AuthorityId acting, bool suspended, bytes calldata memo) private {
        suspension.authority = suspended ? acting : AuthorityId.wrap(0);
        suspension.since = suspended ? uint40(block.timestamp) : 0;
        if (suspended) suspension.memo = memo;
        else delete suspension.memo;
    }

    function _requireAccount(AuthorityId acting, address account) private view {
        AccountWord bound = _bindings[account].account;
        if (bound.isBound()) _requireInvestor(acting, Duty.Supervise, bound.investor());
        else if (acting != OWNER) revert KYCRegistrar_AccountUnknown(account);
    }

    function _requireOwnSuspension(AuthorityId acting, Suspension storage suspension) private view {
        AuthorityId authority = suspension.authority;
        if (suspension.since != 0 && !_answersFor(acting, authority)) {
            revert KYCRegistrar_SuspendedByAnother(acting, authority);
        }
    }

    function _requireMemo(bytes calldata memo) private pure {
        if (memo.length > MAX_MEMO) revert KYCRegistrar_MemoTooLong(memo.length);
    }
}
