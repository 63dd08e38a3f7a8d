/** What is mutated, and by which tests it must be noticed. */
export type Target = {
  source: string;
  /** a pattern of paths for forge */
  tests: string;
  /** the contract bounds gas: without the optimizer its bounds are too narrow */
  isOptimized?: boolean;
};

const tokenTests = "test/{integration/SecurityToken,fuzz}/**";

export const targets: readonly Target[] = [
  { source: "src/token/Encumbrances.sol", tests: tokenTests },
  { source: "src/libraries/EncumbranceRules.sol", tests: tokenTests },
  { source: "src/token/Transfers.sol", tests: tokenTests },
  { source: "src/token/PlainTransfers.sol", tests: tokenTests },
  { source: "src/types/Revisions.sol", tests: "test/{unit/Revisions.t.sol,integration/KYCRegistrar/revisions/**}" },
  {
    source: "src/types/CachedStanding.sol",
    tests: "test/{unit/CachedStanding.t.sol,integration/SecurityToken/plainTransfers/**}",
  },
  { source: "src/registrar/Register.sol", tests: "test/integration/KYCRegistrar/**" },
  { source: "src/registrar/RegistrarAdministration.sol", tests: "test/integration/KYCRegistrar/**" },
  { source: "src/registrar/Suspensions.sol", tests: "test/integration/KYCRegistrar/**" },
  { source: "src/token/RecordDates.sol", tests: tokenTests },
  { source: "src/token/TokenSettlements.sol", tests: tokenTests },
  { source: "src/token/TokenSupply.sol", tests: tokenTests },
  { source: "src/token/Execution.sol", tests: tokenTests },
  { source: "src/token/TokenMoves.sol", tests: tokenTests },
  { source: "src/token/TokenRules.sol", tests: tokenTests },
  { source: "src/token/TokenQuestions.sol", tests: tokenTests },
  { source: "src/token/TokenIssues.sol", tests: tokenTests },
  { source: "src/token/TokenTransfers.sol", tests: tokenTests },
  { source: "src/token/PartitionTransfers.sol", tests: tokenTests },
  { source: "src/token/Splits.sol", tests: tokenTests },
  { source: "src/token/ModuleSockets.sol", tests: tokenTests },
  { source: "src/token/TokenEnforcement.sol", tests: tokenTests },
  { source: "src/token/TokenHolders.sol", tests: tokenTests },
  { source: "src/token/TokenPartitions.sol", tests: tokenTests },
  { source: "src/token/TokenTerms.sol", tests: tokenTests },
  { source: "src/token/TokenSignatures.sol", tests: tokenTests },
  { source: "src/token/TokenNotices.sol", tests: tokenTests },
  { source: "src/token/TokenDryRuns.sol", tests: tokenTests },
  { source: "src/token/TokenRecovery.sol", tests: tokenTests },
  { source: "src/libraries/TaggedData.sol", tests: tokenTests },
  {
    source: "src/modules/payouts/Payouts.sol",
    isOptimized: true,
    tests: "test/{integration/DistributionModule,fuzz}/**",
  },
  {
    source: "src/modules/payouts/Rounds.sol",
    isOptimized: true,
    tests: "test/{integration/DistributionModule,fuzz}/**",
  },
  { source: "src/modules/RecordDateSchedule.sol", isOptimized: true, tests: "test/integration/DistributionModule/**" },
  {
    source: "src/modules/payouts/PayoutRegister.sol",
    isOptimized: true,
    tests: "test/{integration/DistributionModule,fuzz}/**",
  },
  { source: "src/modules/payouts/Purse.sol", isOptimized: true, tests: "test/integration/DistributionModule/**" },
  { source: "src/modules/payouts/PayoutWork.sol", isOptimized: true, tests: "test/integration/DistributionModule/**" },
  { source: "src/modules/lockup/LotWord.sol", tests: "test/unit/LotWord.t.sol" },
  { source: "src/modules/lockup/LockupModule.sol", tests: "test/{integration/LockupModule,fuzz}/**" },
  { source: "src/modules/pledge/PledgeModule.sol", tests: "test/integration/PledgeModule/**" },
  { source: "src/modules/pledge/PledgeBook.sol", tests: "test/integration/PledgeModule/**" },
  { source: "src/modules/pledge/PledgeWork.sol", tests: "test/integration/PledgeModule/**" },
  { source: "src/multisig/MultiSigBase.sol", tests: "test/{integration/MultiSig,fuzz}/**" },
  { source: "src/multisig/MultiSigCalls.sol", tests: "test/{integration/MultiSig,fuzz}/**" },
  { source: "src/multisig/MultiSigAdministration.sol", tests: "test/{integration/MultiSig,fuzz}/**" },
  { source: "src/multisig/Authorities.sol", tests: "test/{integration/MultiSig,fuzz}/**" },
  { source: "src/registrar/KYCRegistrar.sol", tests: "test/{integration/KYCRegistrar,fuzz}/**" },
  { source: "src/registrar/RegistrarBase.sol", tests: "test/integration/KYCRegistrar/**" },
  { source: "src/registrar/Registrations.sol", tests: "test/integration/KYCRegistrar/**" },
  { source: "src/registrar/Consents.sol", tests: "test/integration/KYCRegistrar/**" },
  { source: "src/registrar/AuthorityAdministration.sol", tests: "test/{integration/KYCRegistrar,fuzz}/**" },
  {
    source: "src/issuer/InvestorCounts.sol",
    tests: "test/{integration/IssuingEntity,integration/SecurityToken,fuzz}/**",
  },
  { source: "src/issuer/Freezes.sol", tests: "test/{integration/{IssuingEntity,SecurityToken},fuzz}/**" },
  { source: "src/issuer/IssuerBase.sol", tests: "test/integration/IssuingEntity/**" },
  { source: "src/issuer/IssuerRules.sol", tests: "test/integration/IssuingEntity/**" },
  { source: "src/issuer/IssuingEntity.sol", tests: "test/integration/IssuingEntity/**" },
  { source: "src/issuer/IssuerAdministration.sol", tests: "test/integration/IssuingEntity/**" },
  { source: "src/custodian/Custodian.sol", tests: "test/integration/Custodian/**" },
  { source: "src/gateway/KeeperGateway.sol", tests: "test/{integration/KeeperGateway,fuzz}/**" },
  { source: "src/gateway/WorkRouter.sol", tests: "test/{integration/KeeperGateway,fuzz}/**" },
  { source: "src/gateway/WorkSearch.sol", tests: "test/{integration/KeeperGateway,fuzz}/**" },
];

/** Mutants that change nothing that anybody could notice, and why. */
export const equivalents: readonly { source: string; before: string; change: string; why: string }[] = [
  {
    source: "src/token/Encumbrances.sol",
    before: "if (key.custodian != address(0) || !key.partition.isDefault()) return holding.balance();",
    change: "|| becomes &&",
    why: "Words in custody and in partitions have no flag of shares that stand apart, so nothing is subtracted.",
  },
  {
    source: "src/token/Encumbrances.sol",
    before: "if (amount == 0) continue;",
    change: "left out",
    why: "Where nothing is asked for nothing is freed: it only spares the reading.",
  },
  {
    source: "src/token/Splits.sol",
    before: "if (amount == 0) return 0;",
    change: "left out",
    why: "Nothing stays nothing in each split, rounded up too.",
  },
  {
    source: "src/token/Splits.sol",
    before: "if (holding.splitEpoch() == epoch) return holding;",
    change: "left out",
    why: "Between equal epochs there is no split to apply.",
  },
  {
    source: "src/token/TokenTerms.sol",
    before: "if (c.holding.flags() & APART_FLAG == 0 || apart.amount == 0) return;",
    change: "left out",
    why: "Without shares that stand apart the balance is scaled as a whole, as before.",
  },
  {
    source: "src/libraries/TaggedData.sol",
    before: "if (tag << 32 != 0 || _word(data, next + 32) != 64 || length > size) return (false, tags);",
    change: "> becomes >=",
    why: "An item as long as all of the data ends behind it, which is refused at the end.",
  },
  {
    source: "src/issuer/IssuerAdministration.sol",
    before: "for (uint256 i; i < MIN_RATING_WORDS; ++i) {",
    change: "< becomes <=",
    why: "Behind the last word nothing is stored.",
  },
  {
    source: "src/issuer/IssuerAdministration.sol",
    before: "return true;",
    change: "true becomes false",
    why: "IssuingEntity answers for its office, whose own answer nobody reads.",
  },
];
