import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";
import { type Position, positionKeyOf } from "./pay.ts";

export type EnrolForPaymentParameters = {
  distribution: Address;
  /** Unix time of a record date that has passed, at which they held something; left out: they hold something now */
  recordDate?: number | undefined;
  /** at most 100 */
  positions: readonly Position[];
};

/** Lists positions at the module, so that keeper networks find what is due to them. Anyone. */
export const enrolForPayment = ({ distribution, recordDate = 0, positions }: EnrolForPaymentParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({
    abi: distributionModuleAbi,
    functionName: "enrolPositions",
    args: [recordDate, positions.map(positionKeyOf)],
  }),
  description: `List ${positions.length} positions to be paid`,
});
