import { type Address, encodeFunctionData, type Hex, zeroAddress } from "viem";
import { dossierAbi } from "../../../abis/Dossier.ts";
import type { Call } from "../../types.ts";

export type RemoveFactParameters = {
  dossier: Address;
  /** that the fact is about; left out: the issuer itself */
  token?: Address | undefined;
  /** 32 bytes */
  key: Hex;
};

/** Takes a fact back; events keep its values. */
export const removeFact = ({ dossier, token = zeroAddress, key }: RemoveFactParameters): Call => ({
  to: dossier,
  value: 0n,
  data: encodeFunctionData({ abi: dossierAbi, functionName: "removeFact", args: [token, key] }),
  description: `Remove the fact ${key}`,
});
