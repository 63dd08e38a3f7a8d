import type { PublicClient } from "viem";
import { releaseLots } from "../../sdk/actions/lockup/release.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { readLots } from "../../sdk/reads/lots.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { IndexReader } from "../index-reader.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import { decide, isDue, keeperName } from "./decide.ts";

export type LockupUnlockerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
};

/** Releases lots whose lock-up has ended. */
export const createLockupUnlocker = ({ client, index, deployment }: LockupUnlockerParameters): Keeper => {
  const { chainId, lockup } = deployment;
  const lotIdsOf = (works: readonly Work[]) => works.map((work) => BigInt(payloadOf(work, "lotId")));

  return {
    name: keeperName,
    batchSize: 25,
    mayCall: [allowedAs(releaseLots({ lockup, lotIds: [] }))],

    propose: async (head) => {
      const lotIds = await index.read(head, (queries) => queries.dueLots(lockup, head.timestamp));
      const lots = (await readLots(client, { lockup, lotIds })).filter((lot) => lot !== undefined);
      return decide({ snapshot: { chainId, lockup, lots }, now: head.timestamp });
    },

    standings: async (works) => {
      const { timestamp } = await readHead(client);
      const lots = await readLots(client, { lockup, lotIds: lotIdsOf(works) });
      return lots.map((lot): Standing => {
        if (lot === undefined) return { void: "the chain knows no such lot any more" };
        if (lot.released) return "done";
        return isDue(lot, timestamp) ? "due" : "early";
      });
    },

    call: async (works) => releaseLots({ lockup, lotIds: lotIdsOf(works) }),
  };
};
