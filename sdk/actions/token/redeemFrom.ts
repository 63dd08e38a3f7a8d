import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type RedeemFromParameters = {
  token: Address;
  account: Address;
  /** smallest units */
  amount: bigint;
  /** issuer's reference; stands in `Redeemed` */
  data?: Hex | undefined;
};

/** Takes free shares out of a holder's direct balance, and of existence (ERC-1594). */
export const redeemFrom = ({ token, account, amount, data = "0x" }: RedeemFromParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "redeemFrom", args: [account, amount, data] }),
  description: `Redeem ${amount} units of ${account}`,
});
