import { type Address, isAddressEqual, type PublicClient } from "viem";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { decodeRefusal, isNodeTrouble } from "../../sdk/errors/index.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { type SignatureWay, verifySignature } from "../../sdk/multisig/verifySignature.ts";
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

/** A signature that counts now. */
export type CountedApproval = SignedApproval & { way: SignatureWay };

/** A proposal as the chain sees it now. */
export type Review = Proposal & {
  /** neither executed nor cancelled, and its salt is not used */
  isOpen: boolean;
  /** last second at which the call can run: its deadline, or the authority's end */
  executableUntil: number;
  epoch: number;
  threshold: number;
  members: readonly Address[];
  /** members whose approval on chain counts */
  onChain: readonly Address[];
  /** signatures that count, beside those on chain */
  signed: readonly CountedApproval[];
  /** members who have not approved */
  missing: readonly Address[];
  dropped: readonly { signer: Address; reason: DropReason }[];
  /** of a call that has its approvals: why it would fail now, for people */
  refusal: string | undefined;
};

/** Members who approve, each once. */
export const approvalsOf = ({ onChain, signed }: Pick<Review, "onChain" | "signed">): number =>
  onChain.length + signed.length;

/**
 * The signatures to send: as many as are needed beside those on chain. Keys come first: what a wallet contract says may
 * change until the transaction is mined, and then the whole call would fail.
 */
export const bundleOf = ({
  onChain,
  signed,
  threshold,
}: Pick<Review, "onChain" | "signed" | "threshold">): SignedApproval[] =>
  [...signed.filter(({ way }) => way === "key"), ...signed.filter(({ way }) => way === "wallet")]
    .slice(0, Math.max(0, threshold - onChain.length))
    .map(({ signer, signature }) => ({ signer, signature }));

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
  const signed: CountedApproval[] = [];
  const dropped: { signer: Address; reason: DropReason }[] = [];
  for (const { signer, epoch, signature } of isClosed ? [] : newestFirst) {
    if ([...signed, ...dropped].some((known) => isAddressEqual(known.signer, signer))) continue;
    const verdict = await judge(context, { signer, epoch, signature });
    if (verdict === "key" || verdict === "wallet") signed.push({ signer, signature, way: verdict });
    else dropped.push({ signer, reason: verdict });
  }

  const approved = [...onChain, ...signed.map(({ signer }) => signer)];
  const { threshold } = authority;
  const isApproved = !isClosed && threshold > 0 && approved.length >= threshold;
  return {
    ...proposal,
    isOpen: !isClosed,
    executableUntil: Math.min(call.deadline, authority.approvedUntil),
    epoch: authority.epoch,
    threshold,
    members: authority.members,
    onChain,
    signed,
    missing: authority.members.filter((member) => !includes(approved, member)),
    dropped,
    refusal: isApproved ? await refusalOf(client, proposal, bundleOf({ onChain, signed, threshold })) : undefined,
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

const judge = async (context: Context, given: Given): Promise<SignatureWay | DropReason> => {
  const { client, chainId, proposal, authority, onChain } = context;
  const { multisig, call } = proposal;
  const { signer, epoch, signature } = given;
  if (!includes(authority.members, signer)) return "no member";
  if (epoch !== authority.epoch) return "of an older epoch";
  if (includes(onChain, signer)) return "approved on chain too";
  const typedData = typedDataOf(call, { chainId, multisig, epoch });
  const way = await verifySignature(client, { signer, signature, typedData });
  if (way === undefined) return "not valid";
  return (await probe(context, { signer, signature })) ?? way;
};

/**
 * Asks the MultiSig itself whether it would count the signature: run with this one alone, the call meets its threshold,
 * or the refusal says how many approvals it found. That is how a withdrawal shows.
 */
const probe = async (
  { client, proposal, onChain }: Context,
  approval: SignedApproval,
): Promise<DropReason | undefined> => {
  const refusal = await simulate(client, proposal, [approval]);
  if (refusal?.name === "MultiSig_InvalidSignature") return "not accepted by the MultiSig";
  if (refusal?.name !== "MultiSig_ThresholdNotMet") return undefined;
  return Number(refusal.args[1]) > onChain.length ? undefined : "withdrawn";
};

/** Why the call would fail with exactly these signatures now; undefined if it would run. */
const refusalOf = async (
  client: PublicClient,
  proposal: Proposal,
  bundle: readonly SignedApproval[],
): Promise<string | undefined> => (await simulate(client, proposal, bundle))?.sentence;

const simulate = (client: PublicClient, { multisig, call }: Proposal, approvals: readonly SignedApproval[]) => {
  const { to, data } = executeCall({ multisig, call, approvals });
  return client.call({ to, data }).then(() => undefined, refusalOrThrow);
};

/** A call that runs out of gas is refused, too; a node that does not answer says nothing. */
const refusalOrThrow = (error: unknown) => {
  if (isNodeTrouble(error)) throw error;
  const sentence = "The call takes more gas than a block has.";
  return decodeRefusal(error) ?? { name: "OutOfGas", args: [], sentence };
};

const includes = (addresses: readonly Address[], address: Address): boolean =>
  addresses.some((other) => isAddressEqual(other, address));
