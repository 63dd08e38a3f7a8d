import { type Address, encodeFunctionData, type Hex } from "viem";
import { lockupModuleAbi } from "../../../abis/LockupModule.ts";
import type { Call } from "../../types.ts";

export type LockedIssue = {
  to: Address;
  /** smallest units, lots included */
  amount: bigint;
  /** their amounts add up to at most `amount` */
  lots: readonly {
    amount: bigint;
    /** first second (Unix time) at which the lot may be sent */
    lockupEnd: number;
  }[];
};

export type IssueLockedParameters = {
  lockup: Address;
  issues: readonly LockedIssue[];
  /** issuer's reference, stands in every `Issued` */
  reference: Hex;
};

/** Issues shares and locks up parts of them; all or none. */
export const issueLocked = ({ lockup, issues, reference }: IssueLockedParameters): Call => ({
  to: lockup,
  value: 0n,
  data: encodeFunctionData({ abi: lockupModuleAbi, functionName: "issueLocked", args: [issues, reference] }),
  description: `Issue shares with lock-ups to ${issues.length} accounts`,
});
