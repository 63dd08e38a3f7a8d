import { holdingChange, partitionHoldingChange } from "ponder:schema";
import { and, eq, lte, max } from "ponder";
import { z } from "zod";
import { BadRequestError } from "./errors.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Token } from "./tokens.ts";
import { block, blockInput, time, timeInput } from "./values.ts";

/** At which moment of the past; now if left out. */
export const momentInput = {
  "at-block": blockInput.optional().meta({ description: "At the end of this block." }),
  "at-time": timeInput.optional().meta({ description: "At the end of this second (Unix time)." }),
};

export const momentAnswer = z
  .object({ block: block, time: time.nullable() })
  .meta({ description: "Moment of the answer. Asked by time: block of the last change; by block: no time." });

export interface Moment {
  readonly block: bigint;
  readonly time: bigint | undefined;
}

interface MomentQuery {
  readonly "at-block"?: bigint | undefined;
  readonly "at-time"?: bigint | undefined;
}

/**
 * The block whose end a request about a token means.
 * @throws BadRequestError if both fields are given, or the index has not come so far
 */
export async function resolveMoment(snapshot: Snapshot, token: Token, query: MomentQuery): Promise<Moment> {
  const { "at-block": atBlock, "at-time": atTime } = query;
  const { head } = snapshot;
  if (atBlock === undefined && atTime === undefined) return head;
  if (atBlock !== undefined && atTime !== undefined) refuse("at-time", "cannot be given together with at-block");

  if (atBlock !== undefined) {
    if (atBlock > head.block) refuse("at-block", `must be at most ${head.block}: the index has not come further`);
    return { block: atBlock, time: undefined };
  }
  const at = atTime as bigint;
  if (at > head.time) refuse("at-time", `must be at most ${head.time}: the index has not come further`);
  return { block: await lastChangeAt(snapshot, token, at), time: at };
}

export function momentOf({ block, time }: Moment): z.input<typeof momentAnswer> {
  return { block: Number(block), time: time === undefined ? null : Number(time) };
}

/** Nothing moved between the last change and the end of the second, nor into another partition. */
async function lastChangeAt({ db }: Snapshot, { address }: Token, at: bigint): Promise<bigint> {
  const [moved] = await db
    .select({ block: max(holdingChange.blockNumber) })
    .from(holdingChange)
    .where(and(eq(holdingChange.token, address), lte(holdingChange.timestamp, at)));
  const [changed] = await db
    .select({ block: max(partitionHoldingChange.blockNumber) })
    .from(partitionHoldingChange)
    .where(and(eq(partitionHoldingChange.token, address), lte(partitionHoldingChange.timestamp, at)));
  const [a, b] = [moved?.block ?? 0n, changed?.block ?? 0n];
  return a > b ? a : b;
}

function refuse(field: string, problem: string): never {
  throw new BadRequestError([{ field, problem }]);
}
