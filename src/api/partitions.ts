import { partition, partitionExchange, partitionFact } from "ponder:schema";
import { and, asc, eq } from "ponder";
import { type Hex, zeroHash } from "viem";
import { z } from "zod";
import { BadRequestError } from "./errors.ts";
import { momentAnswer, momentInput, momentOf, resolveMoment } from "./moment.ts";
import { sharesAt, sum } from "./register.ts";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { type Token, tokenInput, tokenOf } from "./tokens.ts";
import { amount, hex, nameInput, nameText, textOf, textOrNull, time } from "./values.ts";

/** Which part of a token's shares; all if left out. */
export const partitionInput = {
  partition: nameInput.optional().meta({
    description: 'Partition: ASCII, such as "A", or 32 bytes in hex; 64 zeros: the default one. Left out: all.',
  }),
};

export const lock = time.nullable().meta({
  description: `First second at which shares may leave; null: no lock; ${2 ** 40 - 1}: until somebody ends it.`,
});

/** A lock as answers have it. */
export function lockOf(lockedUntil: bigint): number | null {
  return lockedUntil === 0n ? null : Number(lockedUntil);
}

export type NamedPartition = typeof partition.$inferSelect;

/** The default partition first, then those that the issuer has named. */
export async function partitionsOf({ db }: Snapshot, { address }: Token): Promise<NamedPartition[]> {
  const rows = await db.select().from(partition).where(eq(partition.token, address)).orderBy(asc(partition.partition));
  if (rows[0]?.partition === zeroHash) return rows;
  return [{ token: address, partition: zeroHash, lockedUntil: 0n, description: "" }, ...rows];
}

/**
 * The partition that a request names, if it names one.
 * @throws BadRequestError that names the partitions there are
 */
export async function partitionOf(snapshot: Snapshot, token: Token, named: Hex | undefined): Promise<Hex | undefined> {
  if (named === undefined) return undefined;
  const known = await partitionsOf(snapshot, token);
  if (known.some(({ partition }) => partition === named)) return named;

  const names = known.map(({ partition }) => nameText(partition) ?? partition).join(", ");
  const problem = `names no partition of ${token.symbol}. There are: ${names}`;
  throw new BadRequestError([{ field: "partition", problem }]);
}

export const partitionsRoute = defineRoute({
  path: "/partitions",
  summary: "A token's partitions as they are now, the default one first; their supply, now or at a moment of the past.",
  params: {},
  query: { ...tokenInput, ...momentInput },
  answer: z.object({
    token: hex,
    asOf: momentAnswer,
    partitions: z.array(
      z.object({
        partition: hex,
        partitionText: textOrNull,
        supply: amount,
        lockedUntil: lock,
        description: z.string(),
        exchanges: z.array(hex).meta({ description: "Partitions into which holders may change what they hold." }),
        facts: z
          .array(z.object({ key: hex, keyText: textOrNull, value: hex, valueText: textOrNull, statedAt: time }))
          .meta({ description: "What the dossier states of it, by key." }),
      }),
    ),
  }),
  read: async (snapshot, { query }) => {
    const token = await tokenOf(snapshot, query.token);
    const moment = await resolveMoment(snapshot, token, query);
    const ways = await snapshot.db
      .select()
      .from(partitionExchange)
      .where(and(eq(partitionExchange.token, token.address), eq(partitionExchange.open, true)))
      .orderBy(asc(partitionExchange.to));
    const facts = await snapshot.db
      .select()
      .from(partitionFact)
      .where(eq(partitionFact.token, token.address))
      .orderBy(asc(partitionFact.key));
    const known = await partitionsOf(snapshot, token);
    const rows = await sharesAt(snapshot, token, moment.block);
    return {
      token: token.address,
      asOf: momentOf(moment),
      partitions: known.map(({ partition, lockedUntil, description }) => ({
        partition,
        partitionText: nameText(partition),
        supply: sum(rows.filter((row) => row.partition === partition)).toString(),
        lockedUntil: lockOf(lockedUntil),
        description,
        exchanges: ways.filter(({ from }) => from === partition).map(({ to }) => to),
        facts: facts
          .filter((fact) => fact.partition === partition)
          .map(({ key, value, statedAt }) => ({
            key,
            keyText: nameText(key),
            value,
            valueText: textOf(value),
            statedAt: Number(statedAt),
          })),
      })),
    };
  },
});
