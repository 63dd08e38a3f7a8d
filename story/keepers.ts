import type { Hex } from "viem";
import { z } from "zod";
import { PROJECT_ROOT, tsxScript } from "../runtime/binaries.ts";
import { type Child, startProcess } from "../runtime/process.ts";
import { StoryError } from "./stage.ts";

/** What a keeper did: one transaction. */
export type KeeperAction = { keeper: string; text: string; hash: Hex };

export type KeeperProcess = {
  url: string;
  /** in the order in which they were final or mined */
  actions: readonly KeeperAction[];
  /** resolves when every keeper has looked `count` more times */
  rounds: (count: number) => Promise<void>;
  post: (path: string, body: unknown) => Promise<void>;
  /** the last lines of the log, for error messages */
  tail: () => string;
  stop: () => Promise<void>;
};

export type KeeperParameters = {
  env: Record<string, string>;
  port: number;
  /** keepers know investors by id only; the story knows their names */
  nameOf: (id: string) => string;
  /** told of each action as it happens */
  onAction: (action: KeeperAction) => void;
};

/** The lines of the keepers' log that the story understands. */
const actionLine = z.object({
  keeper: z.string(),
  hash: z.string().regex(/^0x[0-9a-f]{64}$/),
  msg: z.string(),
  event: z.literal("mined"),
});
const roundLine = z.object({ event: z.literal("round"), keeper: z.string() });

/** Lines of the log that an error message shows. */
const tailLines = 12;

/** Starts bots/run.ts as production does: a process of its own with nothing but its environment. */
export const startKeepers = async ({ env, port, nameOf, onAction }: KeeperParameters): Promise<KeeperProcess> => {
  const actions: KeeperAction[] = [];
  const seen = new Map<string, number>();
  const telling: string[] = [];
  const tail = (): string => telling.join("\n");
  const onLine = (line: string): void => {
    const parsed = parseLine(line);
    const action = actionLine.safeParse(parsed);
    if (action.success) {
      const { keeper, msg, hash } = action.data;
      const text = msg.replaceAll(/(?<=investor )\d+/g, nameOf);
      const done = { keeper, text, hash: hash as Hex };
      actions.push(done);
      onAction(done);
    }
    const round = roundLine.safeParse(parsed);
    if (round.success) seen.set(round.data.keeper, (seen.get(round.data.keeper) ?? 0) + 1);
    else telling.push(line);
    if (telling.length > tailLines) telling.shift();
  };
  const child: Child = await startProcess({
    name: "keepers",
    command: process.execPath,
    args: [tsxScript(), "bots/run.ts"],
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
    onLine,
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child, tail);

  return {
    url,
    actions,
    tail,
    stop: () => child.stop(),
    post: (path, body) => post(`${url}${path}`, body),
    rounds: async (count) => {
      const start = new Map(seen);
      const end = Date.now() + 60_000;
      while ([...seen].some(([keeper, rounds]) => rounds < (start.get(keeper) ?? 0) + count)) {
        if (Date.now() > end) throw new StoryError(`The keepers have stopped looking.\n${tail()}`);
        await sleep(100);
      }
    },
  };
};

const parseLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const untilReady = async (url: string, child: Child, tail: () => string): Promise<void> => {
  const end = Date.now() + 60_000;
  for (;;) {
    const ready = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (child.exit !== undefined || Date.now() > end) throw new StoryError(`The keepers did not start.\n${tail()}`);
    await sleep(200);
  }
};

const post = async (url: string, body: unknown): Promise<void> => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new StoryError(`${url} answered ${response.status}: ${await response.text()}`);
};

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
