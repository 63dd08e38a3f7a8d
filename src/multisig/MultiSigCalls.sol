// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig, IMultiSigCalls} from "../interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../types/Authority.sol";
import {MultiSigBase} from "./MultiSigBase.sol";
import {Approvals, Member, Terms, countBits} from "./Words.sol";

/// @title MultiSigCalls
/// @notice What is called all day: approving and running calls, and other contracts' questions.
abstract contract MultiSigCalls is MultiSigBase, IMultiSigCalls {
    /// @inheritdoc IMultiSigCalls
    function approveCall(Call memory call) external {
        Member member = _requireMemberOf(call.authority, msg.sender);
        Terms terms = _requireExecutable(call);
        bytes32 callHash = _requireOpen(call);
        Approvals pending = _current(callHash, call.authority, terms);

        if (pending.approved() == 0) {
            emit IMultiSig.CallProposed(callHash, call.authority, call.target, call.data, call.salt, call.deadline);
        }
        pending = _approve(pending, callHash, member, msg.sender, call.deadline);
        _pending[callHash] = pending;
        emit IMultiSig.MultiSigCall(callHash, msg.sender, _summaryOf(call, countBits(pending.approved()), terms));
    }

    /// @inheritdoc IMultiSigCalls
    function executeCall(Call memory call, SignedApproval[] calldata signatures)
        external
        returns (bytes memory result)
    {
        Terms terms = _requireExecutable(call);
        bytes32 callHash = _requireOpen(call);
        Approvals pending = _current(callHash, call.authority, terms);
        uint16 count = _count(pending, call, signatures, terms);
        if (count < terms.threshold()) revert IMultiSig.MultiSig_ThresholdNotMet(callHash, count, terms.threshold());

        _close(call, callHash);
        emit IMultiSig.SaltedCallApproved(callHash, call.salt, _summaryOf(call, count, terms));

        return _run(call.authority, call.target, call.data);
    }

    /// @inheritdoc IMultiSigCalls
    function checkMultiSigExternal(address caller, bytes4 selector, bytes32 dataHash) external returns (bool) {
        if (!_isAttached(msg.sender)) revert IMultiSig.MultiSig_NotAttached(msg.sender);

        return _approveDirectly(_requireMember(caller).authority(), caller, msg.sender, selector, dataHash);
    }

    /// @inheritdoc IMultiSigCalls
    function checkOwnerExternal(address caller, bytes4 selector, bytes32 dataHash) external returns (bool) {
        if (!_isAttached(msg.sender)) revert IMultiSig.MultiSig_NotAttached(msg.sender);
        AuthorityId acting = _authorityActingAs(caller);
        if (acting != OWNER) revert IMultiSig.MultiSig_NotPermitted(acting, msg.sender, selector);

        return caller == address(this) || _approveDirectly(acting, caller, msg.sender, selector, dataHash);
    }
}
