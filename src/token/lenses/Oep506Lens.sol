// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../../interfaces/IClaimRegistry.sol";
import {IDossier} from "../../interfaces/IDossier.sol";
import {IKYCRegistrar} from "../../interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {Refusals} from "../../libraries/Refusals.sol";
import {AuthorityId} from "../../types/Authority.sol";
import {Claim, KEY_HOLDER, Topic, subjectOfAccount, subjectOfInvestor} from "../../types/Claims.sol";
import {InvestorId, NOBODY} from "../../types/Identity.sol";
import {KIND_PARTITION_CHANGE, KIND_TRANSFER, Move, Tagged} from "../../types/Move.sol";
import {LOCKED_BY_HAND, Partition} from "../../types/Partition.sol";
import {PositionKey} from "../../types/PositionKey.sol";
import {Suspension} from "../../types/Suspension.sol";

/// @title Oep506Lens
/// @notice A token, its issuer's dossier and its registrar's register under the names by which OEP-506 asks. Reads only.
/// @dev ONT ids are investor ids, operators and attesters are authorities of the registrar, tranche numbers are the
/// partitions whose upper 24 bytes are zero. A document's name and a fact's key have at most 31 bytes, as the dossier keeps
/// them.
contract Oep506Lens is Refusals {
    /// @dev Bits of `getTokenStatus`.
    uint8 public constant STATUS_SUSPENDED = 1 << 0;
    uint8 public constant STATUS_DISAPPROVED = 1 << 1;

    /// @dev A lock without end, as OEP-506 writes it.
    uint64 private constant UNTIL_UNLOCKED = type(uint64).max;

    struct DocInfo {
        string uri;
        bytes32 hash;
        uint64 validTime;
    }

    struct ClaimInfo {
        uint64 claimAttestTime;
        uint64 claimExpireTime;
        AuthorityId claimAttester;
        bytes32 extraClaimInfo;
    }

    ISecurityToken public immutable token;
    IDossier public immutable dossier;
    IClaimRegistry public immutable claims;
    IKYCRegistrar public immutable registrar;

    error Oep506Lens_UnknownDocument(string doc);
    error Oep506Lens_NameTooLong(string name);

    constructor(ISecurityToken token_, IDossier dossier_, IClaimRegistry claims_) {
        (token, dossier, claims) = (token_, dossier_, claims_);
        registrar = claims_.registrar();
    }

    /* -------------------------------------------------- token ------------------------------------------------- */

    function name() external view returns (string memory) {
        return token.name();
    }

    function symbol() external view returns (string memory) {
        return token.symbol();
    }

    function decimals() external view returns (uint8) {
        return token.decimals();
    }

    function totalSupply() external view returns (uint256) {
        return token.totalSupply();
    }

    function getDefaultTranche() external pure returns (uint64) {
        return 0;
    }

    /// @notice In the default tranche: OEP-506's short form, not ERC-20's sum.
    function balanceOf(address account) external view returns (uint256) {
        return balanceOf(account, 0);
    }

    function balanceOf(address account, uint64 tranche) public view returns (uint256) {
        return token.balanceOfByPartition(_partition(tranche), account);
    }

    /// @notice In the default tranche.
    function allowance(address account, address spender) external view returns (uint256) {
        return token.allowance(account, spender);
    }

    /// @notice An operator of a tranche may move all of it, but ERC-20's allowance is all that counts in the default one.
    function allowance(address account, uint64 tranche, address spender) external view returns (uint256) {
        Partition partition = _partition(tranche);
        if (tranche != 0 && token.isOperatorForPartition(partition, spender, account)) return type(uint256).max;
        return token.allowanceByPartition(partition, account, spender);
    }

    /// @notice In the default tranche, by the caller: its allowance counts if it is not the owner, and so does whether it is barred.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        return canTransfer(from, 0, to, 0, amount);
    }

    /// @notice Into another tranche: where the issuer has opened that way to holders.
    function canTransfer(address from, uint64 fromTranche, address to, uint64 toTranche, uint256 amount)
        public
        view
        returns (bool)
    {
        if (fromTranche != toTranche) return _canChange(from, fromTranche, to, toTranche, amount);
        Partition partition = _partition(fromTranche);
        if (msg.sender == from) return token.detectPartitionRestriction(partition, from, to, amount) == 0;
        return token.detectPartitionRestrictionFrom(partition, msg.sender, from, to, amount) == 0
            || (fromTranche == 0 && token.detectTransferRestrictionFrom(msg.sender, from, to, amount) == 0);
    }

    /// @notice `lockUntil` is zero if there is no lock, and all ones until somebody unlocks.
    function getTrancheInfo(uint64 tranche)
        external
        view
        returns (string memory description, uint256 supply, uint64 lockUntil)
    {
        uint40 lockedUntil;
        (, supply, lockedUntil, description) = token.getPartition(_partition(tranche));
        lockUntil = lockedUntil == LOCKED_BY_HAND ? UNTIL_UNLOCKED : lockedUntil;
    }

    /// @notice What the dossier states of the tranche; empty if it states nothing.
    function getTrancheExtraMeta(uint64 tranche, string calldata key) external view returns (string memory) {
        return string(dossier.getPartitionFact(address(token), _partition(tranche), _key(key)));
    }

    /// @notice Bits: 1 paused, 2 a supervisor disapproves.
    function getTokenStatus() external view returns (uint8 status) {
        if (token.isRestricted() || token.issuer().globalRestriction()) status |= STATUS_SUSPENDED;
        if (!token.isLegallyApproved()) status |= STATUS_DISAPPROVED;
    }

    /* ------------------------------------------------- dossier ------------------------------------------------ */

    function getDocument(string calldata doc) external view returns (DocInfo memory info) {
        uint256 validTime;
        (info.uri, info.hash, validTime) = dossier.getDocument(address(token), _key(doc));
        if (validTime == 0) revert Oep506Lens_UnknownDocument(doc);
        // A block's time.
        // forge-lint: disable-next-line(unsafe-typecast)
        info.validTime = uint64(validTime);
    }

    /// @notice Empty if it is not stated.
    function getExtraTokenInfo(string calldata key) external view returns (string memory) {
        return string(dossier.getFact(address(token), _key(key)));
    }

    /* -------------------------------------------------- KYC --------------------------------------------------- */

    /// @notice `ontId` is zero if the account is bound to nobody; `pubKeyId` is the account as a number;
    /// `privKeyOwnerId` holds the key: the investor, unless an authority attests another.
    function getAddrToOntId(address account)
        external
        view
        returns (InvestorId ontId, uint256 pubKeyId, InvestorId privKeyOwnerId)
    {
        (ontId, pubKeyId) = (registrar.investorFor(account), uint160(account));
        privKeyOwnerId = ontId;
        AuthorityId[] memory attesters = claims.attestersOf(subjectOfAccount(account), KEY_HOLDER);
        for (uint256 i; i < attesters.length; ++i) {
            if (!claims.isValidClaim(subjectOfAccount(account), KEY_HOLDER, attesters[i])) continue;
            uint256 id = uint256(claims.claimOf(subjectOfAccount(account), KEY_HOLDER, attesters[i]).data);
            // Checked.
            // forge-lint: disable-next-line(unsafe-typecast)
            privKeyOwnerId = id > type(uint32).max ? NOBODY : InvestorId.wrap(uint32(id));
        }
    }

    /// @param claimId the attester: an authority has one claim on a role at a time
    function getClaimInfo(InvestorId ontId, string calldata roleName, AuthorityId claimId)
        external
        view
        returns (ClaimInfo memory)
    {
        Claim memory claim = claims.claimOf(subjectOfInvestor(ontId), Topic.wrap(_key(roleName)), claimId);
        return ClaimInfo(claim.attestedAt, claim.expiresAt, claimId, claim.data);
    }

    function isValidClaim(InvestorId ontId, string calldata roleName, AuthorityId claimId)
        external
        view
        returns (bool)
    {
        return claims.isValidClaim(subjectOfInvestor(ontId), Topic.wrap(_key(roleName)), claimId);
    }

    function getAddressSuspendStatus(address account)
        external
        view
        returns (bool yes, AuthorityId operator, string memory memo)
    {
        return _status(registrar.accountSuspension(account));
    }

    function getOntIdSuspendStatus(InvestorId ontId)
        external
        view
        returns (bool yes, AuthorityId operator, string memory memo)
    {
        return _status(registrar.investorSuspension(ontId));
    }

    /* ------------------------------------------------ internal ------------------------------------------------ */

    function _status(Suspension memory suspension) private pure returns (bool, AuthorityId, string memory) {
        return (suspension.since != 0, suspension.authority, string(suspension.memo));
    }

    function _canChange(address from, uint64 fromTranche, address to, uint64 toTranche, uint256 amount)
        private
        view
        returns (bool)
    {
        (uint8 code,,) = token.explainTransfer(
            Move({
                kind: from == to ? KIND_PARTITION_CHANGE : KIND_TRANSFER,
                operator: msg.sender,
                initiator: msg.sender,
                from: PositionKey(address(0), _partition(fromTranche), from),
                to: PositionKey(address(0), _partition(toTranche), to),
                amount: amount,
                data: new Tagged[](0)
            })
        );
        return code == 0;
    }

    function _partition(uint64 tranche) private pure returns (Partition) {
        return Partition.wrap(bytes32(uint256(tranche)));
    }

    /// @dev ASCII from the left, as roles, documents and facts are named.
    function _key(string calldata text) private pure returns (bytes32) {
        if (bytes(text).length > 31) revert Oep506Lens_NameTooLong(text);
        // At most 31 bytes: checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        return bytes32(bytes(text));
    }
}
