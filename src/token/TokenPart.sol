// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ITokenMoves} from "../interfaces/ITokenMoves.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {Act} from "../types/Judgement.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove} from "../types/RawMove.sol";
import {Parties} from "./Parties.sol";
import {RecordDates} from "./RecordDates.sol";

/// @title TokenPart
/// @notice A part of every token's code beside the ledger. It runs on the token's storage and has none of its own; called
/// at its own address it knows no issuer and does nothing.
abstract contract TokenPart is Parties, RecordDates, Refusals {
    function _issuer() internal view override returns (IIssuingEntity) {
        return _storedIssuer;
    }

    function _primary() internal view override returns (IKYCRegistrar) {
        return _storedPrimary;
    }

    /// @dev Has the part that moves shares do it. What it reverts with, this does.
    function _have(RawMove memory m, Act act) internal {
        bytes memory order = m.actCall(ITokenMoves.execute.selector, act);
        assembly ("memory-safe") {
            if iszero(call(gas(), address(), 0, add(order, 32), mload(order), 0, 0)) {
                let free := mload(0x40)
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
        }
    }

    /// @dev For what one part has another one do. No function that a caller chooses is ever called from here.
    function _onlyToken() internal view {
        if (msg.sender != address(this)) revert SecurityToken_NotToken(msg.sender);
    }

    function _announceRedeemed(PositionKey memory from, uint256 amount, bytes memory data) internal {
        if (from.partition.isDefault()) emit Redeemed(msg.sender, from.account, amount, data);
        else emit RedeemedByPartition(from.partition, msg.sender, from.account, amount, "", data);
    }

    function _requireSameLength(uint256 expected, uint256 actual) internal pure {
        if (expected != actual) revert SecurityToken_LengthMismatch(expected, actual);
    }
}
