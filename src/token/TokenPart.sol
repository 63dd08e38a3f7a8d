// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {Delegation} from "../libraries/Delegation.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {TokenStorage} from "./TokenStorage.sol";

/// @title TokenPart
/// @notice A part of every token's code beside the ledger. It runs on the token's storage and has none of its own; called
/// at its own address it knows no issuer and does nothing.
abstract contract TokenPart is TokenStorage {
    function _issuer() internal view override returns (IIssuingEntity) {
        return _storedIssuer;
    }

    function _primary() internal view override returns (IKYCRegistrar) {
        return _storedPrimary;
    }
}

/// @title LinkedPart
/// @notice A part that passes on to the next what it does not answer.
abstract contract LinkedPart is TokenPart, Refusals {
    address private immutable _next;

    /// @param next code of the next part, for ever
    constructor(address next) {
        if (next.code.length == 0) revert SecurityToken_MissingPart(next);
        _next = next;
    }

    fallback() external payable override {
        Delegation.passOn(_next);
    }
}
