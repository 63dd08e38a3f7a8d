import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
 * Creates the lock file, which fails for all but one. A lock whose owner is dead is taken over.
 * @throws what `refuse` makes of the live owner
 */
export const acquireLock = (path: string, refuse: (owner: Lock) => Error): HeldLock => {
  const own: Lock = { pid: process.pid, name: ownName(), born: bornAt(process.pid) };
  if (!create(path, own)) {
    const owner = readLock(path);
    if (owner?.alive) throw refuse(owner);
    rmSync(path, { force: true });
    if (!create(path, own)) throw refuse(readLock(path) ?? own);
  }
  return {
    path,
    note: (more) => writeFileSync(path, JSON.stringify({ ...own, ...more }), { mode: 0o600 }),
    release: () => {
      if (readLock(path)?.pid === own.pid) rmSync(path, { force: true });
    },
  };
};

/** Who holds the lock, and whether that process lives. Undefined when nobody does or the file makes no sense. */
export const readLock = (path: string): (Lock & { alive: boolean }) | undefined => {
  try {
    const lock = JSON.parse(readFileSync(path, "utf8")) as Lock;
    return { ...lock, alive: isAlive(lock.pid) && bornAt(lock.pid) === lock.born };
  } catch {
    return undefined;
  }
};

const create = (path: string, lock: Lock): boolean => {
  try {
    const file = openSync(path, "wx", 0o600);
    writeFileSync(file, JSON.stringify(lock));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
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
