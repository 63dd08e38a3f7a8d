import type { Address } from "viem";
import type { Position } from "../../sdk/actions/distribution/pay.ts";
import type { DistributionState } from "../../sdk/reads/distributions.ts";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "distribution-runner";

export type DistributionView = {
  distributionId: bigint;
  state: DistributionState;
  /** from when it may be paid */
  paymentDate: number;
  /** the module's own word on `open` and `close` */
  openable: boolean;
  closable: boolean;
  /** entitled positions that the module has not seen, as far as they are known */
  unseen: readonly Position[];
  /** positions withheld because of a freeze or restriction that has been lifted since */
  lifted: readonly Position[];
};

export type DistributionSnapshot = {
  chainId: number;
  module: Address;
  distributions: readonly DistributionView[];
};

/**
 * Open what is due, pay everybody who was not seen, close what is complete; `now` is the head's time. One after the other,
 * by payment date: a round is neither opened nor paid while an earlier one of the module is under way. A withheld
 * position is tried once more when its restriction is lifted; apart from that its owner claims.
 */
export const decide = ({ snapshot, now }: { snapshot: DistributionSnapshot; now: number }): Intent[] => {
  const rounds = [...snapshot.distributions].sort(byPaymentDate);
  const current = rounds.find((round) => isUnderWay(round, now));
  return uniqueByKey(
    rounds.flatMap((round) => [...(round === current ? advance(snapshot, round) : []), ...finish(snapshot, round)]),
  );
};

const byPaymentDate = (a: DistributionView, b: DistributionView): number =>
  a.paymentDate - b.paymentDate || (a.distributionId < b.distributionId ? -1 : 1);

/** To be opened, or open while the module misses somebody. */
const isUnderWay = ({ state, openable, closable, paymentDate }: DistributionView, now: number): boolean =>
  state === "Funded" ? openable && paymentDate <= now : state === "Open" && !closable;

const advance = (snapshot: DistributionSnapshot, distribution: DistributionView): Intent[] =>
  distribution.state === "Funded"
    ? [stepIntent(snapshot, distribution, "open")]
    : distribution.unseen.map((position) => payIntent(snapshot, distribution, position, "1"));

/** Positions that were seen, and the end, wait for no other round. */
const finish = (snapshot: DistributionSnapshot, distribution: DistributionView): Intent[] => {
  if (distribution.state !== "Open") return [];
  const retries = distribution.lifted.map((position) => payIntent(snapshot, distribution, position, "lifted"));
  return distribution.closable && retries.length === 0 ? [stepIntent(snapshot, distribution, "close")] : retries;
};

const stepIntent = (
  { chainId, module }: DistributionSnapshot,
  { distributionId }: DistributionView,
  step: "open" | "close",
): Intent => ({
  key: intentKey({ chainId, contract: module, kind: step, subject: `${distributionId}`, occurrence: 1 }),
  keeper: keeperName,
  batch: `${step} ${module.toLowerCase()} ${distributionId}`,
  payload: { step, distributionId: `${distributionId}` },
  title: `${step === "open" ? "Open" : "Close"} distribution ${distributionId}`,
});

const payIntent = (
  { chainId, module }: DistributionSnapshot,
  { distributionId }: DistributionView,
  { custodian, account }: Position,
  occurrence: "1" | "lifted",
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
