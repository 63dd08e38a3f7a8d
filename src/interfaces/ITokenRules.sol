// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Act, Sides} from "../types/Judgement.sol";
import {Question} from "../types/Question.sol";
import {RawMove} from "../types/RawMove.sol";

/// @title TokenRules
/// @notice Who may move what: what the part that moves shares asks before, and the dry runs. Changes nothing; anyone may ask.
interface ITokenRules {
    /// @notice Reverts with the reason if the move must not be made; says what is known of it otherwise. Limits of the number of
    /// investors apart: the issuer judges them when it counts.
    function judge(RawMove calldata asked, Act act) external view returns (Sides memory);

    /// @notice Whether a move would pass now.
    /// @return code zero if it would; as `ITokenDryRuns.explainTransfer`, like what else it returns
    function explain(RawMove calldata asked, Question question)
        external
        view
        returns (uint8 code, address module, bytes memory reason);
}
