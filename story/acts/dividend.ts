import { type Address, encodeFunctionData, zeroAddress } from "viem";
import { declareDistribution } from "../../sdk/actions/distribution/declare.ts";
import { fundDistribution } from "../../sdk/actions/distribution/fund.ts";
import { reclaimDistribution } from "../../sdk/actions/distribution/reclaim.ts";
import { approve } from "../../sdk/actions/token/approve.ts";
import { readDistribution, readPaymentStatuses } from "../../sdk/reads/distributions.ts";
import type { Investor } from "../cast.ts";
import { revertingReceiverAbi } from "../props.ts";
import { approveTogether, money, type Stage, sendAs, untilKeepers } from "../stage.ts";

/** The first distribution of the story's module. */
export const distributionId = 1n;

export type Dates = { recordDate: number; paymentDate: number; claimDeadline: number };

const daySeconds = 86_400;

export const dividendDates = ({ inputs: { issuer } }: Stage): Dates => {
  const { recordDateAfterDays, paymentAfterDays, claimDays } = issuer.dividend;
  const recordDate = issuer.issueDate + recordDateAfterDays * daySeconds;
  const paymentDate = recordDate + paymentAfterDays * daySeconds;
  return { recordDate, paymentDate, claimDeadline: paymentDate + claimDays * daySeconds };
};

/** The directors declare the dividend and its record date; the treasurer funds it. */
export const declareDividend = async (stage: Stage): Promise<Dates> => {
  const { amount } = stage.inputs.issuer.dividend;
  const { distribution } = stage.deployment;
  const payment = stage.props.currency;
  const dates = dividendDates(stage);
  const { recordDate, paymentDate } = dates;
  await approveTogether(stage, stage.cast.owner, declareDistribution({ distribution, payment, amount, ...dates }));
  stage.model.apply({ kind: "dividend", amount, ...dates, now: await stage.clock.now() });
  stage.screen.line(
    await stage.clock.now(),
    `${stage.cast.owner.name} declared a dividend of ${money(stage, amount)}, record date ${day(recordDate)}, payment ${day(paymentDate)}`,
  );

  const { account, name } = stage.cast.treasurer;
  await sendAs(stage, account, approve({ token: payment, spender: distribution, amount }));
  await sendAs(stage, account, fundDistribution({ distribution, distributionId }));
  stage.screen.line(await stage.clock.now(), `the ${name} funded it`);
  return dates;
};

/** The keepers open the round and pay every position, but for those whose payment is withheld. */
export const payDividend = async (stage: Stage): Promise<void> => {
  const round = () => readDividend(stage);
  const isSeen = async () => {
    const { state, settledSupply, eligibleSupply } = await round();
    return state === "Open" && settledSupply === eligibleSupply;
  };
  await untilKeepers(stage, "paid the dividend", isSeen, 90);
  await stage.keepers.rounds(1);
  stage.model.apply({ kind: "pay", failing: [stage.props.wallet], now: await stage.clock.now() });
  const { paid, withheld } = await round();
  stage.screen.line(await stage.clock.now(), `${money(stage, paid)} paid, ${withheld} payments withheld`);
};

/** Whose freeze was lifted is paid by the keepers now. */
export const payWithheld = async (stage: Stage, { legalName, accounts }: Investor): Promise<void> => {
  const before = await statusesOf(stage, accounts);
  const withheld = accounts.filter((_, index) => before[index] !== "None");
  await untilPaid(stage, withheld);
  for (const account of withheld) stage.model.apply({ kind: "claim", account, now: await stage.clock.now() });
  stage.screen.line(await stage.clock.now(), `${legalName} got what was withheld`);
};

/** The owner of the wallet contract lets it accept payments; the keepers pay it and close the round. */
export const payWallet = async (stage: Stage, owner: Investor, account: Address): Promise<void> => {
  const { wallet } = stage.props;
  const accept = encodeFunctionData({ abi: revertingReceiverAbi, functionName: "setAccepting", args: [true] });
  await sendAs(stage, account, { to: wallet, value: 0n, data: accept, description: "Let the wallet accept payments" });
  await untilPaid(stage, [wallet]);
  stage.model.apply({ kind: "claim", account: wallet, now: await stage.clock.now() });
  stage.screen.line(await stage.clock.now(), `${owner.legalName} repaired the wallet contract, which got its dividend`);
  await untilKeepers(stage, "closed the round", async () => (await readDividend(stage)).state === "Closed", 90);
  const { paid } = await readDividend(stage);
  stage.screen.line(await stage.clock.now(), `the round is closed: ${money(stage, paid)} paid`);
};

const readDividend = ({ client, deployment: { distribution } }: Stage) =>
  readDistribution(client, { distribution, distributionId });

const statusesOf = ({ client, deployment: { distribution } }: Stage, accounts: readonly Address[]) => {
  const positions = accounts.map((account) => ({ custodian: zeroAddress, account }));
  return readPaymentStatuses(client, { distribution, distributionId, positions });
};

const untilPaid = (stage: Stage, accounts: readonly Address[]): Promise<void> =>
  untilKeepers(
    stage,
    "paid what was withheld",
    async () => (await statusesOf(stage, accounts)).every((status) => status === "Paid"),
    90,
  );

/** After the deadline the rest goes back: what rounding left, and what nobody claimed. */
export const reclaimRest = async (stage: Stage): Promise<void> => {
  const { distribution } = stage.deployment;
  const before = await readDistribution(stage.client, { distribution, distributionId });
  const to = stage.cast.treasurer.account.address;
  await approveTogether(stage, stage.cast.owner, reclaimDistribution({ distribution, distributionId, to }));
  stage.model.apply({ kind: "reclaim", now: await stage.clock.now() });
  stage.screen.line(
    await stage.clock.now(),
    `after the claim deadline ${money(stage, before.amount - before.paid)} went back to the treasurer: what rounding left`,
  );
};

const day = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
