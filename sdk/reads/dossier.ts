import { type Address, type Hex, type PublicClient, zeroAddress } from "viem";
import { dossierAbi } from "../../abis/Dossier.ts";

export type DossierEntryAt = {
  dossier: Address;
  /** that it is about; left out: the issuer itself */
  token?: Address | undefined;
  /** 32 bytes: name of the document, key of the fact */
  name: Hex;
};

/** A document as it stands; undefined if there is none. */
export const readDocument = async (client: PublicClient, { dossier, token = zeroAddress, name }: DossierEntryAt) => {
  const [uri, documentHash, modifiedAt] = await client.readContract({
    address: dossier,
    abi: dossierAbi,
    functionName: "getDocument",
    args: [token, name],
  });
  return uri === "" ? undefined : { uri, documentHash, modifiedAt: Number(modifiedAt) };
};

/** A fact's value; undefined if it is not stated. */
export const readFact = async (
  client: PublicClient,
  { dossier, token = zeroAddress, name }: DossierEntryAt,
): Promise<Hex | undefined> => {
  const value = await client.readContract({
    address: dossier,
    abi: dossierAbi,
    functionName: "getFact",
    args: [token, name],
  });
  return value === "0x" ? undefined : value;
};

/** An announcement; undefined if there is none with the number. */
export const readAnnouncement = async (
  client: PublicClient,
  { dossier, number }: { dossier: Address; number: bigint },
) => {
  const { notice, publishedAt, withdrawnBy } = await client.readContract({
    address: dossier,
    abi: dossierAbi,
    functionName: "getAnnouncement",
    args: [number],
  });
  return publishedAt === 0 ? undefined : { ...notice, publishedAt, withdrawnBy };
};
