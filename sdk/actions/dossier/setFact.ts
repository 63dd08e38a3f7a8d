import { type Address, encodeFunctionData, type Hex, zeroAddress } from "viem";
import { dossierAbi } from "../../../abis/Dossier.ts";
import type { Call } from "../../types.ts";

export type SetFactParameters = {
  dossier: Address;
  /** that the fact is about; left out: the issuer itself */
  token?: Address | undefined;
  /** 32 bytes: `isinKey`, `leiKey`, `dossierName` */
  key: Hex;
  /** 1 to 256 bytes */
  value: Hex;
};

/** States a fact, in place of the former value. */
export const setFact = ({ dossier, token = zeroAddress, key, value }: SetFactParameters): Call => ({
  to: dossier,
  value: 0n,
  data: encodeFunctionData({ abi: dossierAbi, functionName: "setFact", args: [token, key, value] }),
  description: `State the fact ${key}`,
});
