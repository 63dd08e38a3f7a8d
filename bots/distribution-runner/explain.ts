import type { PublicClient } from "viem";
import { readDistribution, readSteps } from "../../sdk/reads/distributions.ts";
import { readHead } from "../../sdk/reads/head.ts";
import type { Deployment } from "../../sdk/types.ts";
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
    const at = { distribution: deployment.distribution, distributionId };
    const payload = { field: "distributionId", value: `${distributionId}` };
    const record = await readDistribution(client, at);
    if (record.state === "None") {
      return { standing: "missing", because: `${at.distribution} has declared none`, facts: [], payload };
    }
    const [steps, { timestamp: now }] = await Promise.all([readSteps(client, at), readHead(client)]);
    const { state, recordDate, paymentDate } = record;
    const facts = [
      `Its state is ${state}; record date ${timeText(recordDate)}, payment date ${timeText(paymentDate)}.`,
      `The chain's time is ${timeText(now)}.`,
    ];
    return { ...standingOf({ ...record, ...steps, now }), facts, payload };
  },
});

type Parts = Pick<Awaited<ReturnType<typeof readDistribution>>, "state" | "paymentDate"> & {
  openable: boolean;
  closable: boolean;
  now: number;
};

const standingOf = ({ state, paymentDate, openable, closable, now }: Parts): Pick<Told, "standing" | "because"> => {
  if (state === "Closed" || state === "Reclaimed") return { standing: "done", because: "it is closed" };
  if (state === "Declared") return { standing: "early", because: "the issuer has not funded it" };
  if (state === "Open") return { standing: "due", because: closable ? "it may be closed" : "positions are to be paid" };
  if (openable && paymentDate <= now) return { standing: "due", because: "its payment date has come" };
  return paymentDate > now
    ? { standing: "early", because: `its payment date is ${timeText(paymentDate)}` }
    : { standing: "early", because: "the module does not let it be opened yet" };
};
