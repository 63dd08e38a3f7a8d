import { asc, eq, inArray } from "drizzle-orm";
import {
  decodeFunctionData,
  getAbiItem,
  type Hex,
  isAddressEqual,
  type PublicClient,
  parseEventLogs,
  toFunctionSelector,
} from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import type { Database } from "../../bots/ledger/database.ts";
import { verifyEvents } from "../../bots/ledger/events.ts";
import { attempt, attemptIntent, event, intent } from "../../bots/ledger/schema.ts";

/**
 * Judges drills by what the chain and the ledger show, and by nothing that the keepers say. What the chain shows is
 * read from its blocks and events, not through the keepers' own reads.
 */
export type Judged = {
  client: Pick<PublicClient, "getBlock" | "getBlockNumber" | "getLogs" | "getTransactionReceipt">;
  chainId: number;
  deployment: { lockup: Hex; startBlock: number };
  account: Hex;
  db: Database;
};

const releaseAbi = [getAbiItem({ abi: lockupModuleAbi, name: "release" })] as const;
const release = toFunctionSelector(releaseAbi[0]);

/** A mined transaction of the keepers' account. */
export type Sent = {
  hash: Hex;
  nonce: number;
  blockHash: Hex;
  /** of its block, Unix seconds */
  timestamp: bigint;
  succeeded: boolean;
  /** lots that it was told to release; none if it did something else */
  lotIds: readonly bigint[];
  /** whether it is one of those that the keepers may send here: a release, or nothing to oneself; without money */
  isAllowed: boolean;
};

export type Truth = {
  /** every release of every lot, by lot: the transactions */
  releases: ReadonlyMap<bigint, readonly Hex[]>;
  /** first second (Unix time) at which each lot may be released */
  lockupEnds: ReadonlyMap<bigint, bigint>;
  sent: readonly Sent[];
};

export const readTruth = async ({ client, deployment, account }: Judged): Promise<Truth> => {
  const fromBlock = BigInt(deployment.startBlock);
  const head = await client.getBlockNumber({ cacheTime: 0 });
  const releases = new Map<bigint, Hex[]>();
  const lockupEnds = new Map<bigint, bigint>();
  const sent: Sent[] = [];
  for (let number = fromBlock; number <= head; number += blocksAtOnce) {
    const last = number + blocksAtOnce - 1n < head ? number + blocksAtOnce - 1n : head;
    const numbers = Array.from({ length: Number(last - number) + 1 }, (_, index) => number + BigInt(index));
    // A long run has more events than one answer may hold.
    const logs = await client.getLogs({ address: deployment.lockup, fromBlock: number, toBlock: last });
    for (const { args, transactionHash } of parseEventLogs({ abi: lockupModuleAbi, eventName: "LotReleased", logs })) {
      releases.set(args.lotId, [...(releases.get(args.lotId) ?? []), transactionHash]);
    }
    for (const { args } of parseEventLogs({ abi: lockupModuleAbi, eventName: "LotLocked", logs })) {
      lockupEnds.set(args.lotId, BigInt(args.lockupEnd));
    }
    const read = (blockNumber: bigint) => client.getBlock({ blockNumber, includeTransactions: true });
    for (const block of await Promise.all(numbers.map(read))) {
      for (const { from, hash, nonce, to, input, value } of block.transactions) {
        if (!isAddressEqual(from, account)) continue;
        const { status } = await client.getTransactionReceipt({ hash });
        const isTo = (address: Hex) => to !== null && isAddressEqual(to, address);
        const lotIds = isTo(deployment.lockup) ? lotIdsOf(input) : [];
        const isAllowed = value === 0n && (lotIds.length > 0 || (isTo(account) && input === "0x"));
        const { hash: blockHash, timestamp } = block;
        sent.push({ hash, nonce, blockHash, timestamp, succeeded: status === "success", lotIds, isAllowed });
      }
    }
  }
  return { releases, lockupEnds, sent };
};

/** blocks that are asked for together */
const blocksAtOnce = 32n;

const lotIdsOf = (data: Hex): readonly bigint[] => {
  if (!data.startsWith(release)) return [];
  const { args } = decodeFunctionData({ abi: releaseAbi, data });
  return args[0];
};

export const readLedger = async (db: Database, chainId: number) => {
  const intents = await db.select().from(intent).where(eq(intent.chainId, chainId)).orderBy(asc(intent.key));
  const attempts = await db.select().from(attempt).where(eq(attempt.chainId, chainId)).orderBy(asc(attempt.id));
  const ids = attempts.map(({ id }) => id);
  const links =
    ids.length === 0 ? [] : await db.select().from(attemptIntent).where(inArray(attemptIntent.attemptId, ids));
  return { intents, attempts, links };
};

export type Ledger = Awaited<ReturnType<typeof readLedger>>;

/** Lots whose work is at its end. */
export const settledLots = ({ intents }: Pick<Ledger, "intents">): Set<string> =>
  new Set(intents.filter(({ state }) => isAtEnd(state)).map(({ payload }) => payload.lotId ?? ""));

const isAtEnd = (state: string): boolean => state === "final" || state === "skipped";

/** Whether each of the lots is at its end and no transaction is under way. */
export const isQuiet = async ({ db, chainId }: Judged, lotIds: readonly bigint[]): Promise<boolean> => {
  const ledger = await readLedger(db, chainId);
  const settled = settledLots(ledger);
  return lotIds.every((lotId) => settled.has(`${lotId}`)) && ledger.attempts.every(({ state }) => isClosed(state));
};

/** Whether nothing that the ledger knows of is left to be done. */
export const isIdle = async ({ db, chainId }: Pick<Judged, "db" | "chainId">): Promise<boolean> => {
  const { intents, attempts } = await readLedger(db, chainId);
  return intents.every(({ state }) => isAtEnd(state)) && attempts.every(({ state }) => isClosed(state));
};

const isClosed = (state: string): boolean => ["final", "reverted", "superseded"].includes(state);

export type Exceptions = {
  /** transactions of the account that somebody else signed */
  foreign?: readonly Hex[] | undefined;
  /** lots that somebody else may have released before */
  others?: readonly bigint[] | undefined;
  /** whether a reorg may have set the chain's clock back, so that what was sent when it was due was mined before */
  clockWentBack?: boolean | undefined;
};

/** Every way in which chain and ledger do not show each lot released exactly once; empty if they do. */
export const faultsOf = async (
  judged: Judged,
  lotIds: readonly bigint[],
  exceptions: Exceptions = {},
): Promise<string[]> => {
  const [truth, ledger] = [await readTruth(judged), await readLedger(judged.db, judged.chainId)];
  return [
    ...compare(truth, ledger, lotIds, exceptions),
    ...(await trailFaults(judged.db, ledger)),
    ...(await verifyEvents(judged.db).then(
      () => [],
      (error: unknown) => [String(error)],
    )),
  ];
};

/** What chain and ledger say of the lots, and where they differ. Pure. */
export const compare = (
  truth: Truth,
  ledger: Ledger,
  lotIds: readonly bigint[],
  { foreign = [], others = [], clockWentBack = false }: Exceptions = {},
): string[] => {
  const ours = truth.sent.filter(({ hash }) => !foreign.includes(hash));
  const early = ours.flatMap(({ hash, lotIds: carried, timestamp }) =>
    carried
      .filter((lotId) => timestamp < (truth.lockupEnds.get(lotId) ?? 0n))
      .map((lotId) => `lot ${lotId} was sent before it was due: ${hash}`),
  );
  return [
    ...lotIds.flatMap((lotId) => effectFaults(truth, ours, lotId, others.includes(lotId))),
    ...(clockWentBack ? [] : early),
    ...ours.filter((sent) => !sent.isAllowed).map(({ hash }) => `transaction ${hash} is none that keepers may send`),
    ...ours.flatMap((sent) => recordFaults(ledger, sent)),
    ...ledger.attempts.flatMap((row) => attemptFaults(truth, row)),
    ...ledger.intents.flatMap((row) => intentFaults(truth, ledger, row, others)),
  ];
};

/** Exactly one effect, by exactly one transaction; where others may have come first, by one of ours at most. */
const effectFaults = (
  { releases, lockupEnds }: Truth,
  ours: readonly Sent[],
  lotId: bigint,
  byOthers: boolean,
): string[] => {
  const effects = releases.get(lotId) ?? [];
  const isDue = ({ timestamp }: Sent): boolean => timestamp >= (lockupEnds.get(lotId) ?? 0n);
  const carried = ours.filter((sent) => sent.succeeded && isDue(sent) && sent.lotIds.includes(lotId));
  return [
    ...(effects.length === 1 ? [] : [`lot ${lotId} was released ${effects.length} times`]),
    ...(carried.length === 1 || (byOthers && carried.length === 0)
      ? []
      : [`lot ${lotId} was sent in ${carried.length} mined transactions`]),
  ];
};

/** What the account did stands in the ledger, as it happened. */
const recordFaults = ({ attempts }: Ledger, { hash, blockHash, succeeded }: Sent): string[] => {
  const row = attempts.find((candidate) => candidate.hash === hash);
  if (row === undefined) return [`transaction ${hash} is not in the ledger`];
  const state = succeeded ? "final" : "reverted";
  return [
    ...(row.state === state ? [] : [`transaction ${hash} is ${row.state} in the ledger, ${state} on chain`]),
    ...(row.blockHash === blockHash ? [] : [`transaction ${hash} is in block ${blockHash}, not ${row.blockHash}`]),
  ];
};

/** What the ledger says was done happened; nothing is left open. */
const attemptFaults = ({ sent }: Truth, { hash, state }: Ledger["attempts"][number]): string[] => {
  const isMined = sent.some((candidate) => candidate.hash === hash);
  if (!isClosed(state)) return [`attempt ${hash} is still ${state}`];
  return isMined === (state !== "superseded") ? [] : [`attempt ${hash} is ${state}, on chain: ${isMined}`];
};

const intentFaults = (
  { releases, sent }: Truth,
  ledger: Ledger,
  { key, state, payload }: Ledger["intents"][number],
  others: readonly bigint[],
): string[] => {
  if (!isAtEnd(state)) return [`${key} is still ${state}`];
  const lotId = BigInt(payload.lotId ?? 0);
  const effects = releases.get(lotId) ?? [];
  if (state === "skipped") return effects.length === 0 ? [`${key} is skipped, and nobody did it`] : [];
  const own = ledger.links
    .filter(({ intentKey }) => intentKey === key)
    .map(({ attemptId }) => ledger.attempts.find(({ id }) => id === attemptId)?.hash);
  if (effects.some((hash) => own.includes(hash))) return [];
  // A batch passes over what somebody else was faster to release: it is done, and the transaction is final.
  const passedOver = sent.some((one) => one.succeeded && own.includes(one.hash) && one.lotIds.includes(lotId));
  return others.includes(lotId) && passedOver ? [] : [`${key} is final, and no transaction of its own did it`];
};

/** The last event of each row tells of the state in which it is: else rows were changed, or events cut off, by hand. */
const trailFaults = async (db: Database, { intents, attempts }: Ledger): Promise<string[]> => {
  const events = await db
    .select({ intentKey: event.intentKey, attemptId: event.attemptId, to: event.toState })
    .from(event)
    .orderBy(asc(event.id));
  const told = new Map(events.map(({ intentKey, attemptId, to }) => [intentKey ?? `${attemptId}`, to]));
  return [...intents.map(({ key, state }) => [key, state]), ...attempts.map(({ id, state }) => [`${id}`, state])]
    .filter(([name = "", state]) => told.get(name) !== state)
    .map(([name, state]) => `${name} is ${state}, and its last event says ${told.get(name ?? "") ?? "nothing"}`);
};

/**
 * Each lot was released once, by one transaction; ledger and chain agree; nothing is open or unknown.
 * @throws NotExactlyOnceError
 */
export const expectExactlyOnce = async (
  judged: Judged,
  lotIds: readonly bigint[],
  exceptions: Exceptions = {},
): Promise<void> => {
  const faults = await faultsOf(judged, lotIds, exceptions);
  if (faults.length > 0) throw new NotExactlyOnceError(faults);
};

/** Chain and ledger show something else than one effect for each piece of work. */
export class NotExactlyOnceError extends Error {
  override readonly name = "NotExactlyOnceError";

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
  }
}
