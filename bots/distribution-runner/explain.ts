import type { PublicClient } from "viem";
import { partitionText } from "../../sdk/partitions.ts";
import { type DistributionState, readDistribution } from "../../sdk/reads/distributions.ts";
import { readHead } from "../../sdk/reads/head.ts";
import type { Deployment } from "../../sdk/types.ts";
import { readHold, readWord, type Word } from "../gateway-views.ts";
import { numberOf, type Subject, type Told, timeText } from "../subject.ts";

/** Tells of a distribution, such as `distribution 3`. */
export const createDistributionSubject = ({
  client,
  deployment,
}: {
  client: PublicClient;
  deployment: Deployment;
}): Subject => ({
  noun: "distribution",
  example: "distribution 3",
  find: async (name) => {
    const distributionId = numberOf("distribution", name);
    const { distribution } = deployment;
    const payload = { field: "distributionId", value: `${distributionId}` };
    const record = await readDistribution(client, { distribution, distributionId });
    if (record.state === "None") {
      return { standing: "missing", because: `${distribution} has declared none`, facts: [], payload };
    }
    const work = { contract: distribution, subject: distributionId };
    const [announce, open, close, payHold, { timestamp: now }] = await Promise.all([
      readWord(client, deployment, "announce", work),
      readWord(client, deployment, "open", work),
      readWord(client, deployment, "close", work),
      readHold(client, deployment, "pay", distribution),
      readHead(client),
    ]);
    const { state, recordDate, paymentDate } = record;
    const facts = [
      `Its state is ${state}; record date ${timeText(recordDate)}, payment date ${timeText(paymentDate)}.`,
      ...(record.partition === undefined ? [] : [`It is on partition ${partitionText(record.partition)} alone.`]),
      ...(announce.state === "notDue" && announce.dueAt !== undefined
        ? [`Its record date is announced from ${timeText(announce.dueAt)} on.`]
        : []),
      `The chain's time is ${timeText(now)}.`,
    ];
    return { ...standingOf({ state, paymentDate, announce, open, close, payHold }), facts, payload };
  },
});

type Parts = {
  state: DistributionState;
  paymentDate: number;
  announce: Word;
  open: Word;
  close: Word;
  payHold: string | undefined;
};

type Verdict = Pick<Told, "standing" | "because">;

const standingOf = ({ state, paymentDate, announce, open, close, payHold }: Parts): Verdict => {
  if (state === "Closed" || state === "Reclaimed") return { standing: "done", because: "it is closed" };
  if (state === "Cancelled") return { standing: "done", because: "it was cancelled" };
  const ofDate = state === "Open" ? undefined : dateStanding(announce);
  if (ofDate !== undefined) return ofDate;
  if (state === "Declared") return { standing: "early", because: "the issuer has not funded it" };
  if (state === "Open") {
    if (close.state === "due") return { standing: "due", because: "it may be closed" };
    const held = close.held ?? payHold;
    return held === undefined
      ? { standing: "due", because: "positions are to be paid" }
      : { standing: "held", because: held };
  }
  if (open.held !== undefined) return { standing: "held", because: open.held };
  return open.state === "due"
    ? { standing: "due", because: "its payment date has come" }
    : { standing: "early", because: `its payment date is ${timeText(paymentDate)}` };
};

/** Undefined where nobody has to do anything about the record date now. */
const dateStanding = ({ state, held }: Word): Verdict | undefined => {
  if (state === "paused" && held !== undefined) return { standing: "held", because: held };
  if (state === "due") return { standing: "due", because: "its record date is to be announced" };
  if (state === "waiting") return { standing: "early", because: "the token takes no further record date now" };
  if (state !== "withheld") return undefined;
  return { standing: "held", because: "its record date passed before anybody announced it; it can only be cancelled" };
};
