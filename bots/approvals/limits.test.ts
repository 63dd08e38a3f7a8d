import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress, createBucket, createLimiter, networkOf } from "./limits.ts";

describe("createBucket", () => {
  test("behavior: a burst, then as many as leak in", () => {
    let now = 0;
    const bucket = createBucket({ burst: 3, perSecond: 0.5 }, () => now);
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false]);
    expect(bucket.wait()).toBe(2);
    now = 1;
    expect(bucket.take()).toBe(false);
    now = 2;
    expect([bucket.take(), bucket.take()]).toEqual([true, false]);
    now = 1_000;
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false]);
  });

  test("property: never more than the burst and what has leaked in", () => {
    const steps = fc.array(fc.nat({ max: 5 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), (waits, burst, perSecond) => {
        let now = 0;
        const bucket = createBucket({ burst, perSecond }, () => now);
        let taken = 0;
        for (const wait of waits) {
          now += wait;
          while (bucket.take()) taken += 1;
          expect(taken).toBeLessThanOrEqual(burst + now * perSecond);
        }
      }),
    );
  });
});

describe("createLimiter", () => {
  const limiterOf = (all: number, maxClients?: number) =>
    createLimiter({
      perClient: { burst: 2, perSecond: 1 },
      all: { burst: all, perSecond: 1 },
      clock: () => 0,
      maxClients,
    });

  test("behavior: each client has its own bucket; one that floods takes nothing from the others", () => {
    const limiter = limiterOf(4);
    for (let count = 0; count < 50; count++) limiter("10.0.0.1");
    expect(limiter("10.0.0.1")).toBe(1);
    expect([limiter("10.0.0.2"), limiter("10.0.0.2")]).toEqual([undefined, undefined]);
  });

  test("behavior: many addresses are no way around", () => {
    const limiter = limiterOf(5);
    const passed = Array.from({ length: 50 }, (_, index) => limiter(`10.0.0.${index}`)).filter((w) => w === undefined);
    expect(passed).toHaveLength(5);
  });

  test("behavior: one network of IPv6 is one client", () => {
    const limiter = limiterOf(100);
    const answers = ["2001:db8::1", "2001:db8:0:0:ffff::2", "2001:DB8::3"].map(limiter);
    expect(answers).toEqual([undefined, undefined, 1]);
  });

  test("behavior: it remembers so many clients and no more, the busy ones longest", () => {
    const limiter = limiterOf(1_000, 2);
    for (const client of ["a", "a", "b", "b", "a", "c"]) limiter(client);
    expect(limiter("a")).toBe(1);
    expect(limiter("b")).toBeUndefined();
  });
});

describe("networkOf", () => {
  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["::ffff:127.0.0.1", "127.0.0.1"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["2001:0db8:0001:0002:0003:0004:0005:0006", "2001:db8:1:2"],
    ["", ""],
  ])("behavior: %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("clientAddress", () => {
  test("behavior: what a client writes counts only behind named proxies", () => {
    expect(clientAddress("9.9.9.9", "1.1.1.1", 0)).toBe("9.9.9.9");
    expect(clientAddress("9.9.9.9", "1.1.1.1, 2.2.2.2", 1)).toBe("2.2.2.2");
    expect(clientAddress("9.9.9.9", "1.1.1.1, 2.2.2.2, 3.3.3.3", 2)).toBe("2.2.2.2");
    expect(clientAddress("9.9.9.9", undefined, 1)).toBe("9.9.9.9");
    expect(clientAddress(undefined, undefined, 0)).toBe("");
  });
});
