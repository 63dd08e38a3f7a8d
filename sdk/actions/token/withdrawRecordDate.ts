import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type WithdrawRecordDateParameters = {
  token: Address;
  /** Unix time of an announced record date that has not passed */
  recordDate: number;
};

/** Takes back the announcement of a record date. */
export const withdrawRecordDate = ({ token, recordDate }: WithdrawRecordDateParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "withdrawRecordDate", args: [recordDate] }),
  description: `Withdraw record date ${recordDate}`,
});
