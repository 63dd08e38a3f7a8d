import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";

/** The main job, run as a person runs it: `npm start -- --exit --json`. */
const play = (...args: string[]): Promise<{ status: number | null; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ["tools/start.mjs", ...args], {
      cwd: PROJECT_ROOT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      err += String(chunk);
    });
    child.on("close", (status) => resolve({ status, out, err }));
  });

it("plays two years of a security, and chain and index come to what an independent computation says", async () => {
  const { status, out, err } = await play("--exit", "--json", "--seed", "7");
  expect(err).not.toContain("Error");
  const record = JSON.parse(out.slice(out.indexOf("{")));
  expect(record.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  expect(record.checks.length).toBeGreaterThanOrEqual(8);
  expect(record.ok).toBe(true);
  expect(status).toBe(0);
  const keepers = new Set(record.keeperActions.map(({ keeper }: { keeper: string }) => keeper));
  expect([...keepers].sort()).toEqual([
    "accreditation-expirer",
    "approval-collector",
    "distribution-runner",
    "lockup-unlocker",
  ]);
});

it("names a missing file and starts nothing", async () => {
  const { status, err } = await play("--exit", "--data", "test/e2e");
  expect(status).toBe(1);
  expect(err).toContain("investors.csv");
});
