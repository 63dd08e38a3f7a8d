import {
  type Account,
  type Address,
  type Chain,
  type Client,
  type Hex,
  type PublicActions,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
  type Transport,
  type WalletActions,
} from "viem";
import { BaseError, decodeRefusal, type Refusal } from "./errors/index.ts";
import type { Call } from "./types.ts";

/** A viem wallet client extended with `publicActions`. */
export type SendingClient = Client<Transport, Chain | undefined, Account> & PublicActions & WalletActions;

export type SendOptions = {
  /** milliseconds between two looks for the receipt */
  pollInterval?: number | undefined;
  /** milliseconds after which to stop looking */
  timeout?: number | undefined;
};

/** A contract refused the call. Nothing changed on chain. */
export class CallRefusedError extends BaseError {
  override readonly name = "CallRefusedError";
  readonly refusal: Refusal;
  /** set if the refusal came in a block; otherwise nothing was sent */
  readonly transactionHash: Hex | undefined;

  constructor(call: Call, refusal: Refusal, options: { transactionHash?: Hex | undefined; cause?: unknown } = {}) {
    super(refusal.sentence, { details: [`Call: ${describe(call)}`, `Error: ${refusal.name}`], cause: options.cause });
    this.refusal = refusal;
    this.transactionHash = options.transactionHash;
  }
}

/** The transaction was sent and not seen in a block in time: it may still be mined. */
export class ReceiptTimeoutError extends BaseError {
  override readonly name = "ReceiptTimeoutError";
  readonly transactionHash: Hex;

  constructor(call: Call, transactionHash: Hex, timeout: number) {
    super(
      `The transaction was not mined within ${timeout / 1000} s. Look up ${transactionHash} before sending it again.`,
      { details: [`Call: ${describe(call)}`] },
    );
    this.transactionHash = transactionHash;
  }
}

/**
 * Simulates a call, sends it, waits until it is in a block.
 *
 * @throws CallRefusedError if the contract refuses, before or in the block
 * @throws ReceiptTimeoutError if nobody knows yet
 */
export const send = async (
  client: SendingClient,
  call: Call,
  { pollInterval = 200, timeout = 60_000 }: SendOptions = {},
): Promise<TransactionReceipt> => {
  await simulate(client, client.account.address, call);
  const { to, value, data } = call;
  const hash = await client
    .sendTransaction({ account: client.account, chain: client.chain ?? null, to, value, data })
    .catch((error: unknown) => refuse(call, error));

  const receipt = await pollReceipt(client, hash, { pollInterval, timeout });
  if (receipt === undefined) throw new ReceiptTimeoutError(call, hash, timeout);
  if (receipt.status === "reverted") await explainRevert(client, call, receipt);
  return receipt;
};

/** Runs a call without sending it. @throws CallRefusedError if the contract refuses */
export const simulate = async (
  client: Pick<PublicActions, "call">,
  account: Address,
  { to, value, data, description }: Call,
): Promise<Hex> => {
  const answer = await client
    .call({ account, to, value, data })
    .catch((error: unknown) => refuse({ to, value, data, description }, error));
  return answer.data ?? "0x";
};

/** Looks for a receipt again and again; undefined when the time is over. */
export const pollReceipt = async (
  client: Pick<PublicActions, "getTransactionReceipt">,
  hash: Hex,
  { pollInterval, timeout }: { pollInterval: number; timeout: number },
): Promise<TransactionReceipt | undefined> => {
  const end = Date.now() + timeout;
  for (;;) {
    const receipt = await findReceipt(client, hash);
    if (receipt !== undefined || Date.now() >= end) return receipt;
    await new Promise((resolve) => setTimeout(resolve, pollInterval));
  }
};

/** The receipt of a transaction; undefined if it is in no block. */
export const findReceipt = (
  client: Pick<PublicActions, "getTransactionReceipt">,
  hash: Hex,
): Promise<TransactionReceipt | undefined> =>
  client.getTransactionReceipt({ hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });

/** Repeats the call on the state before its block; the refusal there is the reason, when it is the same one. */
const explainRevert = async (client: SendingClient, call: Call, receipt: TransactionReceipt): Promise<never> => {
  const { to, value, data } = call;
  const transactionHash = receipt.transactionHash;
  const refusal = await client
    .call({ account: client.account, to, value, data, blockNumber: receipt.blockNumber - 1n })
    .then(() => undefined, decodeRefusal);
  const unexplained: Refusal = { name: "Reverted", args: [], sentence: "The transaction was mined and had no effect." };
  throw new CallRefusedError(call, refusal ?? unexplained, { transactionHash });
};

const refuse = (call: Call, error: unknown): never => {
  const refusal = decodeRefusal(error);
  if (refusal === undefined) throw error;
  throw new CallRefusedError(call, refusal, { cause: error });
};

const describe = (call: Call): string => call.description ?? `${call.data.slice(0, 10)} on ${call.to}`;
