// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../interfaces/IPayouts.sol";
import {IPurse} from "../../interfaces/IPurse.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {ForeignTokens} from "../../multisig/ForeignTokens.sol";
import {Partition} from "../../types/Partition.sol";
import {CLOSED, Distribution, DistributionState, FUNDED, OPEN, isAmong, mayMove} from "../../types/Payout.sol";
import {RecordDateSchedule} from "../RecordDateSchedule.sol";
import {PayoutRegister} from "./PayoutRegister.sol";
import {Purse} from "./Purse.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Rounds
/// @notice The life of a distribution: its terms, its states, and its money but for payments to holders.
abstract contract Rounds is RecordDateSchedule, PayoutRegister, ForeignTokens, ReentrancyGuardTransient {
    using BitMaps for BitMaps.BitMap;
    using SafeERC20 for IERC20;

    /// @dev A distribution while positions are paid: its terms, and what it has settled and paid by now. Sums are kept
    /// in storage again when all are paid; until then nothing that reads them to move money can be entered.
    /// @param balance payment units in the purse; UNKNOWN before the first payment
    struct Round {
        uint256 distributionId;
        IERC20 payment;
        IPurse purse;
        uint40 recordDate;
        uint256 amount;
        uint256 eligibleSupply;
        uint256 settledSupply;
        uint256 paid;
        uint256 withheld;
        uint256 balance;
        SeenWord seen;
    }

    /// @dev How long, from the opening, a distribution stays open while payments are withheld.
    uint256 internal constant CLOSE_GRACE = 14 days;

    /// @dev Gas for one payment in `pay`. Proxied payment tokens take a third of it.
    uint256 internal constant PAYMENT_GAS = 150_000;

    /// @dev Gas that must be left when a payment is about to be tried: a call passes on 63/64 at most, and the
    /// position's own writes and event come on top. With less, `pay` stops: else a caller who is stingy with gas
    /// could make a good payment fail.
    uint256 internal constant LEG_GAS = PAYMENT_GAS * 64 / 63 + 80_000;

    /// @dev Of the longest bonds; the token itself takes a date only within its horizon.
    uint256 private constant MAX_RECORD_DATE_AHEAD = 36_525 days;
    uint256 private constant MAX_CLAIM_TERM = 3650 days;

    /// @dev The purse is read within the first payment, so that a payment token that cannot tell it stops nobody.
    uint256 private constant UNKNOWN = type(uint256).max;

    uint256 private constant LIVE = 1 << uint8(DistributionState.Declared) | FUNDED | OPEN;
    uint256 internal constant PAYABLE = OPEN | CLOSED;

    address private immutable _purseCode = address(new Purse());

    /// @inheritdoc IPayouts
    uint256 public override distributionCount;

    mapping(uint256 distributionId => Distribution) internal _distributions;

    /// @dev Distributions that need a record date.
    mapping(uint40 recordDate => uint256) private _needing;

    /// @dev Whether there was ever a distribution on the default partition alone.
    bool internal _looksApart;

    /// @dev Distributions that may still be funded, opened or closed.
    BitMaps.BitMap internal _live;

    constructor(ISecurityToken token_) RecordDateSchedule(token_) {}

    /* ------------------------------------------------- a family ---------------------------------------------- */

    /// @dev The weights of all positions together.
    function _totalWeightAt(uint256 distributionId, uint40 recordDate) internal view virtual returns (uint256);

    /// @dev Payment units for a weight. Those of any weights together never exceed that of their sum, nor that of the
    /// eligible supply the amount.
    function _entitlementOf(Round memory round, uint256 weight) internal view virtual returns (uint256);

    /// @dev Supply of a distribution's shares, less the treasury's.
    function _eligibleSupplyAt(uint256 distributionId, uint40 recordDate) internal view returns (uint256) {
        Distribution storage distribution = _distributions[distributionId];
        if (!distribution.ofPartition) {
            return token.totalSupplyAt(recordDate) - token.balanceOfAt(address(issuer), recordDate);
        }
        Partition partition = distribution.partition;
        return token.totalSupplyByPartitionAt(partition, recordDate)
            - token.balanceOfByPartitionAt(partition, address(issuer), recordDate);
    }

    /// @dev Limits a distribution that was just declared to holders of one partition.
    function _limit(uint256 distributionId, Partition partition) internal {
        (bool named,,,) = token.getPartition(partition);
        if (!named) revert Payouts_UnknownPartition(partition);
        Distribution storage distribution = _distributions[distributionId];
        (distribution.ofPartition, distribution.partition) = (true, partition);
        if (partition.isDefault()) _looksApart = true;
        emit DistributionOfPartition(distributionId, partition);
    }

    /// @dev Numbers a new distribution. The caller has checked that the authorities want it, and sees to the record date.
    function _declare(IERC20 payment, uint256 amount, uint40 recordDate, uint40 paymentDate, uint40 claimDeadline)
        internal
        returns (uint256 distributionId)
    {
        if (address(payment).code.length == 0) revert Payouts_InvalidPayment(address(payment));
        if (amount == 0 || amount > type(uint128).max) revert Payouts_InvalidAmount();
        bool ordered = block.timestamp < recordDate && recordDate < paymentDate && paymentDate < claimDeadline;
        bool near = recordDate <= block.timestamp + MAX_RECORD_DATE_AHEAD
            && claimDeadline <= uint256(paymentDate) + MAX_CLAIM_TERM;
        if (!ordered || !near) revert Payouts_InvalidDates(recordDate, paymentDate, claimDeadline);

        distributionId = ++distributionCount;
        Distribution storage distribution = _move(distributionId, DistributionState.Declared);
        distribution.payment = payment;
        distribution.recordDate = recordDate;
        distribution.paymentDate = paymentDate;
        distribution.claimDeadline = claimDeadline;
        ++_needing[recordDate];
        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        distribution.amount = uint128(amount);
    }

    /* -------------------------------------------------- money ------------------------------------------------ */

    /// @inheritdoc IPayouts
    function fund(uint256 distributionId) external override nonReentrant {
        Distribution storage distribution = _move(distributionId, DistributionState.Funded);
        _requireInTime(distributionId, distribution);
        (IERC20 payment, uint256 amount) = (distribution.payment, distribution.amount);
        address purse = address(_madePurse(distributionId));
        distribution.funder = msg.sender;
        emit DistributionFunded(distributionId, msg.sender, amount, purse);

        uint256 balance = payment.balanceOf(purse);
        payment.safeTransferFrom(msg.sender, purse, amount);
        uint256 received = payment.balanceOf(purse) - balance;
        if (received < amount) revert Payouts_Underfunded(distributionId, received, amount);
    }

    /// @inheritdoc IPayouts
    /// @dev The refund gets bounded gas, as a payment does, so that the funder cannot stop a cancellation.
    function cancel(uint256 distributionId) external override nonReentrant returns (bool) {
        if (!_checkAuthority()) return false;
        Distribution storage distribution = _move(distributionId, DistributionState.Cancelled);
        emit DistributionCancelled(distributionId);
        _dropPlan(distributionId);
        _giveUp(distribution.recordDate);
        if (distribution.funder != address(0)) {
            if (gasleft() < LEG_GAS) revert Payouts_TooLittleGas(gasleft(), LEG_GAS);
            _tryRefund(distributionId, distribution, distribution.funder, PAYMENT_GAS);
        }
        return true;
    }

    /// @dev A record date that no other distribution needs is withdrawn, unless the issuer has done so.
    function _giveUp(uint40 recordDate) private {
        if (--_needing[recordDate] != 0 || recordDate <= block.timestamp) return;
        try token.withdrawRecordDate(recordDate) {} catch {}
    }

    /// @inheritdoc IPayouts
    function withdrawRefund(uint256 distributionId, address to) external override nonReentrant {
        Distribution storage distribution = _known(distributionId);
        if (distribution.state != DistributionState.Cancelled) {
            revert Payouts_WrongState(distributionId, distribution.state);
        }
        if (_reservedOf(distribution) == 0) revert Payouts_NothingToRefund(distributionId);
        if (to != distribution.funder && msg.sender != distribution.funder) {
            revert Payouts_NotFunder(distributionId, msg.sender);
        }
        if (!_tryRefund(distributionId, distribution, to, gasleft())) {
            revert Payouts_PaymentFailed(distributionId, to);
        }
    }

    /// @inheritdoc IPayouts
    function reclaim(uint256 distributionId, address to) external override nonReentrant returns (bool) {
        if (!_checkAuthority()) return false;
        Distribution storage distribution = _known(distributionId);
        uint256 rest = _reservedOf(distribution);
        _move(distributionId, DistributionState.Reclaimed);
        if (distribution.eligibleSupply != 0 && block.timestamp <= distribution.claimDeadline) {
            revert Payouts_NotDue(distributionId, uint256(distribution.claimDeadline) + 1);
        }
        (bool success, uint256 sent) = _tryEmpty(distributionId, distribution.payment, to, rest, gasleft());
        if (!success) revert Payouts_PaymentFailed(distributionId, to);
        emit DistributionReclaimed(distributionId, to, sent);
        return true;
    }

    /// @inheritdoc IPayouts
    function sweepSurplus(uint256 distributionId, IERC20 asset, address to)
        external
        override
        nonReentrant
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        emit SurplusSwept(distributionId, asset, to, _sweep(distributionId, asset, to));
        return true;
    }

    /// @dev A token may have two addresses for one balance: whatever the asset is called, the distribution's own money
    /// must be there afterwards.
    function _sweep(uint256 distributionId, IERC20 asset, address to) private returns (uint256 surplus) {
        Distribution storage distribution = _known(distributionId);
        IERC20 payment = distribution.payment;
        IPurse purse = _madePurse(distributionId);
        uint256 reserved = _reservedOf(distribution);
        uint256 kept = reserved == 0 ? 0 : payment.balanceOf(address(purse));
        if (kept > reserved) kept = reserved;

        surplus = asset.balanceOf(address(purse));
        if (address(asset) == address(payment)) surplus -= kept;
        if (surplus == 0) revert Payouts_NothingToSweep(distributionId, asset);
        surplus = purse.empty(asset, to, surplus);
        if (kept != 0 && payment.balanceOf(address(purse)) < kept) revert Payouts_NotSurplus(distributionId, asset);
    }

    /// @dev What is refunded is booked before it is sent; what the purse lacks stays owed.
    function _tryRefund(uint256 distributionId, Distribution storage distribution, address to, uint256 gasLimit)
        private
        returns (bool success)
    {
        uint256 sent;
        uint256 owed = _reservedOf(distribution);
        (success, sent) = _tryEmpty(distributionId, distribution.payment, to, owed, gasLimit);
        if (!success || sent == 0) return false;
        // At most what is owed, which has 128 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        distribution.refunded += uint128(sent);
        emit DistributionRefunded(distributionId, distribution.funder, to, sent);
    }

    function _tryEmpty(uint256 distributionId, IERC20 payment, address to, uint256 most, uint256 gasLimit)
        private
        returns (bool success, uint256 sent)
    {
        if (most == 0) return (true, 0);
        try purseOf(distributionId).empty{gas: gasLimit}(payment, to, most) returns (uint256 amount) {
            return (true, amount);
        } catch {
            return (false, 0);
        }
    }

    /* -------------------------------------------------- moves ------------------------------------------------ */

    /// @inheritdoc IPayouts
    function open(uint256 distributionId) external override {
        _open(distributionId);
    }

    /// @inheritdoc IPayouts
    /// @dev Guarded, because a payment under way may still fail and would change what is closed with.
    function close(uint256 distributionId) external override nonReentrant {
        _close(distributionId);
    }

    /// @dev The payment date is later than the record date, so the record date has passed.
    function _open(uint256 distributionId) internal {
        Distribution storage distribution = _move(distributionId, DistributionState.Open);
        if (block.timestamp < distribution.paymentDate) {
            revert Payouts_NotDue(distributionId, distribution.paymentDate);
        }
        _requireInTime(distributionId, distribution);
        uint96 eligible = SafeCast.toUint96(_totalWeightAt(distributionId, distribution.recordDate));
        distribution.eligibleSupply = eligible;
        distribution.openedAt = uint40(block.timestamp);
        emit DistributionOpened(distributionId, eligible);
        if (eligible == 0) {
            _move(distributionId, DistributionState.Closed);
            emit DistributionClosed(distributionId, 0);
        }
    }

    function _close(uint256 distributionId) internal {
        Distribution storage distribution = _move(distributionId, DistributionState.Closed);
        uint256 missing = _missing(distributionId, distribution);
        if (missing != 0) revert Payouts_Incomplete(distributionId, missing);
        uint256 closableAt = _closableAt(distribution);
        if (block.timestamp < closableAt) revert Payouts_NotDue(distributionId, closableAt);
        emit DistributionClosed(distributionId, distribution.paid);
    }

    /// @dev The one place where a state is written.
    function _move(uint256 distributionId, DistributionState to) private returns (Distribution storage distribution) {
        distribution = _distributions[distributionId];
        DistributionState from = distribution.state;
        if (!mayMove(from, to)) {
            if (from == DistributionState.None) revert Payouts_UnknownDistribution(distributionId);
            revert Payouts_WrongState(distributionId, from);
        }
        distribution.state = to;
        if (from == DistributionState.None) _live.set(distributionId);
        else if (!isAmong(to, LIVE)) _live.unset(distributionId);
    }

    /* -------------------------------------------------- rules ------------------------------------------------ */

    function _known(uint256 distributionId) internal view returns (Distribution storage distribution) {
        distribution = _distributions[distributionId];
        if (distribution.state == DistributionState.None) revert Payouts_UnknownDistribution(distributionId);
    }

    function _isInTime(Distribution storage distribution) internal view returns (bool) {
        return block.timestamp <= distribution.claimDeadline;
    }

    function _requireInTime(uint256 distributionId, Distribution storage distribution) internal view {
        if (!_isInTime(distribution)) {
            revert Payouts_ClaimDeadlinePassed(distributionId, distribution.claimDeadline);
        }
    }

    /// @dev Weights not seen yet, unless they are entitled to nothing.
    function _missing(uint256 distributionId, Distribution storage distribution) internal view returns (uint256) {
        uint256 missing = distribution.eligibleSupply - distribution.settledSupply;
        if (missing == 0) return 0;
        return _entitlementOf(_roundOf(distributionId, distribution), missing) == 0 ? 0 : missing;
    }

    /// @dev From when it may be closed, if nothing is missing; zero if at once.
    function _closableAt(Distribution storage distribution) internal view returns (uint256) {
        return distribution.withheld == 0 ? 0 : distribution.openedAt + CLOSE_GRACE;
    }

    function _reservedOf(Distribution storage distribution) private view returns (uint256) {
        DistributionState state = distribution.state;
        if (isAmong(state, FUNDED | PAYABLE)) return distribution.amount - distribution.paid;
        bool isOwed = state == DistributionState.Cancelled && distribution.funder != address(0);
        return isOwed ? distribution.amount - distribution.refunded : 0;
    }

    function _roundOf(uint256 distributionId, Distribution storage distribution) internal view returns (Round memory) {
        return Round({
            distributionId: distributionId,
            payment: distribution.payment,
            purse: purseOf(distributionId),
            recordDate: distribution.recordDate,
            amount: distribution.amount,
            eligibleSupply: distribution.eligibleSupply,
            settledSupply: distribution.settledSupply,
            paid: distribution.paid,
            withheld: distribution.withheld,
            balance: UNKNOWN,
            seen: _noWord()
        });
    }

    /// @dev Made when it is first needed; its address is known before.
    function _madePurse(uint256 distributionId) private returns (IPurse purse) {
        purse = purseOf(distributionId);
        if (address(purse).code.length == 0) Clones.cloneDeterministic(_purseCode, bytes32(distributionId));
    }

    /* -------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IPayouts
    function getDistribution(uint256 distributionId) external view override returns (Distribution memory) {
        return _distributions[distributionId];
    }

    /// @inheritdoc IPayouts
    function purseOf(uint256 distributionId) public view override returns (IPurse) {
        return IPurse(Clones.predictDeterministicAddress(_purseCode, bytes32(distributionId)));
    }

    /// @inheritdoc IPayouts
    function reservedOf(uint256 distributionId) external view override returns (uint256) {
        return _reservedOf(_distributions[distributionId]);
    }

    /// @inheritdoc IPayouts
    function isOpenable(uint256 distributionId) public view override returns (bool) {
        Distribution storage distribution = _distributions[distributionId];
        return distribution.state == DistributionState.Funded && block.timestamp >= distribution.paymentDate
            && _isInTime(distribution) && _isDateKnown(distribution.recordDate);
    }

    /// @inheritdoc IPayouts
    function isClosable(uint256 distributionId) public view override returns (bool) {
        Distribution storage distribution = _distributions[distributionId];
        return distribution.state == DistributionState.Open && _missing(distributionId, distribution) == 0
            && block.timestamp >= _closableAt(distribution);
    }

    /// @dev The token may have withdrawn the record date: then nobody's part can be known.
    function _isDateKnown(uint40 recordDate) private view returns (bool) {
        try token.totalSupplyAt(recordDate) returns (uint256) {
            return true;
        } catch {
            return false;
        }
    }
}
