// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {ForeignTokens} from "../multisig/ForeignTokens.sol";
import {Guarded} from "../multisig/Governed.sol";
import {TokenDescription} from "./TokenDescription.sol";
import {TokenDryRuns} from "./TokenDryRuns.sol";
import {TokenStorage} from "./TokenStorage.sol";

/// @title TokenAnswers
/// @notice Code of every token for who asks: what the token is, and whether a move would pass.
contract TokenAnswers is Guarded, TokenDescription, TokenDryRuns, ForeignTokens {
    function _governor() internal view override(Guarded, TokenStorage) returns (IMultiSig) {
        return TokenStorage._governor();
    }
}
