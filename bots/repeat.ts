import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./log.ts";

export type RepeatParameters = {
  /** for the log */
  name: string;
  work: () => Promise<unknown>;
  /** milliseconds from the end of one time to the beginning of the next */
  every: number;
  signal: AbortSignal;
  log: Log;
};

/** Works again and again, never twice at once, until the signal; a failure is logged and repeated. */
export const repeat = async ({ name, work, every, signal, log }: RepeatParameters): Promise<void> => {
  while (!signal.aborted) {
    await work().catch((error: unknown) => log.warn({ err: error }, `${name} failed; it is repeated`));
    await sleep(every, undefined, { signal }).catch(() => undefined);
  }
};
