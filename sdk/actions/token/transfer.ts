import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type TransferParameters = {
  token: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
};

/** Transfers from the sender's direct balance; also the way to deposit with a custodian. */
export const transfer = ({ token, to, amount }: TransferParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "transfer", args: [to, amount] }),
  description: `Transfer ${amount} units to ${to}`,
});
