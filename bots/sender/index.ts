import {
  type Hex,
  keccak256,
  type LocalAccount,
  type PublicClient,
  parseTransaction,
  TransactionNotFoundError,
  type TransactionReceipt,
} from "viem";
import { BaseError, decodeRefusal } from "../../sdk/errors/index.ts";
import { type Head, readHead } from "../../sdk/reads/head.ts";
import { findReceipt } from "../../sdk/send.ts";
import type { Call } from "../../sdk/types.ts";
import { batchesOf } from "../intent.ts";
import type { Keeper, Standing } from "../keeper.ts";
import {
  type Effects,
  markBroadcast,
  markFinal,
  markMined,
  markReverted,
  markSuperseded,
  markVanished,
  recordReplacement,
  recordSigned,
} from "../ledger/attempts.ts";
import { claim, recoverClaims, refuse, skip, unclaim } from "../ledger/claims.ts";
import type { Database } from "../ledger/database.ts";
import { type Lease, renewLease } from "../ledger/lease.ts";
import { pauseOf, readPauses } from "../ledger/pauses.ts";
import { type AttemptRow, type IntentRow, intentsOfAttempt, openAttempts, plannedIntents } from "../ledger/queries.ts";
import type { Log } from "../log.ts";
import { bumpFees, type Fees } from "./fees.ts";

export type SenderParameters = {
  db: Database;
  client: PublicClient;
  /** pays for the transactions; nobody else may use it */
  account: LocalAccount;
  chainId: number;
  /** blocks on top of a transaction's own until it is final */
  confirmations: number;
  keepers: readonly Keeper[];
  log: Log;
  /** milliseconds, see `renewLease` */
  leaseDuration: number;
  /** blocks after which a waiting transaction is replaced by one with higher fees */
  stuckAfter?: number | undefined;
  /** nonces that may be open at once */
  maxOpen?: number | undefined;
};

/** Works off the ledger for one account. */
export type Sender = {
  /** Frees what a former holder of the lease left claimed. Once, when the lease was acquired. */
  recover(lease: Lease): Promise<void>;
  /** Follows what is under way, then sends what is planned. @returns how many nonces are open afterwards */
  pass(lease: Lease): Promise<number>;
};

/** The ledger holds work of a keeper that does not run here. */
export class UnknownKeeperError extends BaseError {
  override readonly name = "UnknownKeeperError";

  constructor(keeper: string) {
    super(
      `The ledger holds a transaction of the keeper "${keeper}", which does not run here. Start it, or restore it.`,
    );
  }
}

const plannedAtOnce = 1_000;

export const createSender = (parameters: SenderParameters): Sender => {
  const { db, client, account, chainId, confirmations, log, leaseDuration, stuckAfter = 10, maxOpen = 8 } = parameters;
  const keepers = new Map(parameters.keepers.map((keeper) => [keeper.name, keeper]));

  const recover = async (lease: Lease): Promise<void> => {
    const freed = await recoverClaims(db, lease);
    if (freed.length > 0) log.info({ intents: freed.length }, "freed work that a former process had claimed");
  };

  const pass = async (lease: Lease): Promise<number> => {
    await renewLease(db, lease, leaseDuration);
    await recoverClaims(db, lease);
    const head = await readHead(client);
    for (const attempts of byNonce(await openAttempts(db, lease))) await follow(lease, head, attempts);
    await sendPlanned(lease, head);
    return byNonce(await openAttempts(db, lease)).length;
  };

  /* ------------------------------------------- what is under way ------------------------------------------- */

  /** Brings the attempts of one nonce, the last signed first, up to what the chain shows. */
  const follow = async (lease: Lease, head: Head, attempts: readonly AttemptRow[]): Promise<void> => {
    const mined = await findMined(attempts);
    for (const attempt of attempts) {
      if (attempt.state === "mined" && attempt.blockHash !== mined?.receipt.blockHash) await vanish(lease, attempt);
    }
    if (mined === undefined) return followUnmined(lease, head, attempts);

    const { attempt, receipt } = mined;
    const known = attempt.state === "mined" && attempt.blockHash === receipt.blockHash;
    if (!known) await mine(lease, attempt, receipt);
    if (head.number - receipt.blockNumber >= BigInt(confirmations)) await settle(lease, attempt, receipt);
  };

  const findMined = async (attempts: readonly AttemptRow[]) => {
    for (const attempt of attempts) {
      const receipt = await findReceipt(client, attempt.hash);
      if (receipt !== undefined) return { attempt, receipt };
    }
    return undefined;
  };

  const vanish = async (lease: Lease, attempt: AttemptRow): Promise<void> => {
    await markVanished(db, lease, attempt.id);
    log.warn({ keeper: attempt.keeper, hash: attempt.hash }, `left the chain again: ${attempt.title}`);
  };

  const mine = async (lease: Lease, attempt: AttemptRow, receipt: TransactionReceipt): Promise<void> => {
    const { blockNumber, blockHash, status } = receipt;
    await markMined(db, lease, attempt.id, { blockNumber, blockHash, succeeded: status === "success" });
    log.info({ event: "mined", keeper: attempt.keeper, hash: attempt.hash, block: Number(blockNumber) }, attempt.title);
  };

  /** A transaction is deep enough: now the contract says what it did. */
  const settle = async (lease: Lease, attempt: AttemptRow, receipt: TransactionReceipt): Promise<void> => {
    const succeeded = receipt.status === "success";
    const reason = succeeded ? "mined without effect" : await whyReverted(attempt, receipt);
    const effects = await effectsOf(attempt, reason);
    const mark = succeeded ? markFinal : markReverted;
    await mark(db, lease, attempt.id, effects);

    const line = { keeper: attempt.keeper, hash: attempt.hash, block: Number(receipt.blockNumber) };
    const { undone, lost = [] } = effects;
    if (succeeded && undone.length + lost.length === 0)
      log.debug({ event: "final", ...line }, `final: ${attempt.title}`);
    else if (undone.length > 0)
      log.warn({ event: "undone", ...line, reason, undone: undone.length }, `not all done: ${attempt.title}`);
    for (const loss of lost) log.warn({ event: "lost", ...line, reason: loss.reason }, `in vain: ${attempt.title}`);
  };

  const effectsOf = async (attempt: AttemptRow, reason: string): Promise<Effects> => {
    const intents = await intentsOfAttempt(db, attempt.id);
    const standings = await keeperOf(attempt).standings(intents);
    const judged = intents.map(({ key }, index) => ({
      key,
      standing: standings[index],
      loss: lossOf(standings[index]),
    }));
    const lost = judged.flatMap(({ key, loss }) => (loss === undefined ? [] : [{ key, reason: loss }]));
    const done = judged.filter(({ standing }) => standing === "done").map(({ key }) => key);
    const undone = judged.filter(({ standing, loss }) => standing !== "done" && loss === undefined);
    return { done, undone: undone.map(({ key }) => key), lost, reason };
  };

  const whyReverted = async (attempt: AttemptRow, { blockNumber }: TransactionReceipt): Promise<string> => {
    const { to, data, value } = parseTransaction(attempt.raw);
    const refusal = await client
      .call({ account: account.address, to, data, value, blockNumber: blockNumber - 1n })
      .then(() => undefined, decodeRefusal);
    return refusal?.sentence ?? "reverted in its block";
  };

  const followUnmined = async (lease: Lease, head: Head, attempts: readonly AttemptRow[]): Promise<void> => {
    const [newest] = attempts;
    if (newest === undefined) return;
    if (await isNonceGone(newest.nonce, head)) return supersede(lease, newest);

    const isKnown = await knowsTransaction(newest.hash);
    if (!isKnown || newest.state === "signed") return broadcast(lease, newest);
    if (head.number - newest.signedAtBlock >= BigInt(stuckAfter)) await replace(lease, head, newest);
  };

  /** Whether a transaction that is not in the ledger took the nonce, so deep that it stays so. */
  const isNonceGone = async (nonce: number, head: Head): Promise<boolean> => {
    const depth = BigInt(confirmations);
    const blockNumber = head.number > depth ? head.number - depth : 0n;
    return (await client.getTransactionCount({ address: account.address, blockNumber })) > nonce;
  };

  const supersede = async (lease: Lease, attempt: AttemptRow): Promise<void> => {
    const reason = "another transaction of this account took the nonce";
    await markSuperseded(db, lease, attempt.id, await effectsOf(attempt, reason));
    log.error(
      { keeper: attempt.keeper, hash: attempt.hash, nonce: attempt.nonce },
      "somebody else sends from the keeper's account; give the keeper an account of its own",
    );
  };

  const knowsTransaction = (hash: Hex): Promise<boolean> =>
    client.getTransaction({ hash }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof TransactionNotFoundError) return false;
        throw error;
      },
    );

  /** Sends the recorded bytes. Whatever the node answers, only finding the transaction counts. */
  const broadcast = async (lease: Lease, attempt: Pick<AttemptRow, "id" | "hash" | "raw" | "state" | "keeper">) => {
    await renewLease(db, lease, leaseDuration);
    const failure = await client.sendRawTransaction({ serializedTransaction: attempt.raw }).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined && !(await knowsTransaction(attempt.hash))) {
      log.warn({ keeper: attempt.keeper, hash: attempt.hash, err: failure }, "not taken by the node; tried again");
      return;
    }
    if (attempt.state === "signed") await markBroadcast(db, lease, attempt.id);
  };

  const replace = async (lease: Lease, head: Head, attempt: AttemptRow): Promise<void> => {
    const transaction = parseTransaction(attempt.raw);
    const { to, data = "0x", value = 0n, gas } = transaction;
    if (to === undefined || to === null || gas === undefined) return;
    const fees = bumpFees(attempt, await marketFees());
    const signed = await sign({ to, data, value }, { nonce: attempt.nonce, gas, fees });
    const { keeper, title, nonce } = attempt;
    const content = { ...signed, ...fees, keeper, title, nonce, signedAtBlock: head.number };
    const id = await recordReplacement(db, lease, attempt.id, content);
    log.warn({ keeper, hash: signed.hash, replaces: attempt.hash }, `waited too long, fees raised: ${title}`);
    await broadcast(lease, { id, keeper, state: "signed", ...signed });
  };

  /* ---------------------------------------------- what is planned ------------------------------------------ */

  const sendPlanned = async (lease: Lease, head: Head): Promise<void> => {
    const pauses = await readPauses(db);
    const planned = (await plannedIntents(db, chainId, plannedAtOnce)).filter(
      ({ keeper }) => keepers.has(keeper) && pauseOf(pauses, keeper) === undefined,
    );
    for (const intents of byKeeper(planned)) {
      const due = await dueOf(lease, intents);
      for (const batch of batchesOf(due, keeperOf(intents[0]).batchSize)) {
        if (byNonce(await openAttempts(db, lease)).length >= maxOpen) return;
        await sendBatch(lease, head, batch);
      }
    }
  };

  /** Asks the contracts once more; skips what is done or void, leaves what is early. */
  const dueOf = async (lease: Lease, intents: readonly IntentRow[]): Promise<IntentRow[]> => {
    const standings = await keeperOf(intents[0]).standings(intents);
    for (const [index, { key, keeper, title }] of intents.entries()) {
      const reason = standings[index] === "done" ? "done by somebody else" : lossOf(standings[index]);
      if (reason === undefined) continue;
      await skip(db, lease, [key], reason);
      log.info({ keeper, reason }, `nothing to do: ${title}`);
    }
    return intents.filter((_, index) => standings[index] === "due");
  };

  const sendBatch = async (lease: Lease, head: Head, batch: readonly IntentRow[]): Promise<void> => {
    const keeper = keeperOf(batch[0]);
    if (pauseOf(await readPauses(db), keeper.name) !== undefined) return;
    const keys = batch.map(({ key }) => key);
    await claim(db, lease, keys);
    const prepared = await prepare(lease, keeper, batch).catch(async (error: unknown) => {
      await letGo(lease, keeper, keys, error);
      if (decodeRefusal(error) === undefined) throw error;
      return undefined;
    });
    if (prepared === undefined) return;

    const { nonce, fees, title, hash, raw } = prepared;
    const signed = { nonce, hash, raw, ...fees, title, keeper: keeper.name, signedAtBlock: head.number };
    const id = await recordSigned(db, lease, keys, signed);
    await broadcast(lease, { id, hash, raw, state: "signed", keeper: keeper.name });
  };

  /** Simulates, estimates, chooses the nonce, signs. Nothing has left when this fails. */
  const prepare = async (lease: Lease, keeper: Keeper, batch: readonly IntentRow[]) => {
    const call = await keeper.call(batch);
    const { to, value, data } = call;
    const request = { account: account.address, to, value, data };
    await client.call(request);
    const estimate = await client.estimateGas(request);
    const gas = (estimate * 12n) / 10n + (keeper.gasPerWork ?? 0n) * BigInt(batch.length);
    const fees = await marketFees();
    const nonce = await nextNonce(lease);
    return { nonce, fees, title: titleOf(call, batch), ...(await sign(call, { nonce, gas, fees })) };
  };

  const letGo = async (lease: Lease, keeper: Keeper, keys: readonly string[], error: unknown): Promise<void> => {
    const refusal = decodeRefusal(error);
    if (refusal === undefined) return unclaim(db, lease, keys, "the node did not answer");
    await refuse(db, lease, keys, refusal.sentence);
    log.warn(
      { keeper: keeper.name, intents: keys.length, error: refusal.name },
      `refused in simulation: ${refusal.sentence}`,
    );
  };

  /** The ledger, not the node's pool, knows what is under way. */
  const nextNonce = async (lease: Lease): Promise<number> => {
    const mined = await client.getTransactionCount({ address: account.address, blockTag: "latest" });
    const open = await openAttempts(db, lease);
    return Math.max(mined, ...open.map(({ nonce }) => nonce + 1));
  };

  const marketFees = async (): Promise<Fees> => {
    const { maxFeePerGas, maxPriorityFeePerGas } = await client.estimateFeesPerGas({ chain: null, type: "eip1559" });
    return { maxFeePerGas, maxPriorityFeePerGas };
  };

  const sign = async ({ to, data, value }: Call, { nonce, gas, fees }: { nonce: number; gas: bigint; fees: Fees }) => {
    const raw = await account.signTransaction({ type: "eip1559", chainId, to, data, value, nonce, gas, ...fees });
    return { raw, hash: keccak256(raw) };
  };

  const keeperOf = (row: { keeper: string } | undefined): Keeper => {
    const keeper = keepers.get(row?.keeper ?? "");
    if (keeper === undefined) throw new UnknownKeeperError(row?.keeper ?? "none");
    return keeper;
  };

  return { recover, pass };
};

/** Why work has lost its object; undefined if it has not. */
const lossOf = (standing: Standing | undefined): string | undefined => {
  if (standing === "void") return "no longer wanted";
  return typeof standing === "object" ? standing.void : undefined;
};

const titleOf = (call: Call, batch: readonly IntentRow[]): string =>
  batch.length === 1 ? (batch[0]?.title ?? "") : (call.description ?? `${batch.length} pieces of work`);

const byNonce = (attempts: readonly AttemptRow[]): AttemptRow[][] => group(attempts, ({ nonce }) => `${nonce}`);

const byKeeper = (intents: readonly IntentRow[]): IntentRow[][] => group(intents, ({ keeper }) => keeper);

const group = <T>(rows: readonly T[], nameOf: (row: T) => string): T[][] => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const members = groups.get(nameOf(row));
    if (members === undefined) groups.set(nameOf(row), [row]);
    else members.push(row);
  }
  return [...groups.values()];
};
