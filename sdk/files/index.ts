export { checkInputs, type Inputs, parseInputs } from "./check.ts";
export { type DistributionRow, distributionColumns, parseDistribution } from "./distribution.ts";
export { type Accreditation, type InvestorRow, investorColumns, parseInvestors } from "./investors.ts";
export { type InvestorLimits, type Issuer, parseIssuer } from "./issuer.ts";
export { type LockedLot, lockedLots } from "./lockedLots.ts";
export { InputFileError, type Parsed, type Problem, printNotice, printProblem, requireValid } from "./problems.ts";
