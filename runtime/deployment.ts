import { readFileSync } from "node:fs";
import { z } from "zod";
import { RuntimeError } from "./errors.ts";

/** The deployment record is missing or is not one. */
export class DeploymentRecordError extends RuntimeError {
  override readonly name: string = "DeploymentRecordError";
}

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, "expected an address");
const record = z.object({
  chainId: z.coerce.number().int().positive(),
  startBlock: z.coerce.number().int().nonnegative(),
  registrar: address.transform((text) => text as `0x${string}`),
  issuer: address.transform((text) => text as `0x${string}`),
  token: address.transform((text) => text as `0x${string}`),
  lockup: address.transform((text) => text as `0x${string}`),
  distribution: address.transform((text) => text as `0x${string}`),
  custodian: address.transform((text) => text as `0x${string}`),
});

/** What a deployment wrote: `deployments/<chainId>.json`. */
export type DeploymentRecord = z.output<typeof record>;

/** Reads and checks a deployment record. */
export const readDeployment = (path: string): DeploymentRecord => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new DeploymentRecordError(`No deployment record at ${path}. Deploy first, or set DEPLOYMENT to its path.`);
  }
  const result = record.safeParse(parsed);
  if (result.success) return result.data;
  const details = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new DeploymentRecordError(`${path} is not a deployment record. Deploy again.`, { details });
};
