import { type Hex, hexToBigInt, numberToHex, type PublicClient } from "viem";
import { multiSigAbi } from "../../abis/MultiSig.ts";
import type { AuthorityAt } from "./authorities.ts";

export type FreeSaltParameters = AuthorityAt & {
  /** salts of calls that still wait, which the chain does not know */
  taken?: readonly Hex[] | undefined;
};

const saltsOfWord = 256n;

/**
 * The lowest salt that an authority has not used. Salts that follow one another share a slot of storage: a call under
 * the next one costs some 17,000 gas less than under a random one.
 */
export const readFreeSalt = async (
  client: PublicClient,
  { multisig, authority, taken = [] }: FreeSaltParameters,
): Promise<Hex> => {
  const reserved = new Set(taken.map((salt) => hexToBigInt(salt)));
  for (let word = 0n; ; word++) {
    const used = await client.readContract({
      address: multisig,
      abi: multiSigAbi,
      functionName: "usedSalts",
      args: [authority, word],
    });
    const free = lowestFree(word, used, reserved);
    if (free !== undefined) return numberToHex(free, { size: 32 });
  }
};

/** Zero is no salt: it stands for calls that are sent directly. */
const lowestFree = (word: bigint, used: bigint, reserved: ReadonlySet<bigint>): bigint | undefined => {
  for (let bit = 0n; bit < saltsOfWord; bit++) {
    const salt = word * saltsOfWord + bit;
    if (salt !== 0n && ((used >> bit) & 1n) === 0n && !reserved.has(salt)) return salt;
  }
  return undefined;
};
