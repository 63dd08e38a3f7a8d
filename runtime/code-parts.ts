/** The parts of a token's code behind its administration, in the order of `CodePart` in `src/token/TokenSelectors.sol`. */
export const codeParts = [
  "TokenHolders",
  "TokenModules",
  "TokenEnforcement",
  "TokenRecovery",
  "TokenDryRuns",
  "TokenDescription",
  "TokenSignatures",
  "TokenNotices",
  "TokenSupply",
  "TokenSettlements",
  "TokenPartitions",
  "TokenTerms",
] as const;
