import { LAST_LIMIT } from "../../runtime/testing/eventually.ts";

/** What was awaited did not come true. */
export class NeverHappenedError extends Error {
  override readonly name = "NeverHappenedError";

  constructor(what: string, seconds: number, seen: readonly string[] = []) {
    super([`${what}: not within ${seconds} s.`, ...seen].join("\n"));
  }
}

export type UntilOptions = {
  /** milliseconds between two looks */
  interval?: number | undefined;
  /** milliseconds after which it counts as never */
  timeout?: number | undefined;
  /** what to show when it never happened */
  seen?: (() => readonly string[] | Promise<readonly string[]>) | undefined;
};

/** Looks until `probe` finds something (not undefined, not false). @throws NeverHappenedError */
export const until = async <T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  { interval = 50, timeout = LAST_LIMIT, seen = () => [] }: UntilOptions = {},
): Promise<T> => {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new NeverHappenedError(what, timeout / 1000, await seen());
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
};
