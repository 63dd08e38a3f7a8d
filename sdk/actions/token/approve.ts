import { type Address, encodeFunctionData, erc20Abi } from "viem";
import type { Call } from "../../types.ts";

export type ApproveParameters = {
  /** a security token or any other ERC-20, such as a payment token */
  token: Address;
  spender: Address;
  /** smallest units */
  amount: bigint;
};

/** Lets a spender take up to an amount from the sender's balance. */
export const approve = ({ token, spender, amount }: ApproveParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [spender, amount] }),
  description: `Allow ${spender} to take ${amount} units`,
});
