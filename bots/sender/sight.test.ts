import { describe, expect, test, vi } from "vitest";
import type { Chain, Sight } from "../rpc/chain.ts";
import { NoEndpointError } from "../rpc/errors.ts";
import { lookAtChain } from "./sight.ts";

const account = "0xa1";
const about = { kind: "chain-view", subject: account, severity: "critical" };
const seen = (changes: Partial<Sight> = {}): Sight => ({
  head: { number: 5n, hash: "0x05", timestamp: 100 },
  skew: 0,
  doubts: [],
  ...changes,
});

/** Looks once at a chain that answers so, and says what people are told. */
const looking = async (answer: () => Promise<Sight>, maxHeadAge?: number) => {
  const conditions = {
    holds: vi.fn(async () => undefined),
    ended: vi.fn(async () => undefined),
    forget: () => undefined,
  };
  const chain = { look: answer } as Chain;
  const [sight] = await Promise.allSettled([
    lookAtChain({ chain, account, conditions, maxHeadAge, tellAfter: 60_000 }),
  ]);
  return { ...conditions, sight };
};

describe("lookAtChain", () => {
  test("behavior: a chain in sight ends what was told", async () => {
    const { sight, holds, ended } = await looking(async () => seen({ skew: 301 }));
    expect(sight).toEqual({ status: "fulfilled", value: seen({ skew: 301 }) });
    expect(ended).toHaveBeenCalledExactlyOnceWith(about);
    expect(holds).not.toHaveBeenCalled();
  });

  test("behavior: every doubt is kept, the chain's own and the age of the head, and told when it lasts", async () => {
    const { sight, holds, ended } = await looking(async () => seen({ skew: 301, doubts: ["they are divided"] }), 300);
    expect(sight).toMatchObject({ value: { doubts: ["they are divided", expect.stringContaining("301 s old")] } });
    const text = expect.stringMatching(/^Nothing new is signed: they are divided; the newest block is 301 s old/);
    expect(holds).toHaveBeenCalledExactlyOnceWith({ ...about, text }, 60_000);
    expect(ended).not.toHaveBeenCalled();
  });

  test("error: NoEndpointError is told when it lasts", async () => {
    const { sight, holds, ended } = await looking(() => Promise.reject(new NoEndpointError([])));
    expect(sight).toMatchObject({ status: "rejected", reason: expect.any(NoEndpointError) });
    const text = "Nothing new is signed: no RPC endpoint can be relied on.";
    expect(holds).toHaveBeenCalledExactlyOnceWith({ ...about, text }, 60_000);
    expect(ended).not.toHaveBeenCalled();
  });

  test("error: any other is thrown, and says nothing of the endpoints", async () => {
    const { sight, holds, ended } = await looking(() => Promise.reject(new TypeError("a fault of ours")));
    expect(sight).toMatchObject({ status: "rejected", reason: expect.any(TypeError) });
    expect([holds, ended].map(({ mock }) => mock.calls)).toEqual([[], []]);
  });
});
