import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Whether the module is the program that was started, and not imported by a test. */
export const isMain = (moduleUrl: string): boolean => fileURLToPath(moduleUrl) === resolve(process.argv[1] ?? "");

/** Prints the violations of a check, or that there are none, and sets the exit status. */
export const exitWith = (violations: readonly string[], fine: string): void => {
  for (const violation of violations) console.error(violation);
  console.log(violations.length === 0 ? fine : `${violations.length} violations.`);
  process.exitCode = violations.length === 0 ? 0 : 1;
};
