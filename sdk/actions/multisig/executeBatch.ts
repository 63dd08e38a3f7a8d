import { type Address, encodeFunctionData } from "viem";
import { multiSigAbi } from "../../../abis/MultiSig.ts";
import type { Call } from "../../types.ts";

export type ExecuteBatchParameters = {
  multisig: Address;
  /** at least one; they are called by the MultiSig and cannot carry ether */
  steps: readonly Pick<Call, "to" | "data" | "description">[];
};

/** Runs several calls in order, under one approval: all of them, or none. Each needs its own permission. */
export const executeBatch = ({ multisig, steps }: ExecuteBatchParameters): Call => ({
  to: multisig,
  value: 0n,
  data: encodeFunctionData({
    abi: multiSigAbi,
    functionName: "executeBatch",
    args: [steps.map(({ to, data }) => ({ target: to, data }))],
  }),
  description: `All or none: ${steps.map(({ to, description }) => description ?? `call ${to}`).join("; ")}`,
});
