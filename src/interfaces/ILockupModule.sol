// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForeignTokens} from "./IForeignTokens.sol";
import {ITokenModule} from "./IModule.sol";
import {IModuleClients} from "./IModuleClients.sol";
import {IWorkSource} from "./IWorkSource.sol";

/// @title LockupModule
/// @notice Dated lots: parts of a holder's balance that cannot be sent before their lock-up ends.
/// @dev A lot encumbers its amount in the token until someone releases it; anyone may, once it is due. Lots are
/// numbered from 1. A lot is due when its lock-up has ended and the module is attached to its token: a detached module can
/// release nothing, and its lots lock up nothing. As a source of work it has one kind, "release"; an id is a lot's number.
/// A controller transfer may take locked shares. It is the lots released first that lose them: of a holder's locked
/// shares as many stay locked as its unreleased lots say, or all that are left. So the lot that ends last is kept whole
/// as long as the shares last, and nobody may sell before a lot ends because others were taken by force.
interface ILockupModule is ITokenModule, IWorkSource, IForeignTokens, IModuleClients {
    /// @param lockupEnd first second (Unix time) at which the amount may be sent
    /// @param epoch the token's splits when the lot was made: `amount` is in the unit of that time
    struct Lot {
        address account;
        uint40 lockupEnd;
        bool released;
        uint8 epoch;
        uint112 amount;
    }

    /// @dev Shares to issue. The lots' amounts add up to at most `amount`; the rest is free at once.
    /// @param issueId names this issue for ever, so that no one repeats it by mistake (a hash of the external id of a
    /// distribution's row); zero if it has none. It stands in the token's `Issued` as data.
    struct LockedIssue {
        address to;
        uint112 amount;
        bytes32 issueId;
        LotTerms[] lots;
    }

    struct LotTerms {
        uint112 amount;
        uint40 lockupEnd;
    }

    /// @dev Vesting terms: `count` equal parts, one at the end of each `interval` after `start`; before the cliff is over
    /// none, at its end those that it has held back. A mere holding period is one part.
    /// @param start Unix time, may lie in the past
    /// @param cliff seconds after `start`; zero for none
    /// @param interval seconds
    struct Schedule {
        uint112 amount;
        uint40 start;
        uint40 cliff;
        uint40 interval;
        uint16 count;
    }

    event LotLocked(uint256 indexed lotId, address indexed account, uint256 amount, uint40 lockupEnd);
    /// @param released what the token freed, in the present unit; less than the lot's amount if a controller transfer took
    /// locked shares and the holder's other lots need those that are left. After a split that left fractions, lots free whole
    /// shares as their parts add up to them, and the last frees what is left.
    event LotReleased(uint256 indexed lotId, address indexed account, uint256 released);

    error LockupModule_UnknownLot(uint256 lotId);
    /// @notice A single lot's lock-up has not ended.
    error LockupModule_NotDue(uint256 lotId, uint40 dueAt);
    /// @notice A single lot was released before.
    error LockupModule_AlreadyReleased(uint256 lotId);
    error LockupModule_InvalidAmount(address account);
    /// @notice What a custodian keeps is its beneficial owners': it cannot be locked up as the custodian's.
    error LockupModule_CustodianBalance(address custodian);
    error LockupModule_LockupEndPast(uint40 lockupEnd, uint256 time);
    /// @notice Something was issued under this id before.
    error LockupModule_AlreadyIssued(bytes32 issueId);
    error LockupModule_LotsExceedAmount(address to, uint256 lots, uint256 amount);
    /// @notice No parts, parts of nothing, no interval, or an end beyond all dates.
    error LockupModule_InvalidSchedule();

    /// @notice Issues shares and locks up parts of them, in one transaction; all or none.
    /// @dev An authority of the issuer at its threshold, or a client.
    function issueLocked(LockedIssue[] calldata issues) external returns (bool executed);

    /// @notice Locks up a part of a holder's free direct balance. An authority of the issuer at its threshold.
    function lock(address account, LotTerms[] calldata lots) external returns (bool executed);

    /// @notice Releases lots whose lock-up has ended. Anyone.
    /// @dev Skips lots that are unknown, not due or released; a single such lot reverts with its reason. While the module is
    /// detached the token refuses (`SecurityToken_NotPermitted`).
    /// @return released how many lots were released now
    function release(uint256[] calldata lotIds) external returns (uint256 released);

    /// @notice The lots of a schedule, to issue or lock with, in order of time; they add up to its amount.
    /// @dev What is unlocked by any date is rounded down. A lot that has ended already is for the caller to leave out.
    function scheduleLots(Schedule calldata schedule) external pure returns (LotTerms[] memory lots);

    function getLot(uint256 lotId) external view returns (Lot memory);

    function lotCount() external view returns (uint256);

    /// @notice Whether something was issued under an id.
    function isIssued(bytes32 issueId) external view returns (bool);
}
