// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../interfaces/IDistributionModule.sol";
import {IModule} from "../../interfaces/IModule.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {ModuleDeclaration, PERMISSION_RECORD_DATE} from "../../types/Modules.sol";
import {PositionKey, RecordDateHolding} from "../../types/PositionKey.sol";
import {Module} from "../Module.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title DistributionModule
/// @dev Distributions share one purse per payment token, so each counts what it was given and what it gave. Three
/// things keep the purse whole: a distribution pays at most its amount, because entitlements are rounded down and the
/// positions at a record date add up to the supply; a payment leaves the purse exactly or not at all
/// (`transferExactly`); nothing that moves money can be entered twice.
contract DistributionModule is Module, IDistributionModule, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev A distribution while positions are paid: its terms, and what it has settled and paid by now. Sums are kept
    /// in storage again when all are paid; until then nothing that reads them to move money can be entered.
    /// @param purse payment units that lie here, of all distributions; UNKNOWN before the first payment
    struct Round {
        uint256 distributionId;
        IERC20 payment;
        uint40 recordDate;
        uint256 amount;
        uint256 eligibleSupply;
        uint256 settledSupply;
        uint256 paid;
        uint256 purse;
    }

    /// @dev Gas for one payment in `pay`. Proxied payment tokens take a third of it.
    uint256 private constant PAYMENT_GAS = 150_000;

    /// @dev Gas that must be left when a position is about to be written: a call passes on 63/64 at most, and the
    /// position's own writes and event come on top. With less, `pay` stops: else a caller who is stingy with gas
    /// could make a good payment fail.
    uint256 private constant LEG_GAS = PAYMENT_GAS * 64 / 63 + 80_000;

    /// @dev The purse is read within the first payment, so that a payment token that cannot tell it stops nobody.
    uint256 private constant UNKNOWN = type(uint256).max;

    uint256 private constant STATUS_BITS = 2;
    uint256 private constant STATUS_MASK = (1 << STATUS_BITS) - 1;
    uint256 private constant STATUSES_PER_WORD = 256 / STATUS_BITS;

    uint256 private constant CLAIMABLE = (1 << uint8(State.Open)) | (1 << uint8(State.Closed));
    uint256 private constant RECLAIMABLE = CLAIMABLE | (1 << uint8(State.Funded));

    /// @inheritdoc IDistributionModule
    uint256 public override distributionCount;

    mapping(uint256 distributionId => Distribution) private _distributions;

    /// @dev A position's statuses in 128 consecutive distributions are one word: a holder's first dividend pays for
    /// the slot, later ones only change it.
    mapping(address custodian => mapping(address account => mapping(uint256 bucket => uint256 statuses))) private
        _statuses;

    constructor(ISecurityToken token_) Module(token_) {}

    /* ---------------------------------------------- authorities ---------------------------------------------- */

    /// @inheritdoc IDistributionModule
    function declare(IERC20 payment, uint256 amount, uint40 recordDate, uint40 paymentDate, uint40 claimDeadline)
        external
        override
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        if (address(payment).code.length == 0) revert DistributionModule_InvalidPayment(address(payment));
        if (amount == 0 || amount > type(uint128).max) revert DistributionModule_InvalidAmount();
        if (recordDate <= block.timestamp || paymentDate <= recordDate || claimDeadline <= paymentDate) {
            revert DistributionModule_InvalidDates(recordDate, paymentDate, claimDeadline);
        }

        uint256 distributionId = ++distributionCount;
        Distribution storage distribution = _distributions[distributionId];
        distribution.payment = payment;
        distribution.recordDate = recordDate;
        distribution.paymentDate = paymentDate;
        distribution.claimDeadline = claimDeadline;
        distribution.state = State.Declared;
        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        distribution.amount = uint128(amount);
        emit DistributionDeclared(distributionId, payment, amount, recordDate, paymentDate, claimDeadline);

        // A module with the permission is answered at once: true or a revert.
        token.scheduleRecordDate(recordDate);
        return true;
    }

    /// @inheritdoc IDistributionModule
    function reclaim(uint256 distributionId, address to) external override nonReentrant returns (bool) {
        if (!_checkAuthority()) return false;
        Distribution storage distribution = _requireState(distributionId, RECLAIMABLE);
        if (block.timestamp <= distribution.claimDeadline) {
            revert DistributionModule_NotDue(distributionId, uint256(distribution.claimDeadline) + 1);
        }

        uint256 rest = distribution.amount - distribution.paid;
        distribution.state = State.Reclaimed;
        emit DistributionReclaimed(distributionId, to, rest);
        (bool success,) = _tryTransfer(distribution.payment, to, rest, UNKNOWN, gasleft());
        if (!success) revert DistributionModule_PaymentFailed(distributionId, to);
        return true;
    }

    /* ------------------------------------------------- anyone ------------------------------------------------ */

    /// @inheritdoc IDistributionModule
    function fund(uint256 distributionId) external override nonReentrant {
        Distribution storage distribution = _requireState(distributionId, 1 << uint8(State.Declared));
        IERC20 payment = distribution.payment;
        uint256 amount = distribution.amount;
        distribution.state = State.Funded;
        emit DistributionFunded(distributionId, msg.sender, amount);

        uint256 balance = payment.balanceOf(address(this));
        payment.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = payment.balanceOf(address(this)) - balance;
        if (received < amount) revert DistributionModule_Underfunded(distributionId, received, amount);
    }

    /// @inheritdoc IDistributionModule
    function open(uint256 distributionId) external override {
        Distribution storage distribution = _requireState(distributionId, 1 << uint8(State.Funded));
        if (!_isPaymentDue(distribution)) {
            revert DistributionModule_NotDue(distributionId, distribution.paymentDate);
        }
        // The payment date is later than the record date, so the record date has passed.
        uint40 recordDate = distribution.recordDate;
        uint256 eligible = token.totalSupplyAt(recordDate) - token.balanceOfAt(address(issuer), recordDate);
        if (eligible == 0) revert DistributionModule_NobodyEntitled(distributionId);

        distribution.state = State.Open;
        // A part of the supply, which has 112 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        distribution.eligibleSupply = uint112(eligible);
        emit DistributionOpened(distributionId, eligible);
    }

    /// @inheritdoc IDistributionModule
    /// @dev Whoever is called meanwhile may have somebody restricted, freed or recovered, if the authorities approved it
    /// before: for this batch it comes too late, as in the transaction after it. What was paid cannot come too late: it
    /// is asked of each position when its turn comes, and nobody else can pay meanwhile.
    function pay(uint256 distributionId, PositionKey[] calldata positions)
        external
        override
        nonReentrant
        returns (uint256 processed)
    {
        Distribution storage distribution = _requireState(distributionId, 1 << uint8(State.Open));
        Round memory round = _roundOf(distributionId, distribution);
        RecordDateHolding[] memory stakes = token.positionsAt(positions, round.recordDate);
        while (processed < positions.length && _payPosition(round, positions[processed], stakes[processed])) {
            ++processed;
        }
        _keep(distribution, round);
    }

    /// @inheritdoc IDistributionModule
    /// @dev Guarded, because a payment under way may still fail and would change what is closed with.
    function close(uint256 distributionId) external override nonReentrant {
        Distribution storage distribution = _requireState(distributionId, 1 << uint8(State.Open));
        uint256 missing = _missing(distribution);
        if (missing != 0) revert DistributionModule_Incomplete(distributionId, missing);

        distribution.state = State.Closed;
        emit DistributionClosed(distributionId, distribution.paid);
    }

    /// @inheritdoc IDistributionModule
    function claim(uint256 distributionId, address custodian) external override nonReentrant {
        _claim(distributionId, PositionKey(custodian, msg.sender));
    }

    /// @inheritdoc IDistributionModule
    function claimFor(uint256 distributionId, PositionKey calldata position) external override nonReentrant {
        _claim(distributionId, position);
    }

    /// @notice Transfers exactly `amount` out of this contract, or nothing. Only this contract calls it.
    /// @dev A frame of its own: it can be given bounded gas, and what a token moved wrongly is undone with it. So a
    /// payment that counts as failed has moved nothing, and one that counts as paid has moved what it says; a token's
    /// word alone decides neither. What the receiver got is not measured: a fee that the token begins to take from
    /// receivers harms no other holder.
    /// @param purse what lies here, if the payment before has told
    /// @return rest what lies here now
    function transferExactly(IERC20 payment, address to, uint256 amount, uint256 purse)
        external
        returns (uint256 rest)
    {
        if (msg.sender != address(this)) revert DistributionModule_NotSelf(msg.sender);
        if (purse == UNKNOWN) purse = payment.balanceOf(address(this));
        bool success = payment.trySafeTransfer(to, amount);
        rest = payment.balanceOf(address(this));
        if (!success || rest + amount != purse) revert DistributionModule_InvalidPayment(address(payment));
    }

    /* ------------------------------------------------- views ------------------------------------------------- */

    /// @inheritdoc IModule
    function declaration() external pure override returns (ModuleDeclaration memory) {
        return ModuleDeclaration({hooks: 0, permissions: PERMISSION_RECORD_DATE});
    }

    /// @inheritdoc IDistributionModule
    function getDistribution(uint256 distributionId) external view override returns (Distribution memory) {
        return _distributions[distributionId];
    }

    /// @inheritdoc IDistributionModule
    function entitlementOf(uint256 distributionId, address custodian, address account)
        external
        view
        override
        returns (uint256)
    {
        Distribution storage distribution = _distributions[distributionId];
        if (distribution.eligibleSupply == 0) return 0;
        RecordDateHolding memory stake = _stakeOf(PositionKey(custodian, account), distribution.recordDate);
        return _entitlement(distribution.amount, stake.balance, distribution.eligibleSupply);
    }

    /// @inheritdoc IDistributionModule
    function paymentStatusOf(uint256 distributionId, address custodian, address account)
        external
        view
        override
        returns (PaymentStatus)
    {
        return _statusOf(distributionId, PositionKey(custodian, account));
    }

    /// @inheritdoc IDistributionModule
    function isOpenable(uint256 distributionId) external view override returns (bool) {
        Distribution storage distribution = _distributions[distributionId];
        return distribution.state == State.Funded && _isPaymentDue(distribution);
    }

    /// @inheritdoc IDistributionModule
    function isClosable(uint256 distributionId) external view override returns (bool) {
        Distribution storage distribution = _distributions[distributionId];
        return distribution.state == State.Open && _missing(distribution) == 0;
    }

    /* ------------------------------------------------- paying ------------------------------------------------ */

    function _roundOf(uint256 distributionId, Distribution storage distribution) private view returns (Round memory) {
        return Round({
            distributionId: distributionId,
            payment: distribution.payment,
            recordDate: distribution.recordDate,
            amount: distribution.amount,
            eligibleSupply: distribution.eligibleSupply,
            settledSupply: distribution.settledSupply,
            paid: distribution.paid,
            purse: UNKNOWN
        });
    }

    function _keep(Distribution storage distribution, Round memory round) private {
        (distribution.settledSupply, distribution.paid) = (uint112(round.settledSupply), uint128(round.paid));
    }

    /// @return seen false if too little gas is left to go on
    function _payPosition(Round memory round, PositionKey calldata position, RecordDateHolding memory stake)
        private
        returns (bool seen)
    {
        if (stake.balance == 0) return true;
        PaymentStatus status = _statusOf(round.distributionId, position);
        if (status == PaymentStatus.Paid) return true;
        if (gasleft() < LEG_GAS) return false;

        if (status == PaymentStatus.None) round.settledSupply += stake.balance;
        uint256 amount = _entitlement(round.amount, stake.balance, round.eligibleSupply);
        if (stake.restricted) {
            _withhold(round, position, amount, WithheldReason.Restricted);
        } else if (!_payOut(round, position, stake.recipient, amount, PAYMENT_GAS)) {
            _withhold(round, position, amount, WithheldReason.PaymentFailed);
        }
        return true;
    }

    /// @dev All gas is passed on: a receiver that needs more than `pay` gives is paid here.
    function _claim(uint256 distributionId, PositionKey memory position) private {
        Distribution storage distribution = _requireState(distributionId, CLAIMABLE);
        if (block.timestamp > distribution.claimDeadline) {
            revert DistributionModule_ClaimDeadlinePassed(distributionId, distribution.claimDeadline);
        }
        Round memory round = _roundOf(distributionId, distribution);
        PaymentStatus status = _statusOf(distributionId, position);
        if (status == PaymentStatus.Paid) revert DistributionModule_AlreadyPaid(distributionId, position.account);
        RecordDateHolding memory stake = _stakeOf(position, round.recordDate);
        if (stake.balance == 0 || stake.recipient != msg.sender) {
            revert DistributionModule_NotEntitled(distributionId, msg.sender);
        }
        if (stake.restricted) revert DistributionModule_Restricted(msg.sender);

        if (status == PaymentStatus.None) round.settledSupply += stake.balance;
        uint256 amount = _entitlement(round.amount, stake.balance, round.eligibleSupply);
        if (!_payOut(round, position, msg.sender, amount, gasleft())) {
            revert DistributionModule_PaymentFailed(distributionId, msg.sender);
        }
        _keep(distribution, round);
    }

    /// @dev The position is paid before the payment is tried, so whoever is called meanwhile finds it paid. An
    /// entitlement that rounds to nothing is paid without a transfer.
    function _payOut(Round memory round, PositionKey memory position, address to, uint256 amount, uint256 gasLimit)
        private
        returns (bool success)
    {
        _setStatus(round.distributionId, position, PaymentStatus.Paid);
        (success, round.purse) = _tryTransfer(round.payment, to, amount, round.purse, gasLimit);
        if (!success) return false;

        round.paid += amount;
        emit DistributionPaid(round.distributionId, position.account, position.custodian, amount);
        if (to != position.account) {
            emit DistributionPaidToSuccessor(round.distributionId, position.account, to, position.custodian);
        }
    }

    function _withhold(Round memory round, PositionKey memory position, uint256 amount, WithheldReason reason) private {
        _setStatus(round.distributionId, position, PaymentStatus.Withheld);
        emit DistributionWithheld(round.distributionId, position.account, position.custodian, amount, reason);
    }

    /// @dev Whatever the token or the receiver answers is not copied.
    /// @return success whether the purse gave exactly this; else it gave nothing
    /// @return rest what lies in the purse now
    function _tryTransfer(IERC20 payment, address to, uint256 amount, uint256 purse, uint256 gasLimit)
        private
        returns (bool success, uint256 rest)
    {
        if (amount == 0) return (true, purse);
        try this.transferExactly{gas: gasLimit}(payment, to, amount, purse) returns (uint256 left) {
            return (true, left);
        } catch {
            return (false, purse);
        }
    }

    function _setStatus(uint256 distributionId, PositionKey memory position, PaymentStatus status) private {
        (uint256 bucket, uint256 shift) = _statusPlace(distributionId);
        mapping(uint256 => uint256) storage words = _statuses[position.custodian][position.account];
        words[bucket] = (words[bucket] & ~(STATUS_MASK << shift)) | (uint256(uint8(status)) << shift);
    }

    /* ------------------------------------------------- rules ------------------------------------------------- */

    /// @param allowed bit i set: state i may go on
    function _requireState(uint256 distributionId, uint256 allowed)
        private
        view
        returns (Distribution storage distribution)
    {
        distribution = _distributions[distributionId];
        State state = distribution.state;
        if (state == State.None) revert DistributionModule_UnknownDistribution(distributionId);
        if (allowed & (1 << uint8(state)) == 0) revert DistributionModule_WrongState(distributionId, state);
    }

    function _isPaymentDue(Distribution storage distribution) private view returns (bool) {
        return block.timestamp >= distribution.paymentDate;
    }

    /// @dev Units of supply whose positions were not seen yet.
    function _missing(Distribution storage distribution) private view returns (uint256) {
        return distribution.eligibleSupply - distribution.settledSupply;
    }

    function _stakeOf(PositionKey memory position, uint40 recordDate) private view returns (RecordDateHolding memory) {
        PositionKey[] memory positions = new PositionKey[](1);
        positions[0] = position;
        return token.positionsAt(positions, recordDate)[0];
    }

    /// @dev Rounded down, in favour of the issuer. The product stays below 2^240.
    function _entitlement(uint256 amount, uint256 balance, uint256 eligibleSupply) private pure returns (uint256) {
        return amount * balance / eligibleSupply;
    }

    function _statusOf(uint256 distributionId, PositionKey memory position) private view returns (PaymentStatus) {
        (uint256 bucket, uint256 shift) = _statusPlace(distributionId);
        return PaymentStatus((_statuses[position.custodian][position.account][bucket] >> shift) & STATUS_MASK);
    }

    function _statusPlace(uint256 distributionId) private pure returns (uint256 bucket, uint256 shift) {
        return (distributionId / STATUSES_PER_WORD, (distributionId % STATUSES_PER_WORD) * STATUS_BITS);
    }
}
