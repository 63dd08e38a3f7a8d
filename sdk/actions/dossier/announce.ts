import { type Address, encodeFunctionData, type Hex, zeroAddress } from "viem";
import { dossierAbi } from "../../../abis/Dossier.ts";
import type { Call } from "../../types.ts";

export type AnnounceParameters = {
  dossier: Address;
  /** that the announcement is about; left out: the issuer itself */
  token?: Address | undefined;
  /** 32 bytes: `dossierName`, or a hash */
  kind: Hex;
  /** 32 bytes: hash of the title */
  titleHash: Hex;
  /** 32 bytes: hash of what the URI leads to */
  contentHash: Hex;
  /** when what is announced takes effect (Unix time), past or future */
  effectiveAt: number;
  /** number of the announcement that this one withdraws; left out: none */
  withdraws?: bigint | undefined;
  /** 1 to 2,048 bytes */
  uri: string;
};

/** Publishes an announcement. It can be neither changed nor removed, only withdrawn by a later one. */
export const announce = ({ dossier, token = zeroAddress, withdraws = 0n, ...notice }: AnnounceParameters): Call => ({
  to: dossier,
  value: 0n,
  data: encodeFunctionData({ abi: dossierAbi, functionName: "announce", args: [{ token, withdraws, ...notice }] }),
  description: withdraws === 0n ? "Publish an announcement" : `Withdraw announcement ${withdraws} by another`,
});
