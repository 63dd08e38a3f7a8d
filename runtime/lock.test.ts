import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acquireLock, type Lock, readLock } from "./lock.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-lock-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

class InUseError extends Error {
  constructor(readonly owner: Lock) {
    super(`held by ${owner.pid}`);
  }
}
const take = (path: string) => acquireLock(path, (owner) => new InUseError(owner));
const deadLock = JSON.stringify({ pid: 2 ** 22 + 1, name: "node gone.ts", born: "" });
const abandon = (path: string): void => writeFileSync(path, deadLock);

describe("acquireLock", () => {
  it("refuses, naming the live owner, until that one gives it back", () => {
    const path = join(folder, "live");
    const lock = take(path);
    expect(() => take(path)).toThrow(`held by ${process.pid}`);
    lock.release();
    expect(existsSync(path)).toBe(false);
    take(path).release();
  });

  it("takes over from the dead, and where the file makes no sense", () => {
    for (const [name, text] of Object.entries({ dead: deadLock, empty: "", torn: '{"pid":' })) {
      const path = join(folder, name);
      writeFileSync(path, text);
      const lock = take(path);
      expect(readLock(path)).toMatchObject({ pid: process.pid, alive: true });
      lock.release();
    }
  });

  it("takes over from one that died while it took over", () => {
    const path = join(folder, "twice");
    abandon(path);
    abandon(`${path}.takeover`);
    take(path).release();
    expect(readdirSync(folder).filter((name) => name.startsWith("twice"))).toEqual([]);
  });

  it("leaves the take-over to whoever has begun it", () => {
    const path = join(folder, "turn");
    abandon(path);
    const turn = take(`${path}.takeover`);
    expect(() => take(path)).toThrow(InUseError);
    expect(readFileSync(path, "utf8")).toBe(deadLock);
    turn.release();
    take(path).release();
  });

  it("is never half written: a note comes as a new file", () => {
    const path = join(folder, "note");
    const lock = take(path);
    const before = openSync(path, "r");
    lock.note({ url: "postgres://here" });
    expect(JSON.parse(readFileSync(before, "utf8"))).not.toHaveProperty("url");
    closeSync(before);
    expect(readLock(path)).toMatchObject({ pid: process.pid, url: "postgres://here", alive: true });
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it("does not give back what is another's", () => {
    const path = join(folder, "other");
    const lock = take(path);
    const others = JSON.stringify({ pid: process.pid, name: "a former life", born: "another boot" });
    writeFileSync(path, others);
    lock.release();
    expect(readFileSync(path, "utf8")).toBe(others);
  });
});

describe("many processes at once", () => {
  const runners: ChildProcess[] = [];
  const ask = async (runner: ChildProcess, message: object): Promise<string> => {
    const answer = once(runner, "message");
    runner.send(message);
    return String((await answer)[0]);
  };

  beforeAll(async () => {
    const racer = new URL("./testing/lock-racer.ts", import.meta.url);
    for (let i = 0; i < 6; i++) runners.push(fork(racer, { execArgv: ["--import", "tsx"] }));
    await Promise.all(runners.map((runner) => once(runner, "message")));
  });
  afterAll(() => {
    for (const runner of runners) runner.kill("SIGKILL");
  });

  it.each<[string, (path: string) => void]>([
    ["nobody's lock", () => undefined],
    ["a dead lock", abandon],
    [
      "a dead lock that a dead one had begun to take over",
      (path) => {
        abandon(path);
        abandon(`${path}.takeover`);
      },
    ],
  ])("one of them gets %s", async (_what, prepare) => {
    for (let round = 0; round < 60; round++) {
      const path = join(folder, `race-${_what.length}-${round}`);
      prepare(path);
      const at = Date.now() + 15;
      const answers = await Promise.all(runners.map((runner) => ask(runner, { take: path, at })));
      const winners = runners.filter((_, position) => answers[position] === "taken");
      expect(winners).toHaveLength(1);
      expect(readLock(path)).toMatchObject({ pid: winners[0]?.pid, alive: true });
      await Promise.all(winners.map((winner) => ask(winner, { release: path })));
    }
    expect(readdirSync(folder).filter((name) => name.startsWith("race-"))).toEqual([]);
  });
});
