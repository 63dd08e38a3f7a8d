import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { readConfig } from "../config.ts";
import type { Vitals } from "../health/vitals.ts";
import { findIntent } from "../ledger/plan.ts";
import { event, intent, job, occurrence } from "../ledger/schema.ts";
import { raiseNotice } from "../notices/store.ts";
import { counterAddress, createCounterKeeper, testAccount } from "../testing/counter.ts";
import { withGateway } from "../testing/gateway.ts";
import { testChainId, testIntent } from "../testing/ledger.ts";
import { type SenderWorld, startSenderWorld } from "../testing/sender-world.ts";
import { exitCodeOfError } from "./commands.ts";
import { exitCodes } from "./exit-codes.ts";
import type { Office } from "./office.ts";
import { createProgram } from "./program.ts";

let world: SenderWorld;
let office: Office;

beforeAll(async () => {
  world = await startSenderWorld();
});
beforeEach(async () => {
  const { lease } = await world.begin();
  await world.plan(lease, "1", "2");
  office = officeIn();
});
afterAll(() => world.stop());

const [first, second] = [testIntent("1").key, testIntent("2").key];
const deployment = sampleDeployment({ chainId: testChainId, startBlock: 1 }, () => counterAddress);
const vitals: Vitals = {
  now: 1_010,
  endpoints: [{ endpoint: "a", reason: undefined }],
  head: { number: 100n, hash: "0x01", timestamp: 1_000 },
  doubts: [],
  indexed: 100n,
  balance: 10n ** 18n,
  gasPrice: 10n ** 9n,
  spend: { total: 0n, perDay: 0n },
  leads: false,
  trouble: undefined,
  nonceGap: 0,
  ledger: { pauses: [], halts: [], unknown: [], oldest: [], changes: 0 },
};
const officeIn = (): Office => ({
  config: readConfig({ RPC_URLS: world.anvil.url }, { needsKey: false }),
  client: withGateway(world.node, deployment),
  deployment,
  account: testAccount(0).address,
  db: world.db,
  keepers: [createCounterKeeper(world.node)],
  subjects: [],
  look: async () => vitals,
  limits: { account: "a", indexLag: 5n, skew: 300, runway: 0, overdue: 300, changes: 6 },
});

class Exit extends Error {
  constructor(readonly code: number) {
    super();
  }
}

/** As bots/run.ts does it. */
const run = async (...words: string[]) => {
  const printed: string[] = [];
  const ran: unknown[] = [];
  let code: number | undefined;
  const program = createProgram({
    run: async (options) => void ran.push(options),
    withOffice: (work) => work(office),
    write: (text) => void printed.push(text),
    setExitCode: (given) => {
      code = given;
    },
    exit: (given) => {
      throw new Exit(given);
    },
  });
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
    command.configureOutput({
      writeErr: (text) => void printed.push(text),
      writeOut: (text) => void printed.push(text),
    });
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    code = error instanceof Exit ? error.code : exitCodeOfError(error);
  }
  return { code, text: printed.join("\n"), ran };
};
const json = async (...words: string[]): Promise<unknown> => JSON.parse((await run("--json", ...words)).text);
const setState = (key: string, state: "unknown") => world.db.update(intent).set({ state }).where(eq(intent.key, key));
const stateOf = async (key: string) => (await findIntent(world.db, key))?.state;
const lastEvent = async () => (await world.db.select().from(event).orderBy(event.id)).at(-1);

describe("run", () => {
  test("behavior: is what happens when nothing is said; observes on demand", async () => {
    expect((await run()).ran).toEqual([{ observe: false }]);
    expect((await run("run", "--observe")).ran).toEqual([{ observe: true }]);
  });
});

describe("what is no command", () => {
  test.each([
    [["dance"]],
    [["resume", "counter", "other"]],
    [["resolve", first, "--as", "planned"]],
    [["resolve", first, "--note", "seen"]],
    [["pause"]],
    [["explain"]],
    [["notices", "burn"]],
    [["missed", "run", "digest"]],
    [["missed", "skip", "--note", "why"]],
    [["intents", "--state"]],
  ])("error: %j is refused", async (words) => {
    expect(await run(...words)).toMatchObject({ code: exitCodes.refused, ran: [] });
  });

  test("behavior: it is named, with what there is", async () => {
    const { text } = await run("dance");
    expect(text).toContain('there is no command "dance". There are: run, doctor, explain,');
  });

  test("behavior: help is no fault, and lists the exit codes", async () => {
    const { code, text } = await run("--help");
    expect(code).toBe(exitCodes.ok);
    expect(text).toContain("3 outcome unknown");
  });
});

describe("doctor", () => {
  test("behavior: 4 when something fails; every line of it in JSON", async () => {
    const { code, text } = await run("doctor");
    expect(code).toBe(exitCodes.ok);
    expect(text).toMatch(/^ok {4}chain/);
    office = { ...office, look: async () => ({ ...vitals, indexed: undefined }) };
    expect((await run("doctor")).code).toBe(exitCodes.notReady);
    expect(await json("doctor")).toContainEqual(expect.objectContaining({ check: "index", level: "fail" }));
  });
});

describe("explain", () => {
  test("behavior: 0 for what is known, 3 where a person must find out", async () => {
    expect(await run("explain", first)).toMatchObject({ code: exitCodes.ok, text: expect.stringContaining("Count 1") });
    await setState(first, "unknown");
    expect((await run("explain", first)).code).toBe(exitCodes.unknown);
    expect(await json("explain", first)).toMatchObject({ counts: { unknown: 1 } });
  });

  test("behavior: an empty account is named as the cause only where transactions cost something", async () => {
    const isEmpty = async (gasPrice: bigint | undefined) => {
      office = { ...office, look: async () => ({ ...vitals, balance: 0n, gasPrice }) };
      return json("explain", first);
    };
    expect(await isEmpty(1n)).toMatchObject({ circumstances: { isBalanceEmpty: true } });
    expect(await isEmpty(undefined)).toMatchObject({ circumstances: { isBalanceEmpty: true } });
    expect(await isEmpty(0n)).toMatchObject({ circumstances: { isBalanceEmpty: false } });
  });

  test("error: refused for a name that is none", async () => {
    expect((await run("explain", "the", "weather")).code).toBe(exitCodes.refused);
  });
});

describe("pause and resume", () => {
  test("behavior: one keeper or all, and the second to pause is told who was first", async () => {
    expect(await run("pause", "counter", "--reason", "audit", "--by", "Ada")).toMatchObject({ code: exitCodes.ok });
    expect((await run("pause", "counter", "--reason", "again")).text).toContain("paused already, by Ada: audit");
    expect(await json("pause", "--reason", "all of it")).toMatchObject({ scope: "all", isNew: true });
    expect((await run("resume", "counter", "--by", "Bea")).text).toContain("may sign again. Still paused: all.");
    expect(await lastEvent()).toMatchObject({ detail: expect.objectContaining({ by: "Bea" }) });
    expect(await json("resume")).toEqual({ scope: "all", wasPaused: true, stillPaused: [] });
    expect((await run("resume")).text).toBe("All keepers were not paused by that.");
  });

  test("error: refused for a keeper that is none", async () => {
    expect((await run("pause", "nobody", "--reason", "x")).code).toBe(exitCodes.refused);
    expect((await run("resume", "nobody")).code).toBe(exitCodes.refused);
  });
});

describe("resolve", () => {
  test("behavior: as a person decides, with the reason in the audit trail", async () => {
    for (const key of [first, second]) await setState(key, "unknown");
    expect((await run("resolve", first, "--as", "planned", "--note", "seen", "--by", "Ada")).code).toBe(exitCodes.ok);
    expect(await lastEvent()).toMatchObject({ intentKey: first, detail: { by: "Ada", reason: "seen" } });
    expect(await json("resolve", second, "--as", "skipped", "--note", "void")).toMatchObject({ state: "skipped" });
    expect([await stateOf(first), await stateOf(second)]).toEqual(["planned", "skipped"]);
  });

  test.each([
    ["what is not unknown", first, "planned", "why"],
    ["a key that is none", "nothing", "planned", "why"],
    ["another decision", first, "final", "why"],
    ["no reason", first, "planned", " "],
  ])("error: refused for %s", async (_what, key, as, note) => {
    expect((await run("resolve", key, "--as", as, "--note", note)).code).toBe(exitCodes.refused);
    expect(await stateOf(first)).toBe("planned");
  });
});

describe("intents", () => {
  test("behavior: the oldest first, or those in one state", async () => {
    await setState(second, "unknown");
    expect((await json("intents")) as object[]).toHaveLength(2);
    expect(await json("intents", "--state", "unknown")).toMatchObject([{ key: second, title: "Count 2" }]);
    expect((await run("intents", "--state", "final")).text).toBe("none");
  });

  test("behavior: none of another chain", async () => {
    await world.db.update(intent).set({ chainId: 5 }).where(eq(intent.key, second));
    expect(await json("intents")).toMatchObject([{ key: first }]);
  });

  test("error: refused for a state that is none", async () => {
    expect((await run("intents", "--state", "lost")).code).toBe(exitCodes.refused);
  });
});

describe("audit", () => {
  test("behavior: counts the rows; 4 when one was changed", async () => {
    expect(await json("audit")).toEqual({ rows: 2 });
    await world.db.update(event).set({ toState: "final" }).where(eq(event.id, 1));
    expect((await run("audit")).code).toBe(exitCodes.notReady);
  });
});

describe("notices", () => {
  test("behavior: listed, and taken care of", async () => {
    expect(await run("notices")).toMatchObject({ text: "none", code: exitCodes.ok });
    await raiseNotice(world.db, { kind: "overdue", subject: "counter", severity: "warning", text: "It is late." });
    const [{ id }] = (await json("notices")) as [{ id: number }];
    expect((await run("notices", "ack", `${id}`, "--by", "Ada")).text).toContain("Ada takes care");
    expect((await run("notices", "ack", `${id}`)).text).toContain("acknowledged before");
    expect((await run("notices")).text).toContain("Ada takes care of it\n    It is late.");
  });

  test.each(["7", "x", "1e3", "-1"])("error: refused for %j, the number of none", async (id) => {
    expect((await run("notices", "ack", id)).code).toBe(exitCodes.refused);
  });
});

describe("missed", () => {
  const ask = async (name: string, ...days: number[]) => {
    await world.db.insert(job).values({ name, lookedUntil: new Date() });
    for (const day of days)
      await world.db.insert(occurrence).values({ job: name, at: new Date(day * 86_400_000), state: "asked" });
    await raiseNotice(world.db, { kind: "missed-runs", subject: name, severity: "warning", text: "Decide." });
  };
  const states = async () =>
    (await world.db.select().from(occurrence).orderBy(occurrence.at)).map(({ state }) => state);

  test("behavior: lists what waits for a word, job by job", async () => {
    expect(await run("missed")).toMatchObject({ text: "none", code: exitCodes.ok });
    await ask("report", 1, 2);
    expect(await json("missed")).toEqual([
      { job: "report", times: ["1970-01-02T00:00:00.000Z", "1970-01-03T00:00:00.000Z"] },
    ]);
    expect((await run("missed")).text).toContain("report  1970-01-02T00:00:00.000Z\n");
  });

  test("behavior: makes up for them, or leaves them, as one says, and closes the notice", async () => {
    await ask("report", 1, 2);
    await ask("other", 3);
    const { text, code } = await run("missed", "run", "report", "--note", "wanted", "--by", "Ada");
    expect({ text, code }).toEqual({
      text: "2 missed times of the job report will be made up for at the next look.",
      code: exitCodes.ok,
    });
    expect(await lastEvent()).toMatchObject({ detail: { job: "report", by: "Ada", note: "wanted", count: "2" } });
    expect(await json("missed", "skip", "other", "--note", "too late")).toMatchObject({ as: "skip", count: 1 });
    expect(await states()).toEqual(["approved", "approved", "missed"]);
    expect(await json("notices")).toEqual([]);
  });

  test("error: refused where nothing waits, or no reason is given", async () => {
    await ask("report", 1);
    expect((await run("missed", "run", "other", "--note", "why")).code).toBe(exitCodes.refused);
    expect((await run("missed", "skip", "report", "--note", " ")).code).toBe(exitCodes.refused);
    expect(await states()).toEqual(["asked"]);
  });
});

test("behavior: a fault is 1", async () => {
  office = { ...office, look: () => Promise.reject(new Error("broken")) };
  expect((await run("doctor")).code).toBe(exitCodes.failed);
});
