// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule} from "../../interfaces/IModule.sol";
import {IPledgeModule} from "../../interfaces/IPledgeModule.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {Signers} from "../../libraries/Signers.sol";
import {TypedData} from "../../libraries/TypedData.sol";
import {ForeignTokens} from "../../multisig/ForeignTokens.sol";
import {ModuleDeclaration, PERMISSION_ENCUMBER, PERMISSION_SETTLE} from "../../types/Modules.sol";
import {PledgeState, PledgeTerms} from "../../types/Pledge.sol";
import {PositionKey} from "../../types/PositionKey.sol";
import {PledgeBook} from "./PledgeBook.sol";
import {PledgeWork} from "./PledgeWork.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @title PledgeModule
/// @notice See IPledgeModule.
contract PledgeModule is PledgeWork, ForeignTokens {
    string private constant DOMAIN = "Pledges";

    bytes32 private constant POSITION_TYPEHASH =
        keccak256("PositionKey(address custodian,bytes32 partition,address account)");
    bytes32 private constant PLEDGE_TYPEHASH = keccak256(
        "Pledge(PositionKey position,address securedParty,uint96 amount,uint8 splitEpoch,uint40 endsAt,uint32 cureTerm,bytes32 documentHash,bytes32 salt,uint256 deadline)PositionKey(address custodian,bytes32 partition,address account)"
    );

    /// @dev Seconds in which a proposal is accepted.
    uint40 private constant PROPOSAL_TERM = 30 days;
    /// @dev A holder has a day at least to cure a default.
    uint32 private constant MIN_CURE_TERM = 1 days;
    uint32 private constant MAX_CURE_TERM = 365 days;

    /// @dev Signatures that opened a pledge, or were revoked.
    mapping(address account => mapping(bytes32 digest => bool)) private _spent;

    constructor(ISecurityToken token_) PledgeBook(token_) {}

    /* ------------------------------------------------- holders ----------------------------------------------- */

    /// @inheritdoc IPledgeModule
    function propose(PledgeTerms calldata terms) external override returns (uint256) {
        if (msg.sender != terms.position.account) {
            revert PledgeModule_NotHolder(msg.sender, terms.position.account);
        }
        return _propose(terms);
    }

    /// @inheritdoc IPledgeModule
    function withdraw(uint256 pledgeId) external override {
        _require(pledgeId, PledgeState.Proposed, PledgeState.Withdrawn);
        address holder = _pledges[pledgeId].account;
        if (msg.sender != holder) revert PledgeModule_NotHolder(msg.sender, holder);
        _pledges[pledgeId].state = PledgeState.Withdrawn;
        emit PledgeWithdrawn(pledgeId);
    }

    /// @inheritdoc IPledgeModule
    function revokeSignature(bytes32 digest) external override {
        _spent[msg.sender][digest] = true;
        emit PledgeSignatureRevoked(msg.sender, digest);
    }

    /* ---------------------------------------------- secured parties ------------------------------------------ */

    /// @inheritdoc IPledgeModule
    function accept(uint256 pledgeId) external override {
        _accept(pledgeId);
    }

    /// @inheritdoc IPledgeModule
    function acceptSigned(PledgeTerms calldata terms, bytes32 salt, uint256 deadline, bytes calldata signature)
        external
        override
        returns (uint256 pledgeId)
    {
        if (block.timestamp > deadline) revert PledgeModule_SignatureExpired(deadline);
        address holder = terms.position.account;
        bytes32 digest = _digestOf(terms, salt, deadline);
        if (_spent[holder][digest] || !Signers.hasSigned(holder, digest, signature)) {
            revert PledgeModule_InvalidSignature(holder);
        }
        _spent[holder][digest] = true;
        pledgeId = _propose(terms);
        _accept(pledgeId);
    }

    /// @inheritdoc IPledgeModule
    function call(uint256 pledgeId, bytes32 documentHash) external override {
        _require(pledgeId, PledgeState.Active, PledgeState.Called);
        _requireSecuredParty(pledgeId);
        Record storage r = _pledges[pledgeId];
        if (r.endsAt != 0 && block.timestamp >= r.endsAt) revert PledgeModule_Ended(pledgeId, r.endsAt);

        (r.state, r.dueBy) = (PledgeState.Called, uint40(block.timestamp) + r.cureTerm);
        emit PledgeCalled(pledgeId, r.dueBy, documentHash);
    }

    /// @inheritdoc IPledgeModule
    function withdrawCall(uint256 pledgeId) external override {
        _require(pledgeId, PledgeState.Called, PledgeState.Active);
        _requireSecuredParty(pledgeId);
        (_pledges[pledgeId].state, _pledges[pledgeId].dueBy) = (PledgeState.Active, 0);
        emit PledgeCallWithdrawn(pledgeId);
    }

    /// @inheritdoc IPledgeModule
    function realise(uint256 pledgeId, PositionKey calldata to, uint256 amount, bytes calldata data) external override {
        _require(pledgeId, PledgeState.Called, PledgeState.Realised);
        _requireSecuredParty(pledgeId);
        uint40 realisableFrom = _pledges[pledgeId].dueBy;
        if (block.timestamp < realisableFrom) revert PledgeModule_TermRuns(pledgeId, realisableFrom);
        _refresh(pledgeId);
        uint256 available = _availableOf(pledgeId);
        if (amount == 0 || amount > available) revert PledgeModule_AmountExceeded(pledgeId, available, amount);

        _renew(pledgeId);
        Part memory part = _unbook(pledgeId, amount, PledgeState.Realised);
        emit PledgeRealised(pledgeId, to.account, to.custodian, amount, part.left);
        token.settle(part.position, to, amount, data);
        _freeRest(part.position);
    }

    /// @inheritdoc IPledgeModule
    function release(uint256 pledgeId, uint256 amount) external override {
        _require(pledgeId, _pledges[pledgeId].state, PledgeState.Released);
        _requireSecuredParty(pledgeId);
        _refresh(pledgeId);
        uint256 pledged = _presentAmount(_pledges[pledgeId]);
        if (amount > pledged) revert PledgeModule_AmountExceeded(pledgeId, pledged, amount);

        Part memory part = _unbook(pledgeId, amount, PledgeState.Released);
        emit PledgeReleased(pledgeId, amount, part.left);
        _free(part);
    }

    /// @inheritdoc IPledgeModule
    function assign(uint256 pledgeId, address securedParty) external override {
        _requireSecuredParty(pledgeId);
        _setSecuredParty(pledgeId, securedParty, 0);
    }

    /* ----------------------------------------------- authorities --------------------------------------------- */

    /// @inheritdoc IPledgeModule
    function replaceSecuredParty(uint256 pledgeId, address securedParty, bytes32 documentHash)
        external
        override
        returns (bool)
    {
        if (!_checkOwner()) return false;
        if (documentHash == 0) revert PledgeModule_DocumentRequired();
        _setSecuredParty(pledgeId, securedParty, documentHash);
        return true;
    }

    /* ------------------------------------------------- anyone ------------------------------------------------ */

    /// @inheritdoc IPledgeModule
    function refresh(uint256[] calldata pledgeIds) external override {
        for (uint256 i; i < pledgeIds.length; ++i) {
            if (_pledges[pledgeIds[i]].state.isOpen()) _refresh(pledgeIds[i]);
        }
    }

    /* -------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IModule
    function declaration() external pure override returns (ModuleDeclaration memory) {
        return ModuleDeclaration({hooks: 0, permissions: PERMISSION_ENCUMBER | PERMISSION_SETTLE});
    }

    /// @inheritdoc IPledgeModule
    function digestOf(PledgeTerms calldata terms, bytes32 salt, uint256 deadline)
        external
        view
        override
        returns (bytes32)
    {
        return _digestOf(terms, salt, deadline);
    }

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        override
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
        return (TypedData.FIELDS, DOMAIN, TypedData.VERSION, block.chainid, address(this), 0, new uint256[](0));
    }

    /* ------------------------------------------------ internal ----------------------------------------------- */

    function _propose(PledgeTerms calldata terms) private returns (uint256 pledgeId) {
        _requireSound(terms);
        pledgeId = ++pledgeCount;
        PositionKey calldata position = terms.position;
        uint40 acceptBy = uint40(block.timestamp) + PROPOSAL_TERM;
        _pledges[pledgeId] = Record({
            account: position.account,
            state: PledgeState.Proposed,
            endsAt: terms.endsAt,
            cureTerm: terms.cureTerm,
            epoch: terms.splitEpoch,
            securedParty: terms.securedParty,
            dueBy: acceptBy,
            custodian: position.custodian,
            amount: terms.amount,
            partition: position.partition
        });
        emit PledgeProposed(pledgeId, position.account, terms.securedParty, terms, acceptBy);
    }

    function _requireSound(PledgeTerms calldata terms) private view {
        bool parties = terms.securedParty != address(0) && terms.securedParty != terms.position.account;
        bool ends = terms.endsAt == 0 || terms.endsAt > block.timestamp;
        bool curable = terms.cureTerm >= MIN_CURE_TERM && terms.cureTerm <= MAX_CURE_TERM;
        bool amounts = terms.amount != 0 && terms.splitEpoch <= token.splitEpoch();
        if (!parties || !ends || !curable || !amounts) revert PledgeModule_InvalidTerms();
    }

    /// @dev A holder whose account is barred, lost or stopped pledges nothing: a stolen key could give the shares away by a
    /// pledge that follows them to the successor.
    function _accept(uint256 pledgeId) private {
        _require(pledgeId, PledgeState.Proposed, PledgeState.Active);
        _requireSecuredParty(pledgeId);
        Record memory r = _pledges[pledgeId];
        if (block.timestamp > r.dueBy) revert PledgeModule_ProposalLapsed(pledgeId, r.dueBy);
        if (r.endsAt != 0 && block.timestamp >= r.endsAt) revert PledgeModule_Ended(pledgeId, r.endsAt);
        if (!token.canSend(r.account)) revert PledgeModule_HolderBarred(r.account);

        (_pledges[pledgeId].state, _pledges[pledgeId].dueBy) = (PledgeState.Active, 0);
        emit PledgeAccepted(pledgeId);
        _book(pledgeId);
    }

    function _setSecuredParty(uint256 pledgeId, address securedParty, bytes32 documentHash) private {
        PledgeState state = _pledges[pledgeId].state;
        if (!state.isOpen()) revert PledgeModule_WrongState(pledgeId, state, state);
        if (securedParty == address(0)) revert PledgeModule_InvalidTerms();
        _pledges[pledgeId].securedParty = securedParty;
        emit PledgeAssigned(pledgeId, securedParty, documentHash);
    }

    /// @dev A lost account has no power; its successor has it.
    function _requireSecuredParty(uint256 pledgeId) private view {
        address securedParty = token.currentAccountOf(_pledges[pledgeId].securedParty);
        if (msg.sender != securedParty) revert PledgeModule_NotSecuredParty(msg.sender, securedParty);
    }

    function _digestOf(PledgeTerms calldata terms, bytes32 salt, uint256 deadline) private view returns (bytes32) {
        bytes32 position = _hashOf(terms.position);
        bytes memory parties = abi.encode(PLEDGE_TYPEHASH, position, terms.securedParty, terms.amount, terms.splitEpoch);
        bytes memory conditions = abi.encode(terms.endsAt, terms.cureTerm, terms.documentHash, salt, deadline);
        return TypedData.digestOf(DOMAIN, keccak256(bytes.concat(parties, conditions)));
    }

    function _hashOf(PositionKey calldata p) private pure returns (bytes32) {
        return keccak256(abi.encode(POSITION_TYPEHASH, p.custodian, p.partition, p.account));
    }
}
