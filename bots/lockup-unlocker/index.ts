import type { PublicClient } from "viem";
import { releaseLots } from "../../sdk/actions/lockup/release.ts";
import type { Deployment } from "../../sdk/types.ts";
import { createGatewayViews, standingOf, type WorkName } from "../gateway-views.ts";
import { createHintWalk } from "../hints.ts";
import type { IndexedLot, IndexReader } from "../index-reader.ts";
import { contractOf, uniqueByKey } from "../intent.ts";
import { createIsolation } from "../isolate.ts";
import { allowedAs, type Keeper, payloadOf, type Work } from "../keeper.ts";
import type { Log } from "../log.ts";
import { decide, hasEnded, keeperName } from "./decide.ts";

export type LockupUnlockerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  log: Log;
};

/** Releases lots whose lock-up has ended, of every module that the deployment's record names and the gateway serves. */
export const createLockupUnlocker = ({ client, index, deployment, log }: LockupUnlockerParameters): Keeper => {
  const { chainId } = deployment;
  // The record does not say of which kind a further module is: the index has lots of lock-up modules only.
  const lockups = [deployment.lockup, ...deployment.modules];
  const isolation = createIsolation(log, keeperName);
  const views = createGatewayViews({ client, deployment, isolation });
  const walk = createHintWalk<IndexedLot>();
  const recorded = new Set(lockups.map((lockup) => lockup.toLowerCase()));

  return {
    name: keeperName,
    batchSize: 25,
    kinds: ["release"],
    // The module was detached, or lost the permission: none of its lots can be released.
    barredBy: ["SecurityToken_NotPermitted"],
    mayCall: () => lockups.map((lockup) => allowedAs(releaseLots({ lockup, lotIds: [] }))),

    propose: async (head) => {
      const intents = await walk.look(
        (page) => index.read(head, (queries) => queries.dueLots(lockups, head.timestamp, page)),
        async (hints) => {
          const own = hints.filter(({ lockup }) => recorded.has(lockup.toLowerCase()));
          const words = await views.wordsOn("release", own, nameOfHint);
          const lots = own.map((lot, place) => ({ ...lot, state: words[place]?.state ?? "unknown" }));
          return decide({ snapshot: { chainId, lots } });
        },
      );
      return uniqueByKey(intents);
    },

    standings: async (works) =>
      (await views.wordsOn("release", works, nameOfWork)).map((word) =>
        word !== undefined && word.held === undefined && hasEnded(word.state) ? "due" : standingOf(word),
      ),

    call: async (works) => {
      const names = works.map(nameOfWork);
      const lockup = names[0]?.contract ?? deployment.lockup;
      return releaseLots({ lockup, lotIds: names.map(({ subject }) => subject) });
    },
  };
};

const nameOfHint = ({ lockup, lotId }: IndexedLot): WorkName => ({ contract: lockup, subject: lotId });

const nameOfWork = (work: Work): WorkName => ({
  contract: contractOf(work.key),
  subject: BigInt(payloadOf(work, "lotId")),
});
