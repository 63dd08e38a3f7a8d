import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { partitionText } from "../partitions.ts";
import { timeText } from "../words.ts";
import type { Family } from "./families.ts";
import { foreignTokens, placeText } from "./phrases.ts";
import type { Sentences } from "./sentence.ts";
import { listText } from "./text.ts";

const datesText = ([recordDate, paymentDate, claimDeadline]: readonly [number, number, number]): string =>
  `${timeText(recordDate)}, paid from ${timeText(paymentDate)} on, to be claimed until ${timeText(claimDeadline)}`;

const sentences: Sentences<typeof distributionModuleAbi> = {
  announceRecordDate: ([id]) => `announce the record date of distribution ${id}, or tell that it was missed`,
  cancel: ([id]) => `cancel distribution ${id} and return what was funded to the funder`,
  claim: ([id, at], say) => `claim what the MultiSig's own position ${placeText(at, say)} gets of distribution ${id}`,
  claimFor: ([id, { custodian: at, account }], say) =>
    `pay the position of ${say.address(account)} ${placeText(at, say)} what it gets of distribution ${id}`,
  close: ([id]) => `end the payment of distribution ${id}`,
  declare: ([payment, amount, ...dates], say) =>
    `declare a distribution of ${say.amountOf(payment, amount)} in all to who holds at ${datesText(dates)}`,
  declareByPartition: ([partition, payment, amount, ...dates], say) =>
    `declare a distribution of ${say.amountOf(payment, amount)} in all to who holds partition ${partitionText(partition)} at ${datesText(dates)}`,
  enrolPositions: ([recordDate, positions], say) =>
    `list for keepers, as holding ${recordDate === 0 ? "now" : `at ${timeText(recordDate)}`}: ${listText(
      positions.map(({ custodian: at, account }) => `${say.address(account)} ${placeText(at, say)}`),
    )}`,
  fund: ([id]) => `pay in the whole amount of distribution ${id} from the MultiSig's own holding`,
  open: ([id]) => `fix who is entitled to distribution ${id} and start its payment`,
  pay: ([id, positions], say) =>
    `pay distribution ${id} to ${listText(positions.map(({ custodian: at, account }) => `${say.address(account)} ${placeText(at, say)}`))}`,
  reclaim: ([id, to], say) => `return what is left of distribution ${id} to ${say.address(to)}`,
  runWork: ([kind, ids]) => `${payoutSteps[Number(kind)] ?? `work of kind ${kind}`}: ${listText(ids.map(String))}`,
  ...foreignTokens,
  sweepSurplus: ([id, asset, to], say) =>
    `send what lies of ${say.address(asset)} at distribution ${id} beyond its own money to ${say.address(to)}`,
  withdrawRefund: ([id, to], say) =>
    `send what was funded of the cancelled distribution ${id} to ${say.address(to)}, which is the funder or named by it`,
};
/** Kinds of work of a module that pays, at the index that is their number. */
const payoutSteps = [
  "open the distributions",
  "pay the listed positions",
  "close the distributions",
  "announce the record dates of the distributions",
];

export const distribution = {
  abi: distributionModuleAbi,
  sentences,
  title: "Distributions",
  counter: "distributionCount",
} as const satisfies Family;
