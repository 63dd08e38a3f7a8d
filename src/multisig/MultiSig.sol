// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {Signers} from "../libraries/Signers.sol";
import {AuthorityId, Call, OWNER, SignedApproval, Step} from "../types/Authority.sol";
import {Authorities} from "./Authorities.sol";
import {Signatures} from "./Signatures.sol";
import {Approvals, Member, Terms, countBits, newApprovals} from "./Words.sol";

/// @title MultiSig
/// @notice See IMultiSig.
abstract contract MultiSig is Authorities, Signatures, Refusals {
    /// @dev Seconds that a directly sent call waits for its threshold.
    uint40 internal constant CALL_LIFETIME = 30 days;

    /// @dev Authority in whose name this contract is calling out.
    AuthorityId private transient _executing;

    mapping(bytes32 callHash => Approvals) private _pending;
    mapping(AuthorityId => mapping(uint256 word => uint256 bits)) private _usedSalts;

    constructor(address[] memory members, uint16 threshold) {
        _createAuthority(members, threshold, type(uint40).max);
    }

    // ------------------------------------------------------------------------------------------------ authorities

    /// @inheritdoc IMultiSig
    function addAuthority(address[] memory members, uint16 threshold, uint40 approvedUntil) external returns (bool) {
        if (!_checkMultiSig()) return false;

        _createAuthority(members, threshold, approvedUntil);
        return true;
    }

    /// @inheritdoc IMultiSig
    function setAuthoritySignatures(AuthorityId authority, address target, bytes4[] calldata selectors, bool permitted)
        external
        returns (bool)
    {
        _requireOwnerFor(authority);
        if (!_checkMultiSig()) return false;

        _setPermissions(authority, target, selectors, permitted);
        return true;
    }

    /// @inheritdoc IMultiSig
    function setAuthorityApprovedUntil(AuthorityId authority, uint40 approvedUntil) external returns (bool) {
        _requireOwnerFor(authority);
        if (authority == OWNER) revert MultiSig_OwnerNeverEnds();
        if (!_checkMultiSig()) return false;

        emit AuthorityApprovedUntilSet(authority, approvedUntil, _setEnd(authority, approvedUntil));
        return true;
    }

    /// @inheritdoc IMultiSig
    function setAuthorityThreshold(AuthorityId authority, uint16 threshold) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        uint32 epoch = _reform(authority, new address[](0), new address[](0), threshold);
        emit AuthorityThresholdSet(authority, threshold, epoch);
        return true;
    }

    /// @inheritdoc IMultiSig
    function addAuthorityAddresses(AuthorityId authority, address[] memory members) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        uint32 epoch = _reform(authority, new address[](0), members, _termsOf(authority).threshold());
        emit AuthorityMembersAdded(authority, members, epoch);
        return true;
    }

    /// @inheritdoc IMultiSig
    function removeAuthorityAddresses(AuthorityId authority, address[] memory members) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        uint32 epoch = _reform(authority, members, new address[](0), _termsOf(authority).threshold());
        emit AuthorityMembersRemoved(authority, members, epoch);
        return true;
    }

    /// @inheritdoc IMultiSig
    function replaceAuthorityMembers(AuthorityId authority, address[] memory members, uint16 threshold)
        external
        returns (bool)
    {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        address[] memory former = membersOf(authority);
        uint32 epoch = _reform(authority, former, members, threshold);
        emit AuthorityMembersRemoved(authority, former, epoch);
        emit AuthorityMembersAdded(authority, members, epoch);
        emit AuthorityThresholdSet(authority, threshold, epoch);
        return true;
    }

    // ------------------------------------------------------------------------------------------------------ calls

    /// @inheritdoc IMultiSig
    function approveCall(Call memory call) external {
        Member member = _requireMemberOf(call.authority, msg.sender);
        Terms terms = _requireExecutable(call);
        bytes32 callHash = _requireOpen(call);
        Approvals pending = _current(callHash, call.authority, terms);

        if (pending.approved() == 0) {
            emit CallProposed(callHash, call.authority, call.target, call.data, call.salt, call.deadline);
        }
        pending = _approve(pending, callHash, member, msg.sender, call.deadline);
        _record(callHash, pending, msg.sender, call.target, bytes4(call.data), terms);
    }

    /// @inheritdoc IMultiSig
    function executeCall(Call memory call, SignedApproval[] calldata signatures)
        external
        returns (bytes memory result)
    {
        Terms terms = _requireExecutable(call);
        bytes32 callHash = _requireOpen(call);
        Approvals pending = _current(callHash, call.authority, terms);
        uint16 count = _count(pending, call, signatures, terms);
        if (count < terms.threshold()) revert MultiSig_ThresholdNotMet(callHash, count, terms.threshold());

        _close(call, callHash);
        emit MultiSigCallApproved(callHash, call.authority, call.target, bytes4(call.data), call.salt, count);

        return _run(call.authority, call.target, call.data);
    }

    /// @inheritdoc IMultiSig
    function executeBatch(Step[] calldata steps) external returns (bool) {
        if (steps.length == 0) revert MultiSig_EmptyBatch();
        AuthorityId acting = _actingAuthority();
        if (!_checkMultiSig()) return false;

        for (uint256 i; i < steps.length; ++i) {
            address target = steps[i].target;
            bytes memory data = steps[i].data;
            _requireCallable(acting, target, data);
            // The selector is cut out of the data.
            // forge-lint: disable-next-line(unsafe-typecast)
            bytes4 selector = bytes4(data);
            if (target == address(this) && selector == this.executeBatch.selector) revert MultiSig_NestedBatch(i);

            emit BatchStepExecuted(acting, target, selector, i);
            _run(acting, target, data);
        }
        return true;
    }

    /// @inheritdoc IMultiSig
    function withdrawApproval(Call memory call) external {
        Member member = _requireMemberOf(call.authority, msg.sender);
        bytes32 callHash = _requireOpen(call);
        Approvals pending = _current(callHash, call.authority, _termsOf(call.authority));
        uint64 bit = member.bit();
        // Whether the member has signed is known to nobody here. Only salted calls can be signed.
        bool maySign = call.salt != 0 && pending.withdrawn() & bit == 0;
        if (pending.approved() & bit == 0 && !maySign) revert MultiSig_NotApproved(callHash, msg.sender);

        _pending[callHash] = pending.withdraw(bit, call.deadline);
        emit ApprovalWithdrawn(callHash, call.authority, msg.sender);
    }

    /// @inheritdoc IMultiSig
    function cancelCall(Call memory call) external returns (bool) {
        _requireOwnerOrSelf(call.authority);
        if (call.salt == 0) revert MultiSig_SaltRequired();
        bytes32 callHash = _requireOpen(call);
        if (!_checkMultiSig()) return false;

        _close(call, callHash);
        emit CallCancelled(callHash, call.authority, call.salt);
        return true;
    }

    /// @inheritdoc IMultiSig
    function checkMultiSigExternal(address caller, bytes4 selector, bytes32 dataHash) external returns (bool) {
        if (!_isAttached(msg.sender)) revert MultiSig_NotAttached(msg.sender);

        return _approveDirectly(caller, msg.sender, selector, dataHash);
    }

    /// @inheritdoc IMultiSig
    function checkOwnerExternal(address caller, bytes4 selector, bytes32 dataHash) external returns (bool) {
        if (!_isAttached(msg.sender)) revert MultiSig_NotAttached(msg.sender);
        AuthorityId acting = _authorityActingAs(caller);
        if (acting != OWNER) revert MultiSig_NotPermitted(acting, msg.sender, selector);

        return caller == address(this) || _approveDirectly(caller, msg.sender, selector, dataHash);
    }

    // ------------------------------------------------------------------------------------------------------ views

    /// @inheritdoc IMultiSig
    function hashOf(Call memory call) public view returns (bytes32) {
        return _hash(call.authority, call.target, keccak256(call.data), call.salt, call.deadline);
    }

    /// @inheritdoc IMultiSig
    function digestOf(Call memory call) public view returns (bytes32) {
        return _digest(call, keccak256(call.data), _termsOf(call.authority).epoch());
    }

    /// @inheritdoc IMultiSig
    function isApprovedAuthority(address account, address target, bytes4 selector) external view returns (bool) {
        AuthorityId authority = authorityOf(account);
        return _termsOf(authority).approvedUntil() >= block.timestamp && _isPermitted(authority, target, selector);
    }

    /// @inheritdoc IMultiSig
    function approvals(bytes32 callHash)
        external
        view
        returns (AuthorityId authority, address[] memory members, uint16 threshold, uint40 expiresAt)
    {
        Approvals pending = _pending[callHash];
        authority = pending.origin();
        Terms terms = _termsOf(authority);
        members = _accountsOf(authority, pending.isLive(terms.epoch()) ? pending.approved() : 0);
        threshold = terms.threshold();
        expiresAt = pending.expiresAt();
    }

    /// @inheritdoc IMultiSig
    function isClosed(AuthorityId authority, bytes32 salt) public view returns (bool) {
        return _usedSalts[authority][uint256(salt) >> 8] >> uint8(uint256(salt)) & 1 == 1;
    }

    /// @inheritdoc IMultiSig
    function usedSalts(AuthorityId authority, uint256 word) external view returns (uint256 bits) {
        return _usedSalts[authority][word];
    }

    // ---------------------------------------------------------------------------------------- for derived contracts

    /// @dev First or second line of every guarded function: `if (!_checkMultiSig()) return false;`. Records the
    /// sender's approval of this very calldata and says whether the body may run. This contract calls itself only
    /// from `executeCall` and `executeBatch`, where threshold and permission were checked.
    function _checkMultiSig() internal returns (bool) {
        if (msg.sender == address(this)) return true;

        return _approveDirectly(msg.sender, address(this), msg.sig, keccak256(msg.data));
    }

    /// @dev The authority in whose name the guarded function is called.
    function _actingAuthority() internal view returns (AuthorityId) {
        return _authorityActingAs(msg.sender);
    }

    /// @dev Refuses what no permission can give to another authority.
    function _requireOwner() internal view {
        AuthorityId acting = _actingAuthority();
        if (acting != OWNER) revert MultiSig_NotPermitted(acting, address(this), msg.sig);
    }

    /// @dev Whether `target` shares these authorities through `checkMultiSigExternal`.
    function _isAttached(address target) internal view virtual returns (bool);

    /// @dev The authority of a member; of this contract, the one for which it is calling out.
    function _authorityActingAs(address caller) private view returns (AuthorityId) {
        return caller == address(this) ? _executing : _requireMember(caller).authority();
    }

    // --------------------------------------------------------------------------------------------------- approvals

    function _approveDirectly(address account, address target, bytes4 selector, bytes32 dataHash)
        private
        returns (bool)
    {
        Member member = _requireMember(account);
        AuthorityId authority = member.authority();
        Terms terms = _termsOf(authority);
        _requirePermitted(authority, terms, target, selector);
        bytes32 callHash = _hash(authority, target, dataHash, 0, 0);

        // Nothing can wait under a threshold of one: the threshold belongs to the epoch.
        uint16 count = 1;
        if (terms.threshold() != 1) {
            Approvals pending = _current(callHash, authority, terms);
            pending = _approve(pending, callHash, member, account, uint40(block.timestamp) + CALL_LIFETIME);
            count = countBits(pending.approved());
            if (count < terms.threshold()) {
                _record(callHash, pending, account, target, selector, terms);
                return false;
            }
            _pending[callHash] = Approvals.wrap(0);
        }
        emit MultiSigCallApproved(callHash, authority, target, selector, 0, count);
        return true;
    }

    /// @dev Keeps an approval that does not run the call.
    function _record(bytes32 callHash, Approvals pending, address account, address target, bytes4 selector, Terms terms)
        private
    {
        _pending[callHash] = pending;
        uint16 count = countBits(pending.approved());
        emit MultiSigCall(callHash, pending.origin(), account, target, selector, count, terms.threshold());
    }

    function _approve(Approvals pending, bytes32 callHash, Member member, address account, uint40 expiresAt)
        private
        pure
        returns (Approvals)
    {
        if (pending.approved() & member.bit() != 0) revert MultiSig_AlreadyApproved(callHash, account);

        return pending.approve(member.bit(), expiresAt);
    }

    /// @dev Members who approved on chain, signed, or send the call and are still needed; each once.
    function _count(Approvals pending, Call memory call, SignedApproval[] calldata signatures, Terms terms)
        private
        view
        returns (uint16 count)
    {
        if (signatures.length != 0) pending = _addSignatures(pending, call, signatures);
        count = countBits(pending.approved());
        if (count >= terms.threshold()) return count;

        Member sender = _memberOf(msg.sender);
        if (sender.authority() == call.authority && pending.approved() & sender.bit() == 0) ++count;
    }

    /// @dev What does not count is skipped, so that a bundle outlives the removal of one of its signers.
    function _addSignatures(Approvals pending, Call memory call, SignedApproval[] calldata signatures)
        private
        view
        returns (Approvals)
    {
        bytes32 digest = digestOf(call);
        for (uint256 i; i < signatures.length; ++i) {
            SignedApproval calldata approval = signatures[i];
            Member member = _memberOf(approval.signer);
            if (member.authority() != call.authority) continue;
            if ((pending.approved() | pending.withdrawn()) & member.bit() != 0) continue;

            if (!Signers.hasSigned(approval.signer, digest, approval.signature)) {
                revert MultiSig_InvalidSignature(approval.signer);
            }
            pending = pending.approve(member.bit(), call.deadline);
        }
        return pending;
    }

    /// @dev Uses up the salt. What was approved on chain is of no use any more.
    function _close(Call memory call, bytes32 callHash) private {
        _usedSalts[call.authority][uint256(call.salt) >> 8] |= 1 << uint8(uint256(call.salt));
        _pending[callHash] = Approvals.wrap(0);
    }

    function _run(AuthorityId acting, address target, bytes memory data) private returns (bytes memory result) {
        AuthorityId outer = _executing;
        _executing = acting;
        (bool success, bytes memory returned) = target.call(data);
        result = Address.verifyCallResult(success, returned);
        _executing = outer;
    }

    /// @dev The word of a call, empty if it is of another epoch or its time has passed.
    function _current(bytes32 callHash, AuthorityId authority, Terms terms) private view returns (Approvals pending) {
        pending = _pending[callHash];
        if (!pending.isLive(terms.epoch())) pending = newApprovals(authority, terms.epoch());
    }

    function _requireOpen(Call memory call) private view returns (bytes32 callHash) {
        callHash = hashOf(call);
        if (isClosed(call.authority, call.salt)) revert MultiSig_CallClosed(callHash);
    }

    function _requireExecutable(Call memory call) private view returns (Terms) {
        if (call.salt == 0) revert MultiSig_SaltRequired();
        if (call.deadline < block.timestamp) revert MultiSig_DeadlinePassed(call.deadline);
        return _requireCallable(call.authority, call.target, call.data);
    }

    /// @dev A function that is there, called by an authority that exists, has not ended and is permitted.
    function _requireCallable(AuthorityId authority, address target, bytes memory data)
        private
        view
        returns (Terms terms)
    {
        if (data.length < 4) revert MultiSig_NoSelector();
        if (target.code.length == 0) revert MultiSig_NoCode(target);
        terms = _requireAuthority(authority);
        // The selector is cut out of the data.
        // forge-lint: disable-next-line(unsafe-typecast)
        _requirePermitted(authority, terms, target, bytes4(data));
    }

    function _requirePermitted(AuthorityId authority, Terms terms, address target, bytes4 selector) private view {
        if (terms.approvedUntil() < block.timestamp) {
            revert MultiSig_AuthorityEnded(authority, terms.approvedUntil());
        }
        if (!_isPermitted(authority, target, selector)) revert MultiSig_NotPermitted(authority, target, selector);
    }

    function _requireOwnerFor(AuthorityId authority) private view {
        _requireOwner();
        _requireAuthority(authority);
    }

    function _requireOwnerOrSelf(AuthorityId authority) private view {
        AuthorityId acting = _actingAuthority();
        if (acting != OWNER && acting != authority) revert MultiSig_NotOwnAuthority(acting, authority);
        _requireAuthority(authority);
    }

    function _hash(AuthorityId authority, address target, bytes32 dataHash, bytes32 salt, uint40 deadline)
        private
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(block.chainid, address(this), authority, target, dataHash, salt, deadline));
    }
}
