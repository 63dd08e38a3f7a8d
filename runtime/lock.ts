import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { isAlive } from "./process.ts";

/** What a lock file says about its owner. */
export interface Lock {
  readonly pid: number;
  /** The owner's program, for messages. */
  readonly name: string;
  /** Tells the owner from a later process with the same pid, where the system can say. */
  readonly born: string;
  /** What the owner wants others to know. */
  readonly url?: string;
}

export interface HeldLock {
  readonly path: string;
  /** Adds to what others can read in the lock. */
  note(more: { url: string }): void;
  release(): void;
}

/**
 * Takes the lock, which succeeds for one process only. The lock of a dead owner is taken over.
 *
 * @throws what `refuse` makes of the live owner
 */
export const acquireLock = (path: string, refuse: Refuse): HeldLock => {
  const own: Lock = { pid: process.pid, name: ownName(), born: bornAt(process.pid) };
  take(path, own, refuse);
  return {
    path,
    note: (more) => replace(path, { ...own, ...more }),
    release: () => {
      if (isSame(readLock(path), own)) rmSync(path, { force: true });
    },
  };
};

type Refuse = (owner: Lock) => Error;

const take = (path: string, own: Lock, refuse: Refuse): void => {
  if (create(path, own)) return;
  const owner = ownerOf(path);
  if (typeof owner === "object") throw refuse(owner);
  if (owner === "dead" && replaceDead(path, own, refuse)) return;
  take(path, own, refuse);
};

/**
 * Puts a lock in the place of a dead owner's. Between the look at the dead one and its removal somebody else could have
 * come to live there, so whoever takes over holds a second lock meanwhile and looks again. Should it die in between, that
 * second lock is taken over in the same way.
 *
 * @returns whether the dead one was still there
 */
const replaceDead = (path: string, own: Lock, refuse: Refuse): boolean => {
  const turn = acquireLock(`${path}.takeover`, refuse);
  try {
    if (ownerOf(path) !== "dead") return false;
    replace(path, own);
    return true;
  } finally {
    turn.release();
  }
};

const isSame = (a: Lock | undefined, b: Lock): boolean => a?.pid === b.pid && a.born === b.born;

/** Who holds the lock, and whether that process lives. Undefined when nobody does or the file makes no sense. */
export const readLock = (path: string): (Lock & { alive: boolean }) | undefined => {
  try {
    return parseLock(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
};

/** The live owner, from one look. A file that makes no sense is nobody's: its machine lost power while it was written. */
const ownerOf = (path: string): Lock | "none" | "dead" => {
  try {
    const owner = parseLock(readFileSync(path, "utf8"));
    return owner.alive ? owner : "dead";
  } catch (error) {
    if (error instanceof SyntaxError) return "dead";
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "none";
    throw error;
  }
};

const parseLock = (text: string): Lock & { alive: boolean } => {
  const lock = JSON.parse(text) as Lock;
  return { ...lock, alive: isAlive(lock.pid) && bornAt(lock.pid) === lock.born };
};

/** Nobody ever reads half a lock: it is written elsewhere and appears under its name at once. @returns whether there was none */
const create = (path: string, lock: Lock): boolean => {
  const draft = write(path, lock);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

const replace = (path: string, lock: Lock): void => renameSync(write(path, lock), path);

const write = (path: string, lock: Lock): string => {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(lock), { mode: 0o600, flag: "wx" });
  return draft;
};

const ownName = (): string => [basename(process.argv[0] ?? "node"), basename(process.argv[1] ?? "")].join(" ").trim();

/** Boot id and start tick of a process on Linux; empty elsewhere, where only the pid counts. */
const bornAt = (pid: number): string => {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields after the program's name, which may itself hold spaces and parentheses; the 20th of them is the start.
    return `${boot}:${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return "";
  }
};
