import type { Address, Hex, TypedDataDefinition } from "viem";

/** A transfer that its holder signs and another sends: `SignedTransfer` in `src/types`. */
export type SignedTransfer = {
  from: Address;
  to: Address;
  /** smallest units, without the fee */
  amount: bigint;
  /** in which the shares stand; the fee's, too */
  partition: Hex;
  /** in which they end: the same, or another to which the issuer has opened the way to holders */
  toPartition: Hex;
  /** who alone may send it; the zero address: anyone */
  relayer: Address;
  /** smallest units that the sender gets, under the rules of a transfer; zero: none */
  fee: bigint;
  /** any number that the holder has not used, in no order */
  nonce: bigint;
  /** first second (Unix time) at which it holds */
  validFrom: bigint;
  /** last second at which it holds */
  deadline: bigint;
  /** tagged (`encodeTagged`), such as a reference or a ticket; the fee's move carries it, too */
  data: Hex;
};

export type SigningPlace = {
  chainId: number;
  token: Address;
  /** what `eip712Domain()` says: the name with which the token was founded, whatever it is called now */
  domainName: string;
};

const types = {
  SignedTransfer: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "amount", type: "uint256" },
    { name: "partition", type: "bytes32" },
    { name: "toPartition", type: "bytes32" },
    { name: "relayer", type: "address" },
    { name: "fee", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "validFrom", type: "uint256" },
    { name: "deadline", type: "uint256" },
    { name: "data", type: "bytes" },
  ],
} as const;

/** What the holder signs (EIP-712). */
export const signedTransferTypedData = (
  { chainId, token, domainName }: SigningPlace,
  order: SignedTransfer,
): TypedDataDefinition<typeof types, "SignedTransfer"> => ({
  domain: { name: domainName, version: "1", chainId, verifyingContract: token },
  types,
  primaryType: "SignedTransfer",
  message: order,
});
