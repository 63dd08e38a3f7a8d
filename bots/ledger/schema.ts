import { bigint, boolean, integer, jsonb, numeric, pgSchema, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Payload } from "../intent.ts";
import type { AttemptState, IntentState } from "./states.ts";

// Typed view of the tables that migrations/ creates; the columns are explained there.

const keepers = pgSchema("keepers");

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const chain = keepers.table("chain", {
  chainId: bigint("chain_id", { mode: "number" }).primaryKey(),
  startBlock: bigint("start_block", { mode: "number" }).notNull(),
  startBlockHash: text("start_block_hash").notNull(),
});

export const intent = keepers.table("intent", {
  key: text().primaryKey(),
  chainId: bigint("chain_id", { mode: "number" }).notNull(),
  keeper: text().notNull(),
  batch: text().notNull(),
  payload: jsonb().$type<Payload>().notNull(),
  payloadHash: text("payload_hash").notNull(),
  title: text().notNull(),
  state: text().$type<IntentState>().notNull(),
  reason: text(),
  account: text(),
  fence: bigint({ mode: "number" }),
  tries: integer().notNull().default(0),
  retryAt: time("retry_at"),
  batchLimit: integer("batch_limit"),
  resolvedBy: text("resolved_by"),
  createdAt: time("created_at").notNull().defaultNow(),
  updatedAt: time("updated_at").notNull().defaultNow(),
});

export const attempt = keepers.table("attempt", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  chainId: bigint("chain_id", { mode: "number" }).notNull(),
  account: text().notNull(),
  nonce: bigint({ mode: "number" }).notNull(),
  hash: text().$type<`0x${string}`>().notNull(),
  raw: text().$type<`0x${string}`>().notNull(),
  keeper: text().notNull(),
  title: text().notNull(),
  state: text().$type<AttemptState>().notNull(),
  fence: bigint({ mode: "number" }).notNull(),
  maxFeePerGas: bigint("max_fee_per_gas", { mode: "bigint" }).notNull(),
  maxPriorityFeePerGas: bigint("max_priority_fee_per_gas", { mode: "bigint" }).notNull(),
  signedAtBlock: bigint("signed_at_block", { mode: "bigint" }).notNull(),
  blockNumber: bigint("block_number", { mode: "bigint" }),
  blockHash: text("block_hash"),
  succeeded: boolean(),
  gasLimit: bigint("gas_limit", { mode: "bigint" }).notNull(),
  reserved: numeric({ mode: "bigint", precision: 78 }).notNull(),
  cost: numeric({ mode: "bigint", precision: 78 }),
  day: integer().notNull(),
  withoutEffect: boolean("without_effect"),
  refusals: integer().notNull().default(0),
  refusal: text(),
  createdAt: time("created_at").notNull().defaultNow(),
  updatedAt: time("updated_at").notNull().defaultNow(),
});

export const attemptIntent = keepers.table(
  "attempt_intent",
  {
    attemptId: bigint("attempt_id", { mode: "number" }).notNull(),
    intentKey: text("intent_key").notNull(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.intentKey] })],
);

export const lease = keepers.table(
  "lease",
  {
    chainId: bigint("chain_id", { mode: "number" }).notNull(),
    account: text().notNull(),
    fence: bigint({ mode: "number" }).notNull(),
    holder: text().notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.chainId, table.account] })],
);

export const event = keepers.table("event", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  intentKey: text("intent_key"),
  attemptId: bigint("attempt_id", { mode: "number" }),
  fromState: text("from_state"),
  toState: text("to_state").notNull(),
  detail: jsonb().$type<Payload>().notNull(),
  at: time("at").notNull(),
  previousHash: text("previous_hash").notNull(),
  hash: text().notNull(),
});

export const proposal = keepers.table("proposal", {
  callHash: text("call_hash").$type<`0x${string}`>().primaryKey(),
  chainId: bigint("chain_id", { mode: "number" }).notNull(),
  multisig: text().$type<`0x${string}`>().notNull(),
  authority: bigint({ mode: "number" }).notNull(),
  target: text().$type<`0x${string}`>().notNull(),
  data: text().$type<`0x${string}`>().notNull(),
  salt: text().$type<`0x${string}`>().notNull(),
  deadline: bigint({ mode: "number" }).notNull(),
  proposedAt: time("proposed_at").notNull().defaultNow(),
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
  source: text().$type<"posted" | "on chain">().notNull().default("posted"),
  closedAt: time("closed_at"),
});

export const signature = keepers.table(
  "signature",
  {
    callHash: text("call_hash").$type<`0x${string}`>().notNull(),
    signer: text().$type<`0x${string}`>().notNull(),
    epoch: bigint({ mode: "number" }).notNull(),
    signature: text().$type<`0x${string}`>().notNull(),
    receivedAt: time("received_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.callHash, table.signer, table.epoch] })],
);

export const notice = keepers.table("notice", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text().notNull(),
  subject: text().notNull(),
  severity: text().$type<"info" | "warning" | "critical">().notNull(),
  text: text().notNull(),
  detail: jsonb().$type<Payload>().notNull(),
  raisedAt: time("raised_at").notNull().defaultNow(),
  acknowledgedAt: time("acknowledged_at"),
  acknowledgedBy: text("acknowledged_by"),
  closedAt: time("closed_at"),
});

export const pause = keepers.table("pause", {
  scope: text().primaryKey(),
  reason: text().notNull(),
  by: text("by").notNull(),
  at: time("at").notNull().defaultNow(),
});
export const job = keepers.table("job", {
  name: text().primaryKey(),
  lookedUntil: time("looked_until").notNull(),
});

export const occurrence = keepers.table(
  "occurrence",
  {
    job: text().notNull(),
    at: time("at").notNull(),
    state: text().$type<"due" | "asked" | "approved" | "done" | "missed">().notNull(),
    reason: text(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.job, table.at] })],
);

export const delivery = keepers.table("delivery", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  noticeId: bigint("notice_id", { mode: "number" }).notNull(),
  happening: text().$type<"raised" | "closed">().notNull(),
  addressee: text().$type<"first" | "escalation">().notNull(),
  state: text().$type<"waiting" | "delivered" | "failed">().notNull().default("waiting"),
  tries: integer().notNull().default(0),
  nextAt: time("next_at").notNull().defaultNow(),
  error: text(),
  createdAt: time("created_at").notNull().defaultNow(),
  deliveredAt: time("delivered_at"),
});

export const leadership = keepers.table("leadership", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  chainId: bigint("chain_id", { mode: "number" }).notNull(),
  account: text().notNull(),
  fence: bigint({ mode: "number" }).notNull(),
  holder: text().notNull(),
  at: time("at").notNull().defaultNow(),
});
