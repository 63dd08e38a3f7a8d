import { type Address, encodeFunctionData } from "viem";
import { multiSigAbi } from "../../../abis/MultiSig.ts";
import type { Call } from "../../types.ts";

export type RemoveMembersParameters = {
  multisig: Address;
  authority: number;
  members: readonly Address[];
};

/** Removes members of an authority; whatever was approved and not executed before is void. */
export const removeMembers = ({ multisig, authority, members }: RemoveMembersParameters): Call => ({
  to: multisig,
  value: 0n,
  data: encodeFunctionData({
    abi: multiSigAbi,
    functionName: "removeAuthorityAddresses",
    args: [authority, members],
  }),
  description: `Remove ${members.length} members of authority ${authority}`,
});
