import { readFileSync } from "node:fs";
import { type Deployment, deploymentSchema } from "../sdk/types.ts";
import { RuntimeError } from "./errors.ts";

/** The deployment record is missing or is not one. */
export class DeploymentRecordError extends RuntimeError {
  override readonly name: string = "DeploymentRecordError";
}

/** Reads and checks a deployment record: `deployments/<chainId>.json`. */
export const readDeployment = (path: string): Deployment => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const text = `No deployment record can be read at ${path}. Deploy first, or set DEPLOYMENT to its path.`;
    throw new DeploymentRecordError(text, { cause });
  }
  const result = deploymentSchema.safeParse(parsed);
  if (result.success) return result.data;
  const details = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new DeploymentRecordError(`${path} is not a deployment record. Deploy again.`, { details });
};
