import { type Address, encodeFunctionData } from "viem";
import { custodianAbi } from "../../../abis/Custodian.ts";
import type { Call } from "../../types.ts";

export type TransferInternalParameters = {
  custodian: Address;
  token: Address;
  /** beneficial owner until now */
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
};

/** Changes the beneficial owner of an amount; nothing leaves custody. */
export const transferInternal = ({ custodian, token, from, to, amount }: TransferInternalParameters): Call => ({
  to: custodian,
  value: 0n,
  data: encodeFunctionData({ abi: custodianAbi, functionName: "transferInternal", args: [token, from, to, amount] }),
  description: `Move ${amount} units in custody from ${from} to ${to}`,
});
