import type { PublicClient } from "viem";
import { readHead } from "../../sdk/reads/head.ts";
import { readLots } from "../../sdk/reads/lots.ts";
import type { Deployment } from "../../sdk/types.ts";
import { numberOf, type Subject, timeText } from "../subject.ts";
import { isDue } from "./decide.ts";

/** Tells of a lot, such as `lot 17`. */
export const createLotSubject = ({
  client,
  deployment,
}: {
  client: PublicClient;
  deployment: Deployment;
}): Subject => ({
  noun: "lot",
  example: "lot 17",
  find: async (id) => {
    const lotId = numberOf("lot", id);
    const payload = { field: "lotId", value: `${lotId}` };
    const [[lot], { timestamp: now }] = await Promise.all([
      readLots(client, { lockup: deployment.lockup, lotIds: [lotId] }),
      readHead(client),
    ]);
    if (lot === undefined) {
      return { standing: "missing", because: `${deployment.lockup} has made no such lot`, facts: [], payload };
    }
    const { account, amount, lockupEnd, released } = lot;
    const facts = [
      `${amount} units of ${account}, locked up until ${timeText(lockupEnd)}.`,
      `The chain's time is ${timeText(now)}.`,
    ];
    if (released) return { standing: "done", because: "the module has marked it as released", facts, payload };
    return isDue(lot, now)
      ? { standing: "due", because: `its lock-up ended ${timeText(lockupEnd)}`, facts, payload }
      : { standing: "early", because: `its lock-up ends ${timeText(lockupEnd)}`, facts, payload };
  },
});
