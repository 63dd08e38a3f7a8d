/** The parts of a token's code behind its administration, in the order of `CodePart` in `src/token/TokenSelectors.sol`. */
export const codeParts = [
  "TokenRules",
  "TokenMoves",
  "TokenHolders",
  "TokenAnswers",
  "TokenModules",
  "TokenTerms",
] as const;
