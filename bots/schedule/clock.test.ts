import { describe, expect, test } from "vitest";
import { clockNotice, createClockWatcher, maxSkew, skewOf } from "./clock.ts";

const head = { number: 1n, hash: "0x00", timestamp: 1_800_000_000 } as const;
const hostAt = (skew: number) => (head.timestamp + skew) * 1_000;

describe("clock", () => {
  test("behavior: skew in seconds, positive when the host is ahead", () => {
    expect(skewOf(head, hostAt(600))).toBe(600);
    expect(skewOf(head, hostAt(-600))).toBe(-600);
  });

  test("behavior: told beyond the limit, either way, and which of the two it is", () => {
    for (const skew of [0, maxSkew, -maxSkew]) expect(clockNotice(head, hostAt(skew))).toBeUndefined();
    expect(clockNotice(head, hostAt(maxSkew + 1))?.text).toContain("ahead");
    expect(clockNotice(head, hostAt(-maxSkew - 1))).toMatchObject({ detail: { seconds: "-121" }, subject: "host" });
    expect(clockNotice(head, hostAt(-maxSkew - 1))?.text).toContain("behind");
  });

  test("behavior: the watcher sees it while it lasts", async () => {
    let skew = 600;
    const watcher = createClockWatcher({ hostNow: () => hostAt(skew) });
    expect((await watcher.watch(head)).notices).toHaveLength(1);
    skew = 0;
    expect(await watcher.watch(head)).toEqual({ notices: [], complete: true });
  });
});
