// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {TokenStorage} from "./TokenStorage.sol";

/// @title TokenPart
/// @notice A part of every token's code beside the ledger. It runs on the token's storage and has none of its own; called
/// at its own address it knows no issuer and does nothing.
abstract contract TokenPart is TokenStorage, Refusals {
    function _issuer() internal view override returns (IIssuingEntity) {
        return _storedIssuer;
    }

    function _primary() internal view override returns (IKYCRegistrar) {
        return _storedPrimary;
    }
}
