import type { Signer } from "../../runtime/signer.ts";
import type { Keeper } from "../keeper.ts";
import { endSharedAccount } from "../ledger/attempts.ts";
import { recoverClaims } from "../ledger/claims.ts";
import type { Database } from "../ledger/database.ts";
import { type Lease, renewLease } from "../ledger/lease.ts";
import { type AttemptRow, openAttempts } from "../ledger/queries.ts";
import { endRefusals } from "../ledger/refusals.ts";
import type { Log } from "../log.ts";
import type { Chain } from "../rpc/chain.ts";
import type { Budgets } from "./budget.ts";
import { createConditions } from "./conditions.ts";
import type { Round, SenderContext } from "./context.ts";
import { type Looked, sendPlanned } from "./dispatch.ts";
import { endReorganisations, fillGaps } from "./fill.ts";
import { followAll } from "./follow.ts";
import type { SeenGaps } from "./gaps.ts";
import { transactionGasCap, usualCostCap } from "./gas.ts";
import { collectHindrances, createTeller } from "./hindrances.ts";
import { readMarket } from "./market.ts";
import { lookAtChain } from "./sight.ts";

export type SenderParameters = {
  db: Database;
  chain: Chain;
  /** pays for the transactions; nobody else may use it */
  account: Signer;
  /** blocks on top of a transaction's own until it is final */
  confirmations: number;
  keepers: readonly Keeper[];
  log: Log;
  /** milliseconds, see `renewLease` */
  leaseDuration: number;
  budgets: Budgets;
  /** wei per gas that a transaction may offer at most */
  maxFee: bigint;
  /** gas that a transaction may ask for; default 2^24, as EIP-7825 has it. The block's own limit counts as well. */
  maxGas?: bigint | undefined;
  /** wei that gas limit times fee cap of one transaction may come to; default 1 ether, beyond which nodes refuse */
  maxCost?: bigint | undefined;
  /** rounds in which every endpoint refuses a transaction until it is given up; default 3 */
  giveUpAfter?: number | undefined;
  /** blocks behind the head at which a call is simulated too; 0: at the head only */
  simulateBehind?: number | undefined;
  /** blocks after which a waiting transaction is replaced by one with higher fees */
  stuckAfter?: number | undefined;
  /** blocks after which a nonce that keeps others waiting is filled */
  gapAfter?: number | undefined;
  /** nonces that may be open at once; default 48 */
  maxOpen?: number | undefined;
  /** seconds that the newest block may be old before nothing new is signed; undefined: any */
  maxHeadAge?: number | undefined;
  /** milliseconds for which the chain must be out of sight before people are told */
  tellAfter?: number | undefined;
};

/** Works off the ledger for one account. */
export type Sender = {
  /** Frees what a former holder of the lease left claimed. Once, when the lease was acquired. */
  recover(lease: Lease): Promise<void>;
  /** Follows what is under way, fills gaps, then sends what is planned. @returns how many nonces are open afterwards */
  pass(lease: Lease): Promise<number>;
};

export const createSender = (parameters: SenderParameters): Sender => {
  const { db, chain, account, leaseDuration, log, maxHeadAge, tellAfter = 60_000 } = parameters;
  const conditions = createConditions(db);
  const teller = createTeller(db);
  const context: SenderContext = {
    simulateBehind: 1,
    stuckAfter: 10,
    gapAfter: 5,
    maxOpen: 48,
    maxGas: transactionGasCap,
    maxCost: usualCostCap,
    giveUpAfter: 3,
    told: {},
    ...withoutUndefined(parameters),
    keepers: new Map(parameters.keepers.map((keeper) => [keeper.name, keeper])),
    conditions,
  };
  let gaps: SeenGaps = new Map();

  const recover = async (lease: Lease): Promise<void> => {
    conditions.forget();
    teller.forget();
    gaps = new Map();
    context.told = {};
    const freed = await recoverClaims(db, lease);
    if (freed.length > 0) log.info({ intents: freed.length }, "freed work that a former process had claimed");
  };

  const pass = async (lease: Lease): Promise<number> => {
    await renewLease(db, lease, leaseDuration);
    await recoverClaims(db, lease);
    const sight = await lookAtChain({ chain, account: account.address, conditions, maxHeadAge, tellAfter });
    const hindrances = collectHindrances();
    const market = once(() => readMarket(chain.client));
    const balance = once(() => chain.client.getBalance({ address: account.address }));
    const round: Round = { lease, sight, hindrances, market, balance };
    await followAll(context, round, byNonce(await openAttempts(db, lease)));
    gaps = await fillGaps(context, round, await openAttempts(db, lease), gaps);
    await endReorganisations(context, round);
    await endSharedAccount(db, lease);
    await endRefusals(db, lease);
    await tellHindrances(round, await sendPlanned(context, round, await openAttempts(db, lease)));
    return byNonce(await openAttempts(db, lease)).length;
  };

  const tellHindrances = async ({ lease, hindrances }: Round, looked: Looked): Promise<void> => {
    const tell = (subject: string, complete: boolean) =>
      teller.tell(lease, subject, { notices: hindrances.of(subject), complete });
    await tell(account.address, looked.account);
    for (const name of context.keepers.keys()) await tell(name, looked.keepers.has(name));
  };

  return { recover, pass };
};

const withoutUndefined = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
};

const byNonce = (attempts: readonly AttemptRow[]): AttemptRow[][] => {
  const groups = new Map<number, AttemptRow[]>();
  for (const attempt of attempts) groups.set(attempt.nonce, [...(groups.get(attempt.nonce) ?? []), attempt]);
  return [...groups.values()];
};
