import { vi } from "vitest";

/** Milliseconds after which what a test waits for counts as never: on a busy machine things come late, and tests stay green. */
export const LAST_LIMIT = 300_000;

/** Repeats `probe` until it neither throws nor rejects. @returns what it returns then */
export const eventually = <T>(probe: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(probe, { timeout: LAST_LIMIT, interval: 20 });
