import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { SignedTransfer } from "../../signedTransfers.ts";
import type { Call } from "../../types.ts";

export type TransferBySignatureParameters = {
  token: Address;
  order: SignedTransfer;
  /** the holder's, over `signedTransferTypedData` */
  signature: Hex;
};

/** Carries out a transfer that its holder has signed; the sender gets the fee that it names. */
export const transferBySignature = ({ token, order, signature }: TransferBySignatureParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "transferBySignature", args: [order, signature] }),
  description: `Transfer ${order.amount} units from ${order.from} to ${order.to}, as the holder has signed`,
});
