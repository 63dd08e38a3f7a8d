// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {Authority, AuthorityId, Call, SignedApproval, Step} from "../types/Authority.sol";
import {CallSummary} from "../types/CallSummary.sol";

/// @title MultiSigCalls
/// @notice How calls are approved and run: see `IMultiSig`.
interface IMultiSigCalls {
    /// @notice Approves a call on chain without running it. Restores an approval that the member has withdrawn.
    /// @dev A member of `call.authority`. The approval lasts until the call's deadline or the epoch's end.
    function approveCall(Call calldata call) external;

    /// @notice Runs a call whose on-chain approvals, signatures and sender together meet the threshold.
    /// @dev Anyone. A sender who is a member counts as approving. Signatures of removed members, of an older epoch,
    /// given twice or withdrawn do not count; a wrong signature reverts. The call's own revert is passed on.
    /// @return result what the target returned
    function executeCall(Call calldata call, SignedApproval[] calldata approvals) external returns (bytes memory result);

    /// @notice The same engine for contracts that share these authorities (tokens, modules, custodians).
    /// @dev Only attached contracts; the target of the call is the asking contract, so names cannot mix.
    /// @param caller account that called the asking contract
    /// @param selector of the function that it called
    /// @param dataHash keccak256 of the calldata that it sent
    /// @return approved true if the body may run now
    function checkMultiSigExternal(address caller, bytes4 selector, bytes32 dataHash) external returns (bool approved);

    /// @notice `checkMultiSigExternal` for functions that the owner authority alone may call, whatever others are permitted.
    /// @dev Only attached contracts. If `caller` is this contract itself (`executeCall`, `executeBatch`), the answer is
    /// true while it acts for the owner, whose threshold was met, and a revert while it acts for any other authority.
    /// Reverts with `MultiSig_NotPermitted` for members of other authorities, and for this contract while it runs nothing.
    /// @param caller account that called the asking contract
    /// @param selector of the function that it called
    /// @param dataHash keccak256 of the calldata that it sent
    /// @return approved true if the body may run now, false if an approval was recorded and more are missing
    function checkOwnerExternal(address caller, bytes4 selector, bytes32 dataHash) external returns (bool approved);
}

/// @title MultiSigAdministration
/// @notice What authorities are, batches, and what can be read: see `IMultiSig`.
interface IMultiSigAdministration is IERC5267 {
    /// @notice Adds an authority with the next number. It may call nothing until `setAuthoritySignatures`.
    /// @dev Owner or a permitted authority, at its threshold.
    /// @param members 1 to 64 accounts that are members of no authority here
    /// @param threshold approvals that its calls need
    /// @param approvedUntil last second (Unix time) at which it may act
    /// @return executed false while approvals are missing
    function addAuthority(address[] calldata members, uint16 threshold, uint40 approvedUntil)
        external
        returns (bool executed);

    /// @notice Gives or takes permissions, per (target, selector). Taking begins a new epoch: given again, a permission
    /// revives no approval. Owner only.
    function setAuthoritySignatures(AuthorityId authority, address target, bytes4[] calldata selectors, bool permitted)
        external
        returns (bool executed);

    /// @notice Sets the last second at which the authority may act; zero stops it now. A new epoch begins unless it can
    /// act before and after: what was approved before a stop does not wake with it. Owner only, and not for the owner.
    function setAuthorityApprovedUntil(AuthorityId authority, uint40 approvedUntil) external returns (bool executed);

    /// @notice Sets the threshold and begins a new epoch.
    /// @dev The owner for any authority; another authority for itself, if permitted.
    function setAuthorityThreshold(AuthorityId authority, uint16 threshold) external returns (bool executed);

    /// @notice Adds accounts that are members of no authority, and begins a new epoch.
    /// @dev The owner for any authority; another authority for itself, if permitted.
    function addAuthorityAddresses(AuthorityId authority, address[] calldata members) external returns (bool executed);

    /// @notice Removes accounts and begins a new epoch. They are free from now on: the owner takes back from another
    /// authority whom it needs itself. At least `threshold` members must remain.
    /// @dev The owner for any authority; another authority for itself, if permitted.
    function removeAuthorityAddresses(AuthorityId authority, address[] calldata members)
        external
        returns (bool executed);

    /// @notice Replaces all members and the threshold at once, and begins a new epoch: a new board takes over, or a
    /// deployment is handed over. Members named again stay.
    /// @dev The owner for any authority; another authority for itself, if permitted.
    function replaceAuthorityMembers(AuthorityId authority, address[] calldata members, uint16 threshold)
        external
        returns (bool executed);

    /// @notice Runs several calls in order, under one approval: all of them, or none.
    /// @dev Members of one authority, at its threshold: by sending it, or as a `Call` whose target is this contract. It
    /// needs no permission of its own, since every step needs its own at the moment of its turn. Steps run as calls of
    /// this contract in the name of the authority. A batch holds no batches.
    /// @return executed false while approvals are missing
    function executeBatch(Step[] calldata steps) external returns (bool executed);

    /// @notice Takes back the sender's approval of a call, given on chain or by signature.
    function withdrawApproval(Call calldata call) external;

    /// @notice Closes a call for ever, and whatever else waits under its salt: neither approvals nor signatures can
    /// run it.
    /// @dev The call's authority at its threshold, or the owner at its own. On chain way or by signature.
    function cancelCall(Call calldata call) external returns (bool executed);

    /// @notice Identity of a call: chain, this contract, authority, target, data, salt, deadline.
    function hashOf(Call calldata call) external view returns (bytes32 callHash);

    /// @notice EIP-712 digest that members sign; it binds the authority's current epoch too.
    /// Type: `Approval(uint32 authority,uint32 epoch,address target,bytes data,bytes32 salt,uint40 deadline)`,
    /// domain: name "Scrip MultiSig", version "1", chain id, this contract.
    function digestOf(Call calldata call) external view returns (bytes32 digest);

    function getAuthority(AuthorityId authority) external view returns (Authority memory);

    /// @notice Accounts that are members now.
    function membersOf(AuthorityId authority) external view returns (address[] memory members);

    /// @notice The authority of which an account is a member; zero if none.
    function authorityOf(address account) external view returns (AuthorityId authority);

    /// @notice Whether `account` may approve calls of `selector` on `target` now.
    function isApprovedAuthority(address account, address target, bytes4 selector) external view returns (bool);

    /// @notice On-chain approvals of a call that count now, unless its salt is used. All zero if nobody approved it, and
    /// once it was executed or cancelled.
    /// @param callHash `hashOf` the call; for a call that was sent directly, that of salt 0 and deadline 0
    /// @return authority whose members approve
    /// @return members who have approved
    /// @return threshold approvals that it needs
    /// @return expiresAt last second (Unix time) for which the approvals hold
    function approvals(bytes32 callHash)
        external
        view
        returns (AuthorityId authority, address[] memory members, uint16 threshold, uint40 expiresAt);

    /// @notice Whether a salt is used: all calls of the authority with this salt are closed.
    function isClosed(AuthorityId authority, bytes32 salt) external view returns (bool);

    /// @notice 256 salts at once: bit i is set if salt `256 * word + i` of the authority is used.
    /// @dev Salts of one word share one slot of storage, so that consecutive salts cost least.
    function usedSalts(AuthorityId authority, uint256 word) external view returns (uint256 bits);
}

/// @title MultiSig
/// @notice Authorities: named groups of accounts with a threshold, an end time and permissions per (target, selector).
/// A call runs once as many members approve it as the threshold says, in one of two ways.
/// 1. On chain: each member sends the same call. Below the threshold it is recorded (`MultiSigCall`), the function
///    changes nothing and returns false; the call that meets the threshold runs the body (`MultiSigCallApproved`).
/// 2. By signature: members sign a `Call` (EIP-712; ERC-1271 wallets too) or approve it on chain with `approveCall`;
///    anyone submits the bundle with `executeCall` (`SaltedCallApproved`). Both kinds of approval add up, each member once.
/// @dev The guarantee: nothing reachable at threshold m is reachable with m - 1 members by any sequence of adding,
/// removing, re-adding and replaying. Every approval belongs to an epoch of the authority, and a new epoch begins with
/// every change of its members or threshold, and when it is stopped, set going again, or loses a permission. So an approval
/// counts only under the members and powers under which it was given.
/// An account is a member of one authority at a time. Once removed it is free, for any role.
/// See docs/decisions/0003-multisig.md.
interface IMultiSig is IMultiSigCalls, IMultiSigAdministration {
    /// @param epoch the first one
    event AuthorityAdded(
        AuthorityId indexed authority, address[] members, uint16 threshold, uint40 approvedUntil, uint32 epoch
    );
    event AuthorityMembersAdded(AuthorityId indexed authority, address[] members, uint32 epoch);
    event AuthorityMembersRemoved(AuthorityId indexed authority, address[] members, uint32 epoch);
    event AuthorityThresholdSet(AuthorityId indexed authority, uint16 threshold, uint32 epoch);
    /// @param epoch a new one if the authority could not act before, or cannot now
    event AuthorityApprovedUntilSet(AuthorityId indexed authority, uint40 approvedUntil, uint32 epoch);
    /// @param epoch a new one if permissions were taken
    event AuthorityPermissionsSet(
        AuthorityId indexed authority, address indexed target, bytes4[] selectors, bool permitted, uint32 epoch
    );

    /// @notice A member approved a call that still lacks approvals.
    /// @param callHash `hashOf` the call
    /// @param call with the approvals so far, this one included
    event MultiSigCall(bytes32 indexed callHash, address indexed member, CallSummary call);
    /// @notice A call that was sent directly met its threshold and runs in this transaction.
    event MultiSigCallApproved(bytes32 indexed callHash, CallSummary call);
    /// @notice A salted call met its threshold and runs in this transaction.
    /// @param salt used up, with whatever else waits under it
    event SaltedCallApproved(bytes32 indexed callHash, bytes32 indexed salt, CallSummary call);
    /// @notice A step of a batch begins. The batch itself was reported before its first step, like any call.
    /// @param index of the step in its batch
    event BatchStepExecuted(AuthorityId indexed authority, address indexed target, bytes4 selector, uint256 index);
    /// @notice The full content of a call that was approved on chain by `approveCall` for the first time.
    event CallProposed(
        bytes32 indexed callHash,
        AuthorityId indexed authority,
        address target,
        bytes data,
        bytes32 salt,
        uint40 deadline
    );
    event CallCancelled(bytes32 indexed callHash, AuthorityId indexed authority, bytes32 salt);
    event ApprovalWithdrawn(bytes32 indexed callHash, AuthorityId indexed authority, address indexed member);

    /// @notice The account is no member of an authority here, or not of the one that the call names.
    error MultiSig_NotMember(address account);
    /// @notice The account is a member of this authority already. It is free once it was removed there.
    error MultiSig_AccountBound(address account, AuthorityId authority);
    /// @notice Neither nobody, nor this contract, nor who has another role here can be a member.
    error MultiSig_InvalidMember(address account);
    error MultiSig_UnknownAuthority(AuthorityId authority);
    error MultiSig_AuthorityEnded(AuthorityId authority, uint40 approvedUntil);
    error MultiSig_NotPermitted(AuthorityId authority, address target, bytes4 selector);
    /// @notice An authority other than the owner tried to change another authority.
    error MultiSig_NotOwnAuthority(AuthorityId acting, AuthorityId authority);
    /// @notice A threshold is 1 to the number of active members.
    error MultiSig_InvalidThreshold(uint16 threshold, uint16 memberCount);
    /// @notice An authority has at most 64 members at a time.
    error MultiSig_TooManyMembers(AuthorityId authority, uint256 members);
    /// @notice The owner authority has no end.
    error MultiSig_OwnerNeverEnds();
    /// @notice This member has approved this call already, in this epoch.
    error MultiSig_AlreadyApproved(bytes32 callHash, address member);
    error MultiSig_NotApproved(bytes32 callHash, address member);
    error MultiSig_DeadlinePassed(uint40 deadline);
    error MultiSig_SaltRequired();
    /// @notice The call was executed or cancelled, or another one of its authority with the same salt was.
    error MultiSig_CallClosed(bytes32 callHash);
    error MultiSig_ThresholdNotMet(bytes32 callHash, uint16 approvals, uint16 threshold);
    error MultiSig_InvalidSignature(address signer);
    error MultiSig_NoCode(address target);
    /// @notice The data of a call begins with a selector of four bytes.
    error MultiSig_NoSelector();
    error MultiSig_EmptyBatch();
    /// @notice A step of a batch is a batch of this contract itself.
    error MultiSig_NestedBatch(uint256 index);
    /// @notice `checkMultiSigExternal` answers attached contracts only.
    error MultiSig_NotAttached(address caller);
}
