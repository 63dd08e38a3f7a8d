// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding} from "../types/Holding.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey, RecordDateHolding} from "../types/PositionKey.sol";
import {Split} from "../types/Split.sol";

/// @title TokenTerms
/// @notice What concerns a token's shares as a whole: record dates, partitions and their locks, splits.
/// @dev A split, or reverse split, happens in place: address, permissions, modules, allowances, locks and counts stay. Every
/// view tells the present unit at once; balances at record dates before a split keep their unit. A position is brought
/// forward when it is touched, by arithmetic that asks nobody: each partition by itself, rounded down. Encumbrances and
/// frozen amounts count rounded up. See docs/decisions/0018-splits.md.
interface ITokenTerms {
    /* ----------------------------------------------- record dates -------------------------------------------- */

    /// @notice Announces a record date: the balances at the end of that second will be kept.
    /// @dev An authority at its threshold, or a module with PERMISSION_RECORD_DATE. Announcing twice is harmless: the date
    /// stays until all who announced it have withdrawn it. At most 16 dates lie ahead.
    /// @param recordDate Unix time, later than now, and at most two years ahead
    function scheduleRecordDate(uint40 recordDate) external returns (bool executed);

    /// @notice Takes back the announcement of a record date that has not passed.
    /// @dev A module with PERMISSION_RECORD_DATE, for itself; or an authority at its threshold, for all authorities and for
    /// modules that are not attached any more. Reverts with SecurityToken_RecordDateNeeded where an authority, or a module
    /// that never announced it, asks while an attached module or the issuer needs the date.
    function withdrawRecordDate(uint40 recordDate) external returns (bool executed);

    /// @notice Whether `scheduleRecordDate` by a module would succeed now.
    function canScheduleRecordDate(address module, uint40 recordDate) external view returns (bool);

    /// @notice All record dates announced, in order of time.
    function recordDates() external view returns (uint40[] memory);

    /// @notice Total supply at the end of a record date that has passed.
    function totalSupplyAt(uint40 recordDate) external view returns (uint256);

    /// @notice Direct balance in a partition at the end of a record date that has passed.
    function balanceOfByPartitionAt(Partition partition, address account, uint40 recordDate)
        external
        view
        returns (uint256);

    /// @notice Supply of a partition at the end of a record date that has passed. The default one's includes what custodians
    /// kept.
    function totalSupplyByPartitionAt(Partition partition, uint40 recordDate) external view returns (uint256);

    /* ------------------------------------------------ partitions --------------------------------------------- */

    /// @notice Names a partition, or sets its lock and description anew. An authority at its threshold.
    /// @param partition the default one, too
    /// @param lockedUntil first second (Unix time) at which shares may leave positions; zero: no lock;
    /// `LOCKED_BY_HAND` (2^40 - 1): until set anew
    function setPartition(Partition partition, uint40 lockedUntil, string calldata description)
        external
        returns (bool executed);

    /// @notice Sets the lock of an account's position, beside the partition's. An authority at its threshold.
    /// @param lockedUntil as in `setPartition`: the later of both locks holds; `UNLOCKED` (1): open whatever the
    /// partition says
    function setPositionLock(Partition partition, address account, uint40 lockedUntil) external returns (bool executed);

    /// @notice Locks the caller's own position, longer than it is locked now. Only an authority ends it early.
    function lockPosition(Partition partition, uint40 lockedUntil) external;

    /// @notice Lets holders change what they hold in one partition into the other, or no more. An authority at its
    /// threshold.
    function setPartitionExchange(Partition from, Partition to, bool open) external returns (bool executed);

    /* -------------------------------------------------- splits ----------------------------------------------- */

    /// @notice Turns `denominator` shares into `numerator`. An authority at its threshold.
    /// @dev A ratio leaves no fraction if the denominator is 1 or divides the granularity: then transfers go on. After any
    /// other ratio every move is refused with `SplitPending` until all positions were brought forward. Granularity and
    /// authorised supply are scaled, too, and must stay whole.
    /// @param numerator and denominator at most 1,000,000, without a common divisor
    function split(uint32 numerator, uint32 denominator) external returns (bool executed);

    /// @notice Brings positions forward. Anyone. A direct position of any partition means all that the account holds directly.
    /// @dev Positions that are brought forward already are passed over.
    function bringForward(PositionKey[] calldata positions) external;

    /// @notice The same for one position, as the token's own parts call it before they touch one. Anyone.
    /// @return word the position as it is stored now
    function bringForwardPosition(address custodian, address account) external returns (Holding word);

    /// @notice Lets moves go on before every position was brought forward. The owner authority.
    /// @dev Supply and custodians' totals then fall by each fraction as its position is touched. There is no further split
    /// before the rest is zero.
    function reopenAfterSplit() external returns (bool executed);

    /// @notice All splits in their order; the first began epoch 1.
    function splits() external view returns (Split[] memory);

    /// @param pending whether moves are refused until all positions were brought forward
    /// @param rest shares in the unit before the last split that were not brought forward; zero if that left no fractions
    function splitStatus() external view returns (bool pending, uint256 rest);

    /// @notice A position in the present unit, as `bringForwardPosition` would leave it; the token's other parts ask this.
    /// @return word with the epoch in which it stands in storage
    /// @return apart of a direct balance, what stands in other partitions than the default one
    function presentPosition(address custodian, address account) external view returns (Holding word, uint96 apart);

    /// @notice An amount of an earlier epoch in the present unit, rounded down at each split.
    function scaled(uint256 amount, uint8 epoch) external view returns (uint256);

    /// @notice Whether the position stands in the present unit in storage, too.
    function isBroughtForward(PositionKey calldata position) external view returns (bool);

    /// @notice Direct balance at the end of a record date that has passed (a custodian's: its whole custody).
    function balanceOfAt(address account, uint40 recordDate) external view returns (uint256);

    /// @notice Beneficial balance at the end of a record date that has passed.
    function custodyBalanceOfAt(address custodian, address account, uint40 recordDate) external view returns (uint256);

    /// @notice What positions held at the end of a record date that has passed, who receives what is paid on it, and whether
    /// the recipient may be paid now. A batch asks once.
    /// @dev A direct position of the default partition stands for all that the account held directly, in whatever partition:
    /// a payment on the whole token names each account once. A key of another partition asks about that one alone; who
    /// accepts both pays twice.
    /// Who is restricted is decided as in a transfer. Where a registrar fails, or takes too much gas, its investor is
    /// restricted. Too little gas to ask reverts.
    function positionsAt(PositionKey[] calldata positions, uint40 recordDate)
        external
        view
        returns (RecordDateHolding[] memory);

    /// @notice The same of one partition alone, the default one as well: what the positions held of it.
    /// @dev Custodians keep the default partition only. A partition that does not exist holds nothing.
    /// @param positions custodian and account count; the partition of a key is not read
    function positionsByPartitionAt(Partition partition, PositionKey[] calldata positions, uint40 recordDate)
        external
        view
        returns (RecordDateHolding[] memory);

    /* ------------------------------------------------ recovery ----------------------------------------------- */

    /// @notice Who stands in an account's place now, over all recoveries: the account itself if it was never lost.
    function currentAccountOf(address account) external view returns (address);
}
