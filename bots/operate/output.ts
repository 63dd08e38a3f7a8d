import type { Finding } from "../health/judge.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** What a command ends with: text for people, a value for programs, and a status. */
export type Result = {
  text: string;
  value: unknown;
  exitCode?: ExitCode | undefined;
};

/** Amounts are decimal text in JSON. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, part: unknown) => {
      if (typeof part === "bigint") return part.toString();
      return part instanceof Map ? Object.fromEntries(part) : part;
    },
    2,
  );

/** 4 when something that the keepers need is missing. */
export const exitCodeOf = (findings: readonly Finding[]): ExitCode =>
  findings.some(({ level }) => level === "fail") ? exitCodes.notReady : exitCodes.ok;
