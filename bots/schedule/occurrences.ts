import { Cron } from "croner";
import { z } from "zod";

/** A cron expression (seconds allowed) with the IANA time zone in which its times are read. */
export type Times = { cron: string; timeZone: string };

/** Instants in Unix seconds, in order, and whether the limit cut them off. */
export type Occurrences = { at: readonly number[]; isCut: boolean };

/**
 * The instants later than `after` and not later than `until`, both in Unix seconds. A time of the day that the clocks
 * skip in spring comes at the end of the gap, one that they repeat in autumn comes once. A list of minutes (`0,30 2 * * *`)
 * is read as a job that runs through the hour: in spring it has none there, in autumn it has both.
 */
export const occurrencesBetween = (
  { cron, timeZone }: Times,
  { after, until, limit }: { after: number; until: number; limit: number },
): Occurrences => {
  const pattern = new Cron(cron, { timezone: timeZone, paused: true });
  const at: number[] = [];
  for (let last = after; ; ) {
    const next = pattern.nextRun(new Date(last * 1_000));
    if (next === null || next.getTime() / 1_000 > until) return { at, isCut: false };
    if (at.length === limit) return { at, isCut: true };
    last = next.getTime() / 1_000;
    at.push(last);
  }
};

export const cronValue = z.string().refine((text) => isUsable(() => new Cron(text, { paused: true })), {
  error: "expected a cron expression, such as 0 9 * * 1-5",
});

export const timeZoneValue = z
  .string()
  .refine((text) => isUsable(() => Intl.DateTimeFormat("en", { timeZone: text })), {
    error: "expected an IANA time zone, such as Europe/Zurich",
  });

const isUsable = (make: () => unknown): boolean => {
  try {
    make();
    return true;
  } catch {
    return false;
  }
};
