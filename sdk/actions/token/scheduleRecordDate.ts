import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ScheduleRecordDateParameters = {
  token: Address;
  /** Unix time, later than now */
  recordDate: number;
};

/** Announces a record date: the balances at the end of that second will be kept. */
export const scheduleRecordDate = ({ token, recordDate }: ScheduleRecordDateParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "scheduleRecordDate", args: [recordDate] }),
  description: `Announce record date ${recordDate}`,
});
