import { encodeFunctionData, type Hex, parseGwei } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import type { RpcProxy } from "../../bots/testing/rpc-proxy.ts";
import type { Bots } from "../drills/bots.ts";
import type { RestartablePostgres } from "../drills/postgres.ts";
import type { Stage } from "../drills/stage.ts";
import { cast } from "../indexer/world.ts";

/** One chain of the soak, its keepers, and the endpoints through which they see it. */
export type Ground = {
  name: string;
  stage: Stage;
  endpoints: readonly RpcProxy[];
  /** their places keep their keepers: one that was killed is followed by another */
  bots: Bots[];
  /** runs while no block is made */
  still<T>(work: () => Promise<T>): Promise<T>;
  /** wei; blocks are made at this base fee while it is set */
  baseFee: bigint | undefined;
  /** transactions of the keepers' account that the soak itself signed */
  foreign: Hex[];
};

export type Field = { grounds: readonly Ground[]; postgres: RestartablePostgres; random: Random };

/** The draws of one seed. */
export type Random = {
  /** a whole number from `low` to `high`, both included */
  between(low: number, high: number): number;
  one<T>(values: readonly T[]): T;
};

/** Disturbs, or gives work; resolves when it is over. */
export type Fault = { name: string; weight: number; happen(field: Field, ground: Ground): Promise<void> };

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** deeper than that no reorg goes; the keepers wait for one block more */
export const deepestReorg = 4;

const killed: Fault = {
  name: "SIGKILL and another process",
  weight: 3,
  happen: async ({ random }, ground) => {
    const place = random.between(0, ground.bots.length - 1);
    await ground.bots[place]?.kill();
    await ground.stage.expireLease();
    await pause(random.between(0, 1_500));
    ground.bots[place] = await ground.stage.startBots(ground.endpoints.map(({ url }) => url));
  },
};

const frozen: Fault = {
  name: "SIGSTOP beyond the lease",
  weight: 3,
  happen: async ({ random }, ground) => {
    const bots = random.one(ground.bots);
    bots.freeze();
    // It may be frozen where it holds the lease's row: then the row waits for the database to end that connection.
    const expired = ground.stage.expireLease();
    await pause(random.between(300, 3_000));
    bots.thaw();
    await expired;
  },
};

const replaced: Fault = {
  name: "SIGTERM and another process",
  weight: 1,
  happen: async ({ random }, ground) => {
    const place = random.between(0, ground.bots.length - 1);
    await ground.bots[place]?.stop();
    ground.bots[place] = await ground.stage.startBots(ground.endpoints.map(({ url }) => url));
  },
};

const database: Fault = {
  name: "Postgres restarts",
  weight: 1,
  happen: async ({ postgres }) => {
    await postgres.halt();
    await postgres.start();
  },
};

const lies: Fault = {
  name: "an endpoint delays, drops, answers null, 429 or with wrong errors",
  weight: 4,
  happen: async ({ random }, { endpoints }) => {
    const endpoint = random.one(endpoints);
    endpoint.chaos({ seed: random.between(1, 1_000_000), share: random.between(5, 60) / 100 });
    await pause(random.between(500, 4_000));
    endpoint.heal();
  },
};

const outage: Fault = {
  name: "all endpoints are in trouble",
  weight: 2,
  happen: async ({ random }, { endpoints }) => {
    for (const endpoint of endpoints) endpoint.chaos({ seed: random.between(1, 1_000_000), share: 0.3 });
    await pause(random.between(500, 3_000));
    for (const endpoint of endpoints) endpoint.heal();
  },
};

const stale: Fault = {
  name: "an endpoint stands still or lags",
  weight: 3,
  happen: async ({ random }, { endpoints }) => {
    const endpoint = random.one(endpoints);
    if (random.between(0, 1) === 0) await endpoint.freeze();
    else endpoint.lag(random.between(1, 20));
    await pause(random.between(500, 4_000));
    endpoint.heal();
  },
};

const reorg: Fault = {
  name: "a reorg",
  weight: 4,
  happen: ({ random }, { stage, still }) =>
    still(async () => {
      const depth = random.between(1, deepestReorg);
      await stage.client.request({ method: "anvil_reorg", params: [depth, []] } as never);
    }),
};

const dropped: Fault = {
  name: "the pool loses transactions",
  weight: 3,
  happen: async (_, { stage: { client, account } }) => {
    const { pending, queued } = await client.getTxpoolContent();
    for (const pool of [pending, queued]) {
      for (const [from, byNonce] of Object.entries(pool)) {
        if (from.toLowerCase() !== account.toLowerCase()) continue;
        for (const { hash } of Object.values(byNonce)) await client.dropTransaction({ hash });
      }
    }
  },
};

const dear: Fault = {
  name: "fees rise twentyfold",
  weight: 2,
  happen: async ({ random }, ground) => {
    ground.baseFee = parseGwei(`${random.between(5, 20)}`);
    await pause(random.between(1_000, 5_000));
    ground.baseFee = undefined;
  },
};

const jump: Fault = {
  name: "the chain's clock jumps",
  weight: 2,
  happen: async ({ random }, { stage, still }) =>
    still(async () => {
      await stage.client.increaseTime({ seconds: random.between(5, 40) });
      await stage.client.mine({ blocks: 1 });
    }),
};

const foreign: Fault = {
  name: "somebody uses the keepers' key",
  weight: 1,
  happen: async ({ random }, { stage, foreign }) => {
    const { client, signer, chainId } = stage;
    const nonce = await client.getTransactionCount({ address: signer.address });
    const serializedTransaction = await signer.signTransaction({
      type: "eip1559",
      chainId,
      nonce,
      gas: 21_000n,
      to: signer.address,
      value: BigInt(random.between(1, 1_000_000)),
      maxFeePerGas: parseGwei("200"),
      maxPriorityFeePerGas: parseGwei("100"),
    });
    // A node may refuse it for the one that it has: then nothing happened.
    await client.sendRawTransaction({ serializedTransaction }).then(
      (hash) => foreign.push(hash),
      () => undefined,
    );
  },
};

const byHand: Fault = {
  name: "a person does the same work first",
  weight: 3,
  happen: async ({ random }, { stage }) => {
    const { client, deployment } = stage;
    const read = { address: deployment.lockup, abi: lockupModuleAbi } as const;
    const [due] = await client.readContract({ ...read, functionName: "dueWork", args: [0n, 0n, 10_000n] });
    const some = due.slice(0, random.between(1, 5));
    if (some.length === 0) return;
    const data = encodeFunctionData({ abi: lockupModuleAbi, functionName: "release", args: [some] });
    // The keepers may have been faster: then it reverts, and nothing happened.
    const [gas, account] = [2_000_000n, cast.stranger];
    const hash = await client.sendTransaction({ account, to: deployment.lockup, data, gas });
    await client.waitForTransactionReceipt({ hash, timeout: 10_000 }).catch(() => undefined);
  },
};

const paused: Fault = {
  name: "a person pauses everything, and resumes it",
  weight: 1,
  happen: async ({ random }, { stage: { query } }) => {
    const values = ["all", "the soak", "a person"];
    await query(`insert into keepers.pause (scope, reason, "by") values ($1, $2, $3) on conflict do nothing`, values);
    await pause(random.between(300, 3_000));
    await query("delete from keepers.pause where scope = 'all'");
  },
};

const work: Fault = {
  name: "new lots",
  weight: 8,
  happen: async ({ random }, { stage }) => {
    await issue(stage, random.between(1, 20), random.between(5, longestLock));
  },
};

/** chain seconds; whatever was issued is due when the clock has jumped once more by this */
export const longestLock = 60;

/** Issues locked lots. A machine that is slower than their lock-up sees them refused: they end before they begin. */
export const issue = ({ issueLots }: Pick<Stage, "issueLots">, count: number, duration: number): Promise<bigint[]> =>
  issueLots(count, duration).catch(() => issueLots(count, longestLock));

export const faults: readonly Fault[] = [
  killed,
  frozen,
  replaced,
  database,
  lies,
  outage,
  stale,
  reorg,
  dropped,
  dear,
  jump,
  foreign,
  byHand,
  paused,
  work,
];
