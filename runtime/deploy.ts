import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Address, decodeErrorResult, type Hex, parseAbi } from "viem";
import { refusalOf } from "../sdk/errors/index.ts";
import type { Deployment } from "../sdk/types.ts";
import { foundryBinary, PROJECT_ROOT } from "./binaries.ts";
import { readDeployment } from "./deployment.ts";
import { RuntimeError } from "./errors.ts";
import { hold, startProcess } from "./process.ts";

/** Forge could not run a script to its end. The message is forge's reason, in one line. */
export class ForgeScriptError extends RuntimeError {
  override readonly name: string = "ForgeScriptError";
}

export interface ForgeScriptParameters {
  /** Path below the project's root, such as `script/Deploy.s.sol`. */
  script: string;
  rpcUrl: string;
  /** Who sends the transactions. */
  sender: Address;
  /** Without it the node itself must sign for `sender`, as anvil does. */
  keystore?: { path: string; passwordFile: string } | undefined;
  /** What the script reads. */
  env?: Record<string, string> | undefined;
}

export interface DeployParameters extends Omit<ForgeScriptParameters, "script" | "env"> {
  /** JSON as script/Deploy.s.sol describes it. */
  configPath: string;
  /** Where to put the record. */
  deploymentPath: string;
}

// Compiling with the JavaScript compiler and waiting for a slow chain both take minutes.
const TIMEOUT = 20 * 60_000;

/**
 * Deploys the protocol and returns the record, which it also writes to `deploymentPath`.
 * @throws ForgeScriptError
 */
export const deploy = async (parameters: DeployParameters): Promise<Deployment> => {
  const { configPath, deploymentPath, ...rest } = parameters;
  // Scripts may touch files only below deployments/ and .scrip/.
  mkdirSync(join(PROJECT_ROOT, ".scrip"), { recursive: true });
  const folder = mkdtempSync(join(PROJECT_ROOT, ".scrip", "deploy-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const letGo = hold({ name: "the deployment's files", release: remove, guarded: { path: folder } });
  const [config, record] = [join(folder, "config.json"), join(folder, "deployment.json")];
  try {
    copyFileSync(configPath, config);
    await runForgeScript({
      ...rest,
      script: "script/Deploy.s.sol",
      env: { DEPLOY_CONFIG: config, DEPLOYMENT: record },
    });
    const deployment = readDeployment(record);
    mkdirSync(dirname(resolve(deploymentPath)), { recursive: true });
    copyFileSync(record, deploymentPath);
    return deployment;
  } finally {
    remove();
    letGo();
  }
};

/**
 * Runs a Foundry script and broadcasts its transactions.
 * @throws ForgeScriptError
 */
export const runForgeScript = async (parameters: ForgeScriptParameters): Promise<void> => {
  const { script, rpcUrl, sender, keystore, env = {} } = parameters;
  const args = ["script", script, "--broadcast", "--non-interactive", "--offline", "--sender", sender];
  if (keystore) args.push("--keystore", keystore.path, "--password-file", keystore.passwordFile);
  // One after another: of many transactions that come at once, anvil at times leaves some queued for ever.
  else args.push("--unlocked", "--slow");
  const child = await startProcess({
    name: `forge script ${script}`,
    command: foundryBinary("forge"),
    args,
    cwd: PROJECT_ROOT,
    // Not an argument, because every user of the machine can see those and the URL may hold a key.
    env: { ...process.env, ...env, FOUNDRY_ETH_RPC_URL: rpcUrl, NO_COLOR: "1" },
  });
  const timer = setTimeout(() => void child.stop(), TIMEOUT);
  const exit = await child.exited;
  clearTimeout(timer);
  if (exit.code !== 0) throw new ForgeScriptError(`${script} failed: ${reasonOf(child.lines())}`);
};

/** What forge gives as its reason, on one line, in words where it gives only revert data. */
export const reasonOf = (lines: readonly string[]): string => {
  const start = lines.findIndex((line) => /^\s*Error\b/.test(line));
  if (start < 0) return lines.findLast((line) => line.trim() !== "") ?? "it printed no reason.";
  const data = /Failed to decode return value: (0x[0-9a-f]*)/.exec(lines[start] ?? "")?.[1];
  if (data !== undefined) return explainRevert(data as Hex);
  const [first = "", ...others] = lines.slice(start).map((line) => line.replace(/^\s*Error:?\s*/, "").trim());
  const rest = others.filter((line) => line !== "" && line !== "Context:");
  return [first, ...rest.slice(0, 3)].filter((line) => line !== "").join(" | ");
};

const cheatcodeErrors = parseAbi(["error CheatcodeError(string message)"]);

const explainRevert = (data: Hex): string => {
  try {
    return decodeErrorResult({ abi: cheatcodeErrors, data }).args.join("");
  } catch {
    return refusalOf(data).sentence;
  }
};
