// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Why a transfer is refused. One code, the same in `checkTransfer`, `detectTransferRestriction` (ERC-1404),
/// `canTransfer` (ERC-1594) and the revert; of a module that refuses, see FIRST_MODULE_CODE. Codes are public: append, never renumber. Texts: `RestrictionTexts`.
enum Restriction {
    None,
    TokenRestricted,
    IssuerRestricted,
    SenderNotRegistered,
    ReceiverNotRegistered,
    SenderRestricted,
    ReceiverRestricted,
    SenderFrozen,
    ReceiverFrozen,
    SenderExpired,
    ReceiverExpired,
    CountryNotPermitted,
    RatingTooLow,
    InvestorLimitReached,
    RatingLimitReached,
    CountryLimitReached,
    CountryRatingLimitReached,
    InsufficientBalance,
    AmountLocked,
    InsufficientAllowance,
    CustodianToCustodian,
    CustodianNotApproved,
    ModuleRefused,
    InvalidReceiver,
    TokenNotApproved,
    AmountNotMultiple,
    PartitionLocked,
    PositionLocked,
    PartitionNotAtCustodian,
    UnknownPartition,
    NotOperator,
    AccountLost,
    SpenderBarred,
    DepositRefused,
    SplitPending,
    TicketRequired,
    DataRefused,
    UnknownMove,
    IssuanceFinished,
    SupplyLimitReached,
    ExchangeClosed,
    PositionLimitReached
}

/// @dev Codes from here on are modules that refuse, by their place in the token's list (ERC-1404).
uint8 constant FIRST_MODULE_CODE = 128;
