import { authorityTopic, claim } from "ponder:schema";
import { type Hex, hexToBigInt, slice, zeroAddress } from "viem";
import { on } from "./event.ts";

on("ClaimRegistry:ClaimAttested", async ({ event, context: { contracts, db } }) => {
  const { subject, topic, attester, attestedAt, expiresAt, data } = event.args;
  const state = {
    attestedAt: BigInt(attestedAt),
    expiresAt: BigInt(expiresAt),
    data,
    revokedBy: null,
    revokedAt: null,
    tx: event.transaction.hash,
  };
  const registrar = contracts.KYCRegistrar.address.toLowerCase() as Hex;
  await db
    .insert(claim)
    .values({ registry: event.log.address, registrar, subject: subjectOf(subject), topic, attester, ...state })
    .onConflictDoUpdate(state);
});

on("ClaimRegistry:ClaimRevoked", async ({ event, context: { db } }) => {
  const { subject, topic, attester, by: revokedBy } = event.args;
  await db
    .update(claim, { registry: event.log.address, subject: subjectOf(subject), topic, attester })
    .set({ revokedBy, revokedAt: event.block.timestamp, tx: event.transaction.hash });
});

on("ClaimRegistry:AuthorityTopicsSet", async ({ event, context: { db } }) => {
  const { authority, topics, permitted } = event.args;
  for (const topic of topics) {
    await db
      .insert(authorityTopic)
      .values({ registry: event.log.address, authority, topic, permitted })
      .onConflictDoUpdate({ permitted });
  }
});

/** An investor's id stands above the low 20 bytes of a subject, an account in them. */
function subjectOf(subject: Hex): string {
  const account = slice(subject, 12);
  return account === zeroAddress ? hexToBigInt(slice(subject, 0, 12)).toString() : account;
}
