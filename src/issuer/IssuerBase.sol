// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {ITokenAdministration} from "../interfaces/ITokenAdministration.sol";
import {ITokenLedger} from "../interfaces/ITokenLedger.sol";
import {ITokenModules} from "../interfaces/ITokenModules.sol";
import {ForeignCalls} from "../libraries/ForeignCalls.sol";
import {MultiSigBase} from "../multisig/MultiSigBase.sol";
import {AuthorityId} from "../types/Authority.sol";
import {Party, PartyKind, custodianParty, partyOfKind} from "../types/Party.sol";
import {Standing} from "../types/Standing.sol";
import {IssuerStorage} from "./IssuerStorage.sol";

/// @title IssuerBase
/// @notice What all codes of an issuer share beside its storage: who is what here, and what authorities may call.
abstract contract IssuerBase is MultiSigBase, IssuerStorage {
    /// @dev The standing is an investor's.
    function _resolve(address account) internal view returns (Party party, Standing standing) {
        if (account == address(this)) return (partyOfKind(PartyKind.Issuer), standing);
        CustodianState memory custodian = _custodianStates[account];
        if (custodian.known) return (custodianParty(custodian.endedAt), standing);
        if (_links[account] == Link.Token) return (partyOfKind(PartyKind.Token), standing);
        return _resolveInvestor(account);
    }

    /// @dev A custodian, a token or an attached contract has its role already. A module may be a member too: so an offering
    /// admits.
    function _mayJoin(address account) internal view override returns (bool) {
        Link link = _links[account];
        return
            (link == Link.None || link == Link.Module || link == Link.IssuerModule) && !_custodianStates[account].known;
    }

    /// @dev What a token takes from its issuer only is done by the issuer's own functions: called by hand, by the owner too,
    /// it would escape their rules. Of a token that is not added yet, too: nobody would see it.
    function _isPermitted(AuthorityId authority, address target, bytes4 selector)
        internal
        view
        override
        returns (bool)
    {
        if (target != address(this) && _isForTokensAlone(selector) && _isOwnToken(target)) return false;
        return _isGranted(authority, target, selector);
    }

    function _isForTokensAlone(bytes4 selector) internal pure returns (bool) {
        return selector == ITokenModules.attachModule.selector || selector == ITokenModules.detachModule.selector
            || selector == ITokenAdministration.updateRole.selector
            || selector == ITokenAdministration.updateMinRatings.selector
            || selector == ITokenAdministration.setRestriction.selector
            || selector == ITokenLedger.updatePolicy.selector || selector == ITokenAdministration.updateFreezes.selector
            || selector == ITokenAdministration.updateRegistrar.selector;
    }

    /// @dev Added or not: it names this issuer.
    function _isOwnToken(address target) internal view returns (bool) {
        if (_links[target] == Link.Token) return true;
        (bool named, uint256 issuer) = ForeignCalls.tryWord(target, gasleft(), abi.encodeCall(IGoverned.issuer, ()));
        return named && issuer == uint160(address(this));
    }

    function _isAttached(address target) internal view override returns (bool) {
        return _links[target] != Link.None;
    }
}
