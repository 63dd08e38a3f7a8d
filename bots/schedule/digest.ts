import { count, isNull } from "drizzle-orm";
import { notice } from "../ledger/schema.ts";
import { closeNotice, raiseNotice } from "../notices/store.ts";
import type { Job } from "./index.ts";
import type { Times } from "./occurrences.ts";

const digest = { kind: "digest", subject: "open notices" } as const;

/** Reminds people of the notices that are open. After an outage one reminder is enough. */
export const createDigest = (times: Times): Job => ({
  ...times,
  name: "digest",
  missed: "latest",
  catchUp: 7 * 86_400,
  run: async (tx, { at }) => {
    await closeNotice(tx, digest);
    const kinds = await tx
      .select({ kind: notice.kind, count: count() })
      .from(notice)
      .where(isNull(notice.closedAt))
      .groupBy(notice.kind)
      .orderBy(notice.kind);
    if (kinds.length === 0) return;
    const text = `Open notices: ${kinds.map((open) => `${open.count} of ${open.kind}`).join(", ")}. See to them or acknowledge them.`;
    await raiseNotice(tx, { ...digest, severity: "info", text, detail: { at: new Date(at * 1_000).toISOString() } });
  },
});
