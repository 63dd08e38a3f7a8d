import { type Address, encodeFunctionData, type Hex, zeroAddress } from "viem";
import { dossierAbi } from "../../../abis/Dossier.ts";
import type { Call } from "../../types.ts";

export type RemoveDocumentParameters = {
  dossier: Address;
  /** that the document is about; left out: the issuer itself */
  token?: Address | undefined;
  /** 32 bytes */
  name: Hex;
};

/** Removes a document from those that stand; its history stays. */
export const removeDocument = ({ dossier, token = zeroAddress, name }: RemoveDocumentParameters): Call => ({
  to: dossier,
  value: 0n,
  data: encodeFunctionData({ abi: dossierAbi, functionName: "removeDocument", args: [token, name] }),
  description: `Remove the document ${name}`,
});
