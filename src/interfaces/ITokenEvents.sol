// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";
import {Restriction} from "../types/Restriction.sol";
import {IIssuingEntity} from "./IIssuingEntity.sol";

/// @title TokenEvents
/// @notice A token's events and errors, whichever of its parts they come from.
interface ITokenEvents {
    /// @notice New shares came into being. `data` is the issuer's reference, such as a hash of external ids.
    event Issued(address indexed operator, address indexed to, uint256 amount, bytes data);
    /// @notice Shares were taken back and exist no more (ERC-1594). `data` as in `Issued`.
    event Redeemed(address indexed operator, address indexed from, uint256 amount, bytes data);
    /// @notice Issuer's power to move a holder's balance was used (ERC-1644).
    event ControllerTransfer(
        address controller, address indexed from, address indexed to, uint256 amount, bytes data, bytes operatorData
    );
    /// @notice Issuer's power to take a holder's shares out of existence was used (ERC-1644).
    event ControllerRedemption(
        address controller, address indexed holder, uint256 amount, bytes data, bytes operatorData
    );
    /// @notice Beneficial ownership at a custodian changed. `from` zero: deposit; `to` zero: withdrawal.
    event CustodyTransferred(address indexed custodian, address indexed from, address indexed to, uint256 amount);
    /// @notice The owner authority moved (`to` zero: redeemed) shares that a custodian keeps.
    /// @param documentHash of the document that orders it
    event CustodyForced(
        address indexed custodian, address indexed from, address indexed to, uint256 amount, bytes32 documentHash
    );
    /// @notice The token asks the custodian before each deposit, or no more.
    event DepositsAsked(address indexed custodian, bool asked);
    /// @notice What `module` encumbers of an account's direct balance in the default partition is `encumbered` now.
    event EncumbranceChanged(address indexed account, address indexed module, uint256 encumbered);
    /// @notice The same of a position in another partition, or at a custodian.
    event PositionEncumbranceChanged(
        address indexed account,
        address indexed module,
        address indexed custodian,
        Partition partition,
        uint256 encumbered
    );
    /// @notice A module moved shares out of what it encumbered. The moves themselves have events of their own.
    event Settled(
        address indexed module,
        address indexed from,
        address indexed to,
        address custodianFrom,
        address custodianTo,
        Partition partition,
        uint256 amount,
        bytes data
    );
    /// @notice A module turned `amount` shares of one partition into `received` of another: `amount * numerator / denominator`,
    /// rounded down. The difference is a `Transfer` from or to zero.
    event PartitionConverted(
        Partition indexed from,
        Partition indexed to,
        address indexed account,
        address module,
        uint256 amount,
        uint256 received,
        uint256 numerator,
        uint256 denominator
    );
    /// @notice The module may redeem what others hold back, or no more.
    event MandateSet(address indexed module, bool granted);
    /// @notice Splits left a fraction in what is kept of a position: the event before this one told it in whole shares, and
    /// the next split scales it exactly.
    /// @param module zero: the issuer froze it
    /// @param parts what is kept, in parts of 2^-24 shares
    event FractionKept(
        address indexed account, address indexed module, address custodian, Partition partition, uint256 parts
    );
    /// @notice Anyone may clear what the detached module still encumbers.
    event ModuleAbandoned(address indexed module);
    /// @notice `denominator` shares became `numerator`. Supply and partitions' supplies are in the new unit now; so is every
    /// balance that is read.
    /// @param exact no position has a fraction; otherwise nothing moves until every position was brought forward
    event SharesSplit(
        uint8 indexed epoch, uint32 numerator, uint32 denominator, bool exact, uint256 supplyBefore, uint256 supplyAfter
    );
    /// @notice A position, of all partitions together, lost its fraction in a split that leaves some.
    /// @param before balance before the split
    /// @param fraction in parts of the split's denominator; of an account with shares in several partitions it may be more
    /// than one share
    /// @param supply of the token now
    /// @param custody what the custodian keeps now; zero for a direct position
    event PositionBroughtForward(
        uint8 indexed epoch,
        address indexed custodian,
        address indexed account,
        uint256 before,
        uint256 balance,
        uint256 fraction,
        uint256 supply,
        uint256 custody
    );
    /// @notice Every position was brought forward.
    event SplitFinished(uint8 indexed epoch);
    /// @notice Moves go on although `rest` old shares were not brought forward: they are when they are touched.
    event SplitReopened(uint8 indexed epoch, uint256 rest);
    event RecordDateScheduled(uint40 indexed recordDate);
    /// @notice The record date is announced no more: nothing is kept at it.
    event RecordDateWithdrawn(uint40 indexed recordDate);
    /// @notice A transfer that its holder signed is carried out; its moves follow. `fee` goes to `relayer`, who sent it.
    event TransferSigned(
        address indexed holder,
        uint256 indexed nonce,
        address indexed relayer,
        address to,
        Partition partition,
        Partition toPartition,
        uint256 amount,
        uint256 fee
    );
    /// @notice What the holder signs under the nonce is void.
    event NonceCancelled(address indexed holder, uint256 indexed nonce);
    event TokenRenamed(string formerName, string formerSymbol, string name, string symbol);
    event ContractURISet(string uri);
    /// @notice ERC-7572: `contractURI` says something else now.
    event ContractURIUpdated();
    event RestrictionSet(bool restricted);
    event ExpiryStopsSendingSet(bool stops);
    /// @notice A supervisor approves of the token, or no more; it counts as approved from the start.
    event LegalApprovalSet(bool approved);
    /// @param limit zero: none
    event AuthorizedSupplySet(uint256 limit);
    /// @notice Only the module may issue these shares. By the module, by its issues, by a split, or when it is detached.
    event SupplyReserved(address indexed module, uint256 amount);
    /// @param multiple amounts are multiples of it; one: any amount
    event GranularitySet(uint256 multiple);
    /// @notice Nothing more will ever be issued (ERC-1594).
    event IssuanceFinished();
    /// @notice The account lets its investor's other accounts collect what is free, or no more.
    event SweepAllowed(address indexed account, bool allowed);
    /// @notice The lost account is barred; all that it held directly, and what is encumbered, locked or stands in
    /// partitions there, is its successor's. The moves themselves have events of their own.
    event AccountRecovered(address indexed lost, address indexed successor, bytes data);

    /// @notice A partition was named, or its lock or description changed. See `LOCKED_BY_HAND` for locks without end.
    event PartitionSet(Partition indexed partition, uint40 lockedUntil, string description);
    /// @notice The lock of an account's position. Zero: none; `UNLOCKED`: open whatever the partition says.
    event PositionLockSet(Partition indexed partition, address indexed account, uint40 lockedUntil);
    /// @notice Holders may, or may no more, change what they hold in one partition into the other.
    event PartitionExchangeSet(Partition indexed from, Partition indexed to, bool open);
    /// @notice Shares that the account holds changed their partition: alone, or right after the transfer that brought them.
    /// `from`, `to`: zero is the default partition.
    event PartitionChanged(
        Partition indexed from,
        Partition indexed to,
        address indexed account,
        address operator,
        uint256 amount,
        bytes data
    );
    /// @notice ERC-1410: beside `Transfer`, whenever shares of another partition than the default one move, and whenever
    /// a function of ERC-1410 moved them.
    event TransferByPartition(
        Partition indexed fromPartition,
        address operator,
        address indexed from,
        address indexed to,
        uint256 amount,
        bytes data,
        bytes operatorData
    );
    /// @notice ERC-1410: beside `Transfer` from zero.
    event IssuedByPartition(
        Partition indexed partition,
        address indexed operator,
        address indexed to,
        uint256 amount,
        bytes data,
        bytes operatorData
    );
    /// @notice ERC-1410: beside `Transfer` to zero.
    event RedeemedByPartition(
        Partition indexed partition,
        address indexed operator,
        address indexed from,
        uint256 amount,
        bytes data,
        bytes operatorData
    );
    event AuthorizedOperator(address indexed operator, address indexed tokenHolder);
    event RevokedOperator(address indexed operator, address indexed tokenHolder);
    event AuthorizedOperatorByPartition(
        Partition indexed partition, address indexed operator, address indexed tokenHolder
    );
    event RevokedOperatorByPartition(
        Partition indexed partition, address indexed operator, address indexed tokenHolder
    );
    /// @notice What a spender may move of a holder's shares of a partition other than the default one, whose is `Approval`.
    event ApprovalByPartition(
        Partition indexed partition, address indexed owner, address indexed spender, uint256 amount
    );
    event ModuleAttached(address indexed module, uint8 hooks, uint16 permissions);
    event ModuleDetached(address indexed module);
    /// @notice The module that is being attached reads data with these tags; zero: no tag.
    event ModuleTagsDeclared(address indexed module, bytes4[4] tags);
    /// @notice A module was told of what it cannot stop, and failed: it may know less than has happened.
    /// @param reason at most 128 bytes of the module's own revert data
    event ModuleNoticeFailed(address indexed module, bytes reason);

    /// @notice The transfer is refused; `restriction` says why.
    error SecurityToken_TransferRefused(Restriction restriction, address from, address to, uint256 amount);
    /// @notice A module refuses the move.
    /// @param reason the module's own revert data, at most 1,024 bytes
    error SecurityToken_ModuleRefused(address module, bytes reason, address from, address to, uint256 amount);
    /// @notice A transfer's data is empty, or `abi.encode(Tagged[])` of at most 2,048 bytes, to the byte.
    error SecurityToken_InvalidData(uint256 length);
    /// @notice No attached module reads data with this tag, and neither does the token.
    error SecurityToken_UnreadTag(bytes4 tag);
    /// @notice Only the token itself has its modules told.
    error SecurityToken_NotToken(address caller);
    error SecurityToken_NotIssuer(address caller);
    /// @notice A token is made for an issuer that has accepted its first registrar.
    error SecurityToken_NoRegistrar(IIssuingEntity issuer);
    error SecurityToken_NotCustodian(address caller);
    /// @notice Owners withdraw without their custodian only after the issuer has ended its approval.
    error SecurityToken_CustodianApproved(address custodian);
    /// @notice The term after the end of the custodian's approval has not passed.
    error SecurityToken_ExitNotDue(address custodian, uint256 exitAt);
    /// @notice Force in custody names the document that orders it.
    error SecurityToken_DocumentRequired();
    /// @notice The caller is no attached module with this permission, and no authority.
    error SecurityToken_NotPermitted(address module, uint16 permission);
    /// @notice A mandate is given to a module that is attached and declares the permission.
    error SecurityToken_NotMandated(address module);
    /// @notice A module settles more than nothing, and at most what it encumbers.
    error SecurityToken_InsufficientEncumbrance(address module, uint256 encumbered, uint256 amount);
    /// @notice A settlement stays in its partition.
    error SecurityToken_OtherPartition(Partition from, Partition to);
    /// @notice Both numbers of a conversion lie between 1 and 2^64 - 1.
    error SecurityToken_InvalidConversion(uint256 numerator, uint256 denominator);
    error SecurityToken_NothingReceived(uint256 amount, uint256 numerator, uint256 denominator);
    /// @notice The parts of a token's code must be there before the token.
    error SecurityToken_MissingPart(address part);
    /// @notice Only a fresh clone that its issuer has not added takes a description, once.
    error SecurityToken_Initialized();
    /// @notice This is no token: a clone without a description, or a part at its own address.
    error SecurityToken_NotInitialized();
    error SecurityToken_InvalidSignature(address holder);
    /// @notice A signed transfer used the nonce, or its holder cancelled it.
    error SecurityToken_NonceUsed(address holder, uint256 nonce);
    error SecurityToken_SignatureNotValidYet(uint256 validFrom);
    error SecurityToken_SignatureExpired(uint256 deadline);
    error SecurityToken_OtherRelayer(address relayer, address caller);
    error SecurityToken_InvalidLength(uint256 length, uint256 shortest, uint256 longest);
    error SecurityToken_LengthMismatch(uint256 expected, uint256 actual);
    /// @notice Total supply stays below 2^96.
    error SecurityToken_SupplyOverflow(uint256 supply);
    /// @notice Amounts stay below 2^96.
    error SecurityToken_AmountTooHigh(uint256 amount);
    /// @notice Issuance is not finished while modules have reserved shares.
    error SecurityToken_SupplyReserved(uint256 reserved);
    /// @param supply what there would be, with what others have reserved
    error SecurityToken_AuthorizedSupplyExceeded(uint256 supply, uint256 authorized);
    error SecurityToken_IssuanceFinished();
    /// @notice A granularity is at least one, and below 2^96.
    error SecurityToken_InvalidGranularity(uint256 multiple);
    /// @notice Granularity is set while there are no shares.
    error SecurityToken_SharesExist(uint256 supply);
    /// @notice The accounts do not belong to one investor of one registrar.
    error SecurityToken_OtherInvestor(address account, address other);
    error SecurityToken_SweepNotAllowed(address account);
    /// @notice The registrar bars a lost account before the issuer moves what it held.
    error SecurityToken_NotBarred(address lost);
    error SecurityToken_NotLost(address account);
    /// @notice The token has no such partition; `setPartition` names it.
    error SecurityToken_UnknownPartition(Partition partition);
    /// @notice At most 32 partitions beside the default one.
    error SecurityToken_TooManyPartitions();
    error SecurityToken_SamePartition(Partition partition);
    /// @notice A holder locks its own position for longer only; `lockedUntil` is the lock in force.
    error SecurityToken_LockShortened(uint40 lockedUntil, uint40 asked);
    /// @notice What a custodian keeps belongs to others: nothing of it is frozen as the custodian's.
    error SecurityToken_CustodianBalance(address custodian);
    error SecurityToken_InsufficientFreeBalance(address account, uint256 free, uint256 amount);
    /// @notice ERC-6093: nobody may be given an allowance as the account zero.
    error ERC20InvalidSpender(address spender);
    error SecurityToken_PermitExpired(uint256 deadline);
    /// @notice The signature over the permit is not the owner's, or its nonce is used.
    error SecurityToken_InvalidPermit(address owner);
    error SecurityToken_SelfTransfer(address account);
    error SecurityToken_InvalidDecimals(uint8 decimals);
    /// @notice A record date is announced ahead, at the latest for the next second.
    error SecurityToken_RecordDatePast(uint40 recordDate, uint256 time);
    /// @notice At most 16 record dates are announced and not yet passed; 512 in all, and four more for each day since the first.
    error SecurityToken_TooManyRecordDates();
    /// @notice A record date lies at most two years ahead.
    error SecurityToken_RecordDateTooFar(uint40 recordDate, uint256 latest);
    /// @notice `announcer` needs the record date: a module that is attached, or the issuer.
    error SecurityToken_RecordDateNeeded(uint40 recordDate, address announcer);
    error SecurityToken_UnknownRecordDate(uint40 recordDate);
    /// @notice A split needs two different numbers between 1 and 1,000,000, without a common divisor.
    error SecurityToken_InvalidRatio(uint32 numerator, uint32 denominator);
    /// @notice The granularity or the authorised supply would not be a whole number after the split.
    error SecurityToken_SplitNotWhole(uint256 amount, uint32 numerator, uint32 denominator);
    /// @notice `rest` shares of the last split were not brought forward yet.
    error SecurityToken_SplitUnfinished(uint256 rest);
    error SecurityToken_NoSplitPending();
    /// @notice A token is split at most 255 times.
    error SecurityToken_TooManySplits();
    /// @notice Balances at a record date are known once it has passed.
    error SecurityToken_RecordDateNotPassed(uint40 recordDate, uint256 time);
    /// @notice A registrar is asked, and a module told, with `needed` gas at hand, or its silence could be the caller's doing.
    error SecurityToken_TooLittleGas(uint256 left, uint256 needed);
    error SecurityToken_ModuleAttached(address module);
    error SecurityToken_ModuleNotAttached(address module);
    /// @notice The module does not serve this token, or declares hooks or permissions that do not exist.
    error SecurityToken_InvalidModule(address module);
    error SecurityToken_TooManyModules();
    /// @notice Every slot belongs to a module that is attached or still encumbers something; see `abandonModule`.
    error SecurityToken_NoEmptySlot();
    /// @notice Nothing is attached, detached or split while a module's hook runs.
    error SecurityToken_HookRunning();
    /// @notice The module encumbers nothing.
    error SecurityToken_NothingEncumbered(address module);
    /// @notice Only what an abandoned module encumbers is cleared by others.
    error SecurityToken_NotAbandoned(address module);
}
