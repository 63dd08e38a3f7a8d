// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {InvestorId} from "../types/Identity.sol";
import {MinRatings} from "../types/MinRatings.sol";
import {Party, PartyKind, investorParty, partyOfKind} from "../types/Party.sol";
import {Policy} from "./IssuerWords.sol";

/// @title IssuerStorage
/// @notice What both parts of an issuer's code share: whom it knows, and the rules that its tokens are told.
/// @dev Stands first in the storage of both.
abstract contract IssuerStorage {
    struct CustodianState {
        bool known;
        bool approved;
    }

    /// @dev Contracts that share this issuer's authorities.
    enum Link {
        None,
        Token,
        Module,
        IssuerModule,
        Contract
    }

    Policy internal _policy;
    mapping(uint256 index => IKYCRegistrar) internal _registrars;
    mapping(uint256 wordIndex => MinRatings) internal _minRatings;
    mapping(uint256 bucket => uint256) internal _frozenIn;
    mapping(address => CustodianState) internal _custodianStates;
    mapping(address => Link) internal _links;
    address[] internal _tokens;
    address[] internal _custodians;
    address[] internal _issuerModules;

    function _setPolicy(Policy policy) internal {
        _policy = policy;
        for (uint256 i; i < _tokens.length; ++i) {
            _updatePolicy(ISecurityToken(_tokens[i]), policy);
        }
    }

    function _updatePolicy(ISecurityToken token, Policy policy) internal {
        token.updatePolicy(policy.isRestricted(), policy.accepts(0), policy.freezeFilter());
    }

    /// @dev The first registrar that knows the account answers for it.
    /// @param among bit i set: the registrar with index i is asked
    function _resolveInvestor(address account, uint32 among) internal view returns (Party) {
        uint256 count = _policy.registrarCount();
        for (uint256 i; i < count; ++i) {
            if (among >> i & 1 == 0) continue;
            (InvestorId id, uint8 index) = _registrars[i].investorFor(account);
            // Below the registrars' number, at most 32.
            // forge-lint: disable-next-line(unsafe-typecast)
            if (id != InvestorId.wrap(0)) return investorParty(id, uint8(i), index);
        }
        return partyOfKind(PartyKind.Unknown);
    }

    function _requireToken(address token) internal view {
        if (_links[token] != Link.Token) revert IIssuingEntity.IssuingEntity_UnknownToken(token);
    }
}
