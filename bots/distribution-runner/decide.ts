import type { Address } from "viem";
import type { Position } from "../../sdk/actions/distribution/pay.ts";
import type { Word } from "../gateway-views.ts";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "distribution-runner";

export type DistributionView = {
  distributionId: bigint;
  /** from when it may be paid (Unix time) */
  paymentDate: number;
  /** when it was opened (Unix time); zero before */
  openedAt: number;
  /** the gateway's word on announcing its record date, on opening and closing it */
  announce: Word["state"];
  open: Word["state"];
  close: Word["state"];
  /** entitled positions that the module has not seen, as far as they are known; the largest first */
  unseen: readonly Position[];
  /** withheld positions that would be paid now: what stopped their payment has passed */
  payable: readonly Position[];
};

export type DistributionSnapshot = {
  chainId: number;
  module: Address;
  /** of the newest block (Unix time) */
  now: number;
  distributions: readonly DistributionView[];
  /** nobody is paid just now: the gateway stops it */
  areHeld: boolean;
};

/**
 * Announce record dates that were too far ahead, open what is due, pay everybody who was not seen, close what is complete, as
 * far as the gateway lets it; by payment date.
 * No round waits for another: each has its own money. A withheld payment is tried again, also after the close, as soon as
 * it would succeed; where that was wrong, once in each period of `retryPeriod`.
 */
export const decide = ({ snapshot }: { snapshot: DistributionSnapshot }): Intent[] => {
  const rounds = [...snapshot.distributions].sort(byPaymentDate);
  const intents = rounds.flatMap((round) => stepsOf(snapshot, round));
  return uniqueByKey(snapshot.areHeld ? intents.filter(({ payload }) => payload.step !== "pay") : intents);
};

const byPaymentDate = (a: DistributionView, b: DistributionView): number =>
  a.paymentDate - b.paymentDate || (a.distributionId < b.distributionId ? -1 : 1);

/** Opened and not closed. */
export const isOpen = ({ open, close }: Pick<DistributionView, "open" | "close">): boolean =>
  open === "done" && close !== "done";

/** Once nothing is missing, whoever was not seen is entitled to nothing. */
const stepsOf = (snapshot: DistributionSnapshot, round: DistributionView): Intent[] => {
  if (round.announce === "due") return [stepIntent(snapshot, round, "announce")];
  if (round.open === "due") return [stepIntent(snapshot, round, "open")];
  if (round.open !== "done") return [];
  const unseen = round.close === "waiting" ? round.unseen : [];
  const occurrence = retryOf(snapshot.now, round.openedAt);
  const payments = [
    ...unseen.map((position) => payIntent(snapshot, round, position, "1")),
    ...round.payable.map((position) => payIntent(snapshot, round, position, occurrence)),
  ];
  return round.close === "due" && payments.length === 0 ? [stepIntent(snapshot, round, "close")] : payments;
};

const firstRetryPeriod = 3_600;

/**
 * The period in which a withheld payment is tried again, by the time since the opening: the first hour, the second, the
 * third and fourth, and so on; each is twice as long as the one before.
 */
export const retryPeriod = (now: number, openedAt: number): number =>
  Math.max(0, Math.floor(Math.log2(Math.max(now - openedAt, 1) / firstRetryPeriod)) + 1);

const retryOf = (now: number, openedAt: number): string => `retry-${retryPeriod(now, openedAt)}`;

const stepIntent = (
  { chainId, module }: DistributionSnapshot,
  { distributionId }: DistributionView,
  step: keyof typeof stepTitles,
): Intent => ({
  key: intentKey({ chainId, contract: module, kind: step, subject: `${distributionId}`, occurrence: 1 }),
  keeper: keeperName,
  batch: `${step} ${module.toLowerCase()} ${distributionId}`,
  payload: { step, distributionId: `${distributionId}` },
  title: `${stepTitles[step]} ${distributionId}`,
});

const stepTitles = {
  announce: "Announce the record date of distribution",
  open: "Open distribution",
  close: "Close distribution",
} as const;

const payIntent = (
  { chainId, module }: DistributionSnapshot,
  { distributionId }: DistributionView,
  { custodian, account }: Position,
  occurrence: string,
): Intent => {
  const subject = `${distributionId}/${custodian}/${account}`.toLowerCase();
  return {
    key: intentKey({ chainId, contract: module, kind: "pay", subject, occurrence }),
    keeper: keeperName,
    batch: `pay ${module.toLowerCase()} ${distributionId}`,
    payload: { step: "pay", distributionId: `${distributionId}`, custodian, account, occurrence },
    title: `Pay ${account} of distribution ${distributionId}`,
  };
};
