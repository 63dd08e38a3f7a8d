// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {RegistrarQueries} from "../libraries/RegistrarQueries.sol";
import {NOBODY} from "../types/Identity.sol";
import {MinRatings} from "../types/MinRatings.sol";
import {Party, investorParty} from "../types/Party.sol";
import {Standing, UNKNOWN_STANDING} from "../types/Standing.sol";
import {Freezes} from "./Freezes.sol";
import {Policy} from "./IssuerWords.sol";

/// @title IssuerStorage
/// @notice What both parts of an issuer's code share: whom it knows, and the rules that its tokens copy.
/// @dev First in the storage of both.
abstract contract IssuerStorage is Freezes {
    /// @param endedAt since when it is not approved; zero while it is
    struct CustodianState {
        bool known;
        uint40 endedAt;
    }

    /// @dev Contracts that share this issuer's authorities.
    enum Link {
        None,
        Token,
        Module,
        IssuerModule,
        Contract
    }

    /// @param what hash of the module's code and declaration
    struct Announcement {
        uint40 dueAt;
        bytes32 what;
    }

    /// @dev Seconds between the announcement of an attachment and its date: `next` from the second `nextFrom` on.
    struct AttachmentDelay {
        uint32 present;
        uint32 next;
        uint40 nextFrom;
    }

    /// @dev For a registrar's answer about one account. This project's takes a third of it.
    uint256 private constant REGISTRAR_GAS = 20_000;
    /// @dev What must be left beside the gas passed on.
    uint256 private constant ASKING_GAS = 2_000;

    Policy internal _policy;
    mapping(uint256 index => IKYCRegistrar) internal _registrars;
    mapping(uint256 wordIndex => MinRatings) internal _minRatings;
    mapping(address => CustodianState) internal _custodianStates;
    mapping(address => Link) internal _links;
    address[] internal _tokens;
    address[] internal _custodians;
    address[] internal _issuerModules;
    AttachmentDelay internal _attachmentDelay;
    /// @dev Token zero: all tokens.
    mapping(address token => mapping(address module => Announcement)) internal _announced;

    /// @dev The first registrar that knows the account answers for it. One that fails, or takes more gas than it gets, knows
    /// nobody: it cannot stop investors of the others.
    function _resolveInvestor(address account) internal view returns (Party party, Standing standing) {
        Policy policy = _policy;
        uint256 count = policy.registrarCount();
        for (uint256 i; i < count; ++i) {
            if (!policy.accepts(i)) continue;
            _requireRegistrarGas();
            standing = RegistrarQueries.standingOf(_registrars[i], NOBODY, account, REGISTRAR_GAS);
            // Below the registrars' number, at most 32.
            // forge-lint: disable-next-line(unsafe-typecast)
            if (standing.investor() != NOBODY) return (investorParty(standing.investor(), uint8(i)), standing);
        }
        standing = UNKNOWN_STANDING;
    }

    /// @dev Or a caller who is stingy with gas could choose which registrar answers.
    function _requireRegistrarGas() private view {
        uint256 needed = REGISTRAR_GAS * 64 / 63 + ASKING_GAS;
        if (gasleft() < needed) revert IIssuingEntity.IssuingEntity_TooLittleGas(gasleft(), needed);
    }

    function _presentDelay() internal view returns (uint32) {
        AttachmentDelay memory delay = _attachmentDelay;
        return block.timestamp < delay.nextFrom ? delay.present : delay.next;
    }

    function _requireToken(address token) internal view {
        if (_links[token] != Link.Token) revert IIssuingEntity.IssuingEntity_UnknownToken(token);
    }
}
