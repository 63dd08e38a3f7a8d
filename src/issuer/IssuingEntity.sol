// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInvestorCounts, IIssuerStop, IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Delegation} from "../libraries/Delegation.sol";
import {MultiSigCalls} from "../multisig/MultiSigCalls.sol";
import {InvestorKey} from "../types/Identity.sol";
import {Party} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {InvestorCounts} from "./InvestorCounts.sol";
import {IssuerBase} from "./IssuerBase.sol";

/// @title IssuingEntity
/// @notice See IIssuingEntity.
/// @dev What tokens ask in transfers, the running of calls, and what stops everything. The rest is in IssuerRules and IssuerAdministration, which
/// run on this storage (docs/decisions/0029-hot-code.md).
contract IssuingEntity is MultiSigCalls, IssuerBase, InvestorCounts, IInvestorCounts, IIssuerStop {
    address private immutable _rules;

    /// @param rules the code of IssuerRules
    constructor(address[] memory owners, uint16 threshold, address rules) {
        if (rules.code.length == 0) revert IIssuingEntity.IssuingEntity_MissingPart(rules);
        _rules = rules;
        _createAuthority(owners, threshold, type(uint40).max);
    }

    /// @dev What is not here IssuerRules does, on this storage, or hands on.
    fallback() external payable override {
        Delegation.passOn(_rules);
    }

    /// @inheritdoc IInvestorCounts
    function checkInvestorCount(Party from, Party to, bool opens, bool closes, Standing receiver)
        external
        view
        returns (Restriction)
    {
        return _checkRoom(from, to, opens, closes, receiver);
    }

    /// @inheritdoc IInvestorCounts
    function updateInvestorCount(Party from, Party to, bool opens, bool closes, Standing receiver, bool forced)
        external
        returns (Restriction code)
    {
        if (_links[msg.sender] != Link.Token) revert IIssuingEntity.IssuingEntity_NotToken(msg.sender);
        if (!forced) code = _checkRoom(from, to, opens, closes, receiver);
        if (code == Restriction.None) _keepPositions(from, to, opens, closes, receiver);
    }

    /// @inheritdoc IInvestorCounts
    function resolve(address account) external view returns (Party party) {
        (party,) = _resolve(account);
    }

    /// @inheritdoc IInvestorCounts
    function isInvestorRestricted(InvestorKey investor) external view returns (bool) {
        return _stateOf(investor).isFrozen();
    }

    /// @inheritdoc IInvestorCounts
    function registrarAt(uint8 index) external view returns (IKYCRegistrar registrar, bool accepted) {
        return (_registrars[index], _policy.accepts(index));
    }

    /// @inheritdoc IIssuerStop
    function setGlobalRestriction(bool restricted) external returns (bool) {
        if (!restricted) _requireOwner();
        if (!_checkMultiSig()) return false;

        _policy = _policy.withRestricted(restricted);
        for (uint256 i; i < _tokens.length; ++i) {
            ISecurityToken(_tokens[i]).updatePolicy(restricted);
        }
        emit IIssuingEntity.GlobalRestrictionSet(restricted);
        return true;
    }
}
