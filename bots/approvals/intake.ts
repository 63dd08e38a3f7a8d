import { type Address, type Hex, isAddressEqual, isHex, type PublicClient, size } from "viem";
import { z } from "zod";
import { contractNameOf, type DescribedCall, describeCall } from "../../sdk/describeCall.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { type ApprovalTypedData, typedDataOf } from "../../sdk/multisig/typedData.ts";
import { verifySignature } from "../../sdk/multisig/verifySignature.ts";
import { type CallFate, readAuthority, readCallFate } from "../../sdk/reads/authorities.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { addressSchema, type Deployment, type MultiSigCall } from "../../sdk/types.ts";
import type { Database } from "../ledger/database.ts";
import { IntakeError } from "./errors.ts";
import { type Review, reviewProposal } from "./review.ts";
import {
  countLiveProposals,
  findProposal,
  liveProposals,
  type Proposal,
  signaturesOf,
  storeProposal,
  storeSignature,
} from "./store.ts";

const maxDataBytes = 32_768;
const maxSignatureBytes = 2_048;
const maxLiveProposals = 500;

const hexSchema = (maxBytes: number) =>
  z
    .string()
    .refine((text): text is Hex => isHex(text) && text.length % 2 === 0, "must be hex: 0x and pairs of digits")
    .refine((text) => size(text) <= maxBytes, `must have at most ${maxBytes} bytes`);

const wordSchema = hexSchema(32)
  .refine((word) => size(word) === 32, "must have 32 bytes")
  .refine((word) => BigInt(word) !== 0n, "must not be zero");

export const callSchema = z.strictObject({
  multisig: addressSchema,
  authority: z
    .int()
    .positive()
    .max(2 ** 32 - 1),
  target: addressSchema,
  data: hexSchema(maxDataBytes),
  salt: wordSchema,
  deadline: z
    .int()
    .positive()
    .max(2 ** 40 - 1),
});

export const signatureSchema = z.strictObject({
  signer: addressSchema,
  signature: hexSchema(maxSignatureBytes),
});

export type IntakeParameters = {
  client: PublicClient;
  db: Database;
  deployment: Deployment;
};

/** A proposal for people: decoded, with who has approved and who has not. */
export type CallReport = {
  callHash: Hex;
  multisig: Address;
  call: MultiSigCall;
  sentence: string;
  function: string;
  args: DescribedCall["args"];
  state: "waiting" | "approved" | "too late" | Exclude<CallFate, "open">;
  threshold: number;
  approved: readonly { member: Address; way: "on chain" | "signature" }[];
  missing: readonly Address[];
  notCounted: Review["dropped"];
  /** what a member signs now */
  typedData: ApprovalTypedData;
};

export type Intake = {
  propose(input: z.output<typeof callSchema>): Promise<CallReport>;
  sign(callHash: Hex, input: z.output<typeof signatureSchema>): Promise<CallReport>;
  list(): Promise<CallReport[]>;
  find(callHash: Hex): Promise<CallReport>;
};

/** Takes proposals and signatures in. What it keeps is checked against the chain here, and again before it is used. */
export const createIntake = ({ client, db, deployment }: IntakeParameters): Intake => {
  const { chainId } = deployment;
  const multisigs = [deployment.registrar, deployment.issuer, deployment.custodian];

  const propose: Intake["propose"] = async ({ multisig, ...call }) => {
    if (!multisigs.some((known) => isAddressEqual(known, multisig))) {
      throw new IntakeError(422, "This MultiSig is not served here. Use the registrar, the issuer or the custodian.");
    }
    describe(call);
    const { timestamp: now } = await readHead(client);
    if (call.deadline < now) throw new IntakeError(422, "The deadline has passed. Choose one after the present block.");
    const { threshold, approvedUntil } = await readAuthority(client, { multisig, authority: call.authority });
    if (threshold === 0) throw new IntakeError(422, `The MultiSig has no authority ${call.authority}.`);
    if (approvedUntil < now) throw new IntakeError(422, `The time of authority ${call.authority} has ended.`);

    const proposal: Proposal = { callHash: callHashOf(call, { chainId, multisig }), multisig, call };
    await refuseClosed(proposal);
    if ((await countLiveProposals(db, chainId, now)) >= maxLiveProposals) {
      throw new IntakeError(429, "Too many calls are waiting. Execute or cancel some first.");
    }
    await storeProposal(db, chainId, proposal);
    return report(proposal);
  };

  const sign: Intake["sign"] = async (callHash, { signer, signature }) => {
    const proposal = await require(callHash);
    const { multisig, call } = proposal;
    await refuseClosed(proposal);
    const { timestamp: now } = await readHead(client);
    if (call.deadline < now)
      throw new IntakeError(422, "The call's deadline has passed. Propose it again with a new one.");
    const { members, epoch } = await readAuthority(client, { multisig, authority: call.authority });
    if (!members.some((member) => isAddressEqual(member, signer))) {
      throw new IntakeError(403, `${signer} is no member of authority ${call.authority} now.`);
    }
    const typedData = typedDataOf(call, { chainId, multisig, epoch });
    if (!(await verifySignature(client, { signer, signature, typedData }))) {
      throw new IntakeError(422, `The signature is not ${signer}'s over this call. Sign the typed data anew.`, [
        `Epoch of the authority: ${epoch}`,
      ]);
    }
    const isNew = await storeSignature(db, { callHash, signer, epoch, signature });
    if (!isNew) throw new IntakeError(409, `${signer} has signed this call already.`);
    return report(proposal);
  };

  const fateOf = ({ multisig, callHash, call }: Proposal): Promise<CallFate> =>
    readCallFate(client, { multisig, callHash, call, startBlock: deployment.startBlock });

  const refuseClosed = async (proposal: Proposal): Promise<void> => {
    const fate = await fateOf(proposal);
    if (fate !== "open") throw new IntakeError(409, `${refusals[fate]} Propose it again with another salt.`);
  };

  const require = async (callHash: Hex): Promise<Proposal> => {
    const proposal = await findProposal(db, chainId, callHash);
    if (proposal === undefined) throw new IntakeError(404, "No such call is known. Propose it first.");
    return proposal;
  };

  /** Nobody shall be asked to sign what nobody can read. */
  const describe = (call: MultiSigCall): DescribedCall => {
    const described = describeCall(deployment, call);
    if (described !== undefined) return described;
    const contract = contractNameOf(deployment, call.target);
    throw new IntakeError(
      422,
      contract === undefined
        ? `${call.target} is no contract of this deployment.`
        : `The data is no call that the ${contract} understands. Check selector and arguments.`,
    );
  };

  const report = async (proposal: Proposal): Promise<CallReport> => {
    const { callHash, multisig, call } = proposal;
    const [fate, review, { timestamp: now }, { epoch }] = await Promise.all([
      fateOf(proposal),
      reviewProposal(client, chainId, proposal, await signaturesOf(db, callHash)),
      readHead(client),
      readAuthority(client, { multisig, authority: call.authority }),
    ]);
    const described = describeCall(deployment, call);
    return {
      callHash,
      multisig,
      call,
      sentence: described?.sentence ?? "unknown call",
      function: described?.functionName ?? call.data.slice(0, 10),
      args: described?.args ?? [],
      state: stateOf(review, fate, now),
      threshold: review.threshold,
      approved: [
        ...review.onChain.map((member) => ({ member, way: "on chain" as const })),
        ...review.signed.map(({ signer }) => ({ member: signer, way: "signature" as const })),
      ],
      missing: review.missing,
      notCounted: review.dropped,
      typedData: typedDataOf(call, { chainId, multisig, epoch }),
    };
  };

  return {
    propose,
    sign,
    list: async () => {
      const { timestamp: now } = await readHead(client);
      return Promise.all((await liveProposals(db, chainId, now)).map(report));
    },
    find: async (callHash) => report(await require(callHash)),
  };
};

const refusals = {
  executed: "The call was executed.",
  cancelled: "The call was cancelled.",
  superseded: "Another call with its salt was executed or cancelled.",
  closed: "The call was executed or cancelled, or another one with its salt was.",
} as const;

const stateOf = (review: Review, fate: CallFate, now: number): CallReport["state"] => {
  if (fate !== "open") return fate;
  if (review.executableUntil < now) return "too late";
  return review.onChain.length + review.signed.length >= review.threshold ? "approved" : "waiting";
};
