import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";

const secret = "0123456789abcdef0123456789abcdef";

/** The entry, as `npm run keepers` starts it, with nothing in its environment but this. */
const start = async (args: readonly string[], env: Record<string, string>) => {
  const command = ["--import", "tsx", join(PROJECT_ROOT, "bots", "run.ts"), ...args];
  const { PATH } = process.env;
  const failed = await promisify(execFile)(process.execPath, command, {
    cwd: PROJECT_ROOT,
    env: { PATH, ...env },
  }).catch((error: { code: number; stderr: string }) => error);
  return { code: "code" in failed ? failed.code : 0, stderr: failed.stderr };
};

describe("the entry", () => {
  test.each([[["doctor"]], [["run"]]])(
    "error: %j without an environment says in plain words what is missing",
    async (args) => {
      const { code, stderr } = await start(args, { RPC_URLS: "nonsense" });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^The environment is not usable/);
      expect(stderr).toContain("RPC_URLS is wrong: expected http(s) URLs");
      expect(stderr).not.toContain("nonsense");
    },
  );

  test("error: a command says in plain words why it cannot be done, and no secret", async () => {
    const { code, stderr } = await start(["explain", "lot", "17"], { RPC_URLS: `http://127.0.0.1:1/${secret}` });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^No RPC endpoint can be relied on now\./m);
    expect(stderr).not.toContain(secret);
  });
});
