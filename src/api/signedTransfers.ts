import { cancelledNonce, signedTransfer } from "ponder:schema";
import { unionAll } from "drizzle-orm/pg-core";
import { and, desc, eq, sql } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import { tokenInput, tokenOf } from "./tokens.ts";
import { addressInput, amount, bigId, block, hex, idInput, nameText, pageInput, textOrNull, time } from "./values.ts";

export const signedTransfersRoute = defineRoute({
  path: "/signed-transfers",
  summary: "Transfers of a token that their holders signed and others sent, newest first.",
  params: {},
  query: { ...tokenInput, holder: addressInput.optional(), relayer: addressInput.optional(), ...pageInput },
  answer: z.object({
    token: hex,
    transfers: z.array(
      z.object({
        holder: hex,
        nonce: bigId,
        relayer: hex.meta({ description: "Who sent it and got the fee." }),
        to: hex,
        partition: hex.meta({ description: "In which the shares stood; the fee's, too." }),
        partitionText: textOrNull,
        toPartition: hex.meta({ description: "In which they ended." }),
        toPartitionText: textOrNull,
        amount: amount.meta({ description: "Without the fee." }),
        fee: amount,
        block,
        time,
        tx: hex,
      }),
    ),
  }),
  read: async (snapshot, { query: { token: named, holder, relayer, limit, offset } }) => {
    const token = await tokenOf(snapshot, named);
    const rows = await snapshot.db
      .select()
      .from(signedTransfer)
      .where(
        and(
          eq(signedTransfer.token, token.address),
          holder === undefined ? undefined : eq(signedTransfer.holder, holder),
          relayer === undefined ? undefined : eq(signedTransfer.relayer, relayer),
        ),
      )
      .orderBy(desc(signedTransfer.blockNumber), desc(signedTransfer.logIndex))
      .limit(limit)
      .offset(offset);
    return {
      token: token.address,
      transfers: rows.map((row) => ({
        holder: row.holder,
        nonce: row.nonce.toString(),
        relayer: row.relayer,
        to: row.to,
        partition: row.partition,
        partitionText: nameText(row.partition),
        toPartition: row.toPartition,
        toPartitionText: nameText(row.toPartition),
        amount: row.amount.toString(),
        fee: row.fee.toString(),
        block: Number(row.blockNumber),
        time: Number(row.timestamp),
        tx: row.tx,
      })),
    };
  },
});

export const noncesRoute = defineRoute({
  path: "/holders/{account}/nonces",
  summary: "Nonces that a holder can sign no further transfer of a token under, newest first.",
  params: { account: addressInput },
  query: {
    ...tokenInput,
    nonce: idInput.optional().meta({ description: "Only this one; no row: it is unused." }),
    ...pageInput,
  },
  answer: z.object({
    token: hex,
    account: hex,
    nonces: z.array(
      z.object({
        nonce: bigId,
        cancelled: z.boolean().meta({ description: "By the holder; false: a signed transfer used it." }),
        block,
        time,
        tx: hex,
      }),
    ),
  }),
  read: async (snapshot, { params: { account }, query: { token: named, nonce, limit, offset } }) => {
    const token = await tokenOf(snapshot, named);
    const usesOf = (table: typeof signedTransfer | typeof cancelledNonce, cancelled: boolean) =>
      snapshot.db
        .select({
          nonce: table.nonce,
          cancelled: sql<boolean>`${cancelled}::boolean`.as("cancelled"),
          blockNumber: table.blockNumber,
          logIndex: table.logIndex,
          timestamp: table.timestamp,
          tx: table.tx,
        })
        .from(table)
        .where(
          and(
            eq(table.token, token.address),
            eq(table.holder, account),
            nonce === undefined ? undefined : eq(table.nonce, nonce),
          ),
        );
    const rows = await unionAll(usesOf(signedTransfer, false), usesOf(cancelledNonce, true))
      .orderBy(sql`block_number desc`, sql`log_index desc`)
      .limit(limit)
      .offset(offset);
    return {
      token: token.address,
      account,
      nonces: rows.map((row) => ({
        nonce: row.nonce.toString(),
        cancelled: row.cancelled,
        block: Number(row.blockNumber),
        time: Number(row.timestamp),
        tx: row.tx,
      })),
    };
  },
});
