import type { Client } from "viem";
import { getBlock } from "viem/actions";

/** The embedded chain's clock. Nothing else in the story knows what time it is. */
export type Clock = {
  /** timestamp of the head, Unix seconds */
  now: () => Promise<number>;
  /** mines a block at `time`, Unix seconds; later than now */
  moveTo: (time: number) => Promise<void>;
  /** mines empty blocks, as other people's transactions would */
  mine: (blocks: number) => Promise<void>;
  head: () => Promise<bigint>;
};

export class ClockRunsForwardError extends Error {
  override readonly name = "ClockRunsForwardError";
}

/** @param client speaks to anvil */
export const createClock = (client: Client): Clock => {
  const request = (method: string, params: unknown[]): Promise<unknown> =>
    client.request({ method, params } as Parameters<typeof client.request>[0]);
  const head = () => getBlock(client, { blockTag: "latest" });
  return {
    now: async () => Number((await head()).timestamp),
    head: async () => (await head()).number,
    mine: async (blocks) => {
      await request("anvil_mine", [`0x${blocks.toString(16)}`, "0x1"]);
    },
    moveTo: async (time) => {
      const now = Number((await head()).timestamp);
      if (time <= now) throw new ClockRunsForwardError(`The chain is at ${now} already; ${time} is not later.`);
      await request("evm_setNextBlockTimestamp", [time]);
      await request("anvil_mine", ["0x1"]);
    },
  };
};
