// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {Authority, AuthorityId, OWNER} from "../types/Authority.sol";

/// @title Authorities
/// @notice Who belongs to which authority, and how many of them must agree: the part of a MultiSig that knows no calls.
abstract contract Authorities is IMultiSig {
    /// @dev What an account is here, for ever but for `active`.
    /// @param index position in the authority's list, the bit of its approvals
    struct Member {
        AuthorityId authority;
        uint8 index;
        bool active;
    }

    /// @dev As many as an approval word has bits.
    uint256 private constant MAX_MEMBERS = 64;

    uint32 private _authorityCount;
    mapping(AuthorityId => Authority) private _authorities;
    mapping(AuthorityId => address[]) private _accounts;
    mapping(address => Member) private _members;
    mapping(AuthorityId => mapping(address target => mapping(bytes4 selector => bool))) private _permissions;

    /// @inheritdoc IMultiSig
    function getAuthority(AuthorityId authority) external view returns (Authority memory) {
        return _authorities[authority];
    }

    /// @inheritdoc IMultiSig
    function membersOf(AuthorityId authority) public view returns (address[] memory members) {
        address[] storage accounts = _accounts[authority];
        members = new address[](_authorities[authority].memberCount);
        uint256 found;
        for (uint256 i; found < members.length; ++i) {
            if (_members[accounts[i]].active) members[found++] = accounts[i];
        }
    }

    /// @inheritdoc IMultiSig
    function authorityOf(address account) public view returns (AuthorityId, bool) {
        Member memory member = _members[account];
        return (member.authority, member.active);
    }

    function _requireAuthority(AuthorityId authority) internal view returns (Authority memory record) {
        record = _authorities[authority];
        if (record.threshold == 0) revert MultiSig_UnknownAuthority(authority);
    }

    /// @dev Whether an authority may have `selector` of `target` called. Any authority may cancel calls of its own:
    /// `cancelCall` sees to that.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector) internal view virtual returns (bool) {
        if (authority == OWNER) return true;
        if (target == address(this) && selector == IMultiSig.cancelCall.selector) return true;
        return _permissions[authority][target][selector];
    }

    function _authority(AuthorityId authority) internal view returns (Authority memory) {
        return _authorities[authority];
    }

    function _memberOf(address account) internal view returns (Member memory) {
        return _members[account];
    }

    function _accountAt(AuthorityId authority, uint256 index) internal view returns (address) {
        return _accounts[authority][index];
    }

    function _requireMember(address account) internal view returns (Member memory member) {
        member = _members[account];
        if (!member.active) revert MultiSig_NotMember(account);
    }

    function _requireMemberOf(AuthorityId authority, address account) internal view returns (Member memory member) {
        member = _members[account];
        if (!_isMemberOf(authority, member)) revert MultiSig_NotMember(account);
    }

    function _isMemberOf(AuthorityId authority, Member memory member) internal pure returns (bool) {
        return member.active && member.authority == authority;
    }

    function _bitOf(Member memory member) internal pure returns (uint64) {
        return uint64(1) << member.index;
    }

    function _createAuthority(address[] memory members, uint16 threshold, uint40 approvedUntil) internal {
        AuthorityId authority = AuthorityId.wrap(++_authorityCount);
        Authority memory record =
            Authority({epoch: 0, memberCount: 0, threshold: threshold, approvedUntil: approvedUntil});
        _activate(authority, record, members);
        _beginEpoch(authority, record);
        emit AuthorityAdded(authority, members, threshold, approvedUntil);
    }

    /// @dev Stores the record. Voids all that was approved or signed under the former members and threshold.
    function _beginEpoch(AuthorityId authority, Authority memory record) internal {
        if (record.threshold == 0 || record.threshold > record.memberCount) {
            revert MultiSig_InvalidThreshold(record.threshold, record.memberCount);
        }
        ++record.epoch;
        _authorities[authority] = record;
    }

    /// @dev Binds accounts, or activates removed ones again; the caller stores `record`.
    function _activate(AuthorityId authority, Authority memory record, address[] memory accounts) internal {
        for (uint256 i; i < accounts.length; ++i) {
            address account = accounts[i];
            if (account == address(0) || account == address(this)) revert MultiSig_InvalidMember(account);
            Member memory member = _members[account];
            bool bound = member.authority != AuthorityId.wrap(0);
            if (bound && (member.active || member.authority != authority)) {
                revert MultiSig_AccountBound(account, member.authority);
            }

            if (!bound) member = Member({authority: authority, index: _bind(authority, account), active: true});
            member.active = true;
            _members[account] = member;
        }
        record.memberCount += uint16(accounts.length);
    }

    function _setPermissions(AuthorityId authority, address target, bytes4[] calldata selectors, bool permitted)
        internal
    {
        for (uint256 i; i < selectors.length; ++i) {
            _permissions[authority][target][selectors[i]] = permitted;
        }
        emit AuthorityPermissionsSet(authority, target, selectors, permitted);
    }

    function _setApprovedUntil(AuthorityId authority, uint40 approvedUntil) internal {
        _authorities[authority].approvedUntil = approvedUntil;
        emit AuthorityApprovedUntilSet(authority, approvedUntil);
    }

    /// @dev Gives an account its place in the authority's list, for ever.
    function _bind(AuthorityId authority, address account) private returns (uint8 index) {
        address[] storage list = _accounts[authority];
        if (list.length == MAX_MEMBERS) revert MultiSig_TooManyMembers(authority, MAX_MEMBERS + 1);

        index = uint8(list.length);
        list.push(account);
    }

    /// @dev The accounts stay bound; the caller stores `record`.
    function _deactivate(AuthorityId authority, Authority memory record, address[] memory accounts) internal {
        for (uint256 i; i < accounts.length; ++i) {
            Member memory member = _members[accounts[i]];
            if (!_isMemberOf(authority, member)) revert MultiSig_NotMember(accounts[i]);

            _members[accounts[i]].active = false;
        }
        record.memberCount -= uint16(accounts.length);
    }
}
