// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";
import {Distribution, DistributionState, PaymentStatus, WithheldReason} from "../types/Payout.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {IForeignTokens} from "./IForeignTokens.sol";
import {ITokenModule} from "./IModule.sol";
import {IPurse} from "./IPurse.sol";
import {IRecordDateSchedule} from "./IRecordDateSchedule.sol";
import {IWorkSource} from "./IWorkSource.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Payouts
/// @notice What all modules have in common that pay the holders of a record date in an ERC-20 payment token: fund, open,
/// pay in batches, close; claim; cancel with full refund; reclaim after the deadline; sweep what belongs to no round.
/// @dev States and moves: Declared -> Funded -> Open -> Closed -> Reclaimed, Open -> Reclaimed, and Declared or Funded ->
/// Cancelled; no other (`MOVES`). Each distribution's money lies in a purse of its own. Paid <= amount, always; each
/// position is paid once. Custodians hold for their beneficial owners, who are entitled in their stead. Where an
/// account's key was lost, the account that took its place (`currentAccountOf` of the token) is paid in its stead: whether
/// the lost account is restricted does not matter then, whether the successor is does.
interface IPayouts is ITokenModule, IWorkSource, IRecordDateSchedule, IForeignTokens {
    /// @notice Follows the declaration of a distribution to the holders of one partition alone.
    event DistributionOfPartition(uint256 indexed distributionId, Partition indexed partition);
    /// @param purse where the money lies
    event DistributionFunded(
        uint256 indexed distributionId, address indexed funder, uint256 amount, address indexed purse
    );
    event DistributionOpened(uint256 indexed distributionId, uint256 eligibleSupply);
    event DistributionPaid(
        uint256 indexed distributionId, address indexed account, address indexed custodian, uint256 amount
    );
    /// @notice Follows `DistributionPaid` where it is not the position's account that got the money.
    event DistributionPaidToSuccessor(
        uint256 indexed distributionId, address indexed account, address indexed successor, address custodian
    );
    /// @notice Each time that a payment was tried and not made.
    event DistributionWithheld(
        uint256 indexed distributionId,
        address indexed account,
        address indexed custodian,
        uint256 amount,
        WithheldReason reason
    );
    event DistributionClosed(uint256 indexed distributionId, uint256 paid);
    event DistributionCancelled(uint256 indexed distributionId);
    /// @notice What was funded goes back after a cancellation; several times if the purse held less at first.
    /// @param to the funder, or whom it named
    event DistributionRefunded(
        uint256 indexed distributionId, address indexed funder, address indexed to, uint256 amount
    );
    event DistributionReclaimed(uint256 indexed distributionId, address indexed to, uint256 amount);
    event SurplusSwept(uint256 indexed distributionId, IERC20 indexed asset, address indexed to, uint256 amount);
    /// @param place in the roster, from 1
    event PositionEnrolled(uint256 indexed place, address indexed custodian, address indexed account);

    /// @notice A position is named by custodian and account, in the default partition; the distribution says of which
    /// partition it is.
    error Payouts_InvalidPosition(Partition partition, address account);
    error Payouts_UnknownPartition(Partition partition);
    error Payouts_UnknownDistribution(uint256 distributionId);
    error Payouts_WrongState(uint256 distributionId, DistributionState state);
    error Payouts_InvalidDates(uint40 recordDate, uint40 paymentDate, uint40 claimDeadline);
    error Payouts_InvalidAmount();
    error Payouts_InvalidPayment(address payment);
    /// @notice Fewer units arrived than were due (a token that takes a fee cannot fund).
    error Payouts_Underfunded(uint256 distributionId, uint256 received, uint256 amount);
    error Payouts_NotDue(uint256 distributionId, uint256 dueAt);
    /// @notice Positions of `missing` units of supply have not been seen by `pay` yet.
    error Payouts_Incomplete(uint256 distributionId, uint256 missing);
    error Payouts_NotEntitled(uint256 distributionId, address account);
    error Payouts_AlreadyPaid(uint256 distributionId, address account);
    /// @param account that would be paid
    error Payouts_Restricted(address account);
    error Payouts_PaymentFailed(uint256 distributionId, address account);
    error Payouts_ClaimDeadlinePassed(uint256 distributionId, uint40 claimDeadline);
    error Payouts_NothingToRefund(uint256 distributionId);
    /// @notice Only the funder names another receiver of its refund.
    error Payouts_NotFunder(uint256 distributionId, address caller);
    error Payouts_NothingToSweep(uint256 distributionId, IERC20 asset);
    /// @notice Sweeping the asset would take the distribution's money: both are one balance.
    error Payouts_NotSurplus(uint256 distributionId, IERC20 asset);
    /// @notice Too little gas is left to tell a payment that fails from one that lacks gas.
    error Payouts_TooLittleGas(uint256 gasLeft, uint256 needed);
    error Payouts_TooMany(uint256 count, uint256 most);
    /// @notice All positions are listed already, or held nothing.
    error Payouts_NobodyEnrolled();
    error Payouts_UnknownKind(uint256 kind);

    /* ------------------------------------------------- money ------------------------------------------------- */

    /// @notice Pays the whole amount in, from the caller's allowance to this module. Anyone, once, up to the claim deadline.
    /// @dev If the distribution is cancelled, the caller gets it back.
    function fund(uint256 distributionId) external;

    /// @notice Withdraws a distribution that is not open yet. An authority at its threshold.
    /// @dev What was funded goes back to the funder in the same call; if that transfer fails, `withdrawRefund` does it later.
    /// The token's record date is withdrawn, unless it has passed or another distribution needs it; a planned one is dropped.
    function cancel(uint256 distributionId) external returns (bool executed);

    /// @notice Returns what was funded of a cancelled distribution, or as much of it as its purse holds.
    /// @param to the funder; another receiver only if the funder calls
    function withdrawRefund(uint256 distributionId, address to) external;

    /// @notice Returns what was not paid. An authority at its threshold: after the claim deadline, or at once if nobody
    /// was entitled.
    function reclaim(uint256 distributionId, address to) external returns (bool executed);

    /// @notice Sends away what lies in a distribution's purse beyond its own money. An authority at its threshold, at any time.
    /// @dev The module itself never holds money: what lies there came by mistake (`recoverTokens`, `recoverItem`).
    function sweepSurplus(uint256 distributionId, IERC20 asset, address to) external returns (bool executed);

    /* ------------------------------------------------- paying ------------------------------------------------ */

    /// @notice Fixes who is entitled and starts payment. Anyone, when funded, from the payment date to the claim deadline.
    /// @dev Closes at once a distribution to which nobody is entitled.
    function open(uint256 distributionId) external;

    /// @notice Pays positions what they are entitled to. Anyone, while open or closed, up to the claim deadline.
    /// @dev Skips positions that are paid or entitled to nothing, and tries withheld ones again. One that is restricted or
    /// whose payment fails is withheld and stops nobody: each payment runs with bounded gas and bounded return data. Who
    /// is restricted is asked once, before the first payment. Stops early, before a position, when too little gas is left
    /// for it; reverts when too little is left to ask.
    /// @return processed how many positions of the batch were looked at
    function pay(uint256 distributionId, PositionKey[] calldata positions) external returns (uint256 processed);

    /// @notice Ends payment when every entitled position was seen. Anyone; if payments are withheld, only `CLOSE_GRACE`
    /// after the opening. They can be paid until the claim deadline.
    /// @dev Positions may be missing that together are entitled to nothing, because their part rounds to zero.
    function close(uint256 distributionId) external;

    /// @notice `claimFor` of the caller's own position; `custodian` zero for what it held directly.
    function claim(uint256 distributionId, address custodian) external;

    /// @notice Pays one position, with all the gas that the caller gives. Anyone, while open or closed, up to the claim
    /// deadline. The money goes to the account that is entitled, whoever calls.
    /// @dev Reverts with the reason where `pay` would withhold.
    function claimFor(uint256 distributionId, PositionKey calldata position) external;

    /* ------------------------------------------------- roster ------------------------------------------------ */

    /// @notice Lists positions so that due payments to them can be found on chain. Anyone. Places are given for ever.
    /// @param recordDate that has passed, at which the positions held something; zero for now
    /// @param positions at most 100; those that are listed or held nothing are skipped
    function enrolPositions(uint40 recordDate, PositionKey[] calldata positions) external returns (uint256 enrolled);

    function rosterLength() external view returns (uint256);

    /// @param place from 1
    /// @return position all zero if there is none
    function positionAt(uint256 place) external view returns (PositionKey memory position);

    /// @return place in the roster, from 1; zero if not listed
    function positionPlace(address custodian, address account) external view returns (uint256 place);

    /* -------------------------------------------------- views ------------------------------------------------ */

    function getDistribution(uint256 distributionId) external view returns (Distribution memory);

    function distributionCount() external view returns (uint256);

    /// @notice What a position is entitled to, paid or not; zero before the distribution is open.
    function entitlementOf(uint256 distributionId, address custodian, address account) external view returns (uint256);

    function paymentStatusOf(uint256 distributionId, address custodian, address account)
        external
        view
        returns (PaymentStatus);

    /// @notice Where a distribution's money lies, or will lie.
    function purseOf(uint256 distributionId) external view returns (IPurse);

    /// @notice Payment units in the purse that are not free to sweep: those not paid, refunded or reclaimed yet.
    function reservedOf(uint256 distributionId) external view returns (uint256);

    /// @notice Whether `open` would succeed now.
    function isOpenable(uint256 distributionId) external view returns (bool);

    /// @notice Whether `close` would succeed now.
    function isClosable(uint256 distributionId) external view returns (bool);
}
