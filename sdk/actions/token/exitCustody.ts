import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ExitCustodyParameters = {
  token: Address;
  custodian: Address;
  /** smallest units */
  amount: bigint;
};

/** Withdraws what the sender owns at a custodian whose approval ended 30 days ago or earlier, without the custodian. */
export const exitCustody = ({ token, custodian, amount }: ExitCustodyParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "exitCustody", args: [custodian, amount] }),
  description: `Withdraw ${amount} units from the custodian ${custodian} without it`,
});
