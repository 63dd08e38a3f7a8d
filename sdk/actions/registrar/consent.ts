import type { Address } from "viem";

export type ConsentParameters = {
  chainId: number;
  registrar: Address;
  /** investor */
  id: number;
  /** that is to be bound, and signs */
  account: Address;
  /** that may bind it */
  authority: number;
  /** last second (Unix time) at which it may be bound */
  deadline: number;
};

const types = {
  Consent: [
    { name: "id", type: "uint32" },
    { name: "account", type: "address" },
    { name: "authority", type: "uint32" },
    { name: "deadline", type: "uint40" },
  ],
} as const;

export type ConsentTypedData = {
  domain: { name: "Scrip MultiSig"; version: "1"; chainId: number; verifyingContract: Address };
  types: typeof types;
  primaryType: "Consent";
  message: { id: number; account: Address; authority: number; deadline: number };
};

/** What an account signs (EIP-712) to be bound to an investor, as `IKYCRegistrar.consentDigestOf` hashes it. */
export const consentTypedData = ({ chainId, registrar, ...message }: ConsentParameters): ConsentTypedData => ({
  domain: { name: "Scrip MultiSig", version: "1", chainId, verifyingContract: registrar },
  types,
  primaryType: "Consent",
  message,
});
