// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISuspensions} from "../interfaces/ISuspensions.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {InvestorId} from "../types/Identity.sol";
import {InvestorWord} from "../types/InvestorWord.sol";
import {MAX_MEMO, Suspension} from "../types/Suspension.sol";
import {AccountWord, SUSPENDED_UNBOUND, UNKNOWN_ACCOUNT} from "./AccountWord.sol";
import {Register} from "./Register.sol";

/// @title Suspensions
/// @dev The bits that a transfer reads stand in the investor's word; the records here say who, when and why.
abstract contract Suspensions is Register {
    mapping(InvestorId => Suspension) private _ofInvestor;
    mapping(address => Suspension) private _ofAccount;

    /// @inheritdoc ISuspensions
    function setInvestorSuspension(InvestorId[] calldata ids, bool suspended, bytes calldata memo)
        external
        returns (bool)
    {
        AuthorityId acting = _requireUnrestricted();
        _requireMemo(memo);
        for (uint256 i; i < ids.length; ++i) {
            _requireInvestor(acting, Duty.Supervise, ids[i]);
            _requireOwnSuspension(acting, _ofInvestor[ids[i]]);
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
            _requireOwnSuspension(acting, _ofAccount[accounts[i]]);
        }
        if (!_checkMultiSigAs(acting)) return false;

        for (uint256 i; i < accounts.length; ++i) {
            _setAccount(acting, accounts[i], suspended, memo);
        }
        return true;
    }

    /// @inheritdoc ISuspensions
    function investorSuspension(InvestorId id) external view returns (Suspension memory) {
        return _ofInvestor[id];
    }

    /// @inheritdoc ISuspensions
    function accountSuspension(address account) external view returns (Suspension memory) {
        return _ofAccount[account];
    }

    function _setInvestor(AuthorityId acting, InvestorId id, bool suspended, bytes calldata memo) private {
        InvestorWord record = _investors[id].record;
        if (!suspended && !record.isSuspended()) return;

        _investors[id].record = record.withSuspended(suspended);
        _record(_ofInvestor[id], acting, suspended, memo);
        if (suspended) emit InvestorSuspended(id, acting, memo);
        else emit InvestorSuspensionLifted(id, acting, memo);
    }

    function _setAccount(AuthorityId acting, address account, bool suspended, bytes calldata memo) private {
        if (!suspended && _ofAccount[account].since == 0) return;

        AccountWord bound = _bindings[account].account;
        if (bound.isBound()) {
            InvestorId id = bound.investor();
            _investors[id].record = _investors[id].record.withSuspendedAccount(bound.index(), suspended);
        } else {
            _bindings[account].account = suspended ? SUSPENDED_UNBOUND : UNKNOWN_ACCOUNT;
        }
        _record(_ofAccount[account], acting, suspended, memo);
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
