import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type RedeemPositionParameters = {
  token: Address;
  position: { custodian: Address; partition: Hex; account: Address };
  /** smallest units */
  amount: bigint;
  /** a reference; "0x": none */
  data: Hex;
};

/** Takes free shares out of any position, and of existence. */
export const redeemPosition = ({ token, position, amount, data }: RedeemPositionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "redeemPosition", args: [position, amount, data] }),
  description: `Redeem ${amount} of ${position.account}`,
});
