// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenRules} from "../interfaces/ITokenRules.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {Act, Sides} from "../types/Judgement.sol";
import {HOOK_TRANSFER_TOKENS} from "../types/Modules.sol";
import {KIND_TREASURY_TRANSFER} from "../types/Move.sol";
import {RawMove} from "../types/RawMove.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, HAS_GRANULARITY} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {TokenPart} from "./TokenPart.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Execution
/// @notice Every kind of move, once `TokenRules` has judged it: keep the issuer's counts, write, notify modules.
abstract contract Execution is TokenPart, PartitionTransfers {
    /// @dev Ratios are of two numbers below 2^64: with an amount of 96 bits their products have 160.
    uint256 private constant MAX_RATIO = type(uint64).max;

    /// @dev Makes a move that the rules allow, whatever it is.
    function _execute(RawMove memory m, Act act, Config config) internal {
        Transit memory t = _judged(m, act);
        if (m.amount != 0 || act != Act.Move) _bringForward(m, t, config);
        if (act == Act.Force && t.sender.isIssuer()) return _moveTreasury(m, t, config);

        uint256 cut;
        uint256 restored;
        if (m.amount != 0) {
            Restriction code = _record(m, t, act != Act.Move);
            if (code != Restriction.None) _refuseMove(code, m, t);
            if (m.kind.isForced()) cut = _cut(m, t, config);
            if (act == Act.Force) restored = _restore(m, t);
        }
        if (act == Act.Redemption) _writeRedemption(m, t, config);
        else _writeMove(m, t, config);
        if (m.kind.isForced() || act == Act.Change) _tellForced(m, config);
        else _notify(m, config);
        _tellEncumbrances(m.from, cut, config);
        _tellEncumbrances(m.to, restored, config);
    }

    /// @dev Force out of the treasury is no force, and obeys all rules of a transfer.
    function _moveTreasury(RawMove memory m, Transit memory t, Config config) private {
        uint256 restored = _restore(m, t);
        m.kind = KIND_TREASURY_TRANSFER;
        _execute(m, Act.Move, config);
        _tellEncumbrances(m.to, restored, config);
    }

    /// @dev Reverts as the rules do if the move must not be made; completes it and finds both positions otherwise.
    function _judged(RawMove memory m, Act act) internal view returns (Transit memory t) {
        Sides memory sides = _sidesOf(m.actCall(ITokenRules.judge.selector, act));
        (m.kind, m.to.custodian, m.to.account) = (sides.kind, sides.custodian, sides.account);
        (t.sender, t.receiver, t.receiverStanding) = (sides.sender, sides.receiver, sides.receiverStanding);
        if (m.from.account != address(0)) {
            t.from = _position(m.from.custodian, m.from.account).holding.withFlags(sides.flags);
        }
        if (m.to.account != address(0)) t.to = _position(m.to.custodian, m.to.account).holding;
    }

    /// @dev The answer is the token's own: seven words, as they stand in memory.
    function _sidesOf(bytes memory question) private view returns (Sides memory sides) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            if iszero(staticcall(gas(), address(), add(question, 32), mload(question), sides, 0xe0)) {
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
        }
    }

    function _notify(RawMove memory m, Config config) private {
        if (config.hooks() & HOOK_TRANSFER_TOKENS != 0 && m.amount != 0) _notifyModules(m, "", config);
    }

    /// @dev Each layer shrinks by what force takes beyond what the layer leaves free.
    function _cut(RawMove memory m, Transit memory t, Config config) private returns (uint256 slots) {
        Holding holding = _sending(m, t.from);
        uint256 frozen = _frozenIn(m, t.from);
        if (frozen != 0) _cutFrozen(m.from.account, _heldIn(m.from, holding), frozen, m.amount);
        return _cutEncumbrances(m.from, holding, m.amount, config);
    }

    /// @dev What force took of the receiving position comes back with what force brings.
    function _restore(RawMove memory m, Transit memory t) private returns (uint256 slots) {
        slots = _restoreEncumbrances(m.to, _receiving(m, t.to), m.amount);
        _restoreFrozen(m.to.account, t.to, m.amount);
    }

    /* -------------------------------------------------- supply ------------------------------------------------ */

    /// @dev Takes shares from a position and from the supply.
    function _writeRedemption(RawMove memory m, Transit memory t, Config config) private {
        if (m.amount != 0) {
            _moveShares(m, t, config);
            _take(m, t, config);
            if (m.from.custodian != address(0)) _moveTotals(m, config);
            _shrink(_supply, m.amount, config);
        }
        _announceRedemption(m);
    }

    function _announceRedemption(RawMove memory m) private {
        if (m.from.custodian == address(0)) {
            emit IERC20.Transfer(m.from.account, address(0), m.amount);
            return;
        }
        emit IERC20.Transfer(m.from.custodian, address(0), m.amount);
        emit CustodyTransferred(m.from.custodian, m.from.account, address(0), m.amount);
    }

    /* ----------------------------------------------- conversion ---------------------------------------------- */

    /// @dev `amount` shares of one partition become as many of another as the ratio says, rounded down to whole multiples.
    /// What is encumbered, frozen or locked is not changed; pause and registration do not matter, as in a redemption. Nothing is
    /// converted while a split is pending.
    /// @return received shares in the new partition
    function _convert(RawMove memory m, uint256 numerator, uint256 denominator, Config config)
        internal
        returns (uint256 received)
    {
        address account = m.from.account;
        received = _converted(m.amount, numerator, denominator, config);
        _bringForward(m, _judged(m, Act.Conversion), config);

        _changeSupply(m, received, config);
        if (!m.from.partition.isDefault()) {
            _takeApart(m.from.partition, account, m.amount, config);
            _shrink(_partitions[m.from.partition].supply, m.amount, config);
        }
        if (!m.to.partition.isDefault()) {
            _addApart(m.to.partition, account, received, config);
            _grow(_partitions[m.to.partition].supply, received, config);
            _markApart(account);
        }
        _announceConversion(m, received, numerator, denominator);
        _notify(m, config);
    }

    function _announceConversion(RawMove memory m, uint256 received, uint256 numerator, uint256 denominator) private {
        emit PartitionConverted(
            m.from.partition, m.to.partition, m.to.account, m.operator, m.amount, received, numerator, denominator
        );
    }

    function _converted(uint256 amount, uint256 numerator, uint256 denominator, Config config)
        private
        view
        returns (uint256 received)
    {
        bool sound = numerator != 0 && denominator != 0 && numerator <= MAX_RATIO && denominator <= MAX_RATIO;
        if (!sound) revert SecurityToken_InvalidConversion(numerator, denominator);
        if (amount > MAX_BALANCE) revert SecurityToken_AmountTooHigh(amount);
        received = amount * numerator / denominator;
        if (config.isOn(HAS_GRANULARITY)) received -= received % _granularity;
        if (received == 0) revert SecurityToken_NothingReceived(amount, numerator, denominator);
    }

    /// @dev The total supply and the account's balance, which is the sum of its partitions.
    function _changeSupply(RawMove memory m, uint256 received, Config config) private {
        address account = m.from.account;
        if (received > m.amount) {
            uint256 more = received - m.amount;
            _addSupply(m.operator, more, config);
            _grow(_direct[account], more, config);
            emit IERC20.Transfer(address(0), account, more);
        } else if (received < m.amount) {
            uint256 fewer = m.amount - received;
            _shrink(_supply, fewer, config);
            _shrink(_direct[account], fewer, config);
            emit IERC20.Transfer(account, address(0), fewer);
        }
    }
}
