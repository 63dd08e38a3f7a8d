// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuerAdministration} from "../interfaces/IIssuerAdministration.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar, IRegister} from "../interfaces/IKYCRegistrar.sol";
import {IModule} from "../interfaces/IModule.sol";
import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ITokenModules} from "../interfaces/ITokenModules.sol";
import {ITokenSignatures} from "../interfaces/ITokenSignatures.sol";
import {ForeignCalls} from "../libraries/ForeignCalls.sol";
import {MultiSigAdministration} from "../multisig/MultiSigAdministration.sol";
import {AuthorityId} from "../types/Authority.sol";
import {NOBODY} from "../types/Identity.sol";
import {MIN_RATING_WORDS, MinRatings} from "../types/MinRatings.sol";
import {ModuleDeclaration} from "../types/Modules.sol";
import {Party, PartyKind, custodianParty, partyOfKind} from "../types/Party.sol";
import {IssuerBase} from "./IssuerBase.sol";
import {Policy} from "./IssuerWords.sol";

/// @title IssuerAdministration
/// @notice Code of every issuer for its authorities and for whom it knows: tokens, registrars, custodians, modules, contracts.
/// @dev It runs on the issuer's storage. Called at its own address it has no authorities, and does nothing.
contract IssuerAdministration is IIssuerAdministration, MultiSigAdministration, IssuerBase {
    uint256 private constant MAX_REGISTRARS = 32;
    /// @dev A change of rules is written to every token and custodians to every new one, so both stay few.
    uint256 private constant MAX_TOKENS = 32;
    uint256 private constant MAX_CUSTODIANS = 128;
    uint256 private constant MAX_MODULES = 16;
    uint32 private constant MAX_ATTACHMENT_DELAY = 90 days;
    /// @dev Seconds in which an announced attachment is completed.
    uint40 private constant COMPLETION_TERM = 30 days;

    /// @inheritdoc IIssuerAdministration
    /// @dev Only a token with its description has a domain separator: a clone without one would refuse every later change of
    /// the rules.
    function addToken(address token) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_links[token] != Link.None) revert IIssuingEntity.IssuingEntity_TokenExists(token);
        ISecurityToken candidate = ISecurityToken(token);
        bool own = address(candidate.issuer()) == address(this) && candidate.totalSupply() == 0;
        bytes memory question = abi.encodeCall(ITokenSignatures.DOMAIN_SEPARATOR, ());
        (bool described,) = ForeignCalls.tryWord(token, gasleft(), question);
        if (!own || !described) revert IIssuingEntity.IssuingEntity_ForeignToken(token);
        if (_hasRole(token) || _isUsed(token)) revert IIssuingEntity.IssuingEntity_InvalidToken(token);
        if (_tokens.length == MAX_TOKENS) revert IIssuingEntity.IssuingEntity_TooManyTokens();

        _links[token] = Link.Token;
        _tokens.push(token);
        emit IIssuingEntity.TokenAdded(token);
        _introduce(candidate);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function addRegistrar(IKYCRegistrar registrar) external returns (bool) {
        if (!_checkMultiSig()) return false;
        Policy policy = _policy;
        uint256 index = _indexOf(policy, registrar);
        if (policy.accepts(index)) revert IIssuingEntity.IssuingEntity_RegistrarExists(registrar);
        if (index == MAX_REGISTRARS) revert IIssuingEntity.IssuingEntity_TooManyRegistrars();

        if (index == policy.registrarCount()) {
            _requireRegistrar(registrar);
            _registrars[index] = registrar;
            policy = policy.withRegistrarCount(index + 1);
        }
        _accept(policy, index, true);
        // Below `MAX_REGISTRARS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        emit IIssuingEntity.RegistrarAdded(registrar, uint8(index));
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function removeRegistrar(IKYCRegistrar registrar) external returns (bool) {
        if (!_checkMultiSig()) return false;
        Policy policy = _policy;
        uint256 index = _indexOf(policy, registrar);
        if (!policy.accepts(index)) revert IIssuingEntity.IssuingEntity_UnknownRegistrar(registrar);

        _accept(policy, index, false);
        // Below `MAX_REGISTRARS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        emit IIssuingEntity.RegistrarRemoved(registrar, uint8(index));
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function addCustodian(address custodian) external returns (bool) {
        if (!_checkMultiSig()) return false;
        CustodianState memory state = _custodianStates[custodian];
        if (state.known && state.endedAt == 0) revert IIssuingEntity.IssuingEntity_CustodianExists(custodian);
        if (!state.known) {
            if (!_isUnrelated(custodian)) revert IIssuingEntity.IssuingEntity_InvalidCustodian(custodian);
            if (_custodians.length == MAX_CUSTODIANS) revert IIssuingEntity.IssuingEntity_TooManyCustodians();
            _custodians.push(custodian);
        }

        _setCustodian(custodian, 0);
        emit IIssuingEntity.CustodianAdded(custodian);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function removeCustodian(address custodian) external returns (bool) {
        if (!_checkMultiSig()) return false;
        CustodianState memory state = _custodianStates[custodian];
        if (!state.known || state.endedAt != 0) revert IIssuingEntity.IssuingEntity_UnknownCustodian(custodian);

        _setCustodian(custodian, uint40(block.timestamp));
        emit IIssuingEntity.CustodianRemoved(custodian);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function setAttachmentDelay(uint32 delay) external returns (bool) {
        _requireOwner();
        if (!_checkMultiSig()) return false;
        if (delay > MAX_ATTACHMENT_DELAY) {
            revert IIssuingEntity.IssuingEntity_DelayTooLong(delay, MAX_ATTACHMENT_DELAY);
        }
        uint32 present = _presentDelay();
        uint40 from = uint40(block.timestamp) + (delay < present ? present : 0);
        _attachmentDelay = AttachmentDelay(present, delay, from);
        emit IIssuingEntity.AttachmentDelaySet(delay, from);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    /// @dev The one thing here that anyone may have done.
    function completeAttachment(address token, address module) external {
        Announcement memory announced = _announced[token][module];
        if (announced.dueAt == 0) revert IIssuingEntity.IssuingEntity_NotAnnounced(token, module);
        uint40 until = announced.dueAt + COMPLETION_TERM;
        if (block.timestamp < announced.dueAt || block.timestamp > until) {
            revert IIssuingEntity.IssuingEntity_AttachmentNotDue(token, module, announced.dueAt, until);
        }
        (bytes32 what,) = _describe(module);
        if (what != announced.what) revert IIssuingEntity.IssuingEntity_ModuleChanged(module);

        if (token == address(0)) _attachToAll(module);
        else _attach(token, module);
    }

    /// @inheritdoc IIssuerAdministration
    function withdrawAttachment(address token, address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_announced[token][module].dueAt == 0) revert IIssuingEntity.IssuingEntity_NotAnnounced(token, module);
        _withdraw(token, module);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function attachModule(address token, address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _requireToken(token);
        if (_presentDelay() != 0 && _hasShares(token)) _announce(token, module);
        else _attach(token, module);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function detachModule(address token, address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        _requireToken(token);
        if (_links[module] == Link.IssuerModule) revert IIssuingEntity.IssuingEntity_IssuerModule(module);

        _withdraw(token, module);
        ISecurityToken(token).detachModule(module);
        if (_links[module] == Link.Module && !_isPlugged(module)) _links[module] = Link.None;
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function attachIssuerModule(address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        bool shares;
        for (uint256 i; i < _tokens.length; ++i) {
            shares = shares || _hasShares(_tokens[i]);
        }
        if (_presentDelay() != 0 && shares) _announce(address(0), module);
        else _attachToAll(module);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function detachIssuerModule(address module) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_links[module] != Link.IssuerModule) revert IIssuingEntity.IssuingEntity_UnknownModule(module);

        _links[module] = Link.None;
        uint256 index;
        while (_issuerModules[index] != module) ++index;
        _issuerModules[index] = _issuerModules[_issuerModules.length - 1];
        _issuerModules.pop();
        emit IIssuingEntity.IssuerModuleDetached(module);
        _withdraw(address(0), module);
        for (uint256 i; i < _tokens.length; ++i) {
            ISecurityToken token = ISecurityToken(_tokens[i]);
            _withdraw(address(token), module);
            if (token.isModule(module)) token.detachModule(module);
        }
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function attachContract(address target) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (!_isUnrelated(target)) revert IIssuingEntity.IssuingEntity_InvalidContract(target);

        _links[target] = Link.Contract;
        emit IIssuingEntity.ContractAttached(target);
        return true;
    }

    /// @inheritdoc IIssuerAdministration
    function detachContract(address target) external returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_links[target] != Link.Contract) revert IIssuingEntity.IssuingEntity_UnknownContract(target);

        _links[target] = Link.None;
        emit IIssuingEntity.ContractDetached(target);
        return true;
    }

    /* ------------------------------------------------ attachments -------------------------------------------- */

    function _hasShares(address token) private view returns (bool) {
        return ISecurityToken(token).totalSupply() != 0;
    }

    function _announce(address token, address module) private {
        (bytes32 what, ModuleDeclaration memory declared) = _describe(module);
        uint40 dueAt = uint40(block.timestamp) + _presentDelay();
        _announced[token][module] = Announcement(dueAt, what);
        emit IIssuingEntity.AttachmentAnnounced(token, module, declared.hooks, declared.permissions, dueAt);
    }

    /// @dev Or anyone could bring back what was detached.
    function _withdraw(address token, address module) private {
        if (_announced[token][module].dueAt == 0) return;
        delete _announced[token][module];
        emit IIssuingEntity.AttachmentWithdrawn(token, module);
    }

    function _describe(address module) private view returns (bytes32 what, ModuleDeclaration memory declared) {
        declared = IModule(module).declaration();
        what = keccak256(abi.encode(module.codehash, declared));
    }

    function _attach(address token, address module) private {
        Link link = _links[module];
        if (link == Link.Contract || link == Link.Token || _custodianStates[module].known) {
            revert IIssuingEntity.IssuingEntity_InvalidContract(module);
        }

        delete _announced[token][module];
        if (link == Link.None) _links[module] = Link.Module;
        ISecurityToken(token).attachModule(module);
    }

    function _attachToAll(address module) private {
        Link link = _links[module];
        if (link == Link.IssuerModule) revert IIssuingEntity.IssuingEntity_ModuleExists(module);
        bool taken = (link != Link.None && link != Link.Module) || _custodianStates[module].known;
        if (taken || module.code.length == 0) {
            revert IIssuingEntity.IssuingEntity_InvalidContract(module);
        }
        if (_issuerModules.length == MAX_MODULES) revert IIssuingEntity.IssuingEntity_TooManyModules();

        delete _announced[address(0)][module];
        _links[module] = Link.IssuerModule;
        _issuerModules.push(module);
        emit IIssuingEntity.IssuerModuleAttached(module);
        for (uint256 i; i < _tokens.length; ++i) {
            _plug(_tokens[i], module);
        }
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    /// @dev Tokens know which registrars are accepted, and where they are.
    function _accept(Policy policy, uint256 index, bool accepted) private {
        _policy = policy.withAccepted(index, accepted);
        IKYCRegistrar registrar = accepted ? _registrars[index] : IKYCRegistrar(address(0));
        for (uint256 i; i < _tokens.length; ++i) {
            ISecurityToken(_tokens[i]).updateRegistrar(index, registrar);
        }
    }

    function _setCustodian(address custodian, uint40 endedAt) private {
        _custodianStates[custodian] = CustodianState({known: true, endedAt: endedAt});
        for (uint256 i; i < _tokens.length; ++i) {
            ISecurityToken(_tokens[i]).updateRole(custodian, custodianParty(endedAt));
        }
    }

    /// @dev Gives a new token all that the others have, and each of the others its role.
    function _introduce(ISecurityToken token) private {
        token.updatePolicy(_policy.isRestricted());
        for (uint256 i; i < _policy.registrarCount(); ++i) {
            if (_policy.accepts(i)) token.updateRegistrar(i, _registrars[i]);
        }
        _introduceFreezes(token);
        for (uint256 i; i < MIN_RATING_WORDS; ++i) {
            MinRatings word = _minRatings[i];
            if (MinRatings.unwrap(word) != 0) token.updateMinRatings(i, word);
        }
        for (uint256 i; i < _custodians.length; ++i) {
            token.updateRole(_custodians[i], custodianParty(_custodianStates[_custodians[i]].endedAt));
        }
        Party role = partyOfKind(PartyKind.Token);
        for (uint256 i; i < _tokens.length; ++i) {
            token.updateRole(_tokens[i], role);
            if (_tokens[i] != address(token)) ISecurityToken(_tokens[i]).updateRole(address(token), role);
        }
        for (uint256 i; i < _issuerModules.length; ++i) {
            _plug(address(token), _issuerModules[i]);
        }
    }

    function _plug(address token, address module) private {
        if (ISecurityToken(token).isModule(module)) return;
        (bool success, bytes memory reason) =
            ForeignCalls.tryCall(token, abi.encodeCall(ITokenModules.attachModule, (module)));
        if (!success) revert IIssuingEntity.IssuingEntity_ModuleRefused(token, module, reason);
    }

    /// @dev Whether a token has the module.
    function _isPlugged(address module) private view returns (bool) {
        for (uint256 i; i < _tokens.length; ++i) {
            if (ISecurityToken(_tokens[i]).isModule(module)) return true;
        }
        return false;
    }

    /// @dev Index of a registrar, or the number of registrars if it is new.
    function _indexOf(Policy policy, IKYCRegistrar registrar) private view returns (uint256 index) {
        while (index < policy.registrarCount() && address(_registrars[index]) != address(registrar)) ++index;
    }

    /// @dev A registrar answers both questions about anybody, nobody included.
    function _requireRegistrar(IKYCRegistrar registrar) private view {
        (bool binds,) =
            ForeignCalls.tryWord(address(registrar), gasleft(), abi.encodeCall(IRegister.investorFor, (address(this))));
        (bool judges,) = ForeignCalls.tryWord(
            address(registrar), gasleft(), abi.encodeCall(IRegister.currentStanding, (NOBODY, address(this)))
        );
        if (!binds || !judges) revert IIssuingEntity.IssuingEntity_InvalidRegistrar(registrar);
    }

    /// @dev A contract that is nothing to this issuer yet, and was never used in its tokens. Rejected registrars are not
    /// asked: they may be gone or hostile, and whoever they bind has the role of a custodian before they can be accepted
    /// again.
    function _isUnrelated(address account) private view returns (bool) {
        if (account.code.length == 0 || _hasRole(account)) return false;
        (Party party,) = _resolveInvestor(account);
        return !party.isKnown() && !_isUsed(account);
    }

    /// @dev Whether an account is this issuer, a member of an authority, a custodian, or shares the authorities.
    function _hasRole(address account) private view returns (bool) {
        AuthorityId authority = IMultiSig(address(this)).authorityOf(account);
        return account == address(this) || authority != AuthorityId.wrap(0) || _links[account] != Link.None
            || _custodianStates[account].known;
    }

    /// @dev Whether a token has anything written about an account, held directly or at a custodian: what it held at a past
    /// record date stays its own, so it can have no role.
    function _isUsed(address account) private view returns (bool) {
        for (uint256 i; i < _tokens.length; ++i) {
            if (ISecurityToken(_tokens[i]).isUsed(account, _custodians)) return true;
        }
        return false;
    }
}
