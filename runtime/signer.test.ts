import fc from "fast-check";
import { Secp256k1 } from "ox";
import { type Hex, hexToBytes, numberToHex, parseTransaction, recoverTransactionAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { createRemoteSigner, RemoteSignatureError, type Signer } from "./signer.ts";

const privateKey: Hex = `0x${"22".repeat(32)}`;
const account = privateKeyToAccount(privateKey);
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const transaction = {
  type: "eip1559",
  chainId: 1,
  nonce: 7,
  gas: 21_000n,
  maxFeePerGas: 9n,
  maxPriorityFeePerGas: 1n,
  to: account.address,
  value: 0n,
} as const;

const integer = (value: bigint): Uint8Array => {
  const bytes = hexToBytes(numberToHex(value));
  const body = (bytes[0] ?? 0) >= 0x80 ? Uint8Array.from([0, ...bytes]) : bytes;
  return Uint8Array.from([0x02, body.length, ...body]);
};
const der = (r: bigint, s: bigint): Uint8Array => {
  const body = [...integer(r), ...integer(s)];
  return Uint8Array.from([0x30, body.length, ...body]);
};

/** As a key service signs: DER, and the higher `s` as often as the lower one. */
const remoteSigner = (isHigh: boolean): Signer =>
  createRemoteSigner({
    address: account.address,
    signDigest: async (payload) => {
      const { r, s } = Secp256k1.sign({ payload, privateKey });
      return der(r, isHigh ? order - s : s);
    },
  });

describe("a remote signer", () => {
  it("signs the same bytes as the key itself, whichever s its service gives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 96n }), fc.boolean(), async (nonce, value, isHigh) => {
        const content = { ...transaction, nonce, value };
        const signed = await remoteSigner(isHigh).signTransaction(content);
        expect(signed).toBe(await account.signTransaction(content));
      }),
      { numRuns: 40 },
    );
  });

  it("recovers to its account, with the low s", async () => {
    const signed = await remoteSigner(true).signTransaction(transaction);
    expect(await recoverTransactionAddress({ serializedTransaction: signed as `0x02${string}` })).toBe(account.address);
    expect(BigInt(parseTransaction(signed).s ?? 0)).toBeLessThanOrEqual(order / 2n);
  });

  const answering = (answer: Uint8Array) =>
    createRemoteSigner({ address: account.address, signDigest: async () => answer }).signTransaction(transaction);

  it("refuses the signature of another key", async () => {
    await expect(answering(der(1n, 2n))).rejects.toThrow(RemoteSignatureError);
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["no sequence", Uint8Array.from([0x31, 6, 2, 1, 1, 2, 1, 1])],
    ["a wrong length", Uint8Array.from([0x30, 7, 2, 1, 1, 2, 1, 1])],
    ["an integer beyond the end", Uint8Array.from([0x30, 6, 2, 1, 1, 2, 9, 1])],
    ["something after it", Uint8Array.from([0x30, 7, 2, 1, 1, 2, 1, 1, 0])],
    ["zero", Uint8Array.from([0x30, 6, 2, 1, 0, 2, 1, 1])],
    ["more than the order", der(order, 1n)],
  ])("refuses %s", async (_what, answer) => {
    await expect(answering(answer)).rejects.toThrow("did not answer with a signature in DER");
  });

  it("is what the account of a keystore is", () => {
    const signer: Signer = account;
    expect(signer.address).toBe(account.address);
  });
});
