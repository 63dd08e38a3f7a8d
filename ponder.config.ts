/**
 * What the index reads, from where, into which database. Set by the environment:
 * - `DEPLOYMENT`: path of the deployment record; default `deployments/<PONDER_CHAIN_ID>.json`
 * - `PONDER_CHAIN_ID`: the chain's number
 * - `PONDER_RPC_URLS`: its JSON-RPC endpoints, comma-separated
 * - `PONDER_POLLING_INTERVAL`: milliseconds between questions for a new block, at least 100; default 1000
 * - `PONDER_REQUESTS_PER_SECOND`: with how many requests a second Ponder begins, at least 20 for each endpoint; default 400
 * - `DATABASE_URL`: a Postgres database that has seen no other chain
 */
import { readFileSync } from "node:fs";
import { createConfig, factory } from "ponder";
import { getAbiItem, zeroAddress } from "viem";
import { z } from "zod";
import { accreditationWorkAbi } from "./abis/AccreditationWork.ts";
import { claimRegistryAbi } from "./abis/ClaimRegistry.ts";
import { countWorkAbi } from "./abis/CountWork.ts";
import { custodianAbi } from "./abis/Custodian.ts";
import { distributionModuleAbi } from "./abis/DistributionModule.ts";
import { dossierAbi } from "./abis/Dossier.ts";
import { issuingEntityAbi } from "./abis/IssuingEntity.ts";
import { keeperGatewayAbi } from "./abis/KeeperGateway.ts";
import { kycRegistrarAbi } from "./abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "./abis/LockupModule.ts";
import { multiSigAbi } from "./abis/MultiSig.ts";
import { pledgeModuleAbi } from "./abis/PledgeModule.ts";
import { securityTokenAbi } from "./abis/SecurityToken.ts";
import { tokenFactoryAbi } from "./abis/TokenFactory.ts";
import { deploymentSchema, type ModuleFamily } from "./deployments/record.ts";

/** A value of the environment or of the deployment record cannot serve; the text names it and the mend. */
export class IndexConfigError extends Error {
  override readonly name = "IndexConfigError";
}

/** With how many requests a second Ponder begins at each entry of `rpc`. It asks less often when it is answered 429. */
const REQUESTS_PER_ENTRY = 20;

function hasProtocol(value: string, ...protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

const environmentSchema = z.object({
  DATABASE_URL: z
    .string('is missing. Set it to a Postgres database, such as "postgresql://user:password@127.0.0.1:5432/index"')
    .refine((value) => hasProtocol(value, "postgres:", "postgresql:"), 'must begin with "postgresql://"'),
  DEPLOYMENT: z.string().optional(),
  PONDER_CHAIN_ID: z
    .string('is missing. Set it to the number of the chain, such as "31337"')
    .regex(/^[1-9]\d{0,14}$/, "must be a positive integer")
    .transform(Number),
  PONDER_POLLING_INTERVAL: z
    .string()
    .default("1000")
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= 100, "must be milliseconds, at least 100")
    .transform(Number),
  PONDER_REQUESTS_PER_SECOND: z
    .string()
    .default("400")
    .refine((value) => /^\d{1,6}$/.test(value) && Number(value) > 0, "must be a positive integer, such as 400")
    .transform(Number),
  PONDER_RPC_URLS: z
    .string('is missing. Set it to the JSON-RPC URLs of the chain, comma-separated, such as "http://127.0.0.1:8545"')
    .transform((value) => value.split(",").map((url) => url.trim()))
    .refine(
      (urls) => urls.every((url) => hasProtocol(url, "http:", "https:", "ws:", "wss:")),
      "must be http(s) or ws(s) URLs, comma-separated",
    ),
});

function parse<schema extends z.ZodType>(schema: schema, value: unknown, where: string): z.output<schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new IndexConfigError(
    result.error.issues.map(({ path, message }) => `${where} ${path.join(".")} ${message}.`).join("\n"),
  );
}

function readRecord(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new IndexConfigError(
      `The deployment record ${path} ${reason}. Deploy first, or set DEPLOYMENT to the file that the deployment wrote.`,
      { cause },
    );
  }
}

/** An empty value in `.env` is as good as none. */
const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
const environment = parse(environmentSchema, given, "Environment variable");
const path = environment.DEPLOYMENT ?? `deployments/${environment.PONDER_CHAIN_ID}.json`;
const deployment = parse(deploymentSchema, readRecord(path), `Deployment record ${path}:`);

if (deployment.chainId !== environment.PONDER_CHAIN_ID) {
  throw new IndexConfigError(
    `Deployment record ${path} is of chain ${deployment.chainId}, but PONDER_CHAIN_ID is ${environment.PONDER_CHAIN_ID}. ` +
      "Name the record of that chain in DEPLOYMENT, or mend PONDER_CHAIN_ID.",
  );
}

const urls = environment.PONDER_RPC_URLS;
const repeats = Math.floor(environment.PONDER_REQUESTS_PER_SECOND / REQUESTS_PER_ENTRY / urls.length);
if (repeats < 1) {
  throw new IndexConfigError(
    `Environment variable PONDER_REQUESTS_PER_SECOND must be at least ${REQUESTS_PER_ENTRY * urls.length}: ` +
      `${REQUESTS_PER_ENTRY} for each URL of PONDER_RPC_URLS.`,
  );
}
const { registrar, claims, issuer, dossier, custodian, gateway, startBlock } = deployment;
const { accreditations, counts, factory: tokenFactory = zeroAddress } = deployment;
const at = { chain: "chain", startBlock } as const;
/** The modules of one family emit events that the others do not know. */
const family = (name: ModuleFamily) => ({ ...at, address: [deployment[name], ...deployment.modules] }) as const;

/** Every token that the issuer adds, from then on: nobody can issue, lock or declare before. */
const tokens = factory({
  address: issuer,
  event: getAbiItem({ abi: issuingEntityAbi, name: "TokenAdded" }),
  parameter: "token",
});

export default createConfig({
  database: { kind: "postgres", connectionString: environment.DATABASE_URL },
  chains: {
    chain: {
      id: environment.PONDER_CHAIN_ID,
      // Repeated entries are the only way to set the rate: Ponder ignores maxRequestsPerSecond.
      rpc: Array.from({ length: repeats }, () => urls).flat(),
      pollingInterval: environment.PONDER_POLLING_INTERVAL,
      // A cache of blocks and logs outlives a development chain and would answer for the next one. It also forgets
      // tokens that were found live.
      disableCache: true,
    },
  },
  contracts: {
    MultiSig: { ...at, abi: multiSigAbi, address: [registrar, issuer, custodian] },
    KYCRegistrar: { ...at, abi: kycRegistrarAbi, address: registrar },
    ClaimRegistry: { ...at, abi: claimRegistryAbi, address: claims },
    IssuingEntity: { ...at, abi: issuingEntityAbi, address: issuer },
    Dossier: { ...at, abi: dossierAbi, address: dossier },
    SecurityToken: { ...at, abi: securityTokenAbi, address: tokens },
    // It serves every issuer of the chain. Where the record names none, the zero address emits nothing.
    TokenFactory: {
      ...at,
      abi: tokenFactoryAbi,
      address: tokenFactory,
      filter: { event: "TokenCreated", args: { issuer } },
    },
    Custodian: { ...at, abi: custodianAbi, address: custodian },
    KeeperGateway: { ...at, abi: keeperGatewayAbi, address: gateway },
    AccreditationWork: { ...at, abi: accreditationWorkAbi, address: accreditations },
    CountWork: { ...at, abi: countWorkAbi, address: counts },
    LockupModule: { ...family("lockup"), abi: lockupModuleAbi },
    DistributionModule: { ...family("distribution"), abi: distributionModuleAbi },
    PledgeModule: { ...family("pledges"), abi: pledgeModuleAbi },
  },
});
