import { announcement, documentVersion, fact, factStatement, partitionFact } from "ponder:schema";
import type { Hex } from "viem";
import { MissingRowError } from "./errors.ts";
import { type Db, on } from "./event.ts";

on("Dossier:DocumentUpdated", async ({ event, context: { db } }) => {
  const { token, name, uri, documentHash, version } = event.args;
  const key = { dossier: event.log.address, token, name };
  const { timestamp } = event.block;
  const former = version === 1n ? null : await db.find(documentVersion, { ...key, version: version - 1n });
  if (former?.removedAt === null) {
    await db.update(documentVersion, { ...key, version: former.version }).set({ supersededAt: timestamp });
  }
  await db
    .insert(documentVersion)
    .values({ ...key, version, uri, documentHash, publishedAt: timestamp, tx: event.transaction.hash });
});

on("Dossier:DocumentRemoved", async ({ event, context: { db } }) => {
  const { token, name, version } = event.args;
  await db
    .update(documentVersion, { dossier: event.log.address, token, name, version })
    .set({ removedAt: event.block.timestamp });
});

on("Dossier:FactSet", async ({ event, context: { db } }) => {
  const { token, key: name, value } = event.args;
  const key = { dossier: event.log.address, token, key: name };
  const { timestamp } = event.block;
  const last = await lastStatement(db, key);
  if (last?.removedAt === null) {
    await db.update(factStatement, { ...key, number: last.number }).set({ supersededAt: timestamp });
  }

  const number = (last?.number ?? 0) + 1;
  await db.insert(factStatement).values({ ...key, number, value, statedAt: timestamp, tx: event.transaction.hash });
  await db
    .insert(fact)
    .values({ ...key, statements: number })
    .onConflictDoUpdate({ statements: number });
});

on("Dossier:FactRemoved", async ({ event, context: { db } }) => {
  const key = { dossier: event.log.address, token: event.args.token, key: event.args.key };
  const last = await lastStatement(db, key);
  if (!last) throw new MissingRowError("fact", key);
  await db.update(factStatement, { ...key, number: last.number }).set({ removedAt: event.block.timestamp });
});

on("Dossier:PartitionFactSet", async ({ event, context: { db } }) => {
  const { token, partition, key, value } = event.args;
  const statement = { value, statedAt: event.block.timestamp, tx: event.transaction.hash };
  await db
    .insert(partitionFact)
    .values({ dossier: event.log.address, token, partition, key, ...statement })
    .onConflictDoUpdate(statement);
});

on("Dossier:PartitionFactRemoved", async ({ event, context: { db } }) => {
  const { token, partition, key } = event.args;
  await db.delete(partitionFact, { dossier: event.log.address, token, partition, key });
});

on("Dossier:AnnouncementPublished", async ({ event, context: { db } }) => {
  const { number, token, kind, notice } = event.args;
  const dossier = event.log.address;
  const { titleHash, contentHash, effectiveAt, withdraws, uri } = notice;
  await db.insert(announcement).values({
    dossier,
    number,
    token,
    kind,
    titleHash,
    contentHash,
    effectiveAt: BigInt(effectiveAt),
    uri,
    publishedAt: event.block.timestamp,
    withdraws: withdraws === 0n ? null : withdraws,
    tx: event.transaction.hash,
  });
  if (withdraws !== 0n) await db.update(announcement, { dossier, number: withdraws }).set({ withdrawnBy: number });
});

async function lastStatement(db: Db, key: { dossier: Hex; token: Hex; key: Hex }) {
  const known = await db.find(fact, key);
  if (!known) return undefined;
  const found = await db.find(factStatement, { ...key, number: known.statements });
  // A row that was found changes when it is updated later.
  return found ? { ...found } : undefined;
}
