import type { Address, Hex, TypedDataDefinition } from "viem";
import type { PositionKey } from "./types.ts";

/** What holder and secured party agree on: `PledgeTerms` in src/types/Pledge.sol. */
export type PledgeTerms = {
  /** whose account is the holder */
  position: PositionKey;
  /** whom it secures, or whose trustee */
  securedParty: Address;
  /** smallest units, as they were after `splitEpoch` splits */
  amount: bigint;
  /** how many splits the amount counts: the token's `splitEpoch()` now */
  splitEpoch: number;
  /** Unix time from which the pledge is over; zero: it has no end */
  endsAt: number;
  /** seconds from the notice of a default to the first realisation: 1 to 365 days */
  cureTerm: number;
  /** of the pledge agreement */
  documentHash: Hex;
};

/** A pledge that its holder signs and the secured party accepts. */
export type SignedPledge = {
  terms: PledgeTerms;
  /** makes the signature one of its own: each opens one pledge */
  salt: Hex;
  /** last second (Unix time) in which it is accepted */
  deadline: bigint;
};

const types = {
  Pledge: [
    { name: "position", type: "PositionKey" },
    { name: "securedParty", type: "address" },
    { name: "amount", type: "uint96" },
    { name: "splitEpoch", type: "uint8" },
    { name: "endsAt", type: "uint40" },
    { name: "cureTerm", type: "uint32" },
    { name: "documentHash", type: "bytes32" },
    { name: "salt", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
  PositionKey: [
    { name: "custodian", type: "address" },
    { name: "partition", type: "bytes32" },
    { name: "account", type: "address" },
  ],
} as const;

/** What the holder signs (EIP-712). @param pledges the module */
export const pledgeTypedData = (
  { chainId, pledges }: { chainId: number; pledges: Address },
  { terms, salt, deadline }: SignedPledge,
): TypedDataDefinition<typeof types, "Pledge"> => ({
  domain: { name: "Pledges", version: "1", chainId, verifyingContract: pledges },
  types,
  primaryType: "Pledge",
  message: { ...terms, salt, deadline },
});
