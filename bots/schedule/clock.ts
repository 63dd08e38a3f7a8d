import type { Head } from "../../sdk/reads/head.ts";
import type { Watcher } from "../keeper.ts";
import type { Notice } from "../notices/store.ts";

/** seconds by which the host's clock and the chain's may differ before people are told */
export const maxSkew = 120;

/** Seconds by which the host's clock (Unix milliseconds, as of `Date.now`) is ahead of the head; negative: behind. */
export const skewOf = ({ timestamp }: Pick<Head, "timestamp">, hostNow: number): number =>
  Math.round(hostNow / 1_000) - timestamp;

/** Keepers act by the chain's time whatever the host's clock says; but logs, leases and retries go by the host's. */
export const clockNotice = (head: Pick<Head, "timestamp">, hostNow: number, limit = maxSkew): Notice | undefined => {
  const skew = skewOf(head, hostNow);
  if (Math.abs(skew) <= limit) return undefined;
  const text =
    skew > 0
      ? "This machine's clock is ahead of the chain's newest block. Set the clock by NTP; if it is right, the chain or its endpoint stands still."
      : "This machine's clock is behind the chain's newest block. Set the clock by NTP.";
  return { kind: "clock-skew", subject: "host", severity: "warning", text, detail: { seconds: `${skew}` } };
};

/** Tells people when the host's clock and the chain's part. */
export const createClockWatcher = ({
  hostNow = Date.now,
  limit = maxSkew,
}: {
  hostNow?: (() => number) | undefined;
  limit?: number | undefined;
}): Watcher => ({
  name: "clock",
  watch: async (head) => {
    const notice = clockNotice(head, hostNow(), limit);
    return { notices: notice === undefined ? [] : [notice], complete: true };
  },
});
