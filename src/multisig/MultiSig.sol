// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {Authority, AuthorityId, Call, OWNER, SignedApproval} from "../types/Authority.sol";
import {Authorities} from "./Authorities.sol";

/// @title MultiSig
/// @notice See IMultiSig.
abstract contract MultiSig is Authorities, EIP712 {
    /// @dev Approvals of one call. Void, but for `closed`, in another epoch and after `expiresAt`.
    /// @param withdrawn members whose signatures no longer count
    struct Pending {
        uint32 epoch;
        uint40 expiresAt;
        uint64 approved;
        uint64 withdrawn;
        bool closed;
    }

    /// @dev Seconds that a directly sent call waits for its threshold.
    uint40 internal constant CALL_LIFETIME = 30 days;

    bytes32 private constant APPROVAL_TYPEHASH =
        keccak256("Approval(uint32 authority,uint32 epoch,address target,bytes data,bytes32 salt,uint40 deadline)");

    /// @dev Authority whose call to this contract `executeCall` is running.
    AuthorityId private transient _executing;

    mapping(bytes32 callHash => Pending) private _pending;

    constructor(address[] memory members, uint16 threshold) EIP712("Scrip MultiSig", "1") {
        _createAuthority(members, threshold, type(uint40).max);
    }

    // ------------------------------------------------------------------------------------------------ authorities

    /// @inheritdoc IMultiSig
    function addAuthority(address[] calldata members, uint16 threshold, uint40 approvedUntil) external returns (bool) {
        if (!_checkMultiSig()) return false;

        _createAuthority(members, threshold, approvedUntil);
        return true;
    }

    /// @inheritdoc IMultiSig
    function setAuthoritySignatures(AuthorityId authority, address target, bytes4[] calldata selectors, bool permitted)
        external
        returns (bool)
    {
        _requireOwner();
        _requireAuthority(authority);
        if (!_checkMultiSig()) return false;

        _setPermissions(authority, target, selectors, permitted);
        return true;
    }

    /// @inheritdoc IMultiSig
    function setAuthorityApprovedUntil(AuthorityId authority, uint40 approvedUntil) external returns (bool) {
        _requireOwner();
        _requireAuthority(authority);
        if (authority == OWNER) revert MultiSig_OwnerNeverEnds();
        if (!_checkMultiSig()) return false;

        _setApprovedUntil(authority, approvedUntil);
        return true;
    }

    /// @inheritdoc IMultiSig
    function setAuthorityThreshold(AuthorityId authority, uint16 threshold) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        Authority memory record = _requireAuthority(authority);
        record.threshold = threshold;
        _beginEpoch(authority, record);
        emit AuthorityThresholdSet(authority, threshold, record.epoch);
        return true;
    }

    /// @inheritdoc IMultiSig
    function addAuthorityAddresses(AuthorityId authority, address[] calldata members) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        Authority memory record = _requireAuthority(authority);
        _activate(authority, record, members);
        _beginEpoch(authority, record);
        emit AuthorityMembersAdded(authority, members, record.epoch);
        return true;
    }

    /// @inheritdoc IMultiSig
    function removeAuthorityAddresses(AuthorityId authority, address[] calldata members) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        Authority memory record = _requireAuthority(authority);
        _deactivate(authority, record, members);
        _beginEpoch(authority, record);
        emit AuthorityMembersRemoved(authority, members, record.epoch);
        return true;
    }

    /// @inheritdoc IMultiSig
    function replaceAuthorityMembers(AuthorityId authority, address[] calldata members, uint16 threshold)
        external
        returns (bool)
    {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        Authority memory record = _requireAuthority(authority);
        address[] memory former = membersOf(authority);
        _deactivate(authority, record, former);
        _activate(authority, record, members);
        record.threshold = threshold;
        _beginEpoch(authority, record);
        emit AuthorityMembersRemoved(authority, former, record.epoch);
        emit AuthorityMembersAdded(authority, members, record.epoch);
        emit AuthorityThresholdSet(authority, threshold, record.epoch);
        return true;
    }

    // ------------------------------------------------------------------------------------------------------ calls

    /// @inheritdoc IMultiSig
    function approveCall(Call calldata call) external {
        Member memory member = _requireMemberOf(call.authority, msg.sender);
        Authority memory record = _requireExecutable(call);
        bytes32 callHash = hashOf(call);
        Pending memory pending = _requireOpen(callHash, record.epoch);

        if (pending.approved == 0) {
            emit CallProposed(callHash, call.authority, call.target, call.data, call.salt, call.deadline);
        }
        uint16 count = _approve(pending, callHash, member, msg.sender, call.deadline);
        _pending[callHash] = pending;
        emit MultiSigCall(callHash, call.authority, msg.sender, call.target, bytes4(call.data), count, record.threshold);
    }

    /// @inheritdoc IMultiSig
    function executeCall(Call calldata call, SignedApproval[] calldata signatures)
        external
        returns (bytes memory result)
    {
        Authority memory record = _requireExecutable(call);
        bytes32 callHash = hashOf(call);
        Pending memory pending = _requireOpen(callHash, record.epoch);
        uint16 count = _countApprovals(pending, call, signatures, record.threshold);
        if (count < record.threshold) revert MultiSig_ThresholdNotMet(callHash, count, record.threshold);

        pending.closed = true;
        _pending[callHash] = pending;
        emit MultiSigCallApproved(callHash, call.authority, call.target, bytes4(call.data), count);

        return _run(call);
    }

    /// @inheritdoc IMultiSig
    function withdrawApproval(Call calldata call) external {
        Member memory member = _requireMemberOf(call.authority, msg.sender);
        bytes32 callHash = hashOf(call);
        Pending memory pending = _requireOpen(callHash, _authority(call.authority).epoch);
        uint64 bit = _bitOf(member);
        // Whether the member has signed is known to nobody here. Only salted calls can be signed.
        bool maySign = call.salt != 0 && pending.withdrawn & bit == 0;
        if (pending.approved & bit == 0 && !maySign) revert MultiSig_NotApproved(callHash, msg.sender);

        if (call.salt != 0) pending.expiresAt = call.deadline;
        pending.approved &= ~bit;
        pending.withdrawn |= bit;
        _pending[callHash] = pending;
        emit ApprovalWithdrawn(callHash, call.authority, msg.sender);
    }

    /// @inheritdoc IMultiSig
    function cancelCall(Call calldata call) external returns (bool) {
        _requireOwnerOrSelf(call.authority);
        if (call.salt == 0) revert MultiSig_SaltRequired();
        bytes32 callHash = hashOf(call);
        if (_pending[callHash].closed) revert MultiSig_CallClosed(callHash);
        if (!_checkMultiSig()) return false;

        _pending[callHash].closed = true;
        emit CallCancelled(callHash, call.authority);
        return true;
    }

    /// @inheritdoc IMultiSig
    function checkMultiSigExternal(address caller, bytes4 selector, bytes32 dataHash) external returns (bool) {
        if (!_isAttached(msg.sender)) revert MultiSig_NotAttached(msg.sender);

        return _approveDirectly(caller, msg.sender, selector, dataHash);
    }

    // ------------------------------------------------------------------------------------------------------ views

    /// @inheritdoc IMultiSig
    function hashOf(Call calldata call) public view returns (bytes32) {
        return _hash(call.authority, call.target, keccak256(call.data), call.salt, call.deadline);
    }

    /// @inheritdoc IMultiSig
    function digestOf(Call calldata call) public view returns (bytes32) {
        bytes32 structHash = keccak256(
            abi.encode(
                APPROVAL_TYPEHASH,
                call.authority,
                _authority(call.authority).epoch,
                call.target,
                keccak256(call.data),
                call.salt,
                call.deadline
            )
        );
        return _hashTypedDataV4(structHash);
    }

    /// @inheritdoc IMultiSig
    function isApprovedAuthority(address account, address target, bytes4 selector) external view returns (bool) {
        Member memory member = _memberOf(account);
        return member.active && _authority(member.authority).approvedUntil >= block.timestamp
            && _isPermitted(member.authority, target, selector);
    }

    /// @inheritdoc IMultiSig
    function approvals(Call calldata call) external view returns (address[] memory members, uint16 threshold) {
        Authority memory record = _authority(call.authority);
        Pending memory pending = _current(hashOf(call), record.epoch);
        uint64 approved = pending.closed ? 0 : pending.approved;

        members = new address[](_count(approved));
        uint256 found;
        for (uint256 i; found < members.length; ++i) {
            if (approved & (1 << i) != 0) members[found++] = _accountAt(call.authority, i);
        }
        threshold = record.threshold;
    }

    /// @inheritdoc IMultiSig
    function isClosed(bytes32 callHash) external view returns (bool) {
        return _pending[callHash].closed;
    }

    // --------------------------------------------------------------------------------------------------- for heirs

    /// @dev First or second line of every guarded function: `if (!_checkMultiSig()) return false;`. Records the
    /// sender's approval of this very calldata and says whether the body may run. This contract calls itself only
    /// from `executeCall`, where threshold and permission were checked.
    function _checkMultiSig() internal returns (bool) {
        if (msg.sender == address(this)) return true;

        return _approveDirectly(msg.sender, address(this), msg.sig, keccak256(msg.data));
    }

    /// @dev The authority in whose name the guarded function is called.
    function _actingAuthority() internal view returns (AuthorityId) {
        return msg.sender == address(this) ? _executing : _requireMember(msg.sender).authority;
    }

    /// @dev Refuses what no permission can give to another authority.
    function _requireOwner() internal view {
        AuthorityId acting = _actingAuthority();
        if (acting != OWNER) revert MultiSig_NotPermitted(acting, address(this), msg.sig);
    }

    /// @dev Whether `target` shares these authorities through `checkMultiSigExternal`.
    function _isAttached(address) internal view virtual returns (bool) {
        return false;
    }

    // --------------------------------------------------------------------------------------------------- approvals

    function _approveDirectly(address account, address target, bytes4 selector, bytes32 dataHash)
        private
        returns (bool)
    {
        Member memory member = _requireMember(account);
        Authority memory record = _requirePermitted(member.authority, target, selector);
        bytes32 callHash = _hash(member.authority, target, dataHash, 0, 0);

        // Nothing can wait under a threshold of one: the threshold belongs to the epoch.
        if (record.threshold == 1) {
            emit MultiSigCallApproved(callHash, member.authority, target, selector, 1);
            return true;
        }

        Pending memory pending = _current(callHash, record.epoch);
        uint16 count = _approve(pending, callHash, member, account, uint40(block.timestamp) + CALL_LIFETIME);

        if (count < record.threshold) {
            _pending[callHash] = pending;
            emit MultiSigCall(callHash, member.authority, account, target, selector, count, record.threshold);
            return false;
        }
        delete _pending[callHash];
        emit MultiSigCallApproved(callHash, member.authority, target, selector, count);
        return true;
    }

    /// @dev Adds an approval to the word in memory and counts all. The first one starts the clock.
    function _approve(Pending memory pending, bytes32 callHash, Member memory member, address account, uint40 expiresAt)
        private
        pure
        returns (uint16)
    {
        uint64 bit = _bitOf(member);
        if (pending.approved & bit != 0) revert MultiSig_AlreadyApproved(callHash, account);

        if (pending.approved == 0) pending.expiresAt = expiresAt;
        pending.approved |= bit;
        pending.withdrawn &= ~bit;
        return _count(pending.approved);
    }

    /// @dev Adds signatures to the word in memory, and the sender if it is still needed, and counts all.
    function _countApprovals(
        Pending memory pending,
        Call calldata call,
        SignedApproval[] calldata signatures,
        uint16 threshold
    ) private view returns (uint16 count) {
        if (signatures.length != 0) _addSignatures(pending, call, signatures);
        count = _count(pending.approved);
        if (count >= threshold) return count;

        Member memory member = _memberOf(msg.sender);
        if (!_isMemberOf(call.authority, member)) return count;
        pending.approved |= _bitOf(member);
        return _count(pending.approved);
    }

    /// @dev What does not count is skipped, so that a bundle outlives the removal of one of its signers.
    function _addSignatures(Pending memory pending, Call calldata call, SignedApproval[] calldata signatures)
        private
        view
    {
        bytes32 digest = digestOf(call);
        for (uint256 i; i < signatures.length; ++i) {
            address signer = signatures[i].signer;
            Member memory member = _memberOf(signer);
            uint64 bit = _bitOf(member);
            if (!_isMemberOf(call.authority, member) || (pending.approved | pending.withdrawn) & bit != 0) continue;

            bool valid = SignatureChecker.isValidSignatureNowCalldata(signer, digest, signatures[i].signature);
            if (!valid) revert MultiSig_InvalidSignature(signer);
            pending.approved |= bit;
        }
    }

    function _run(Call calldata call) private returns (bytes memory result) {
        AuthorityId outer = _executing;
        _executing = call.authority;
        (bool success, bytes memory returned) = call.target.call(call.data);
        result = Address.verifyCallResult(success, returned);
        _executing = outer;
    }

    /// @dev The word of a call, empty if it is of another epoch or its time has passed.
    function _current(bytes32 callHash, uint32 epoch) private view returns (Pending memory pending) {
        pending = _pending[callHash];
        if (pending.epoch == epoch && pending.expiresAt >= block.timestamp) return pending;

        return Pending({epoch: epoch, expiresAt: 0, approved: 0, withdrawn: 0, closed: pending.closed});
    }

    function _requireOpen(bytes32 callHash, uint32 epoch) private view returns (Pending memory pending) {
        pending = _current(callHash, epoch);
        if (pending.closed) revert MultiSig_CallClosed(callHash);
    }

    function _requireExecutable(Call calldata call) private view returns (Authority memory) {
        if (call.salt == 0) revert MultiSig_SaltRequired();
        if (call.deadline < block.timestamp) revert MultiSig_DeadlinePassed(call.deadline);
        if (call.data.length < 4) revert MultiSig_NoSelector();
        if (call.target.code.length == 0) revert MultiSig_NoCode(call.target);
        return _requirePermitted(call.authority, call.target, bytes4(call.data));
    }

    /// @dev An authority that exists, has not ended, and may have the function called.
    function _requirePermitted(AuthorityId authority, address target, bytes4 selector)
        private
        view
        returns (Authority memory record)
    {
        record = _requireAuthority(authority);
        if (record.approvedUntil < block.timestamp) revert MultiSig_AuthorityEnded(authority, record.approvedUntil);
        if (!_isPermitted(authority, target, selector)) revert MultiSig_NotPermitted(authority, target, selector);
    }

    function _requireOwnerOrSelf(AuthorityId authority) private view {
        AuthorityId acting = _actingAuthority();
        if (acting != OWNER && acting != authority) revert MultiSig_NotOwnAuthority(acting, authority);
    }

    function _count(uint64 bits) private pure returns (uint16 count) {
        for (; bits != 0; bits &= bits - 1) {
            ++count;
        }
    }

    function _hash(AuthorityId authority, address target, bytes32 dataHash, bytes32 salt, uint40 deadline)
        private
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(block.chainid, address(this), authority, target, dataHash, salt, deadline));
    }
}
