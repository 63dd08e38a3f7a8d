// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenMoves} from "../interfaces/ITokenMoves.sol";
import {Act} from "../types/Judgement.sol";
import {KIND_SETTLEMENT} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove} from "../types/RawMove.sol";
import {TokenIssues} from "./TokenIssues.sol";
import {TokenRecovery} from "./TokenRecovery.sol";

/// @title TokenMoves
/// @notice Code of every token that moves shares of all partitions, whoever asks for it. The other parts check who may and
/// have this one do it; the ledger alone moves the default partition itself.
contract TokenMoves is TokenIssues, TokenRecovery, ITokenMoves {
    /// @inheritdoc ITokenMoves
    function execute(RawMove calldata move, Act act) external {
        _onlyToken();
        if (move.kind == KIND_SETTLEMENT) _settleOut(move.operator, move.from, move.amount);
        _execute(move, act, _advance());
    }

    /// @inheritdoc ITokenMoves
    function convert(RawMove calldata move, uint256 numerator, uint256 denominator)
        external
        returns (uint256 received)
    {
        _onlyToken();
        return _convert(move, numerator, denominator, _advance());
    }

    function _settleOut(address module, PositionKey memory from, uint256 amount) private {
        (uint256 encumbered,) = _encumbranceAt(from, module);
        if (amount == 0 || amount > encumbered) {
            revert SecurityToken_InsufficientEncumbrance(module, encumbered, amount);
        }
        _useEncumbrance(module, from, amount);
    }
}
