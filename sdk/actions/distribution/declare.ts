import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type DeclareDistributionParameters = {
  distribution: Address;
  /** ERC-20 in which it is paid */
  payment: Address;
  /** payment units in all */
  amount: bigint;
  /** Unix time, later than now */
  recordDate: number;
  /** Unix time, later than the record date */
  paymentDate: number;
  /** last second (Unix time) for claims, later than the payment date */
  claimDeadline: number;
};

/** Declares a dividend, and announces its record date or plans it if the token does not take it yet. */
export const declareDistribution = ({
  distribution,
  payment,
  amount,
  recordDate,
  paymentDate,
  claimDeadline,
}: DeclareDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({
    abi: distributionModuleAbi,
    functionName: "declare",
    args: [payment, amount, recordDate, paymentDate, claimDeadline],
  }),
  description: `Declare a dividend of ${amount} payment units`,
});
