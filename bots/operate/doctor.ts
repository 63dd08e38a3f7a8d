import { existsSync } from "node:fs";
import { type Address, createPublicClient, http, keccak256, type PublicClient } from "viem";
import { readMembership } from "../../sdk/reads/authorities.ts";
import { type Deployment, moduleFamilies } from "../../sdk/types.ts";
import type { Finding } from "../health/judge.ts";
import { EventChainBrokenError } from "../ledger/errors.ts";
import { endpointNames } from "../rpc/chain.ts";

/** Whose contracts have authorities. */
const multisigs = ["registrar", "issuer", "custodian"] as const;
const contracts = [
  ...multisigs,
  ...(["claims", "dossier", "token", ...moduleFamilies, "gateway", "accreditations", "counts"] as const),
] as const;

export type CodeWitness = { endpoint: string; codes: ReadonlyMap<string, string | undefined> };

/** Reads the code of every contract of a deployment through each endpoint. */
export const readCodes = (rpcUrls: readonly string[], deployment: Deployment): Promise<CodeWitness[]> =>
  Promise.all(
    endpointNames(rpcUrls).map(async (endpoint, position) => {
      const client = createPublicClient({ transport: http(rpcUrls[position], { timeout: 10_000, retryCount: 0 }) });
      const codes = await Promise.all(
        contracts.map(async (name) => {
          const code = await client.getCode({ address: deployment[name] }).catch(() => undefined);
          return [name, code === undefined ? undefined : keccak256(code)] as const;
        }),
      );
      return { endpoint, codes: new Map(codes) };
    }),
  );

/** Code must be there, and be the same wherever it is read. */
export const judgeCodes = (witnesses: readonly CodeWitness[], deployment: Deployment): Finding[] =>
  contracts.map((name): Finding => {
    const hashes = witnesses.map(({ codes }) => codes.get(name));
    const present = hashes.filter((hash) => hash !== undefined);
    const check = `code of ${name}`;
    if (present.length === 0) {
      const text = `No endpoint has code at ${deployment[name]}. Set DEPLOYMENT to the record of this chain.`;
      return { check, level: "fail", text };
    }
    const different = witnesses.filter(({ codes }) => codes.get(name) !== present[0]).map(({ endpoint }) => endpoint);
    if (different.length > 0) {
      const text = `Endpoint ${different.join(", ")} has another code at ${deployment[name]} than the rest, or none. Take it out of RPC_URLS.`;
      return { check, level: "fail", text };
    }
    return { check, level: "ok", text: `${deployment[name]}, hash ${present[0]}` };
  });

/**
 * What keepers do is open to everybody: their account needs no permission, and should have none, because its key lies on
 * a server.
 */
export const checkRoles = async (client: PublicClient, deployment: Deployment, account: Address): Promise<Finding[]> =>
  Promise.all(
    multisigs.map(async (name): Promise<Finding> => {
      const at = { multisig: deployment[name], account };
      const authority = await readMembership(client, at).catch(() => undefined);
      const check = `role at ${name}`;
      if (authority === undefined)
        return { check, level: "warn", text: `${deployment[name]} does not say whose member ${account} is.` };
      if (authority === 0) return { check, level: "ok", text: "none, and none is needed" };
      const text = `${account} is a member of authority ${authority}. Give the keepers an account of their own that may do nothing.`;
      return { check, level: "warn", text };
    }),
  );

/** Whether the audit trail is as it was written. */
export const checkAudit = (verify: () => Promise<number>): Promise<Finding> =>
  verify().then(
    (count): Finding => ({ check: "audit", level: "ok", text: `${count} rows follow from one another.` }),
    (error: unknown): Finding => {
      const isBroken = error instanceof EventChainBrokenError;
      return { check: "audit", level: "fail", text: isBroken ? error.shortMessage : "The audit trail cannot be read." };
    },
  );

export type MigrationState = { applied: readonly string[]; known: readonly string[] };

/** The ledger's tables must be those that this version knows. */
export const judgeMigrations = ({ applied, known }: MigrationState): Finding => {
  const missing = known.filter((file) => !applied.includes(file));
  const foreign = applied.filter((file) => !known.includes(file));
  const check = "migrations";
  if (foreign.length > 0) {
    return { check, level: "fail", text: `A newer version has applied ${foreign.join(", ")}. Run that version.` };
  }
  if (missing.length > 0) {
    return {
      check,
      level: "fail",
      text: `${missing.join(", ")} are not applied. Start the keepers once: they apply them.`,
    };
  }
  return { check, level: "ok", text: `${applied.length} applied.` };
};

export type LeaseState = { holder: string; fence: number; expiresAt: Date; isValid: boolean };

/** Somebody must lead. */
export const judgeLease = (lease: LeaseState | undefined): Finding => {
  const check = "lease";
  if (lease === undefined)
    return { check, level: "fail", text: "Nobody has ever led. Start the keepers with `npm run keepers`." };
  const { holder, fence, expiresAt, isValid } = lease;
  if (isValid)
    return { check, level: "ok", text: `held by ${holder}, fence ${fence}, until ${expiresAt.toISOString()}` };
  return { check, level: "fail", text: `No keepers run: the lease of ${holder} ended ${expiresAt.toISOString()}.` };
};

export const checkKeystore = (keystore: string | undefined, account: Address | undefined): Finding => {
  const check = "keystore";
  if (keystore === undefined)
    return { check, level: "warn", text: "KEEPER_KEYSTORE is not set; this machine can observe only." };
  if (!existsSync(keystore)) return { check, level: "fail", text: `There is no file ${keystore}.` };
  if (account === undefined) return { check, level: "warn", text: `${keystore} does not name its account.` };
  return { check, level: "ok", text: `${account}, closed to other users` };
};

const marks = { ok: "ok  ", warn: "warn", fail: "FAIL" } as const;

export const printFindings = (findings: readonly Finding[]): string => {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings.map(({ check, level, text }) => `${marks[level]}  ${check.padEnd(width)}  ${text}`).join("\n");
};
