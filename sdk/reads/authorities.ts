import { type Address, getAddress, type Hex, hexToNumber, type PublicClient, slice } from "viem";
import { multiSigAbi } from "../../abis/MultiSig.ts";
import type { MultiSigCall } from "../types.ts";

export type AuthorityRecord = {
  /** grows with every change of members or threshold, with a stop, a new start and a loss of permissions */
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

/** An authority with its members; no members if it does not exist. */
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

/** The authority of which an account is a member now; zero if none. */
export const readMembership = (
  client: PublicClient,
  { multisig, account }: { multisig: Address; account: Address },
): Promise<number> =>
  client.readContract({ address: multisig, abi: multiSigAbi, functionName: "authorityOf", args: [account] });

/** Whether an account's authority may call a function of a contract now. */
export const readIsPermitted = (
  client: PublicClient,
  { multisig, account, target, selector }: { multisig: Address; account: Address; target: Address; selector: Hex },
): Promise<boolean> =>
  client.readContract({
    address: multisig,
    abi: multiSigAbi,
    functionName: "isApprovedAuthority",
    args: [account, target, selector],
  });

/** Members whose approvals on chain count for the call now, unless its salt is used (`readClosed`). */
export const readApprovals = async (
  client: PublicClient,
  { multisig, callHash }: { multisig: Address; callHash: Hex },
): Promise<readonly Address[]> => {
  const [, members] = await client.readContract({
    address: multisig,
    abi: multiSigAbi,
    functionName: "approvals",
    args: [callHash],
  });
  return members;
};

/** Whether a call can never run any more: it was executed or cancelled, or another one with its salt was. */
export const readClosed = (
  client: PublicClient,
  { multisig, call }: { multisig: Address; call: Pick<MultiSigCall, "authority" | "salt"> },
): Promise<boolean> =>
  client.readContract({
    address: multisig,
    abi: multiSigAbi,
    functionName: "isClosed",
    args: [call.authority, call.salt],
  });

/**
 * What became of a call. Superseded: another one with its salt was executed or cancelled. Closed: one of the three, and
 * the node has no event that says which.
 */
export type CallFate = "open" | "executed" | "cancelled" | "superseded" | "closed";

export type CallFateParameters = {
  multisig: Address;
  callHash: Hex;
  call: Pick<MultiSigCall, "authority" | "salt">;
  /** of the deployment: no event of the call is older */
  startBlock: number;
};

/** What became of a salted call: the MultiSig says whether it is closed, an event says how. */
export const readCallFate = async (
  client: PublicClient,
  { multisig, callHash, call, startBlock }: CallFateParameters,
): Promise<CallFate> => {
  if (!(await readClosed(client, { multisig, call }))) return "open";
  const place = { multisig, startBlock };
  const [own] = await readEnds(client, place, { callHash }).catch(() => []);
  if (own !== undefined) return own.eventName === "CallCancelled" ? "cancelled" : "executed";

  return (await isSaltUsedByAnother(client, place, call).catch(() => false)) ? "superseded" : "closed";
};

export type ProposedCall = { multisig: Address; callHash: Hex; call: MultiSigCall };

/** Calls that members proposed on chain (`approveCall`) in a range of blocks, ends included. */
export const readProposedCalls = async (
  client: PublicClient,
  { multisigs, fromBlock, toBlock }: { multisigs: readonly Address[]; fromBlock: bigint; toBlock: bigint },
): Promise<ProposedCall[]> => {
  const events = await client.getContractEvents({
    address: [...multisigs],
    abi: multiSigAbi,
    eventName: "CallProposed",
    fromBlock,
    toBlock,
    strict: true,
  });
  return events.map(({ address, args: { callHash, ...call } }) => ({ multisig: getAddress(address), callHash, call }));
};

type Place = Pick<CallFateParameters, "multisig" | "startBlock">;

const readEnds = async (client: PublicClient, place: Place, args: { callHash: Hex }) => {
  const range = { ...rangeOf(place), args };
  const [executed, cancelled] = await Promise.all([
    client.getContractEvents({ ...range, eventName: "SaltedCallApproved" }),
    client.getContractEvents({ ...range, eventName: "CallCancelled" }),
  ]);
  return [...executed, ...cancelled];
};

/** The event of an execution names the salt, that of a cancelling the authority; the word or the data, the other. */
const isSaltUsedByAnother = async (
  client: PublicClient,
  place: Place,
  { authority, salt }: Pick<MultiSigCall, "authority" | "salt">,
): Promise<boolean> => {
  const range = { ...rangeOf(place), strict: true } as const;
  const [executed, cancelled] = await Promise.all([
    client.getContractEvents({ ...range, eventName: "SaltedCallApproved", args: { salt } }),
    client.getContractEvents({ ...range, eventName: "CallCancelled", args: { authority } }),
  ]);
  return (
    executed.some(({ args }) => hexToNumber(slice(args.call, 0, 4)) === authority) ||
    cancelled.some(({ args }) => args.salt === salt)
  );
};

const rangeOf = ({ multisig, startBlock }: Place) =>
  ({ address: multisig, abi: multiSigAbi, fromBlock: BigInt(startBlock) }) as const;
