import type { Log } from "./log.ts";

/** milliseconds in which a second signal is the echo of the first: npm and terminals send Ctrl-C twice */
const echo = 500;

/**
 * A signal asks for an orderly end; a second one does not wait for it. The database settles what was cut off.
 *
 * @returns aborted with the first signal
 */
export const onSignal = (log: Log, stop: () => void): AbortSignal => {
  const ended = new AbortController();
  let first: number | undefined;
  const heard = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (first !== undefined && now - first < echo) return;
    if (first !== undefined) {
      log.warn({ signal }, "ends at once");
      process.exit(signal === "SIGINT" ? 130 : 143);
    }
    first = now;
    log.info({ signal }, "stopping: what was begun is finished first");
    stop();
    ended.abort();
  };
  process.on("SIGINT", heard).on("SIGTERM", heard);
  return ended.signal;
};
