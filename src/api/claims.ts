import { authority, authorityTopic, claim } from "ponder:schema";
import type { SQL } from "drizzle-orm";
import { and, asc, eq, isNotNull, isNull, or, sql } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import type { Head } from "./snapshot.ts";
import {
  addressInput,
  countInput,
  flagInput,
  hex,
  investorId,
  investorIdInput,
  nameInput,
  nameText,
  pageInput,
  presentSubject,
  textOrNull,
  time,
} from "./values.ts";

/** Of src/types/Authority.sol: it may attest on every topic. */
const OWNER = 1;

const claimAnswer = z.object({
  investorId: investorId.nullable(),
  account: hex.nullable().meta({ description: "Null if the claim is about an investor." }),
  topic: hex,
  topicText: textOrNull,
  attester: z.int(),
  attestedAt: time,
  expiresAt: time.meta({ description: "First second at which it no longer holds." }),
  data: hex,
  revoked: z.boolean(),
  revokedBy: z.int().nullable(),
  revokedAt: time.nullable(),
  valid: z.boolean().meta({
    description:
      "At the index's head: neither revoked nor expired, the attester unrestricted and permitted for the topic.",
  }),
  tx: hex.meta({ description: "Last change." }),
});

export const claimsRoute = defineRoute({
  path: "/claims",
  summary: "What authorities attest of investors and accounts: each attester's last claim on a topic.",
  params: {},
  query: {
    investor: investorIdInput.optional(),
    account: addressInput.optional(),
    topic: nameInput.optional(),
    attester: countInput.optional(),
    revoked: flagInput.optional(),
    valid: flagInput.optional(),
    ...pageInput,
  },
  answer: z.object({ claims: z.array(claimAnswer) }),
  read: async ({ db, head }, { query }) => {
    const { investor, account, topic, attester, revoked, valid, limit, offset } = query;
    const subjects = [investor?.toString(), account].filter((subject) => subject !== undefined);
    const rows = await db
      .select({ claim, valid: validAt(head) })
      .from(claim)
      .leftJoin(authority, and(eq(authority.contract, claim.registrar), eq(authority.id, claim.attester)))
      .leftJoin(
        authorityTopic,
        and(
          eq(authorityTopic.registry, claim.registry),
          eq(authorityTopic.authority, claim.attester),
          eq(authorityTopic.topic, claim.topic),
        ),
      )
      .where(
        and(
          subjects.length === 0 ? undefined : or(...subjects.map((subject) => eq(claim.subject, subject))),
          topic === undefined ? undefined : eq(claim.topic, topic),
          attester === undefined ? undefined : eq(claim.attester, attester),
          revoked === undefined ? undefined : revoked ? isNotNull(claim.revokedBy) : isNull(claim.revokedBy),
          valid === undefined ? undefined : eq(validAt(head), valid),
        ),
      )
      .orderBy(asc(claim.subject), asc(claim.topic), asc(claim.attester))
      .limit(limit)
      .offset(offset);
    return { claims: rows.map(present) };
  },
});

/** As `IClaimRegistry.isValidClaim` says it. */
function validAt({ time }: Head): SQL<boolean> {
  return sql<boolean>`(${claim.revokedBy} is null and ${claim.expiresAt} > ${time}
    and not coalesce(${authority.restricted}, false)
    and (${claim.attester} = ${OWNER} or coalesce(${authorityTopic.permitted}, false)))`;
}

function present(row: { claim: typeof claim.$inferSelect; valid: boolean }): z.input<typeof claimAnswer> {
  const { subject, topic, attester, attestedAt, expiresAt, data, revokedBy, revokedAt, tx } = row.claim;
  return {
    ...presentSubject(subject),
    topic,
    topicText: nameText(topic),
    attester,
    attestedAt: Number(attestedAt),
    expiresAt: Number(expiresAt),
    data,
    revoked: revokedBy !== null,
    revokedBy,
    revokedAt: revokedAt === null ? null : Number(revokedAt),
    valid: row.valid,
    tx,
  };
}
