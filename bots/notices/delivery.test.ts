import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "../../runtime/testing/eventually.ts";
import { createLog } from "../log.ts";
import { useLedger } from "../testing/ledger.ts";
import { createDeliverer, type DeliveryParameters, delayOf } from "./delivery.ts";
import { acknowledgeNotice, closeNotice, type Notice, openNotices, raiseNotice } from "./store.ts";
import { deliveryHeader, postJson, signatureHeader, signWebhook, verifyWebhook } from "./webhook.ts";

const ledger = useLedger();
const servers: Server[] = [];
const secret = "s".repeat(32);
const notice: Notice = { kind: "low-balance", subject: "0xa1", severity: "warning", text: "Top it up." };

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

type Got = { headers: NodeJS.Dict<string | string[]>; body: string };

const receive = async (answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end()) => {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      answer(response);
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, got };
};
const deliver = (changes: Partial<DeliveryParameters> & { url: string }) =>
  createDeliverer({
    db: ledger.db,
    chainId: 1,
    log: createLog("silent"),
    escalateAfter: 60,
    secret,
    timeout: 2_000,
    ...changes,
  });
const dueNow = () => ledger.db.execute(sql`update keepers.delivery set next_at = now() - interval '1 second'`);
const rows = async () =>
  (
    await ledger.db.execute<{ state: string; tries: number; error: string | null }>(
      sql`select state, tries, error from keepers.delivery order by id`,
    )
  ).rows;
const told = (got: readonly Got[]) =>
  got.map(({ body }) => JSON.parse(body)).map(({ happening, addressee }) => `${happening} ${addressee}`);

describe("a notice", () => {
  test("is delivered once, signed; its end too", async () => {
    const { url, got } = await receive();
    const { pass } = deliver({ url });
    await raiseNotice(ledger.db, notice);
    expect(await pass()).toBe(1);
    expect(await pass()).toBe(0);
    const [first] = got;
    expect(JSON.parse(first?.body ?? "")).toMatchObject({
      id: "1-1-raised-first",
      chainId: 1,
      notice: { ...notice, number: 1 },
    });
    expect(first?.headers[deliveryHeader]).toBe("1-1-raised-first");
    const header = String(first?.headers[signatureHeader]);
    const now = Math.floor(Date.now() / 1000);
    expect(verifyWebhook({ header, body: first?.body ?? "", secret, now })).toBe(true);
    await closeNotice(ledger.db, notice);
    await pass();
    expect(told(got)).toEqual(["raised first", "closed first"]);
  });

  test("is tried again, later and later, under the same name", async () => {
    const answers = [500, 302, 204];
    const { url, got } = await receive((response) => response.writeHead(answers.shift() ?? 204).end());
    const { pass } = deliver({ url });
    await raiseNotice(ledger.db, notice);
    await pass();
    expect(await pass()).toBe(0);
    expect(await rows()).toEqual([{ state: "waiting", tries: 1, error: "the receiver answered 500" }]);
    await dueNow();
    await pass();
    await dueNow();
    await pass();
    expect(await rows()).toEqual([{ state: "delivered", tries: 3, error: null }]);
    expect(new Set(got.map(({ headers }) => headers[deliveryHeader])).size).toBe(1);
    expect([1, 2, 3, 20].map((tries) => delayOf(tries, 5))).toEqual([5, 10, 20, 3_600]);
  });

  test("is sent by one of several processes", async () => {
    const { url, got } = await receive();
    for (let number = 0; number < 12; number++) await raiseNotice(ledger.db, { ...notice, subject: `${number}` });
    await Promise.all([deliver({ url }).pass(), deliver({ url }).pass(), deliver({ url }).pass()]);
    expect(got.length).toBe(12);
    expect(new Set(got.map(({ headers }) => headers[deliveryHeader])).size).toBe(12);
  });

  test("goes to the second address when nobody acknowledges it in time, and not when somebody does", async () => {
    const [first, second] = [await receive(), await receive()];
    const { pass } = deliver({ url: first.url, escalationUrl: second.url });
    await raiseNotice(ledger.db, notice);
    await raiseNotice(ledger.db, { ...notice, subject: "seen" });
    await raiseNotice(ledger.db, { ...notice, subject: "mere", severity: "info" });
    await pass();
    expect(second.got).toEqual([]);
    const seen = (await openNotices(ledger.db)).find(({ subject }) => subject === "seen");
    expect(await acknowledgeNotice(ledger.db, { id: seen?.id ?? 0, by: "anna" })).toBe(true);
    expect(await acknowledgeNotice(ledger.db, { id: seen?.id ?? 0, by: "bob" })).toBe(false);
    await ledger.db.execute(sql`update keepers.notice set raised_at = now() - interval '61 seconds'`);
    await pass();
    await pass();
    expect(told(second.got)).toEqual(["raised escalation"]);
    await closeNotice(ledger.db, notice);
    await pass();
    expect(told(second.got)).toEqual(["raised escalation", "closed escalation"]);
    await expect(acknowledgeNotice(ledger.db, { id: 999, by: "anna" })).rejects.toThrow(
      "No open notice has the number 999",
    );
  });
});

test("a receiver that keeps one process waiting does not keep another from its messages", async () => {
  const { url, got } = await receive();
  for (const subject of ["first", "second"]) await raiseNotice(ledger.db, { ...notice, subject });
  let release = (): void => undefined;
  const asked = new Promise<void>((arrived) => {
    const post = () =>
      new Promise<undefined>((answer) => {
        release = () => answer(undefined);
        arrived();
      });
    deliver({ url, post }).pass().catch(arrived);
  });
  await asked;
  expect(await deliver({ url }).pass()).toBe(1);
  expect(got.map(({ body }) => JSON.parse(body).notice.subject)).toEqual(["second"]);
  release();
  await eventually(async () => expect((await rows()).map(({ state }) => state)).toEqual(["delivered", "delivered"]));
}, 15_000);

describe("what is told", () => {
  const happenedAgo = (time: string) =>
    ledger.db.execute(sql.raw(`update keepers.notice set raised_at = now() - interval '${time}'`));

  test("of what ended before anybody was told: both, if it was within a day; nothing of what is older", async () => {
    const { url, got } = await receive();
    const { pass } = deliver({ url });
    await raiseNotice(ledger.db, notice);
    await closeNotice(ledger.db, notice);
    await happenedAgo("25 hours");
    expect(await pass()).toBe(0);
    await raiseNotice(ledger.db, notice);
    await closeNotice(ledger.db, notice);
    await pass();
    await pass();
    expect(told(got)).toEqual(["raised first", "closed first"]);
  });

  test("of an end: nothing before the beginning has arrived", async () => {
    const answers = [500, 204];
    const { url, got } = await receive((response) => response.writeHead(answers.shift() ?? 204).end());
    const { pass } = deliver({ url });
    await raiseNotice(ledger.db, notice);
    await pass();
    await closeNotice(ledger.db, notice);
    expect(await pass()).toBe(0);
    await dueNow();
    await pass();
    await pass();
    expect(told(got)).toEqual(["raised first", "raised first", "closed first"]);
  });

  test("nobody a second time where there is no second address, nor of what has ended", async () => {
    const [first, second] = [await receive(), await receive()];
    await raiseNotice(ledger.db, notice);
    await deliver({ url: first.url }).pass();
    await happenedAgo("1 hour");
    await deliver({ url: first.url }).pass();
    expect(told(first.got)).toEqual(["raised first"]);
    await closeNotice(ledger.db, notice);
    await deliver({ url: first.url, escalationUrl: second.url }).pass();
    expect(second.got).toEqual([]);
  });

  test("is given up after a day of tries", async () => {
    const { url, got } = await receive((response) => response.writeHead(500).end());
    const { pass } = deliver({ url });
    await raiseNotice(ledger.db, notice);
    await pass();
    await ledger.db.execute(sql`update keepers.delivery set tries = 28`);
    for (let tries = 0; tries < 3; tries += 1) {
      await dueNow();
      await pass();
    }
    expect(await rows()).toEqual([{ state: "failed", tries: 30, error: "the receiver answered 500" }]);
    expect(got).toHaveLength(3);
  });

  test("as JSON, fifty at a time", async () => {
    const { url, got } = await receive();
    const { pass } = deliver({ url });
    for (let number = 0; number < 52; number += 1) await raiseNotice(ledger.db, { ...notice, subject: `${number}` });
    expect([await pass(), await pass()]).toEqual([50, 2]);
    expect(got[0]?.headers["content-type"]).toBe("application/json");
  });
});

describe("a hostile receiver", () => {
  const post = (url: string, timeout = 300) => postJson({ url, body: "{}", headers: {}, timeout });

  test("that never answers is given its time and no more", async () => {
    const { url } = await receive(() => undefined);
    expect(await post(url)).toBe("no answer within 0.3 s");
  });

  test("that redirects is not followed", async () => {
    const inside = await receive();
    const { url, got } = await receive((response) => response.writeHead(307, { location: inside.url }).end());
    expect(await post(url)).toBe("the receiver answered 307");
    expect(got.length).toBe(1);
    expect(inside.got).toEqual([]);
  });

  test("that answers without end is cut off after its status", async () => {
    const chunk = Buffer.alloc(64 * 1024);
    let closed = false;
    const { url } = await receive((response) => {
      response.writeHead(200);
      const flood = () => {
        while (!closed && response.write(chunk));
        if (!closed) response.once("drain", flood);
      };
      response.on("close", () => {
        closed = true;
      });
      flood();
    });
    expect(await post(url, 60_000)).toBeUndefined();
    await eventually(() => expect(closed).toBe(true));
  });

  test("that is not there costs a try, and its address stays out of the ledger", async () => {
    const { pass } = deliver({ url: "http://127.0.0.1:9/SECRETPATH" });
    await raiseNotice(ledger.db, notice);
    await pass();
    expect(await rows()).toEqual([{ state: "waiting", tries: 1, error: "the receiver cannot be reached" }]);
  });
});

describe("a signature", () => {
  const parts = { timestamp: 1_000, body: '{"a":1}', secret };
  const header = signWebhook(parts);
  const verify = (changes: Partial<Parameters<typeof verifyWebhook>[0]>) =>
    verifyWebhook({ header, body: parts.body, secret, now: 1_000, ...changes });

  test("is the one of the handbook", () => {
    expect(header).toBe("t=1000,v1=f05aa1f0c5945b372c0278d0def1cfaf4c18ad1210fbb80067126c873a454e67");
  });

  test.each([
    ["another body", { body: '{"a":2}' }],
    ["another secret", { secret: "x".repeat(32) }],
    ["another time", { header: header.replace("t=1000", "t=1001") }],
    ["an old message", { now: 1_301 }],
    ["one from the future", { now: 699 }],
    ["nonsense", { header: "v1=" }],
  ])("is refused for %s", (_what, changes) => {
    for (const now of [700, 1_000, 1_300]) expect(verify({ now })).toBe(true);
    expect(verify(changes)).toBe(false);
  });
});
