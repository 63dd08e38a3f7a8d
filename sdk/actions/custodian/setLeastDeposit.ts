import { type Address, encodeFunctionData } from "viem";
import { custodianAbi } from "../../../abis/Custodian.ts";
import type { Call } from "../../types.ts";

export type SetLeastDepositParameters = {
  custodian: Address;
  token: Address;
  /** smallest units; zero: every deposit is accepted, and the token does not ask */
  amount: bigint;
};

/** Has a custodian refuse deposits of less than an amount. */
export const setLeastDeposit = ({ custodian, token, amount }: SetLeastDepositParameters): Call => ({
  to: custodian,
  value: 0n,
  data: encodeFunctionData({ abi: custodianAbi, functionName: "setLeastDeposit", args: [token, amount] }),
  description: `Accept deposits of ${amount} units of ${token} or more`,
});
