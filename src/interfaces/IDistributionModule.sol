// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionKey} from "../types/PositionKey.sol";
import {ITokenModule} from "./IModule.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title DistributionModule
/// @notice Dividends in an ERC-20 payment token, by record date: declare, fund, open, pay in batches, close; claim what
/// could not be paid; reclaim the rest after the deadline.
/// @dev States and moves: Declared -> Funded -> Open -> Closed; and from Funded, Open or Closed, once the claim deadline
/// has passed, -> Reclaimed; no other. Entitlement of a position = amount * position's balance at the record date /
/// eligible supply, rounded down in favour of the issuer, where eligible supply = total supply less treasury at the record
/// date. Custodians hold for their beneficial owners, who are entitled in their stead. Paid <= funded, always; each
/// position is paid once. Where an account's key was lost, the account that took its place (`currentAccountOf` of the token) is
/// paid and claims in its stead: whether the lost account is restricted does not matter then, whether the successor is does.
interface IDistributionModule is ITokenModule {
    enum State {
        None,
        Declared,
        Funded,
        Open,
        Closed,
        Reclaimed
    }

    /// @dev Where a position stands in a distribution.
    enum PaymentStatus {
        None,
        Paid,
        /// seen by `pay`, not paid: frozen, or its payment failed; may be paid or claimed later
        Withheld
    }

    enum WithheldReason {
        Restricted,
        PaymentFailed
    }

    /// @param amount payment units to share out
    /// @param eligibleSupply fixed when opened
    /// @param settledSupply part of it whose positions are paid or withheld; equal when all were seen
    /// @param paid payment units paid so far
    struct Distribution {
        IERC20 payment;
        uint40 recordDate;
        uint40 paymentDate;
        State state;
        uint128 amount;
        uint112 eligibleSupply;
        uint128 paid;
        uint112 settledSupply;
        uint40 claimDeadline;
    }

    event DistributionDeclared(
        uint256 indexed distributionId,
        IERC20 indexed payment,
        uint256 amount,
        uint40 recordDate,
        uint40 paymentDate,
        uint40 claimDeadline
    );
    event DistributionFunded(uint256 indexed distributionId, address indexed funder, uint256 amount);
    event DistributionOpened(uint256 indexed distributionId, uint256 eligibleSupply);
    event DistributionPaid(
        uint256 indexed distributionId, address indexed account, address indexed custodian, uint256 amount
    );
    /// @notice Follows `DistributionPaid` where it is not the position's account that got the money.
    event DistributionPaidToSuccessor(
        uint256 indexed distributionId, address indexed account, address indexed successor, address custodian
    );
    event DistributionWithheld(
        uint256 indexed distributionId,
        address indexed account,
        address indexed custodian,
        uint256 amount,
        WithheldReason reason
    );
    event DistributionClosed(uint256 indexed distributionId, uint256 paid);
    event DistributionReclaimed(uint256 indexed distributionId, address indexed to, uint256 amount);

    error DistributionModule_UnknownDistribution(uint256 distributionId);
    error DistributionModule_WrongState(uint256 distributionId, State state);
    error DistributionModule_InvalidDates(uint40 recordDate, uint40 paymentDate, uint40 claimDeadline);
    error DistributionModule_InvalidAmount();
    error DistributionModule_InvalidPayment(address payment);
    /// @notice Fewer units arrived than were due (a token that takes a fee cannot fund).
    error DistributionModule_Underfunded(uint256 distributionId, uint256 received, uint256 amount);
    error DistributionModule_NotDue(uint256 distributionId, uint256 dueAt);
    /// @notice Nobody held anything at the record date.
    error DistributionModule_NobodyEntitled(uint256 distributionId);
    /// @notice Positions of `missing` units of supply have not been seen by `pay` yet.
    error DistributionModule_Incomplete(uint256 distributionId, uint256 missing);
    error DistributionModule_NotEntitled(uint256 distributionId, address account);
    error DistributionModule_AlreadyPaid(uint256 distributionId, address account);
    /// @param account that would be paid
    error DistributionModule_Restricted(address account);
    error DistributionModule_PaymentFailed(uint256 distributionId, address account);
    error DistributionModule_ClaimDeadlinePassed(uint256 distributionId, uint40 claimDeadline);
    /// @notice Payments are carried out in a call of the module to itself; nobody else may make it.
    error DistributionModule_NotSelf(address caller);

    /// @notice Declares a dividend and announces its record date to the token. An authority at its threshold.
    /// @param amount payment units in all
    /// @param recordDate later than now
    /// @param paymentDate from when it may be paid, later than `recordDate`
    /// @param claimDeadline last second for claims, later than `paymentDate`
    function declare(IERC20 payment, uint256 amount, uint40 recordDate, uint40 paymentDate, uint40 claimDeadline)
        external
        returns (bool executed);

    /// @notice Pays the whole amount in, from the caller's allowance. Anyone, once.
    function fund(uint256 distributionId) external;

    /// @notice Fixes who is entitled and starts payment. Anyone, when funded and the payment date has come.
    function open(uint256 distributionId) external;

    /// @notice Pays positions what they are entitled to. Anyone, while open.
    /// @dev Skips positions that are paid or entitled to nothing. One that is restricted or whose payment fails is
    /// withheld and stops nobody: each payment runs with bounded gas and bounded return data. Who is restricted is
    /// asked once, before the first payment. Stops early, before a position, when too little gas is left for it; reverts
    /// when too little is left to ask.
    /// @return processed how many positions of the batch were looked at
    function pay(uint256 distributionId, PositionKey[] calldata positions) external returns (uint256 processed);

    /// @notice Ends payment when every entitled position was seen. Anyone. Claims stay possible until the deadline.
    function close(uint256 distributionId) external;

    /// @notice Pays the caller what was not paid to it; `custodian` zero for its direct position.
    /// @dev While open or closed, up to the claim deadline. Reverts with the reason where `pay` would withhold.
    function claim(uint256 distributionId, address custodian) external;

    /// @notice `claim` for a position of an account whose successor the caller is, or of its own.
    function claimFor(uint256 distributionId, PositionKey calldata position) external;

    /// @notice Returns what is left after the claim deadline. An authority at its threshold.
    /// @dev From Funded too: what was funded and never opened, because nobody was entitled or nobody opened it.
    function reclaim(uint256 distributionId, address to) external returns (bool executed);

    function getDistribution(uint256 distributionId) external view returns (Distribution memory);

    function distributionCount() external view returns (uint256);

    /// @notice What a position is entitled to, paid or not; zero before the distribution is open.
    function entitlementOf(uint256 distributionId, address custodian, address account) external view returns (uint256);

    function paymentStatusOf(uint256 distributionId, address custodian, address account)
        external
        view
        returns (PaymentStatus);

    /// @notice Whether `open` would succeed now, but for a supply that nobody holds.
    function isOpenable(uint256 distributionId) external view returns (bool);

    /// @notice Whether `close` would succeed now.
    function isClosable(uint256 distributionId) external view returns (bool);
}
