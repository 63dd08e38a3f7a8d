import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { tsxScript } from "./binaries.ts";
import { ProcessExitedError, ProcessNotReadyError, RuntimeError } from "./errors.ts";
import { type Child, hold, isAlive, startProcess, stopAll } from "./process.ts";
import { LAST_LIMIT } from "./testing/eventually.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-process-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => stopAll());

const script = (code: string): Promise<Child> =>
  startProcess({ name: "script", command: process.execPath, args: ["-e", code], stopTimeout: 500 });
const forever = "setInterval(() => {}, 1000);";

const until = async (condition: () => boolean, timeout = LAST_LIMIT): Promise<void> => {
  const deadline = Date.now() + timeout;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("the condition was not met in time");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

describe("startProcess", () => {
  it("finds a line, keeps the last ones and knows the child's own pid", async () => {
    const child = await script(`console.log("pid", process.pid); console.error("ready on 42"); ${forever}`);
    const [, port] = await child.waitForLine(/ready on (\d+)/, 5_000);
    expect(port).toBe("42");
    expect(child.lines()).toContain(`pid ${child.pid}`);
  });

  it("says how a child ended and what it said last", async () => {
    const child = await script('console.error("no money left"); process.exit(3);');
    const waiting = child.waitForLine(/never/, 5_000);
    await expect(waiting).rejects.toThrow(ProcessExitedError);
    await expect(waiting).rejects.toThrow("script ended unexpectedly (exit code 3). It said last:\nno money left");
  });

  it("does not wait for ever", async () => {
    const child = await script(forever);
    await expect(child.waitForLine(/never/, 200)).rejects.toThrow(ProcessNotReadyError);
  });

  it("says when there is no such program", async () => {
    const start = startProcess({ name: "ghost", command: join(folder, "ghost") });
    await expect(start).rejects.toThrow(RuntimeError);
  });

  it("kills a child that does not listen, and its children", async () => {
    const grandchild = `require("child_process").spawn(process.execPath, ["-e", "${forever}"], {stdio: "inherit"}).pid`;
    const child = await script(`process.on("SIGTERM", () => {}); console.log("grandchild", ${grandchild}); ${forever}`);
    const [, pid] = await child.waitForLine(/grandchild (\d+)/, 5_000);
    await child.stop();
    expect(child.exit).toEqual({ code: null, signal: "SIGKILL" });
    await until(() => !isAlive(Number(pid)));
  });
});

describe("stopAll", () => {
  it("releases newest first, the rest too when one fails", async () => {
    const order: string[] = [];
    hold({ name: "database", release: () => void order.push("database") });
    hold({ name: "chain", release: () => Promise.reject(new Error("stuck")) });
    const letGo = hold({ name: "gone", release: () => void order.push("gone") });
    hold({ name: "index", release: () => void order.push("index") });
    letGo();
    await expect(stopAll()).rejects.toThrow("chain: stuck");
    expect(order).toEqual(["index", "database"]);
  });
});

/** A parent with a child that writes down in which order they were stopped, and a held folder. */
const family = async (name: string) => {
  const held = mkdtempSync(join(folder, "held-"));
  const log = join(folder, `${name}.log`);
  const file = join(folder, `${name}.mts`);
  const module = join(import.meta.dirname, "process.ts");
  const child = `
    const stop = () => { require("fs").appendFileSync(${JSON.stringify(log)}, process.argv[1] + "\\n"); process.exit(0); };
    process.on("SIGTERM", stop);
    console.log("ready");
    ${forever}`;
  writeFileSync(log, "");
  writeFileSync(
    file,
    `import { hold, startProcess } from ${JSON.stringify(module)};
    import { rmSync } from "node:fs";
    const held = ${JSON.stringify(held)};
    hold({ name: "folder", release: () => rmSync(held, { recursive: true }), guarded: { path: held } });
    const start = async (name: string) => {
      const child = await startProcess({ name, command: process.execPath, args: ["-e", ${JSON.stringify(child)}, name] });
      await child.waitForLine(/ready/, 5000);
      return child.pid;
    };
    console.log("pids", await start("first"), await start("second"));
    ${forever}`,
  );
  const parent = spawn(process.execPath, [tsxScript(), file], { stdio: ["ignore", "pipe", "inherit"], detached: true });
  let output = "";
  parent.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await until(() => output.includes("pids"));
  const pids = output.match(/\d+/g)?.map(Number) ?? [];
  const exit = new Promise<number | null>((resolve) => parent.once("exit", resolve));
  return {
    parent,
    pids,
    exit,
    stopped: () => readFileSync(log, "utf8"),
    held: () => readdirSync(folder).includes(held.slice(folder.length + 1)),
  };
};

describe("a process that is ended", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("stops its children in order on %s to its whole group", async (signal, code) => {
    const { parent, exit, stopped, held } = await family(signal);
    // As a terminal does it: the whole foreground group gets the signal.
    process.kill(-(parent.pid as number), signal);
    expect(await exit).toBe(code);
    expect(stopped()).toBe("second\nfirst\n");
    expect(held()).toBe(false);
  });

  it("leaves nothing behind even when it is killed", async () => {
    const { parent, pids, stopped, held } = await family("SIGKILL");
    process.kill(-(parent.pid as number), "SIGKILL");
    await until(() => pids.every((pid) => !isAlive(pid)) && !held());
    expect(stopped()).toBe("second\nfirst\n");
  });
});
