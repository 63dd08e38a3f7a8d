import { type Address, type Hex, hashMessage, hashTypedData, isAddressEqual, numberToHex, size, slice } from "viem";
import type { MultiSigCall } from "../types.ts";
import { type ApprovalTypedData, typedDataOf } from "./typedData.ts";
import { halfOrder, signerOf } from "./verifySignature.ts";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
/** chains on which somebody may have signed by mistake */
const otherChains = [1, 10, 56, 100, 137, 8453, 42161, 11155111, 17000, 1337, 31337];
const formerEpochs = 16;

export type ExplainSignatureParameters = {
  signer: Address;
  signature: Hex;
  call: MultiSigCall;
  chainId: number;
  multisig: Address;
  epoch: number;
  /** other MultiSigs of the deployment */
  multisigs: readonly Address[];
  /** what the signer's code says of the signature over a digest (ERC-1271); left out if the signer has no code */
  askWallet?: ((digest: Hex) => Promise<boolean>) | undefined;
};

/** Why a signature over a call is not right, and what would be: the first mistake that fits. For people. */
export const explainSignature = async (parameters: ExplainSignatureParameters): Promise<string> => {
  const { signer, signature, call, chainId, multisig, epoch, multisigs, askWallet } = parameters;
  const typedData = typedDataOf(call, { chainId, multisig, epoch });
  const isSignersOver = (digest: Hex, given = signature) => isSignedBy(signer, digest, given);
  const digest = hashTypedData(typedData);

  if (size(signature) === 64 && askWallet === undefined)
    return "It is in the short form of 64 bytes. Send r, s and v: 65 bytes.";
  if (size(signature) === 65) {
    const v = Number(slice(signature, 64));
    if (v === 0 || v === 1) {
      const whole = `${signature.slice(0, -2)}${numberToHex(v + 27).slice(2)}` as Hex;
      if (await isSignersOver(digest, whole)) return `Its last byte is ${v}. Send ${v + 27} instead.`;
    }
    if (BigInt(slice(signature, 32, 64)) > halfOrder && (await isSignersOver(digest, mirrorOf(signature)))) {
      return "Its s is in the upper half. Send the order minus s, with the other v.";
    }
  }
  if (await isSignersOver(hashMessage({ raw: digest }))) {
    return "It was signed as a personal message. Sign the typed data (eth_signTypedData_v4).";
  }
  for (let former = epoch - 1; former > 0 && former >= epoch - formerEpochs; former--) {
    const formerDigest = digestAt(call, { chainId, multisig, epoch: former });
    if ((await isSignersOver(formerDigest)) || (await askWallet?.(formerDigest))) {
      return `It was given in epoch ${former} of the authority, which has passed. Sign for epoch ${epoch}.`;
    }
  }
  for (const other of otherChains) {
    if (other !== chainId && (await isSignersOver(digestAt(call, { chainId: other, multisig, epoch })))) {
      return `It is for chain ${other}. Sign for chain ${chainId}.`;
    }
  }
  for (const other of multisigs) {
    if (
      !isAddressEqual(other, multisig) &&
      (await isSignersOver(digestAt(call, { chainId, multisig: other, epoch })))
    ) {
      return `It is for the contract ${other}. Sign for ${multisig}.`;
    }
  }
  if (askWallet !== undefined) {
    return `${signer} is a wallet contract, and does not accept it (ERC-1271). Its owners sign the digest ${digest} in the wallet's own way; are all the signatures there that it needs?`;
  }
  return `It is not ${signer}'s over this call. Sign the typed data: chain ${chainId}, contract ${multisig}, epoch ${epoch}, digest ${digest}.`;
};

type Context = { chainId: number; multisig: Address; epoch: number };

const digestAt = (call: MultiSigCall, context: Context): Hex =>
  hashTypedData(typedDataOf(call, context) satisfies ApprovalTypedData);

const isSignedBy = async (signer: Address, digest: Hex, signature: Hex): Promise<boolean> => {
  const recovered = await signerOf(digest, signature);
  return recovered !== undefined && isAddressEqual(recovered, signer);
};

/** The other signature of the same key over the same digest. */
export const mirrorOf = (signature: Hex): Hex => {
  const s = order - BigInt(slice(signature, 32, 64));
  const v = Number(slice(signature, 64)) === 27 ? 28 : 27;
  return `${slice(signature, 0, 32)}${numberToHex(((s % order) + order) % order, { size: 32 }).slice(2)}${numberToHex(v).slice(2)}`;
};
