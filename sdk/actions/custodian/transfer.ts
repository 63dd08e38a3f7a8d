import { type Address, encodeFunctionData } from "viem";
import { custodianAbi } from "../../../abis/Custodian.ts";
import type { Call } from "../../types.ts";

export type TransferFromCustodyParameters = {
  custodian: Address;
  token: Address;
  /** beneficial owner until now */
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
};

/** Sends an amount of a beneficial owner out to an account. */
export const transferFromCustody = ({ custodian, token, from, to, amount }: TransferFromCustodyParameters): Call => ({
  to: custodian,
  value: 0n,
  data: encodeFunctionData({ abi: custodianAbi, functionName: "transfer", args: [token, from, to, amount] }),
  description: `Send ${amount} units of ${from} out of custody to ${to}`,
});
