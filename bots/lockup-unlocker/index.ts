import type { Address, PublicClient } from "viem";
import { releaseLots } from "../../sdk/actions/lockup/release.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { type Lot, readLots } from "../../sdk/reads/lots.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { IndexedLot, IndexReader } from "../index-reader.ts";
import { contractOf } from "../intent.ts";
import { createIsolation } from "../isolate.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import type { Log } from "../log.ts";
import { decide, isDue, keeperName } from "./decide.ts";

export type LockupUnlockerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  log: Log;
};

/** Releases lots whose lock-up has ended, of every module that the deployment's record names. */
export const createLockupUnlocker = ({ client, index, deployment, log }: LockupUnlockerParameters): Keeper => {
  const { chainId } = deployment;
  // The record does not say of which kind a further module is: the index has lots of lock-up modules only.
  const lockups = [deployment.lockup, ...deployment.modules];
  const isolation = createIsolation(log, keeperName);

  const readLot = async ({ lockup, lotId }: IndexedLot): Promise<Lot | undefined> =>
    (await readLots(client, { lockup, lotIds: [lotId] }))[0];

  const lotOf = (work: Work): IndexedLot => ({
    lockup: contractOf(work.key),
    lotId: BigInt(payloadOf(work, "lotId")),
  });

  return {
    name: keeperName,
    batchSize: 25,
    // The module was detached, or lost the permission: none of its lots can be released.
    barredBy: ["SecurityToken_NotPermitted"],
    mayCall: () => lockups.map((lockup) => allowedAs(releaseLots({ lockup, lotIds: [] }))),

    propose: async (head) => {
      const hints = await index.read(head, (queries) => queries.dueLots(lockups, head.timestamp));
      const intents = await isolation.each(lockups, async (lockup) => {
        const own = hints.filter((hint) => isSame(hint.lockup, lockup));
        const lots = await isolation.each(own, readLot);
        const known = lots.filter((lot) => lot !== undefined);
        return decide({ snapshot: { chainId, lockup, lots: known }, now: head.timestamp });
      });
      return intents.flatMap((own) => own ?? []);
    },

    standings: async (works) => {
      const { timestamp } = await readHead(client);
      const standings = await isolation.each(works, async (work) => standingOf(await readLot(lotOf(work)), timestamp));
      return standings.map((standing) => standing ?? "early");
    },

    call: async (works) => {
      const lots = works.map(lotOf);
      return releaseLots({ lockup: lots[0]?.lockup ?? deployment.lockup, lotIds: lots.map(({ lotId }) => lotId) });
    },
  };
};

const standingOf = (lot: Lot | undefined, now: number): Standing => {
  if (lot === undefined) return { void: "the chain knows no such lot any more" };
  if (lot.released) return "done";
  return isDue(lot, now) ? "due" : "early";
};

const isSame = (a: Address, b: Address): boolean => a.toLowerCase() === b.toLowerCase();
