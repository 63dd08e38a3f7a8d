import type { Bots } from "../test/drills/bots.ts";
import { isQuiet, readLedger, readTruth } from "../test/drills/oracle.ts";
import type { Stage } from "../test/drills/stage.ts";
import { delaysOf, type Spread, spreadOf } from "./figures.ts";
import type { Options } from "./options.ts";

export type RoundFigures = {
  /** from the block in which the lots fell due until the last one is final */
  seconds: number;
  /** blocks from due to mined */
  mined: Spread;
  /** blocks from due to final, beyond those that the confirmations take */
  beyond: Spread;
  /** of the keepers' process, when all is final: resident, and the part of it that is JavaScript's heap */
  memory: { resident: number; heap: number };
};

export type RunFigures = {
  rounds: RoundFigures[];
  items: number;
  transactions: number;
  /** lots that more than one successful transaction carried */
  duplicates: number;
  gasPerLot: number;
  ledgerBytesPerItem: number;
};

/** chain seconds until the lots of a round are due: enough to issue them */
const lockedFor = 600;
/** milliseconds for one round to end */
const timeout = 900_000;
const megabyte = 2 ** 20;

type Arrival = { number: bigint; at: number };

/** Lets lots fall due round by round and watches the keepers, a process of their own, release them. */
export const measureRounds = async (
  stage: Stage,
  { items, rounds, block, confirmations, schedule }: Options,
  say: (line: string) => void,
): Promise<RunFigures & { lotIds: bigint[] }> => {
  const bots = await stage.startBots([stage.rpcUrl], {
    CONFIRMATIONS: `${confirmations}`,
    KEEPER_SCHEDULE: schedule,
    // The rounds' jumps set the chain's clock ahead of this machine's, and a run may cost more than a day's work.
    KEEPER_MAX_SKEW: "86400",
    KEEPER_DAY_BUDGET: "500",
    LOG_LEVEL: "info",
  });
  await bots.leads();
  const bytesBefore = await ledgerBytes(stage);
  await stage.client.setAutomine(false);
  await stage.client.setIntervalMining({ interval: block });
  const figures: RoundFigures[] = [];
  const lotIds: bigint[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const own = await issueQuickly(stage, items);
    lotIds.push(...own);
    figures.push(await measureRound(stage, bots, own, confirmations));
    say(`round ${number} of ${rounds}`);
  }
  const bytes = (await ledgerBytes(stage)) - bytesBefore;
  await bots.stop();
  await stage.client.setIntervalMining({ interval: 0 });

  const { sent } = await readTruth(stage);
  const carried = sent.flatMap(({ lotIds: ids, succeeded }) => (succeeded ? [...ids] : []));
  const receipts = await Promise.all(sent.map(({ hash }) => stage.client.getTransactionReceipt({ hash })));
  const gas = receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
  return {
    rounds: figures,
    items: lotIds.length,
    transactions: sent.length,
    duplicates: carried.length - new Set(carried).size,
    gasPerLot: Math.round(Number(gas) / lotIds.length),
    ledgerBytesPerItem: Math.round(bytes / lotIds.length),
    lotIds,
  };
};

/** Issues the lots of a round without waiting for the chain's own pace. */
const issueQuickly = async ({ client, issueLots }: Stage, items: number): Promise<bigint[]> => {
  let issuing = true;
  const issued = issueLots(items, lockedFor).finally(() => {
    issuing = false;
  });
  while (issuing) {
    await client.mine({ blocks: 1 });
    await Promise.race([issued, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
  return issued;
};

const measureRound = async (
  stage: Stage,
  bots: Bots,
  lotIds: readonly bigint[],
  confirmations: number,
): Promise<RoundFigures> => {
  const blocks = watchBlocks(stage);
  try {
    const before = await stage.client.getBlockNumber({ cacheTime: 0 });
    await stage.client.increaseTime({ seconds: lockedFor });
    // The next block of the chain's own pace is the one in which they are due.
    const due = await stage.until("the lots are due", async () =>
      blocks.arrivals.find(({ number }) => number > before),
    );
    await stage.until("all lots are final", () => isQuiet(stage, lotIds), timeout);
    const memory = await memoryOf(bots);
    const lives = (await finalsOf(stage, lotIds)).map(({ at, mined }) => ({
      due: due.number,
      mined,
      final: headAt(blocks.arrivals, at),
      at,
    }));
    const delays = lives.map((life) => delaysOf(life, confirmations));
    return {
      seconds: (Math.max(...lives.map(({ at }) => at)) - due.at) / 1_000,
      mined: spreadOf(delays.map(({ mined }) => mined)),
      beyond: spreadOf(delays.map(({ beyond }) => beyond)),
      memory,
    };
  } finally {
    await blocks.end();
  }
};

/** Notes when each block came. */
const watchBlocks = ({ client }: Stage) => {
  const arrivals: Arrival[] = [];
  let watching = true;
  const turn = async (): Promise<void> => {
    while (watching) {
      const number = await client.getBlockNumber({ cacheTime: 0 });
      if (number !== arrivals.at(-1)?.number) arrivals.push({ number, at: Date.now() });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const turning = turn();
  return {
    arrivals,
    end: async () => {
      watching = false;
      await turning;
    },
  };
};

const headAt = (arrivals: readonly Arrival[], at: number): bigint =>
  arrivals.findLast((arrival) => arrival.at <= at)?.number ?? 0n;

/** When the ledger called each lot final, and the block of its transaction. */
const finalsOf = async ({ db, chainId, query }: Stage, lotIds: readonly bigint[]) => {
  const own = new Set(lotIds.map(String));
  const { intents } = await readLedger(db, chainId);
  const keys = intents.filter(({ payload }) => own.has(payload.lotId ?? "")).map(({ key }) => key);
  const rows = await query<{ at: Date; block: string }>(
    `select event.at, attempt.block_number as block
       from keepers.event join keepers.attempt on attempt.id = event.attempt_id
      where event.intent_key = any($1) and event.to_state = 'final'`,
    [keys],
  );
  return rows.map(({ at, block }) => ({ at: at.getTime(), mined: BigInt(block) }));
};

/** As the keepers tell Prometheus, in megabytes. */
const memoryOf = async (bots: Bots): Promise<RoundFigures["memory"]> => {
  const text = (await bots.get("/metrics"))?.text ?? "";
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`^scrip_keeper_${name} (\\S+)$`, "m").exec(text)?.[1]) / megabyte);
  return { resident: megabytes("process_resident_memory_bytes"), heap: megabytes("nodejs_heap_size_used_bytes") };
};

const ledgerBytes = async ({ query }: Stage): Promise<number> => {
  const [row] = await query<{ bytes: string }>(
    `select sum(pg_total_relation_size(pg_class.oid)) as bytes
       from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'keepers' and relkind = 'r'`,
  );
  return Number(row?.bytes ?? 0);
};
