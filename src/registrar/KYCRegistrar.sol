// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar, IRegister} from "../interfaces/IKYCRegistrar.sol";
import {Delegation} from "../libraries/Delegation.sol";
import {MultiSigCalls} from "../multisig/MultiSigCalls.sol";
import {AuthorityId, OWNER} from "../types/Authority.sol";
import {InvestorId} from "../types/Identity.sol";
import {Registration} from "../types/Investors.sol";
import {Revisions} from "../types/Revisions.sol";
import {Standing} from "../types/Standing.sol";
import {Registrations} from "./Registrations.sol";

/// @title KYCRegistrar
/// @notice See IKYCRegistrar.
/// @dev What transfers ask, registration and the running of calls. The rest is in RegistrarAdministration, which runs on this
/// storage (docs/decisions/0029-hot-code.md).
contract KYCRegistrar is MultiSigCalls, Registrations, IRegister {
    address private immutable _administration;

    /// @param administration the code of RegistrarAdministration
    constructor(address[] memory owners, uint16 threshold, address administration) {
        if (administration.code.length == 0) revert IKYCRegistrar.KYCRegistrar_MissingPart(administration);
        _administration = administration;
        _createAuthority(owners, threshold, type(uint40).max);
    }

    /// @dev What is not here the administration does, on this storage.
    fallback() external payable override {
        Delegation.passOn(_administration);
    }

    /// @inheritdoc IRegister
    function registerInvestors(Registration[] calldata registrations) external returns (bool) {
        AuthorityId acting = _requireUnrestricted();
        if (acting != OWNER) _requireCountries(acting, registrations);
        if (!_checkMultiSigAs(acting)) return false;

        for (uint256 i; i < registrations.length; ++i) {
            _register(acting, registrations[i]);
        }
        return true;
    }

    /// @inheritdoc IRegister
    function investorFor(address account) external view returns (InvestorId) {
        return _bindings[account].account.investor();
    }

    /// @inheritdoc IRegister
    function currentStanding(InvestorId id, address account) external view returns (Standing) {
        return _standing(id, account, _revisions);
    }

    /// @inheritdoc IRegister
    function standingsOfTransfer(InvestorId fromId, address from, InvestorId toId, address to)
        external
        view
        returns (Standing, Standing)
    {
        Revisions present = _revisions;
        return (_standing(fromId, from, present), _standing(toId, to, present));
    }

    /// @inheritdoc IRegister
    function standingsToKeep(InvestorId fromId, address from, uint256 fromStamp, InvestorId toId, address to)
        external
        view
        returns (Standing sender, Standing receiver)
    {
        Revisions present = _revisions;
        uint256 stamp = present.stampOf(fromId);
        if (stamp == 0 || stamp != fromStamp) sender = _standing(fromId, from, present);
        receiver = _standing(toId, to, present);
        return (sender.withStamp(stamp), receiver.withStamp(present.stampOf(receiver.investor())));
    }

    /// @inheritdoc IRegister
    function revisions() external view returns (Revisions) {
        return _revisions;
    }
}
