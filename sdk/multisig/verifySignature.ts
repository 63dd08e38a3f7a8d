import {
  type Address,
  encodeFunctionData,
  type Hex,
  hashTypedData,
  isAddressEqual,
  type PublicClient,
  parseAbi,
  parseSignature,
  recoverAddress,
  size,
} from "viem";
import { revertDataOf } from "../errors/revert.ts";
import type { ApprovalTypedData } from "./typedData.ts";

const erc1271Abi = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const erc1271Magic = "0x1626ba7e";
/** half of the order of secp256k1; the mirror of a signature above it is refused, as the contract does */
const halfOrder = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

export type VerifySignatureParameters = {
  signer: Address;
  signature: Hex;
  typedData: ApprovalTypedData;
};

/**
 * Whether a signature is the signer's, judged as the MultiSig judges it: by recovery from 65 bytes with low `s`, else by
 * ERC-1271; an account with key and code (EIP-7702) may use either. Wallets that do not exist yet (ERC-6492) cannot be
 * members.
 */
export const verifySignature = async (
  client: PublicClient,
  { signer, signature, typedData }: VerifySignatureParameters,
): Promise<boolean> => {
  const digest = hashTypedData(typedData);
  if (await isValidByKey(signer, digest, signature)) return true;
  const code = await client.getCode({ address: signer });
  return code !== undefined && code !== "0x" && isValidByWallet(client, signer, digest, signature);
};

const isValidByKey = async (signer: Address, digest: Hex, signature: Hex): Promise<boolean> => {
  if (!isRecoverable(signature)) return false;
  // Not every `r` is on the curve.
  const recovered = await recoverAddress({ hash: digest, signature }).catch(() => undefined);
  return recovered !== undefined && isAddressEqual(recovered, signer);
};

const isRecoverable = (signature: Hex): boolean => {
  if (size(signature) !== 65) return false;
  const last = Number.parseInt(signature.slice(-2), 16);
  if (last !== 27 && last !== 28) return false;
  const { r, s } = parseSignature(signature);
  return BigInt(r) !== 0n && BigInt(s) !== 0n && BigInt(s) <= halfOrder;
};

const isValidByWallet = async (client: PublicClient, wallet: Address, digest: Hex, signature: Hex) => {
  const data = encodeFunctionData({ abi: erc1271Abi, functionName: "isValidSignature", args: [digest, signature] });
  const answer = await client.call({ to: wallet, data }).catch((error: unknown) => {
    if (revertDataOf(error) !== undefined) return { data: undefined };
    throw error;
  });
  return answer.data !== undefined && size(answer.data) >= 32 && answer.data.slice(0, 10) === erc1271Magic;
};
