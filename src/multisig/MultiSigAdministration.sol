// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {IMultiSig, IMultiSigAdministration} from "../interfaces/IMultiSig.sol";
import {TypedData} from "../libraries/TypedData.sol";
import {Authority, AuthorityId, Call, OWNER, Step} from "../types/Authority.sol";
import {MultiSigBase} from "./MultiSigBase.sol";
import {Approvals, Member, Terms, countBits} from "./Words.sol";

/// @title MultiSigAdministration
/// @notice Who belongs to which authority and what it may call, batches, withdrawals, and all that can be read.
abstract contract MultiSigAdministration is MultiSigBase, IMultiSigAdministration {
    // ------------------------------------------------------------------------------------------------ authorities

    /// @inheritdoc IMultiSigAdministration
    function addAuthority(address[] memory members, uint16 threshold, uint40 approvedUntil) external returns (bool) {
        if (!_checkMultiSig()) return false;

        _createAuthority(members, threshold, approvedUntil);
        return true;
    }

    /// @inheritdoc IMultiSigAdministration
    function setAuthoritySignatures(AuthorityId authority, address target, bytes4[] calldata selectors, bool permitted)
        external
        returns (bool)
    {
        _requireOwnerFor(authority);
        if (!_checkMultiSig()) return false;

        _setPermissions(authority, target, selectors, permitted);
        return true;
    }

    /// @inheritdoc IMultiSigAdministration
    function setAuthorityApprovedUntil(AuthorityId authority, uint40 approvedUntil) external returns (bool) {
        _requireOwnerFor(authority);
        if (authority == OWNER) revert IMultiSig.MultiSig_OwnerNeverEnds();
        if (!_checkMultiSig()) return false;

        emit IMultiSig.AuthorityApprovedUntilSet(authority, approvedUntil, _setEnd(authority, approvedUntil));
        return true;
    }

    /// @inheritdoc IMultiSigAdministration
    function setAuthorityThreshold(AuthorityId authority, uint16 threshold) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        uint32 epoch = _reform(authority, new address[](0), new address[](0), threshold);
        emit IMultiSig.AuthorityThresholdSet(authority, threshold, epoch);
        return true;
    }

    /// @inheritdoc IMultiSigAdministration
    function addAuthorityAddresses(AuthorityId authority, address[] memory members) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        uint32 epoch = _reform(authority, new address[](0), members, _termsOf(authority).threshold());
        emit IMultiSig.AuthorityMembersAdded(authority, members, epoch);
        return true;
    }

    /// @inheritdoc IMultiSigAdministration
    function removeAuthorityAddresses(AuthorityId authority, address[] memory members) external returns (bool) {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        uint32 epoch = _reform(authority, members, new address[](0), _termsOf(authority).threshold());
        emit IMultiSig.AuthorityMembersRemoved(authority, members, epoch);
        return true;
    }

    /// @inheritdoc IMultiSigAdministration
    function replaceAuthorityMembers(AuthorityId authority, address[] memory members, uint16 threshold)
        external
        returns (bool)
    {
        _requireOwnerOrSelf(authority);
        if (!_checkMultiSig()) return false;

        address[] memory former = _membersOf(authority);
        uint32 epoch = _reform(authority, former, members, threshold);
        emit IMultiSig.AuthorityMembersRemoved(authority, former, epoch);
        emit IMultiSig.AuthorityMembersAdded(authority, members, epoch);
        emit IMultiSig.AuthorityThresholdSet(authority, threshold, epoch);
        return true;
    }

    // ------------------------------------------------------------------------------------------------------ calls

    /// @inheritdoc IMultiSigAdministration
    function executeBatch(Step[] calldata steps) external returns (bool) {
        if (steps.length == 0) revert IMultiSig.MultiSig_EmptyBatch();
        AuthorityId acting = _actingAuthority();
        if (!_checkMultiSigAs(acting)) return false;

        for (uint256 i; i < steps.length; ++i) {
            address target = steps[i].target;
            bytes memory data = steps[i].data;
            _requireCallable(acting, target, data);
            // The selector is cut out of the data.
            // forge-lint: disable-next-line(unsafe-typecast)
            bytes4 selector = bytes4(data);
            if (target == address(this) && selector == this.executeBatch.selector) {
                revert IMultiSig.MultiSig_NestedBatch(i);
            }

            emit IMultiSig.BatchStepExecuted(acting, target, selector, i);
            _run(acting, target, data);
        }
        return true;
    }

    /// @inheritdoc IMultiSigAdministration
    function withdrawApproval(Call memory call) external {
        Member member = _requireMemberOf(call.authority, msg.sender);
        bytes32 callHash = _requireOpen(call);
        Approvals pending = _current(callHash, call.authority, _termsOf(call.authority));
        uint64 bit = member.bit();
        // Whether the member has signed is known to nobody here. Only salted calls can be signed.
        bool maySign = call.salt != 0 && pending.withdrawn() & bit == 0;
        if (pending.approved() & bit == 0 && !maySign) revert IMultiSig.MultiSig_NotApproved(callHash, msg.sender);

        _pending[callHash] = pending.withdraw(bit, call.deadline);
        emit IMultiSig.ApprovalWithdrawn(callHash, call.authority, msg.sender);
    }

    /// @inheritdoc IMultiSigAdministration
    function cancelCall(Call memory call) external returns (bool) {
        _requireOwnerOrSelf(call.authority);
        if (call.salt == 0) revert IMultiSig.MultiSig_SaltRequired();
        bytes32 callHash = _requireOpen(call);
        if (!_checkMultiSig()) return false;

        _close(call, callHash);
        emit IMultiSig.CallCancelled(callHash, call.authority, call.salt);
        return true;
    }

    // ------------------------------------------------------------------------------------------------------ views

    /// @inheritdoc IMultiSigAdministration
    function getAuthority(AuthorityId authority) external view returns (Authority memory) {
        Terms terms = _termsOf(authority);
        return Authority({
            epoch: terms.epoch(),
            memberCount: countBits(terms.members()),
            threshold: terms.threshold(),
            approvedUntil: terms.approvedUntil()
        });
    }

    /// @inheritdoc IMultiSigAdministration
    function membersOf(AuthorityId authority) external view returns (address[] memory) {
        return _membersOf(authority);
    }

    /// @inheritdoc IMultiSigAdministration
    function authorityOf(address account) external view returns (AuthorityId) {
        return _authorityOf(account);
    }

    /// @inheritdoc IMultiSigAdministration
    function hashOf(Call memory call) external view returns (bytes32) {
        return _hashOf(call);
    }

    /// @inheritdoc IMultiSigAdministration
    function digestOf(Call memory call) external view returns (bytes32) {
        return _digest(call, keccak256(call.data), _termsOf(call.authority).epoch());
    }

    /// @inheritdoc IMultiSigAdministration
    function isApprovedAuthority(address account, address target, bytes4 selector) external view returns (bool) {
        AuthorityId authority = _authorityOf(account);
        return _termsOf(authority).approvedUntil() >= block.timestamp && _isPermitted(authority, target, selector);
    }

    /// @inheritdoc IMultiSigAdministration
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

    /// @inheritdoc IMultiSigAdministration
    function isClosed(AuthorityId authority, bytes32 salt) external view returns (bool) {
        return _isClosed(authority, salt);
    }

    /// @inheritdoc IMultiSigAdministration
    function usedSalts(AuthorityId authority, uint256 word) external view returns (uint256 bits) {
        return _usedSalts[authority][word];
    }

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (TypedData.FIELDS, NAME, TypedData.VERSION, block.chainid, address(this), 0, new uint256[](0));
    }

    function _membersOf(AuthorityId authority) private view returns (address[] memory) {
        return _accountsOf(authority, _termsOf(authority).members());
    }
}
