import { type Address, encodeFunctionData, type Hex } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type RevokePledgeSignatureParameters = {
  pledges: Address;
  /** what was signed: `hashTypedData` of `pledgeTypedData` */
  digest: Hex;
};

/** Makes a signature over a pledge worthless. The account that signed. */
export const revokePledgeSignature = ({ pledges, digest }: RevokePledgeSignatureParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "revokeSignature", args: [digest] }),
  description: `Revoke the signature over pledge ${digest}`,
});
