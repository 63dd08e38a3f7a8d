// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {Authority, AuthorityId, OWNER} from "../types/Authority.sol";
import {Member, Terms, countBits, newMember, newTerms} from "./Words.sol";

/// @title Authorities
/// @notice Who belongs to which authority, and how many of them must agree: the part of a MultiSig that knows no calls.
abstract contract Authorities is IMultiSig {
    /// @dev As many as an approval word has bits.
    uint256 private constant MAX_MEMBERS = 64;

    uint32 private _authorityCount;
    mapping(AuthorityId => Terms) private _terms;
    mapping(AuthorityId => address[]) private _accounts;
    mapping(address => Member) private _members;
    mapping(AuthorityId => mapping(address target => mapping(bytes4 selector => bool))) private _permissions;

    /// @inheritdoc IMultiSig
    function getAuthority(AuthorityId authority) external view returns (Authority memory) {
        Terms terms = _terms[authority];
        return Authority({
            epoch: terms.epoch(),
            memberCount: countBits(terms.members()),
            threshold: terms.threshold(),
            approvedUntil: terms.approvedUntil()
        });
    }

    /// @inheritdoc IMultiSig
    function membersOf(AuthorityId authority) public view returns (address[] memory) {
        return _accountsOf(authority, _terms[authority].members());
    }

    /// @inheritdoc IMultiSig
    function authorityOf(address account) public view returns (AuthorityId, bool) {
        (Member member, Terms terms) = _find(account);
        return (member.authority(), terms.has(member));
    }

    // ---------------------------------------------------------------------------------------- for derived contracts

    /// @dev Whether an authority may have `selector` of `target` called. Any authority may cancel calls of its own and
    /// send batches: `cancelCall` sees to the one, the permission of each step to the other.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector) internal view virtual returns (bool) {
        if (authority == OWNER) return true;
        if (target == address(this)) {
            if (selector == IMultiSig.cancelCall.selector || selector == IMultiSig.executeBatch.selector) return true;
        }
        return _permissions[authority][target][selector];
    }

    // ----------------------------------------------------------------------------------------------------- reading

    function _termsOf(AuthorityId authority) internal view returns (Terms) {
        return _terms[authority];
    }

    function _requireAuthority(AuthorityId authority) internal view returns (Terms terms) {
        terms = _terms[authority];
        if (terms.threshold() == 0) revert MultiSig_UnknownAuthority(authority);
    }

    function _memberOf(address account) internal view returns (Member) {
        return _members[account];
    }

    function _requireMember(address account) internal view returns (Member member, Terms terms) {
        (member, terms) = _find(account);
        if (!terms.has(member)) revert MultiSig_NotMember(account);
    }

    function _requireMemberOf(AuthorityId authority, address account) internal view returns (Member member) {
        Terms terms;
        (member, terms) = _requireMember(account);
        if (member.authority() != authority) revert MultiSig_NotMember(account);
    }

    /// @dev The accounts behind a bit set of members, in the order of their indices.
    function _accountsOf(AuthorityId authority, uint64 bits) internal view returns (address[] memory accounts) {
        accounts = new address[](countBits(bits));
        uint256 found;
        for (uint256 i; found < accounts.length; ++i) {
            if (bits >> i & 1 == 1) accounts[found++] = _accounts[authority][i];
        }
    }

    function _find(address account) private view returns (Member member, Terms terms) {
        member = _members[account];
        terms = _terms[member.authority()];
    }

    // ---------------------------------------------------------------------------------------------------- changing

    function _createAuthority(address[] memory members, uint16 threshold, uint40 approvedUntil) internal {
        AuthorityId authority = AuthorityId.wrap(++_authorityCount);
        _setApprovedUntil(authority, approvedUntil);
        uint32 epoch = _reform(authority, new address[](0), members, threshold);
        emit AuthorityAdded(authority, members, threshold, approvedUntil, epoch);
    }

    /// @dev Some members leave, others join, the threshold is set, and a new epoch begins: it voids all that was
    /// approved or signed under the former members and threshold.
    function _reform(AuthorityId authority, address[] memory leaving, address[] memory joining, uint16 threshold)
        internal
        returns (uint32 epoch)
    {
        Terms former = _terms[authority];
        uint64 members = _activate(authority, _deactivate(authority, former.members(), leaving), joining);
        if (threshold == 0 || threshold > countBits(members)) {
            revert MultiSig_InvalidThreshold(threshold, countBits(members));
        }
        epoch = former.epoch() + 1;
        _terms[authority] = newTerms(epoch, members, threshold, former.approvedUntil());
    }

    function _setApprovedUntil(AuthorityId authority, uint40 approvedUntil) internal {
        _terms[authority] = _terms[authority].ending(approvedUntil);
    }

    function _setPermissions(AuthorityId authority, address target, bytes4[] calldata selectors, bool permitted)
        internal
    {
        for (uint256 i; i < selectors.length; ++i) {
            _permissions[authority][target][selectors[i]] = permitted;
        }
        emit AuthorityPermissionsSet(authority, target, selectors, permitted);
    }

    /// @dev The accounts stay bound.
    function _deactivate(AuthorityId authority, uint64 members, address[] memory accounts)
        private
        view
        returns (uint64)
    {
        for (uint256 i; i < accounts.length; ++i) {
            Member member = _members[accounts[i]];
            if (member.authority() != authority || members & member.bit() == 0) revert MultiSig_NotMember(accounts[i]);

            members &= ~member.bit();
        }
        return members;
    }

    /// @dev Binds accounts, or activates removed ones again.
    function _activate(AuthorityId authority, uint64 members, address[] memory accounts) private returns (uint64) {
        for (uint256 i; i < accounts.length; ++i) {
            address account = accounts[i];
            if (account == address(0) || account == address(this)) revert MultiSig_InvalidMember(account);
            Member member = _members[account];
            if (Member.unwrap(member) == 0) {
                member = _bind(authority, account);
            } else if (member.authority() != authority || members & member.bit() != 0) {
                revert MultiSig_AccountBound(account, member.authority());
            }

            members |= member.bit();
        }
        return members;
    }

    /// @dev Gives an account its place in the authority's list, for ever.
    function _bind(AuthorityId authority, address account) private returns (Member member) {
        address[] storage list = _accounts[authority];
        if (list.length == MAX_MEMBERS) revert MultiSig_TooManyMembers(authority, MAX_MEMBERS + 1);

        member = newMember(authority, list.length);
        list.push(account);
        _members[account] = member;
    }
}
