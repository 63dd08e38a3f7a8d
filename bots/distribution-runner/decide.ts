import type { Address } from "viem";
import type { Position } from "../../sdk/actions/distribution/pay.ts";
import type { Word } from "../gateway-views.ts";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "distribution-runner";

export type DistributionView = {
  distributionId: bigint;
  /** from when it may be paid (Unix time) */
  paymentDate: number;
  /** the gateway's word on opening and closing it */
  open: Word["state"];
  close: Word["state"];
  /** entitled positions that the module has not seen, as far as they are known */
  unseen: readonly Position[];
  /** positions withheld because of a freeze or restriction that has been lifted since */
  lifted: readonly Position[];
};

export type DistributionSnapshot = {
  chainId: number;
  module: Address;
  distributions: readonly DistributionView[];
  /** nobody is paid just now: the gateway stops it */
  areHeld: boolean;
};

/**
 * Open what is due, pay everybody who was not seen, close what is complete, as far as the gateway lets it. One after the
 * other, by payment date: a round is neither opened nor paid while an earlier one of the module is under way. A withheld
 * position is tried once more when its restriction is lifted; apart from that its owner claims.
 */
export const decide = ({ snapshot }: { snapshot: DistributionSnapshot }): Intent[] => {
  const rounds = [...snapshot.distributions].sort(byPaymentDate);
  const current = rounds.find(isUnderWay);
  const intents = rounds.flatMap((round) => [
    ...(round === current ? advance(snapshot, round) : []),
    ...finish(snapshot, round),
  ]);
  return uniqueByKey(snapshot.areHeld ? intents.filter(({ payload }) => payload.step !== "pay") : intents);
};

const byPaymentDate = (a: DistributionView, b: DistributionView): number =>
  a.paymentDate - b.paymentDate || (a.distributionId < b.distributionId ? -1 : 1);

/** Opened and not closed. */
export const isOpen = ({ open, close }: Pick<DistributionView, "open" | "close">): boolean =>
  open === "done" && close !== "done";

/** To be opened, though that may be stopped; or open while the module misses somebody. */
const isUnderWay = (distribution: DistributionView): boolean =>
  isOpen(distribution)
    ? distribution.close === "waiting"
    : distribution.open === "due" || distribution.open === "paused";

const advance = (snapshot: DistributionSnapshot, distribution: DistributionView): Intent[] => {
  if (isOpen(distribution))
    return distribution.unseen.map((position) => payIntent(snapshot, distribution, position, "1"));
  return distribution.open === "due" ? [stepIntent(snapshot, distribution, "open")] : [];
};

/** Positions that were seen, and the end, wait for no other round. */
const finish = (snapshot: DistributionSnapshot, distribution: DistributionView): Intent[] => {
  if (!isOpen(distribution)) return [];
  const retries = distribution.lifted.map((position) => payIntent(snapshot, distribution, position, "lifted"));
  return distribution.close === "due" && retries.length === 0 ? [stepIntent(snapshot, distribution, "close")] : retries;
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
