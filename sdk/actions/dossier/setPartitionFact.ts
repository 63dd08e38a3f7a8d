import { type Address, encodeFunctionData, type Hex } from "viem";
import { dossierAbi } from "../../../abis/Dossier.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type SetPartitionFactParameters = {
  dossier: Address;
  token: Address;
  /** one that the token has */
  partition: Hex;
  /** 32 bytes: `isinKey`, `dossierName` */
  key: Hex;
  /** 1 to 256 bytes */
  value: Hex;
};

/** States a fact about a partition, in place of the former value. */
export const setPartitionFact = ({ dossier, token, partition, key, value }: SetPartitionFactParameters): Call => ({
  to: dossier,
  value: 0n,
  data: encodeFunctionData({
    abi: dossierAbi,
    functionName: "setPartitionFact",
    args: [token, partition, key, value],
  }),
  description: `State the fact ${key} of partition ${partitionText(partition)}`,
});
