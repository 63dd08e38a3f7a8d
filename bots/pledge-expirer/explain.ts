import type { PublicClient } from "viem";
import { readHead } from "../../sdk/reads/head.ts";
import { type Pledge, readPledge } from "../../sdk/reads/pledges.ts";
import type { Deployment } from "../../sdk/types.ts";
import { readWord, type Word } from "../gateway-views.ts";
import { numberOf, type Subject, type Told, timeText } from "../subject.ts";
import { hasEnded } from "./decide.ts";

/** Tells of a pledge, such as `pledge 17`. */
export const createPledgeSubject = ({
  client,
  deployment,
}: {
  client: PublicClient;
  deployment: Deployment;
}): Subject => ({
  noun: "pledge",
  example: "pledge 17",
  find: async (name) => {
    const pledgeId = numberOf("pledge", name);
    const payload = { field: "pledgeId", value: `${pledgeId}` };
    const { pledges } = deployment;
    const pledge = await readPledge(client, { pledges, pledgeId });
    if (pledge === undefined) {
      return { standing: "missing", because: `${pledges} has made no such pledge`, facts: [], payload };
    }
    const [word, { timestamp: now }] = await Promise.all([
      readWord(client, deployment, "expire", { contract: pledges, subject: pledgeId }),
      readHead(client),
    ]);
    const { amount, available, position, securedParty, state } = pledge;
    const facts = [
      `It is ${state}: ${amount} units of ${position.account} for ${securedParty}, of which ${available} could be settled.`,
      `The chain's time is ${timeText(now)}.`,
    ];
    return { ...standingOf(word, pledge), facts, payload };
  },
});

const standingOf = (word: Word, { state, endsAt }: Pledge): Pick<Told, "standing" | "because"> => {
  if (state === "proposed") return { standing: "early", because: "the secured party has not accepted it" };
  if (state === "called") return { standing: "early", because: "it was called, and ends by its secured party alone" };
  if (state !== "active") return { standing: "done", because: `it is ${state}` };
  if (endsAt === 0) return { standing: "early", because: "it has no end" };
  if (word.held !== undefined) return { standing: "held", because: word.held };
  return hasEnded(word)
    ? { standing: "due", because: `it ended ${timeText(endsAt)}` }
    : { standing: "early", because: `it ends ${timeText(endsAt)}` };
};
