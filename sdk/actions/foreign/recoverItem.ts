import { type Address, encodeFunctionData } from "viem";
import { foreignTokensAbi } from "../../../abis/ForeignTokens.ts";
import type { Call } from "../../types.ts";

export type RecoverItemParameters = {
  /** where it lies by mistake */
  contract: Address;
  /** the collection (ERC-721) */
  asset: Address;
  to: Address;
  id: bigint;
};

/** Sends an item of a collection that lies by mistake at a contract that keeps none. */
export const recoverItem = ({ contract, asset, to, id }: RecoverItemParameters): Call => ({
  to: contract,
  value: 0n,
  data: encodeFunctionData({ abi: foreignTokensAbi, functionName: "recoverItem", args: [asset, to, id] }),
  description: `Send item ${id} of ${asset} that lies at ${contract} to ${to}`,
});
