import { type Address, encodeFunctionData } from "viem";
import { foreignTokensAbi } from "../../../abis/ForeignTokens.ts";
import type { Call } from "../../types.ts";

export type RecoverTokensParameters = {
  /** where they lie by mistake: a token, the lock-up module, the dossier, the gateway ... */
  contract: Address;
  asset: Address;
  to: Address;
  /** smallest units of the asset */
  amount: bigint;
};

/** Sends tokens that lie by mistake at a contract that keeps none. */
export const recoverTokens = ({ contract, asset, to, amount }: RecoverTokensParameters): Call => ({
  to: contract,
  value: 0n,
  data: encodeFunctionData({ abi: foreignTokensAbi, functionName: "recoverTokens", args: [asset, to, amount] }),
  description: `Send ${amount} units of ${asset} that lie at ${contract} to ${to}`,
});
