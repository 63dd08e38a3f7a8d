/** One entry a code of src/types/Restriction.sol, at the index that is its number. Codes are public: append only. */
export const restrictions = [
  { code: 0, name: "None", sentence: "The transfer is allowed." },
  { code: 1, name: "TokenRestricted", sentence: "Transfers of this security are paused." },
  { code: 2, name: "IssuerRestricted", sentence: "The issuer has paused transfers of all its securities." },
  { code: 3, name: "SenderNotRegistered", sentence: "The sender's account belongs to no registered investor." },
  { code: 4, name: "ReceiverNotRegistered", sentence: "The receiver's account belongs to no registered investor." },
  { code: 5, name: "SenderRestricted", sentence: "The registrar has restricted the sender or the sender's account." },
  {
    code: 6,
    name: "ReceiverRestricted",
    sentence: "The registrar has restricted the receiver or the receiver's account.",
  },
  { code: 7, name: "SenderFrozen", sentence: "The issuer has frozen the sender." },
  { code: 8, name: "ReceiverFrozen", sentence: "The issuer has frozen the receiver." },
  { code: 9, name: "SenderExpired", sentence: "The sender's accreditation has expired." },
  { code: 10, name: "ReceiverExpired", sentence: "The receiver's accreditation has expired." },
  { code: 11, name: "CountryNotPermitted", sentence: "The issuer does not admit investors of the receiver's country." },
  { code: 12, name: "RatingTooLow", sentence: "The receiver's rating is below the minimum for its country." },
  { code: 13, name: "InvestorLimitReached", sentence: "The issuer has as many investors as it may have." },
  { code: 14, name: "RatingLimitReached", sentence: "The issuer has as many investors of this rating as it may have." },
  {
    code: 15,
    name: "CountryLimitReached",
    sentence: "The issuer has as many investors in this country as it may have.",
  },
  {
    code: 16,
    name: "CountryRatingLimitReached",
    sentence: "The issuer has as many investors of this rating in this country as it may have.",
  },
  { code: 17, name: "InsufficientBalance", sentence: "The sender owns less than the amount." },
  { code: 18, name: "AmountLocked", sentence: "A part of the amount is locked up, pledged or frozen." },
  { code: 19, name: "InsufficientAllowance", sentence: "The spender is allowed to take less than the amount." },
  { code: 20, name: "CustodianToCustodian", sentence: "Securities cannot move from one custodian to another." },
  { code: 21, name: "CustodianNotApproved", sentence: "The issuer does not approve this custodian now." },
  { code: 22, name: "ModuleRefused", sentence: "A module of this security refuses the transfer." },
  { code: 23, name: "InvalidReceiver", sentence: "This account can never receive the security." },
  { code: 24, name: "TokenNotApproved", sentence: "The security has no legal approval now." },
  { code: 25, name: "AmountNotMultiple", sentence: "The amount is not a multiple of the security's granularity." },
  { code: 26, name: "PartitionLocked", sentence: "The partition is locked." },
  { code: 27, name: "PositionLocked", sentence: "The sender's position in the partition is locked." },
  { code: 28, name: "PartitionNotAtCustodian", sentence: "Custodians keep shares of the default partition only." },
  { code: 29, name: "UnknownPartition", sentence: "The security has no such partition." },
  { code: 30, name: "NotOperator", sentence: "The caller is no operator of the holder for this partition." },
  { code: 31, name: "AccountLost", sentence: "The account was given up as lost; its shares have moved to another." },
  { code: 32, name: "SpenderBarred", sentence: "The spender or operator is barred from dealing." },
  { code: 33, name: "DepositRefused", sentence: "The custodian does not accept this deposit." },
  { code: 34, name: "SplitPending", sentence: "A split is not finished; positions wait to be brought forward." },
  { code: 35, name: "TicketRequired", sentence: "A module of this security wants a ticket with the transfer's data." },
  {
    code: 36,
    name: "DataRefused",
    sentence: "The transfer's data is malformed, too long, or has a tag that nobody reads.",
  },
  { code: 37, name: "UnknownMove", sentence: "No dry run knows a move of this kind and shape." },
  { code: 38, name: "IssuanceFinished", sentence: "Nothing more will ever be issued." },
  { code: 39, name: "SupplyLimitReached", sentence: "The supply has no room for the amount." },
  { code: 40, name: "ExchangeClosed", sentence: "The issuer has not opened the way from that partition to the other." },
  { code: 41, name: "PositionLimitReached", sentence: "The receiver's investor holds in as many positions as it may." },
] as const;

/** Codes from here on are modules that refuse, by their place in the token's list. */
export const firstModuleCode = 128;

export type Restriction = (typeof restrictions)[number];
export type RestrictionName = Restriction["name"];

/** The restriction of a code; undefined for a code that this version does not know. */
export const restrictionOf = (code: number): Restriction | undefined => restrictions[code];
