import {
  type Address,
  type Hex,
  hexToBigInt,
  isAddressEqual,
  keccak256,
  numberToHex,
  recoverAddress,
  serializeTransaction,
  type TransactionSerializableEIP1559,
  toHex,
} from "viem";
import { RuntimeError } from "./errors.ts";

/**
 * Who signs the keepers' transactions. The account of a keystore is one; a key service needs `createRemoteSigner` and
 * one file that asks it.
 */
export type Signer = {
  readonly address: Address;
  /** @returns the signed bytes, ready to be broadcast */
  signTransaction(transaction: TransactionSerializableEIP1559): Promise<Hex>;
};

/** A key that never leaves its service, such as AWS KMS, Google Cloud KMS or an HSM. */
export type RemoteKey = {
  readonly address: Address;
  /** Signs 32 bytes on secp256k1. @returns the signature as these services give it: DER, with any `s` */
  signDigest(digest: Hex): Promise<Uint8Array>;
};

/** A key service answered with something else than a signature by its key. */
export class RemoteSignatureError extends RuntimeError {
  override readonly name: string = "RemoteSignatureError";
}

/** A signer whose key is elsewhere. */
export const createRemoteSigner = ({ address, signDigest }: RemoteKey): Signer => ({
  address,
  signTransaction: async (transaction) => {
    const digest = keccak256(serializeTransaction(transaction));
    const { r, s } = lowSignature(parseDer(await signDigest(digest)));
    for (const yParity of [0, 1] as const) {
      const signature = { r: numberToHex(r, { size: 32 }), s: numberToHex(s, { size: 32 }), yParity };
      const signer = await recoverAddress({ hash: digest, signature }).catch(() => undefined);
      if (signer !== undefined && isAddressEqual(signer, address)) return serializeTransaction(transaction, signature);
    }
    throw new RemoteSignatureError(
      `The key service signed with another key than that of ${address}. Name the right key.`,
    );
  },
});

type Scalars = { r: bigint; s: bigint };

/** order of secp256k1 */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Of the two signatures that are valid, chains take the one with the lower `s` only (EIP-2). */
const lowSignature = ({ r, s }: Scalars): Scalars => ({ r, s: s > order / 2n ? order - s : s });

/** `SEQUENCE { INTEGER r, INTEGER s }`, short lengths only: both numbers have 33 bytes at most. */
const parseDer = (der: Uint8Array): Scalars => {
  const malformed = () => new RemoteSignatureError("The key service did not answer with a signature in DER.");
  if (der[0] !== 0x30 || der[1] !== der.length - 2) throw malformed();
  const integerAt = (start: number): { value: bigint; end: number } => {
    const length = der[start + 1] ?? 0;
    const end = start + 2 + length;
    if (der[start] !== 0x02 || length < 1 || length > 33 || end > der.length) throw malformed();
    return { value: hexToBigInt(toHex(der.slice(start + 2, end))), end };
  };
  const r = integerAt(2);
  const s = integerAt(r.end);
  const inRange = ({ value }: { value: bigint }) => value > 0n && value < order;
  if (s.end !== der.length || !inRange(r) || !inRange(s)) throw malformed();
  return { r: r.value, s: s.value };
};
