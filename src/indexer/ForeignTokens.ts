import { audit } from "./event.ts";

/** Contracts from which tokens that were sent there by mistake can be recovered. */
const contracts = [
  "AccreditationWork",
  "ClaimRegistry",
  "CountWork",
  "DistributionModule",
  "Dossier",
  "KeeperGateway",
  "LockupModule",
  "PledgeModule",
  "SecurityToken",
] as const;

// What was sent there by mistake is nobody's holding.
audit(
  ...contracts.flatMap((contract) => [
    `${contract}:ForeignItemRecovered` as const,
    `${contract}:ForeignTokensRecovered` as const,
  ]),
);
