// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {Signers} from "../libraries/Signers.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../types/Authority.sol";
import {CallSummary, summaryOf} from "../types/CallSummary.sol";
import {Authorities} from "./Authorities.sol";
import {Signatures} from "./Signatures.sol";
import {Approvals, Member, Terms, countBits, newApprovals} from "./Words.sol";

/// @title MultiSigBase
/// @notice The engine of a MultiSig, without the functions that are called from outside.
abstract contract MultiSigBase is Authorities, Signatures, Refusals {
    /// @dev Seconds that a directly sent call waits for its threshold.
    uint40 internal constant CALL_LIFETIME = 30 days;

    /// @dev Authority in whose name this contract is calling out.
    AuthorityId private transient _executing;

    mapping(bytes32 callHash => Approvals) internal _pending;
    mapping(AuthorityId => mapping(uint256 word => uint256 bits)) internal _usedSalts;

    // ---------------------------------------------------------------------------------------- for derived contracts

    /// @dev First or second line of every guarded function: `if (!_checkMultiSig()) return false;`. Records the
    /// sender's approval of this very calldata and says whether the body may run. This contract calls itself only
    /// from `executeCall` and `executeBatch`, where threshold and permission were checked.
    function _checkMultiSig() internal returns (bool) {
        if (msg.sender == address(this)) return true;

        return _checkMultiSigAs(_requireMember(msg.sender).authority());
    }

    /// @dev `_checkMultiSig` for a function that needed to know who acts before, so that the sender's word is read once.
    /// @param acting what `_actingAuthority` has answered in this call, and nothing else
    function _checkMultiSigAs(AuthorityId acting) internal returns (bool) {
        if (msg.sender == address(this)) return true;

        return _approveDirectly(acting, msg.sender, address(this), msg.sig, keccak256(msg.data));
    }

    /// @dev The authority in whose name the guarded function is called.
    function _actingAuthority() internal view returns (AuthorityId) {
        return _authorityActingAs(msg.sender);
    }

    /// @dev Refuses what no permission can give to another authority.
    function _requireOwner() internal view {
        AuthorityId acting = _actingAuthority();
        if (acting != OWNER) revert IMultiSig.MultiSig_NotPermitted(acting, address(this), msg.sig);
    }

    /// @dev Whether `target` shares these authorities through `checkMultiSigExternal`.
    function _isAttached(address target) internal view virtual returns (bool);

    /// @dev The authority of a member; of this contract, the one for which it is calling out.
    function _authorityActingAs(address caller) internal view returns (AuthorityId) {
        return caller == address(this) ? _executing : _requireMember(caller).authority();
    }

    // --------------------------------------------------------------------------------------------------- approvals

    /// @param authority of `account`
    function _approveDirectly(AuthorityId authority, address account, address target, bytes4 selector, bytes32 dataHash)
        internal
        returns (bool approved)
    {
        Terms terms = _termsOf(authority);
        _requirePermitted(authority, terms, target, selector);
        bytes32 callHash = _hash(authority, target, dataHash, 0, 0);

        // Nothing can wait under a threshold of one: the threshold belongs to the epoch.
        uint16 count = terms.threshold() == 1 ? 1 : _addApproval(callHash, authority, account, terms);
        CallSummary summary = summaryOf(authority, target, selector, count, terms.threshold());
        approved = count >= terms.threshold();
        if (approved) emit IMultiSig.MultiSigCallApproved(callHash, summary);
        else emit IMultiSig.MultiSigCall(callHash, account, summary);
    }

    /// @dev Keeps the approval of a call that was sent directly, and nothing of a call that runs now.
    function _addApproval(bytes32 callHash, AuthorityId authority, address account, Terms terms)
        private
        returns (uint16 count)
    {
        Approvals pending = _current(callHash, authority, terms);
        uint40 expiresAt = uint40(block.timestamp) + CALL_LIFETIME;
        pending = _approve(pending, callHash, _memberOf(account), account, expiresAt);
        count = countBits(pending.approved());
        _pending[callHash] = count < terms.threshold() ? pending : Approvals.wrap(0);
    }

    function _approve(Approvals pending, bytes32 callHash, Member member, address account, uint40 expiresAt)
        internal
        pure
        returns (Approvals)
    {
        if (pending.approved() & member.bit() != 0) {
            revert IMultiSig.MultiSig_AlreadyApproved(callHash, account);
        }

        return pending.approve(member.bit(), expiresAt);
    }

    /// @dev Members who approved on chain, signed, or send the call and are still needed; each once.
    function _count(Approvals pending, Call memory call, SignedApproval[] calldata signatures, Terms terms)
        internal
        view
        returns (uint16 count)
    {
        if (signatures.length != 0) pending = _addSignatures(pending, call, signatures, terms);
        count = countBits(pending.approved());
        if (count >= terms.threshold()) return count;

        Member sender = _memberOf(msg.sender);
        if (sender.authority() == call.authority && pending.approved() & sender.bit() == 0) ++count;
    }

    /// @dev What does not count is skipped, so that a bundle outlives the removal of one of its signers.
    function _addSignatures(Approvals pending, Call memory call, SignedApproval[] calldata signatures, Terms terms)
        internal
        view
        returns (Approvals)
    {
        bytes32 digest = _digest(call, keccak256(call.data), terms.epoch());
        for (uint256 i; i < signatures.length; ++i) {
            SignedApproval calldata approval = signatures[i];
            Member member = _memberOf(approval.signer);
            if (member.authority() != call.authority) continue;
            if ((pending.approved() | pending.withdrawn()) & member.bit() != 0) continue;

            if (!Signers.hasSigned(approval.signer, digest, approval.signature)) {
                revert IMultiSig.MultiSig_InvalidSignature(approval.signer);
            }
            pending = pending.approve(member.bit(), call.deadline);
        }
        return pending;
    }

    function _summaryOf(Call memory call, uint16 count, Terms terms) internal pure returns (CallSummary) {
        // The selector is cut out of the data.
        // forge-lint: disable-next-line(unsafe-typecast)
        return summaryOf(call.authority, call.target, bytes4(call.data), count, terms.threshold());
    }

    /// @dev Uses up the salt. What was approved on chain is of no use any more.
    function _close(Call memory call, bytes32 callHash) internal {
        _usedSalts[call.authority][uint256(call.salt) >> 8] |= 1 << uint8(uint256(call.salt));
        _pending[callHash] = Approvals.wrap(0);
    }

    function _run(AuthorityId acting, address target, bytes memory data) internal returns (bytes memory result) {
        AuthorityId outer = _executing;
        _executing = acting;
        (bool success, bytes memory returned) = target.call(data);
        result = Address.verifyCallResult(success, returned);
        _executing = outer;
    }

    /// @dev The word of a call, empty if it is of another epoch or its time has passed.
    function _current(bytes32 callHash, AuthorityId authority, Terms terms) internal view returns (Approvals pending) {
        pending = _pending[callHash];
        if (!pending.isLive(terms.epoch())) pending = newApprovals(authority, terms.epoch());
    }

    function _requireOpen(Call memory call) internal view returns (bytes32 callHash) {
        callHash = _hashOf(call);
        if (_isClosed(call.authority, call.salt)) revert IMultiSig.MultiSig_CallClosed(callHash);
    }

    function _requireExecutable(Call memory call) internal view returns (Terms) {
        if (call.salt == 0) revert IMultiSig.MultiSig_SaltRequired();
        if (call.deadline < block.timestamp) revert IMultiSig.MultiSig_DeadlinePassed(call.deadline);
        return _requireCallable(call.authority, call.target, call.data);
    }

    /// @dev A function that is there, called by an authority that exists, has not ended and is permitted.
    function _requireCallable(AuthorityId authority, address target, bytes memory data)
        internal
        view
        returns (Terms terms)
    {
        if (data.length < 4) revert IMultiSig.MultiSig_NoSelector();
        if (target.code.length == 0) revert IMultiSig.MultiSig_NoCode(target);
        terms = _requireAuthority(authority);
        // The selector is cut out of the data.
        // forge-lint: disable-next-line(unsafe-typecast)
        _requirePermitted(authority, terms, target, bytes4(data));
    }

    function _requirePermitted(AuthorityId authority, Terms terms, address target, bytes4 selector) internal view {
        if (terms.approvedUntil() < block.timestamp) {
            revert IMultiSig.MultiSig_AuthorityEnded(authority, terms.approvedUntil());
        }
        if (!_isPermitted(authority, target, selector)) {
            revert IMultiSig.MultiSig_NotPermitted(authority, target, selector);
        }
    }

    function _requireOwnerFor(AuthorityId authority) internal view {
        _requireOwner();
        _requireAuthority(authority);
    }

    function _requireOwnerOrSelf(AuthorityId authority) internal view {
        AuthorityId acting = _actingAuthority();
        if (acting != OWNER && acting != authority) revert IMultiSig.MultiSig_NotOwnAuthority(acting, authority);
        _requireAuthority(authority);
    }

    function _hash(AuthorityId authority, address target, bytes32 dataHash, bytes32 salt, uint40 deadline)
        internal
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(block.chainid, address(this), authority, target, dataHash, salt, deadline));
    }

    function _hashOf(Call memory call) internal view returns (bytes32) {
        return _hash(call.authority, call.target, keccak256(call.data), call.salt, call.deadline);
    }

    function _isClosed(AuthorityId authority, bytes32 salt) internal view returns (bool) {
        return _usedSalts[authority][uint256(salt) >> 8] >> uint8(uint256(salt)) & 1 == 1;
    }
}
