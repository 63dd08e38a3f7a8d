import type { Address, PublicClient } from "viem";
import { BaseError, decodeRefusal } from "../../sdk/errors/index.ts";
import type { Head } from "../../sdk/reads/head.ts";
import { batchesOf, type Intent } from "../intent.ts";
import type { Keeper } from "../keeper.ts";
import type { Log } from "../log.ts";

export type ObserverParameters = {
  client: PublicClient;
  keepers: readonly Keeper[];
  /** who would send */
  account: Address;
  readHead: () => Promise<Head>;
  log: Log;
};

export type Observer = {
  /** Lets each keeper look once. @returns how many pieces of work would be sent */
  look(): Promise<number>;
};

/** Says what the keepers would do: the same questions and the same simulation as before a signature, and no signature. */
export const createObserver = ({ client, keepers, account, readHead, log }: ObserverParameters): Observer => {
  const observe = async (keeper: Keeper): Promise<number> => {
    const intents = await keeper.propose(await readHead());
    const standings = intents.length === 0 ? [] : await keeper.standings(intents);
    const due = intents.filter((_, position) => standings[position] === "due");
    for (const batch of batchesOf(due, keeper.batchSize)) await simulate(keeper, batch);
    log.debug({ event: "round", keeper: keeper.name, due: due.length }, "looked");
    return due.length;
  };

  const simulate = async (keeper: Keeper, batch: readonly Intent[]): Promise<void> => {
    const { to, data, value } = await keeper.call(batch);
    const line = { keeper: keeper.name, intents: batch.length, to, selector: data.slice(0, 10) };
    const title = batch.length === 1 ? batch[0]?.title : `${batch[0]?.title} and ${batch.length - 1} more`;
    try {
      await client.call({ account, to, data, value });
      const gas = await client.estimateGas({ account, to, data, value });
      log.info({ event: "would-send", ...line, gas: Number(gas) }, `would send: ${title}`);
    } catch (error) {
      const refusal = decodeRefusal(error);
      if (refusal === undefined) throw error;
      log.warn(
        { event: "would-be-refused", ...line, error: refusal.name },
        `would be refused (${refusal.sentence}): ${title}`,
      );
    }
  };

  return {
    look: async () => {
      let due = 0;
      for (const keeper of keepers) {
        due += await observe(keeper).catch((error: unknown) => {
          const text = error instanceof BaseError ? error.shortMessage : "could not look; it looks again";
          log.warn({ keeper: keeper.name, err: error }, text);
          return 0;
        });
      }
      return due;
    },
  };
};
