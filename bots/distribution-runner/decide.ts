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
  /** entitled positions that the module has not seen */
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
 * Open what is due, pay everybody who was not seen, close what is complete; `now` is the head's time. A withheld position
 * is tried once more when its restriction is lifted; apart from that its owner claims.
 */
export const decide = ({ snapshot, now }: { snapshot: DistributionSnapshot; now: number }): Intent[] =>
  uniqueByKey(snapshot.distributions.flatMap((distribution) => stepsOf(snapshot, distribution, now)));

const stepsOf = (snapshot: DistributionSnapshot, distribution: DistributionView, now: number): Intent[] => {
  const { state, paymentDate, openable, closable, unseen, lifted } = distribution;
  if (state === "Funded") return openable && paymentDate <= now ? [stepIntent(snapshot, distribution, "open")] : [];
  if (state !== "Open") return [];
  const payments = [
    ...unseen.map((position) => payIntent(snapshot, distribution, position, "1")),
    ...lifted.map((position) => payIntent(snapshot, distribution, position, "lifted")),
  ];
  return closable && payments.length === 0 ? [stepIntent(snapshot, distribution, "close")] : payments;
};

const stepIntent = (
  { chainId, module }: DistributionSnapshot,
  { distributionId }: DistributionView,
  step: "open" | "close",
): Intent => ({
  key: intentKey({ chainId, contract: module, kind: step, subject: `${distributionId}`, occurrence: 1 }),
  keeper: keeperName,
  batch: `${step} ${distributionId}`,
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
    batch: `pay ${distributionId}`,
    payload: { step: "pay", distributionId: `${distributionId}`, custodian, account, occurrence },
    title: `Pay ${account} of distribution ${distributionId}`,
  };
};
