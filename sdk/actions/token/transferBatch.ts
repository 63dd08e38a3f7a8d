import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type TransferBatchParameters = {
  token: Address;
  transfers: readonly { to: Address /** smallest units */; amount: bigint }[];
};

/** Transfers from the sender's direct balance to many; all or none. */
export const transferBatch = ({ token, transfers }: TransferBatchParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "transferBatch",
    args: [transfers.map(({ to }) => to), transfers.map(({ amount }) => amount)],
  }),
  description: `Transfer to ${transfers.length} accounts`,
});
