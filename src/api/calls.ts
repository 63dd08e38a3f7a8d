import { authority, callApproval, callStatus, multisigCall } from "ponder:schema";
import { and, asc, desc, eq, inArray } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { block, hex, pageInput, time } from "./values.ts";

type CallRow = typeof multisigCall.$inferSelect;
type AuthorityRow = typeof authority.$inferSelect;

const callAnswer = z.object({
  callHash: hex,
  contract: hex.meta({ description: "The MultiSig." }),
  authority: z.int(),
  target: hex.nullable(),
  selector: hex.nullable(),
  data: hex.nullable().meta({ description: "Null unless proposed on chain." }),
  salt: hex.nullable(),
  deadline: time.nullable(),
  status: z.enum(callStatus.enumValues),
  approvals: z.int().meta({ description: "On-chain approvals that count; of an executed call: all that did." }),
  threshold: z.int(),
  approvedBy: z.array(hex).meta({ description: "Members who approved on chain before the call was executed." }),
  tx: hex.meta({ description: "Last change." }),
  block,
  time,
});

export const callsRoute = defineRoute({
  path: "/calls",
  summary: "Calls that need approvals of several members, newest first.",
  params: {},
  query: {
    status: z.enum(callStatus.enumValues, `must be one of ${callStatus.enumValues.join(", ")}`).optional(),
    ...pageInput,
  },
  answer: z.object({ calls: z.array(callAnswer) }),
  read: async (snapshot, { query: { status, limit, offset } }) => {
    const rows = await snapshot.db
      .select()
      .from(multisigCall)
      .innerJoin(
        authority,
        and(eq(authority.contract, multisigCall.contract), eq(authority.id, multisigCall.authority)),
      )
      .where(status === undefined ? undefined : eq(multisigCall.status, status))
      .orderBy(desc(multisigCall.blockNumber), desc(multisigCall.logIndex))
      .limit(limit)
      .offset(offset);
    const approvers = await approversOf(
      snapshot,
      rows.map((row) => row.multisig_call),
    );
    return { calls: rows.map((row) => present(row.multisig_call, row.authority, approvers)) };
  },
});

/** A pending call lost its approvals if a new epoch of the authority has begun since. */
function present(call: CallRow, authority: AuthorityRow, approvers: Map<string, string[]>): z.input<typeof callAnswer> {
  const pending = call.status === "pending";
  const isVoid = pending && call.epoch !== authority.epoch;
  return {
    callHash: call.callHash,
    contract: call.contract,
    authority: call.authority,
    target: call.target,
    selector: call.selector,
    data: call.data,
    salt: call.salt,
    deadline: call.deadline === null ? null : Number(call.deadline),
    status: call.status,
    approvals: isVoid ? 0 : call.approvals,
    threshold: pending ? authority.threshold : call.threshold,
    approvedBy: isVoid ? [] : (approvers.get(roundOf(call)) ?? []),
    tx: call.tx,
    block: Number(call.blockNumber),
    time: Number(call.timestamp),
  };
}

async function approversOf({ db }: Snapshot, calls: readonly CallRow[]): Promise<Map<string, string[]>> {
  const hashes = calls.map(({ callHash }) => callHash);
  const approvals = await db
    .select()
    .from(callApproval)
    .where(and(inArray(callApproval.callHash, hashes), eq(callApproval.withdrawn, false)))
    .orderBy(asc(callApproval.timestamp), asc(callApproval.member));
  const members = new Map<string, string[]>();
  for (const approval of approvals) {
    const round = roundOf(approval);
    members.set(round, [...(members.get(round) ?? []), approval.member]);
  }
  return members;
}

function roundOf({ contract, callHash, round }: Pick<CallRow, "contract" | "callHash" | "round">): string {
  return `${contract}:${callHash}:${round}`;
}
