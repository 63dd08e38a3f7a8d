import type { Address, Hex, PublicClient } from "viem";
import { multiSigAbi } from "../../abis/MultiSig.ts";
import type { MultiSigCall } from "../types.ts";

export type AuthorityRecord = {
  /** grows with every change of members or threshold */
  epoch: number;
  memberCount: number;
  threshold: number;
  /** last second (Unix time) at which the authority may act */
  approvedUntil: number;
  members: readonly Address[];
};

export type AuthorityAt = {
  multisig: Address;
  authority: number;
};

/** An authority with its active members; no members if it does not exist. */
export const readAuthority = async (
  client: PublicClient,
  { multisig, authority }: AuthorityAt,
): Promise<AuthorityRecord> => {
  const at = { address: multisig, abi: multiSigAbi, args: [authority] } as const;
  const [record, members] = await Promise.all([
    client.readContract({ ...at, functionName: "getAuthority" }),
    client.readContract({ ...at, functionName: "membersOf" }),
  ]);
  return { ...record, members };
};

/** Members whose approvals on chain count for the call now. */
export const readApprovals = async (
  client: PublicClient,
  { multisig, call }: { multisig: Address; call: MultiSigCall },
): Promise<readonly Address[]> => {
  const [members] = await client.readContract({
    address: multisig,
    abi: multiSigAbi,
    functionName: "approvals",
    args: [call],
  });
  return members;
};

/** Whether a call was executed or cancelled. */
export const readClosed = (
  client: PublicClient,
  { multisig, callHash }: { multisig: Address; callHash: Hex },
): Promise<boolean> =>
  client.readContract({ address: multisig, abi: multiSigAbi, functionName: "isClosed", args: [callHash] });
