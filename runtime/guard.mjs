// Ends what a dead parent left behind. The parent holds the other end of stdin and reports, one JSON object a line,
// what it acquires and releases: {hold: {id, pid, signal}}, {hold: {id, path}}, {release: id}. When stdin closes, for
// whatever reason (exit, crash, kill -9), everything still held is ended, newest first: processes by their signal and
// then SIGKILL to their group, paths by removal. Runs in its own session, so a terminal's Ctrl-C does not reach it.
import { readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE = 8_000;
const held = new Map();

const send = (pid, signal) => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

/** A process that only waits to be reaped is gone. */
const isAlive = (pid) => {
  if (!send(pid, 0)) return false;
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
};

const end = async ({ pid, signal, path }) => {
  if (path !== undefined) return rmSync(path, { recursive: true, force: true });
  const deadline = Date.now() + PATIENCE;
  send(pid, signal);
  while (isAlive(pid) && Date.now() < deadline) await sleep(50);
  send(-pid, "SIGKILL");
};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const { hold, release } = JSON.parse(line);
  if (hold) held.set(hold.id, hold);
  else held.delete(release);
}
for (const resource of [...held.values()].reverse()) await end(resource);
