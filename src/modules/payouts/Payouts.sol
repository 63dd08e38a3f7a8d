// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../interfaces/IPayouts.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {Distribution, PaymentStatus, WithheldReason, isAmong} from "../../types/Payout.sol";
import {PositionKey, RecordDateHolding, defaultPosition} from "../../types/PositionKey.sol";
import {Rounds} from "./Rounds.sol";

/// @title Payouts
/// @notice Pays the positions of a record date.
/// @dev A family fills in what holdings weigh and what a weight is entitled to. Three things keep the money whole: each
/// distribution's lies in a purse of its own and pays at most its amount; a payment leaves the purse exactly or not at
/// all; nothing that moves money can be entered twice.
abstract contract Payouts is Rounds {
    constructor(ISecurityToken token_) Rounds(token_) {}

    /// @dev What positions held that counts here, and who is to have what it brings.
    function _holdingsAt(uint256 distributionId, uint40 recordDate, PositionKey[] memory positions)
        internal
        view
        virtual
        returns (RecordDateHolding[] memory)
    {
        Distribution storage distribution = _distributions[distributionId];
        if (!distribution.ofPartition) return token.positionsAt(positions, recordDate);
        return token.positionsByPartitionAt(distribution.partition, positions, recordDate);
    }

    /// @dev What a holding counts for. The sum over all positions is `_totalWeightAt`.
    function _weightOf(uint256 distributionId, RecordDateHolding memory holding) internal view virtual returns (uint256);

    /* ------------------------------------------------- anyone ------------------------------------------------ */

    /// @inheritdoc IPayouts
    function pay(uint256 distributionId, PositionKey[] calldata positions)
        external
        override
        nonReentrant
        returns (uint256 processed)
    {
        return _pay(distributionId, positions);
    }

    /// @inheritdoc IPayouts
    function claim(uint256 distributionId, address custodian) external override nonReentrant {
        _claim(distributionId, defaultPosition(custodian, msg.sender));
    }

    /// @inheritdoc IPayouts
    function claimFor(uint256 distributionId, PositionKey calldata position) external override nonReentrant {
        _claim(distributionId, position);
    }

    /// @inheritdoc IPayouts
    function entitlementOf(uint256 distributionId, address custodian, address account)
        external
        view
        override
        returns (uint256)
    {
        Distribution storage distribution = _distributions[distributionId];
        if (distribution.eligibleSupply == 0) return 0;
        Round memory round = _roundOf(distributionId, distribution);
        return _entitlementOf(round, _weightOf(distributionId, _holdingAt(round, defaultPosition(custodian, account))));
    }

    /* ------------------------------------------------- paying ------------------------------------------------ */

    /// @dev Whoever is called meanwhile may have somebody restricted, freed or recovered, if the authorities approved it
    /// before: for this batch it comes too late, as in the transaction after it. What was paid cannot come too late: it
    /// is asked of each position when its turn comes, and nobody else can pay meanwhile.
    function _pay(uint256 distributionId, PositionKey[] memory positions) internal returns (uint256 processed) {
        Round memory round = _payableRound(distributionId);
        RecordDateHolding[] memory holdings = _holdingsAt(distributionId, round.recordDate, positions);
        while (processed < positions.length && _settle(round, positions[processed], holdings[processed])) {
            ++processed;
        }
        _keep(round);
    }

    /// @return settled false if too little gas is left for this position
    function _settle(Round memory round, PositionKey memory position, RecordDateHolding memory holding)
        private
        returns (bool settled)
    {
        uint256 weight = _weightOf(round.distributionId, holding);
        Record storage record = _recordOf(round.distributionId, position);
        uint256 word = record.word;
        PaymentStatus status = _statusIn(word, round.distributionId);
        if (weight != 0 && status != PaymentStatus.Paid) {
            if (gasleft() < LEG_GAS) return false;
            _count(round, status, weight, _tryPay(round, record, word, position, holding, weight, PAYMENT_GAS));
        }
        _markSeen(round.seen, round.distributionId, _placeOf(word, round.distributionId, position));
        return true;
    }

    /// @dev All gas is passed on: a receiver that needs more than `pay` gives is paid here.
    function _claim(uint256 distributionId, PositionKey memory position) private {
        Round memory round = _payableRound(distributionId);
        Record storage record = _recordOf(distributionId, position);
        uint256 word = record.word;
        PaymentStatus status = _statusIn(word, distributionId);
        if (status == PaymentStatus.Paid) revert Payouts_AlreadyPaid(distributionId, position.account);
        RecordDateHolding memory holding = _holdingAt(round, position);
        uint256 weight = _weightOf(distributionId, holding);
        if (weight == 0) revert Payouts_NotEntitled(distributionId, position.account);
        if (holding.restricted) revert Payouts_Restricted(holding.recipient);

        if (!_tryPay(round, record, word, position, holding, weight, gasleft())) {
            revert Payouts_PaymentFailed(distributionId, holding.recipient);
        }
        _count(round, status, weight, true);
        _markSeen(round.seen, distributionId, _placeOf(word, distributionId, position));
        _keep(round);
    }

    /// @dev The position is paid before the payment is tried, so whoever is called meanwhile finds it paid.
    /// @param word of the record, before
    function _tryPay(
        Round memory round,
        Record storage record,
        uint256 word,
        PositionKey memory position,
        RecordDateHolding memory holding,
        uint256 weight,
        uint256 gasLimit
    ) private returns (bool paid) {
        uint256 amount = _entitlementOf(round, weight);
        if (!holding.restricted) {
            record.word = _withStatus(word, round.distributionId, PaymentStatus.Paid);
            if (_trySend(round, holding.recipient, amount, gasLimit)) {
                _tellPaid(round, position, holding.recipient, amount);
                return true;
            }
        }
        // A payment that failed undid all that was done meanwhile.
        record.word = _withStatus(word, round.distributionId, PaymentStatus.Withheld);
        emit DistributionWithheld(
            round.distributionId,
            position.account,
            position.custodian,
            amount,
            holding.restricted ? WithheldReason.Restricted : WithheldReason.PaymentFailed
        );
    }

    function _tellPaid(Round memory round, PositionKey memory position, address recipient, uint256 amount) private {
        round.paid += amount;
        emit DistributionPaid(round.distributionId, position.account, position.custodian, amount);
        if (recipient != position.account) {
            emit DistributionPaidToSuccessor(round.distributionId, position.account, recipient, position.custodian);
        }
    }

    /// @dev An entitlement that rounds to nothing is paid without a transfer. Whatever the token or the receiver answers is
    /// not copied. If it fails, the purse gave nothing.
    function _trySend(Round memory round, address to, uint256 amount, uint256 gasLimit) private returns (bool) {
        if (amount == 0) return true;
        try round.purse.pay{gas: gasLimit}(round.payment, to, amount, round.balance) returns (uint256 rest) {
            round.balance = rest;
            return true;
        } catch {
            return false;
        }
    }

    /// @param status before
    function _count(Round memory round, PaymentStatus status, uint256 weight, bool paid) private pure {
        if (status == PaymentStatus.None) {
            round.settledSupply += weight;
            if (!paid) ++round.withheld;
        } else if (paid) {
            --round.withheld;
        }
    }

    function _payableRound(uint256 distributionId) private view returns (Round memory) {
        Distribution storage distribution = _known(distributionId);
        if (!isAmong(distribution.state, PAYABLE)) revert Payouts_WrongState(distributionId, distribution.state);
        _requireInTime(distributionId, distribution);
        return _roundOf(distributionId, distribution);
    }

    /// @dev Sums of parts of the eligible supply and of the amount, and a count below 2^32.
    function _keep(Round memory round) private {
        Distribution storage distribution = _distributions[round.distributionId];
        (distribution.paid, distribution.settledSupply, distribution.withheld) =
        (uint128(round.paid), uint96(round.settledSupply), uint32(round.withheld));
        _keepSeen(round.seen, round.distributionId);
    }

    function _holdingAt(Round memory round, PositionKey memory position)
        private
        view
        returns (RecordDateHolding memory)
    {
        PositionKey[] memory positions = new PositionKey[](1);
        positions[0] = position;
        return _holdingsAt(round.distributionId, round.recordDate, positions)[0];
    }
}
