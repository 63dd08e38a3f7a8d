import { type Address, encodeFunctionData, type Hex, zeroAddress } from "viem";
import { dossierAbi } from "../../../abis/Dossier.ts";
import type { Call } from "../../types.ts";

export type SetDocumentParameters = {
  dossier: Address;
  /** that the document is about; left out: the issuer itself */
  token?: Address | undefined;
  /** 32 bytes: `dossierName`, or a hash */
  name: Hex;
  /** 1 to 2,048 bytes */
  uri: string;
  /** 32 bytes: hash of what the URI leads to */
  documentHash: Hex;
};

/** Publishes a document, or a new version of it. */
export const setDocument = ({
  dossier,
  token = zeroAddress,
  name,
  uri,
  documentHash,
}: SetDocumentParameters): Call => ({
  to: dossier,
  value: 0n,
  data: encodeFunctionData({ abi: dossierAbi, functionName: "setDocument", args: [token, name, uri, documentHash] }),
  description: `Publish the document at ${uri}`,
});
