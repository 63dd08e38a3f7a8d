import { type Address, encodeFunctionData, type Hex } from "viem";
import { dossierAbi } from "../../../abis/Dossier.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type RemovePartitionFactParameters = {
  dossier: Address;
  token: Address;
  partition: Hex;
  /** 32 bytes */
  key: Hex;
};

/** Takes a fact about a partition back; events keep its values. */
export const removePartitionFact = ({ dossier, token, partition, key }: RemovePartitionFactParameters): Call => ({
  to: dossier,
  value: 0n,
  data: encodeFunctionData({ abi: dossierAbi, functionName: "removePartitionFact", args: [token, partition, key] }),
  description: `Remove the fact ${key} of partition ${partitionText(partition)}`,
});
