import type { PublicClient } from "viem";
import { readHead } from "../../sdk/reads/head.ts";
import { readLots } from "../../sdk/reads/lots.ts";
import type { Deployment } from "../../sdk/types.ts";
import { readWord, type Word } from "../gateway-views.ts";
import { numberOf, type Subject, type Told, timeText } from "../subject.ts";
import { hasEnded } from "./decide.ts";

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
    const { lockup } = deployment;
    const [lot] = await readLots(client, { lockup, lotIds: [lotId] });
    if (lot === undefined) {
      return { standing: "missing", because: `${lockup} has made no such lot`, facts: [], payload };
    }
    const [word, { timestamp: now }] = await Promise.all([
      readWord(client, deployment, "release", { contract: lockup, subject: lotId }),
      readHead(client),
    ]);
    const facts = [
      `${lot.amount} units of ${lot.account}, locked up until ${timeText(lot.lockupEnd)}.`,
      `The chain's time is ${timeText(now)}.`,
    ];
    return { ...standingOf(word, lot), facts, payload };
  },
});

const standingOf = (
  { state, held }: Word,
  { lockupEnd, released }: { lockupEnd: number; released: boolean },
): Pick<Told, "standing" | "because"> => {
  if (state === "done" || released) return { standing: "done", because: "the module has marked it as released" };
  if (held !== undefined) return { standing: "held", because: held };
  return hasEnded(state)
    ? { standing: "due", because: `its lock-up ended ${timeText(lockupEnd)}` }
    : { standing: "early", because: `its lock-up ends ${timeText(lockupEnd)}` };
};
