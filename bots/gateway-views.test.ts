import fc from "fast-check";
import { type Address, numberToHex, type PublicClient } from "viem";
import { describe, expect, test } from "vitest";
import { workStates } from "../sdk/work.ts";
import { createGatewayViews, standingOf, type Word } from "./gateway-views.ts";
import { createIsolation } from "./isolate.ts";
import { createLog } from "./log.ts";
import { clientOf, gatewayOf, refusal } from "./testing/model.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [gateway, lockup, other, further] = [0x9a, 0xc1, 0xc2, 0xc3].map(addressAt) as [
  Address,
  Address,
  Address,
  Address,
];

/** Lots of two modules: the odd ones are due at the first, the even ones at the second. @param poison what makes a question fail */
const viewsOn = (
  poison: readonly bigint[] = [],
  answer = (outlooks: unknown[]) => outlooks,
  paused: readonly string[] = [],
) => {
  const asked: number[] = [];
  const model = gatewayOf({
    sources: [undefined, { address: lockup, kinds: ["other", "release"] }, { address: further, kinds: ["release"] }],
    paused,
    statusOf: (kind, { source, subject }) => {
      if (poison.includes(subject)) throw refusal("preview");
      const isDue = kind === "release" && (source === 1 ? subject % 2n === 1n : subject % 2n === 0n);
      return { state: isDue ? "due" : "unknown" };
    },
  });
  const preview = (source: never, kind: never, ids: never) => {
    asked.push((ids as unknown[]).length);
    return answer((model.preview as (...args: never[]) => unknown[])(source, kind, ids));
  };
  const client = clientOf({ contracts: { [gateway]: { ...model, preview } }, now: () => 0 });
  const isolation = createIsolation(createLog("silent"), "test");
  const views = createGatewayViews({ client, deployment: { gateway }, isolation });
  const statesOf = async (lotIds: readonly bigint[], contract = lockup) =>
    (await views.wordsOn("release", lotIds, (subject) => ({ contract, subject }))).map((word) => word?.state);
  return { views, statesOf, asked };
};

const lots = (count: number) => Array.from({ length: count }, (_, n) => BigInt(n + 1));

describe("words", () => {
  test("behavior: a hundred in one question, all in the order asked", async () => {
    const { statesOf, asked } = viewsOn();
    expect(await statesOf(lots(250))).toEqual(lots(250).map((id) => (id % 2n === 1n ? "due" : "unknown")));
    expect(asked).toEqual([100, 100, 50]);
  });

  test("property: one that cannot be read or named is no harm to the others, wherever it stands", async () => {
    const bad = fc.uniqueArray(fc.bigInt({ min: 1n, max: 120n }), { maxLength: 5 });
    const nameless = fc.constantFrom(-1n, 1n << 256n);
    await fc.assert(
      fc.asyncProperty(bad, nameless, async (poison, foreign) => {
        const { statesOf } = viewsOn(poison);
        const wanted = lots(120).map((id) => {
          if (poison.includes(id)) return undefined;
          return id % 2n === 1n ? "due" : "unknown";
        });
        expect(await statesOf([...lots(120), foreign])).toEqual([...wanted, undefined]);
      }),
      { numRuns: 20 },
    );
  });

  test("behavior: a node that answers too little is not believed about any of them", async () => {
    const { statesOf } = viewsOn([], (outlooks) => outlooks.slice(1));
    expect(await statesOf([1n, 2n, 3n])).toEqual([undefined, undefined, undefined]);
  });

  test("behavior: a contract that is not served is not asked about, however its address is spelt", async () => {
    const { statesOf, asked } = viewsOn();
    expect(await statesOf([1n], other)).toEqual(["unserved"]);
    expect(asked).toEqual([]);
    expect(await statesOf([1n], `0x${lockup.slice(2).toUpperCase()}`)).toEqual(["due"]);
  });

  test("behavior: items of several sources in one question, each by its own", async () => {
    const { views } = viewsOn();
    const items = lots(6).map((subject) => ({ contract: subject < 4n ? lockup : further, subject }));
    const words = await views.wordsOn("release", items, (item) => item);
    expect(words.map((word) => word?.state)).toEqual(["due", "unknown", "due", "due", "unknown", "due"]);
  });

  test("behavior: a kind that no source has is served nowhere; a pause holds its own kind", async () => {
    const { views } = viewsOn([], undefined, ["release"]);
    expect(await views.served("release", [lockup, other, further])).toEqual([lockup, further]);
    expect(await views.served("dance", [lockup])).toEqual([]);
    expect(await views.heldAt("release", lockup)).toContain("paused on chain");
    expect(await views.heldAt("other", lockup)).toBeUndefined();
    expect(await views.heldAt("other", further)).toContain("does not list");
    const [word] = await views.wordsOn("release", [1n], (subject) => ({ contract: lockup, subject }));
    expect(word).toMatchObject({ state: "paused", held: expect.stringContaining("kind release") });
  });

  test("error: a node that does not answer", async () => {
    const { statesOf } = viewsOn();
    expect(await statesOf([1n])).toEqual(["due"]);
    const silent = { readContract: () => Promise.reject(new TypeError("no answer")) } as unknown as PublicClient;
    const isolation = createIsolation(createLog("silent"), "test");
    const views = createGatewayViews({ client: silent, deployment: { gateway }, isolation });
    const asked = views.wordsOn("release", [1n], (subject) => ({ contract: lockup, subject }));
    await expect(asked).rejects.toThrow("no answer");
  });
});

describe("standingOf", () => {
  const standings: Record<Word["state"], unknown> = {
    unknown: { void: "the chain knows no such work any more" },
    waiting: "early",
    notDue: "early",
    due: "due",
    done: "done",
    withheld: "done",
    paused: { held: "why" },
    unserved: { held: "why" },
  };

  test.each([...workStates, "unserved"] as const)("behavior: %s", (state) => {
    const held = state === "paused" || state === "unserved" ? "why" : undefined;
    expect(standingOf({ state, dueAt: 5, held })).toEqual(standings[state]);
  });

  test("behavior: what cannot be read waits", () => {
    expect(standingOf(undefined)).toBe("early");
  });
});
