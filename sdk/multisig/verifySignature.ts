import {
  type Address,
  concatHex,
  encodeFunctionData,
  type Hex,
  hashTypedData,
  isAddressEqual,
  numberToHex,
  type PublicClient,
  padHex,
  parseAbi,
  recoverAddress,
  size,
  slice,
} from "viem";
import type { ApprovalTypedData } from "./typedData.ts";

const erc1271Abi = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const erc1271Magic = padHex("0x1626ba7e", { dir: "right", size: 32 });
/** half of the order of secp256k1; the mirror of a signature above it is refused, as the contract does */
export const halfOrder = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
/** gas that a wallet contract may take to judge one signature: enough for dozens of owners */
export const walletGas = 500_000;
/** bytes of `questionCode` before the question */
const programLength = 62;
/** of the whole question: intrinsic gas, the wallet's share and a reserve */
const questionGas = 2_000_000n;

export type VerifySignatureParameters = {
  signer: Address;
  signature: Hex;
  typedData: ApprovalTypedData;
};

/** How a signature is the signer's: by its key, or by the word of its wallet contract. */
export type SignatureWay = "key" | "wallet";

/**
 * Whether a signature is the signer's, judged as the MultiSig judges it: by recovery from 65 bytes with low `s`, else by
 * ERC-1271; an account with key and code (EIP-7702) may use either. Wallets that do not exist yet (ERC-6492) cannot be
 * members.
 *
 * @returns undefined if it is not
 */
export const verifySignature = async (
  client: PublicClient,
  { signer, signature, typedData }: VerifySignatureParameters,
): Promise<SignatureWay | undefined> => {
  const digest = hashTypedData(typedData);
  const recovered = await signerOf(digest, signature);
  if (recovered !== undefined && isAddressEqual(recovered, signer)) return "key";
  if (!(await isWallet(client, signer))) return undefined;
  return (await isValidByWallet(client, signer, digest, signature)) ? "wallet" : undefined;
};

/** Whether an account has code that may answer for it (ERC-1271). */
export const isWallet = async (client: PublicClient, account: Address): Promise<boolean> => {
  const code = await client.getCode({ address: account });
  return code !== undefined && code !== "0x";
};

/** The key that made a signature which the MultiSig would take: 65 bytes, v of 27 or 28, low s. */
export const signerOf = async (digest: Hex, signature: Hex): Promise<Address | undefined> => {
  if (!isRecoverable(signature)) return undefined;
  // Not every `r` is on the curve.
  return recoverAddress({ hash: digest, signature }).catch(() => undefined);
};

const isRecoverable = (signature: Hex): boolean => {
  if (size(signature) !== 65) return false;
  const last = Number.parseInt(signature.slice(-2), 16);
  if (last !== 27 && last !== 28) return false;
  const [r, s] = [BigInt(slice(signature, 0, 32)), BigInt(slice(signature, 32, 64))];
  return r !== 0n && s !== 0n && s <= halfOrder;
};

/**
 * Asks a wallet at the newest block through a program that is nowhere deployed. It gives the wallet so much gas and no
 * more, and takes 32 bytes of its answer and no more; it ends well whatever the wallet does. So an error of this call is
 * the node's, never the wallet's.
 */
export const isValidByWallet = async (
  client: PublicClient,
  wallet: Address,
  digest: Hex,
  signature: Hex,
): Promise<boolean> => {
  const question = encodeFunctionData({ abi: erc1271Abi, functionName: "isValidSignature", args: [digest, signature] });
  const { data = "0x" } = await client.call({ data: questionCode(wallet, question), gas: questionGas });
  return size(data) === 64 && BigInt(slice(data, 0, 32)) === 1n && slice(data, 32) === erc1271Magic;
};

/** Answers two words: whether the wallet answered 32 bytes or more, and the first 32 of them. */
const questionCode = (wallet: Address, question: Hex): Hex => {
  const length = numberToHex(size(question), { size: 2 });
  const codeLength = numberToHex(programLength, { size: 2 });
  const gas = numberToHex(walletGas, { size: 4 });
  return concatHex([
    // codecopy(0, codeLength, length)
    "0x61",
    length,
    "0x61",
    codeLength,
    "0x5f39",
    // staticcall(gas, wallet, 0, length, length, 32)
    "0x602061",
    length,
    "0x61",
    length,
    "0x5f73",
    wallet,
    "0x63",
    gas,
    "0xfa",
    // 31 < returndatasize, and the call succeeded
    "0x3d601f1016",
    // mload(length), stored at 32; the verdict at 0
    "0x61",
    length,
    "0x51602052",
    "0x5f52",
    "0x60405ff3",
    question,
  ]);
};
