// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig, IMultiSigAdministration} from "../interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {MAX_MEMBERS, Member, NO_MEMBER, Terms, countBits, isFull, newMember, newTerms} from "./Words.sol";

/// @title Authorities
/// @notice Who belongs to which authority, and how many of them must agree: the part of a MultiSig that knows no calls.
abstract contract Authorities {
    uint32 private _authorityCount;
    mapping(AuthorityId => Terms) private _terms;
    /// @dev Who has, or had last, a place in an authority. Whether the place is taken is in the terms.
    mapping(AuthorityId => mapping(uint256 place => address)) private _accounts;
    mapping(address => Member) private _members;
    mapping(AuthorityId => mapping(address target => mapping(bytes4 selector => bool))) private _permissions;

    // ---------------------------------------------------------------------------------------- for derived contracts

    /// @dev Whether an authority may have `selector` of `target` called: `_isGranted`, and what the derived contract adds.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector) internal view virtual returns (bool);

    /// @dev Any authority may cancel calls of its own and send batches: `cancelCall` sees to the one, the permission of each
    /// step to the other.
    function _isGranted(AuthorityId authority, address target, bytes4 selector) internal view returns (bool) {
        if (authority == OWNER) return true;
        if (target == address(this)) {
            if (
                selector == IMultiSigAdministration.cancelCall.selector
                    || selector == IMultiSigAdministration.executeBatch.selector
            ) return true;
        }
        return _permissions[authority][target][selector];
    }

    /// @dev Whether an account may become a member, as far as the derived contract is concerned: one that has another role
    /// here may not.
    function _mayJoin(address account) internal view virtual returns (bool);

    // ----------------------------------------------------------------------------------------------------- reading

    function _termsOf(AuthorityId authority) internal view returns (Terms) {
        return _terms[authority];
    }

    function _authorityOf(address account) internal view returns (AuthorityId) {
        return _members[account].authority();
    }

    function _requireAuthority(AuthorityId authority) internal view returns (Terms terms) {
        terms = _terms[authority];
        if (terms.threshold() == 0) revert IMultiSig.MultiSig_UnknownAuthority(authority);
    }

    function _memberOf(address account) internal view returns (Member) {
        return _members[account];
    }

    function _requireMember(address account) internal view returns (Member member) {
        member = _members[account];
        if (member == NO_MEMBER) revert IMultiSig.MultiSig_NotMember(account);
    }

    function _requireMemberOf(AuthorityId authority, address account) internal view returns (Member member) {
        member = _requireMember(account);
        if (member.authority() != authority) revert IMultiSig.MultiSig_NotMember(account);
    }

    /// @dev The accounts behind a bit set of members, in the order of their places.
    function _accountsOf(AuthorityId authority, uint64 bits) internal view returns (address[] memory accounts) {
        accounts = new address[](countBits(bits));
        uint256 found;
        for (uint256 i; found < accounts.length; ++i) {
            if (bits >> i & 1 == 1) accounts[found++] = _accounts[authority][i];
        }
    }

    // ---------------------------------------------------------------------------------------------------- changing

    function _createAuthority(address[] memory members, uint16 threshold, uint40 approvedUntil) internal {
        AuthorityId authority = AuthorityId.wrap(++_authorityCount);
        _terms[authority] = newTerms(0, 0, 0, approvedUntil);
        uint32 epoch = _reform(authority, new address[](0), members, threshold);
        emit IMultiSig.AuthorityAdded(authority, members, threshold, approvedUntil, epoch);
    }

    /// @dev Some members leave, others join, the threshold is set, and a new epoch begins: it voids all that was
    /// approved or signed under the former members and threshold. So a place that is free again may be given to another
    /// account.
    function _reform(AuthorityId authority, address[] memory leaving, address[] memory joining, uint16 threshold)
        internal
        returns (uint32 epoch)
    {
        Terms former = _terms[authority];
        uint64 members = _join(authority, _leave(authority, former.members(), leaving), joining);
        if (threshold == 0 || threshold > countBits(members)) {
            revert IMultiSig.MultiSig_InvalidThreshold(threshold, countBits(members));
        }
        epoch = former.epoch() + 1;
        _terms[authority] = newTerms(epoch, members, threshold, former.approvedUntil());
    }

    /// @dev A new epoch begins unless the authority can act before and after: nothing that waited survives a stop.
    function _setEnd(AuthorityId authority, uint40 approvedUntil) internal returns (uint32 epoch) {
        Terms former = _terms[authority];
        epoch = former.epoch();
        if (former.approvedUntil() < block.timestamp || approvedUntil < block.timestamp) ++epoch;
        _terms[authority] = newTerms(epoch, former.members(), former.threshold(), approvedUntil);
    }

    /// @dev Voids all that waits for further approvals of the authority.
    function _beginEpoch(AuthorityId authority) internal returns (uint32 epoch) {
        Terms former = _terms[authority];
        epoch = former.epoch() + 1;
        _terms[authority] = newTerms(epoch, former.members(), former.threshold(), former.approvedUntil());
    }

    function _setPermissions(AuthorityId authority, address target, bytes4[] calldata selectors, bool permitted)
        internal
    {
        for (uint256 i; i < selectors.length; ++i) {
            _permissions[authority][target][selectors[i]] = permitted;
        }
        emit IMultiSig.AuthorityPermissionsSet(
            authority, target, selectors, permitted, _epochAfter(authority, permitted)
        );
    }

    /// @dev What is taken begins a new epoch: given again, it revives nothing that was approved before.
    function _epochAfter(AuthorityId authority, bool given) internal returns (uint32 epoch) {
        return given ? _terms[authority].epoch() : _beginEpoch(authority);
    }

    /// @dev Frees the accounts and their places.
    function _leave(AuthorityId authority, uint64 members, address[] memory accounts) private returns (uint64) {
        for (uint256 i; i < accounts.length; ++i) {
            members &= ~_requireMemberOf(authority, accounts[i]).bit();
            _members[accounts[i]] = NO_MEMBER;
        }
        return members;
    }

    /// @dev Each account takes the first free place.
    function _join(AuthorityId authority, uint64 members, address[] memory accounts) private returns (uint64) {
        uint256 place;
        for (uint256 i; i < accounts.length; ++i) {
            address account = accounts[i];
            if (account == address(0) || account == address(this) || !_mayJoin(account)) {
                revert IMultiSig.MultiSig_InvalidMember(account);
            }
            Member bound = _members[account];
            if (bound != NO_MEMBER) revert IMultiSig.MultiSig_AccountBound(account, bound.authority());
            if (isFull(members)) revert IMultiSig.MultiSig_TooManyMembers(authority, MAX_MEMBERS + 1);

            while (members >> place & 1 == 1) ++place;
            Member member = newMember(authority, place);
            _members[account] = member;
            _accounts[authority][place] = account;
            members |= member.bit();
        }
        return members;
    }
}
