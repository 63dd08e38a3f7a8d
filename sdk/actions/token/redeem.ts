import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type RedeemParameters = {
  token: Address;
  /** smallest units */
  amount: bigint;
  /** issuer's reference; stands in `Redeemed` */
  data?: Hex | undefined;
};

/** Takes shares out of the treasury, and of existence (ERC-1594). */
export const redeem = ({ token, amount, data = "0x" }: RedeemParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "redeem", args: [amount, data] }),
  description: `Redeem ${amount} units of the treasury`,
});
