import { type Address, isAddressEqual, type PublicClient } from "viem";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { decodeRefusal } from "../../sdk/errors/index.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { verifySignature } from "../../sdk/multisig/verifySignature.ts";
import { type AuthorityRecord, readApprovals, readAuthority, readClosed } from "../../sdk/reads/authorities.ts";
import type { SignedApproval } from "../../sdk/types.ts";
import type { Proposal, StoredSignature } from "./store.ts";

/** Why a signature does not count now. */
export type DropReason =
  | "no member"
  | "of an older epoch"
  | "approved on chain too"
  | "not valid"
  | "withdrawn"
  | "not accepted by the MultiSig";

/** A proposal as the chain sees it now. */
export type Review = Proposal & {
  /** neither executed nor cancelled, and its salt is not used */
  isOpen: boolean;
  /** last second at which the call can run: its deadline, or the authority's end */
  executableUntil: number;
  threshold: number;
  /** members whose approval on chain counts */
  onChain: readonly Address[];
  /** signatures that count, beside those on chain */
  signed: readonly SignedApproval[];
  /** members who have not approved */
  missing: readonly Address[];
  dropped: readonly { signer: Address; reason: DropReason }[];
};

/** Members who approve, each once. */
export const approvalsOf = ({ onChain, signed }: Pick<Review, "onChain" | "signed">): number =>
  onChain.length + signed.length;

export const reviewProposal = async (
  client: PublicClient,
  chainId: number,
  proposal: Proposal,
  signatures: readonly StoredSignature[],
): Promise<Review> => {
  const { multisig, call, callHash } = proposal;
  const [authority, onChain, isClosed] = await Promise.all([
    readAuthority(client, { multisig, authority: call.authority }),
    readApprovals(client, { multisig, callHash }),
    readClosed(client, { multisig, call }),
  ]);

  const context: Context = { client, chainId, proposal, authority, onChain };
  const newestFirst = signatures.toSorted((a, b) => b.epoch - a.epoch);
  const signed: SignedApproval[] = [];
  const dropped: { signer: Address; reason: DropReason }[] = [];
  for (const { signer, epoch, signature } of isClosed ? [] : newestFirst) {
    if ([...signed, ...dropped].some((known) => isAddressEqual(known.signer, signer))) continue;
    const reason = await dropReason(context, { signer, epoch, signature });
    if (reason === undefined) signed.push({ signer, signature });
    else dropped.push({ signer, reason });
  }

  const approved = [...onChain, ...signed.map(({ signer }) => signer)];
  return {
    ...proposal,
    isOpen: !isClosed,
    executableUntil: Math.min(call.deadline, authority.approvedUntil),
    threshold: authority.threshold,
    onChain,
    signed,
    missing: authority.members.filter((member) => !includes(approved, member)),
    dropped,
  };
};

type Context = {
  client: PublicClient;
  chainId: number;
  proposal: Proposal;
  authority: AuthorityRecord;
  onChain: readonly Address[];
};

type Given = Pick<StoredSignature, "signer" | "epoch" | "signature">;

const dropReason = async (context: Context, given: Given): Promise<DropReason | undefined> => {
  const { client, chainId, proposal, authority, onChain } = context;
  const { multisig, call } = proposal;
  const { signer, epoch, signature } = given;
  if (!includes(authority.members, signer)) return "no member";
  if (epoch !== authority.epoch) return "of an older epoch";
  if (includes(onChain, signer)) return "approved on chain too";
  const typedData = typedDataOf(call, { chainId, multisig, epoch });
  if (!(await verifySignature(client, { signer, signature, typedData }))) return "not valid";
  return probe(context, { signer, signature });
};

/**
 * Asks the MultiSig itself whether it would count the signature: run with this one alone, the call meets its threshold,
 * or the refusal says how many approvals it found. That is how a withdrawal shows.
 */
const probe = async (
  { client, proposal, onChain }: Context,
  approval: SignedApproval,
): Promise<DropReason | undefined> => {
  const { to, data } = executeCall({ multisig: proposal.multisig, call: proposal.call, approvals: [approval] });
  const refusal = await client.call({ to, data }).then(() => undefined, refusalOrThrow);
  if (refusal?.name === "MultiSig_InvalidSignature") return "not accepted by the MultiSig";
  if (refusal?.name !== "MultiSig_ThresholdNotMet") return undefined;
  return Number(refusal.args[1]) > onChain.length ? undefined : "withdrawn";
};

const refusalOrThrow = (error: unknown) => {
  const refusal = decodeRefusal(error);
  if (refusal === undefined) throw error;
  return refusal;
};

const includes = (addresses: readonly Address[], address: Address): boolean =>
  addresses.some((other) => isAddressEqual(other, address));
