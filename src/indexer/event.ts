import { type Context, type EventNames, type IndexingFunctionArgs, ponder } from "ponder:registry";
import { auditEvent } from "ponder:schema";
import { type Hex, isAddress } from "viem";

export type Db = Context["db"];

type LogEventName = Exclude<EventNames, `${string}:setup`>;

/** What every event of a contract has, whichever it is. */
export interface LogEvent {
  readonly args: Readonly<Record<string, unknown>>;
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
  readonly log: { readonly address: Hex; readonly logIndex: number };
  readonly transaction: { readonly hash: Hex };
}

/** Where and when an event happened. */
export interface Stamp {
  readonly blockNumber: bigint;
  readonly logIndex: number;
  readonly timestamp: bigint;
  readonly tx: Hex;
}

export function stampOf({ block, log, transaction }: Pick<LogEvent, "block" | "log" | "transaction">): Stamp {
  return {
    blockNumber: block.number,
    logIndex: log.logIndex,
    timestamp: block.timestamp,
    tx: transaction.hash,
  };
}

/**
 * Registers the handler of an event. The event is audited first; the handler sees addresses in lower case and all text
 * as Postgres takes it, as they stand in the tables.
 */
export function on<name extends LogEventName>(
  name: name,
  handler: (args: IndexingFunctionArgs<name>) => Promise<void>,
): void {
  ponder.on(name, async ({ event: emitted, context }) => {
    const event = lowerCase(emitted as unknown as LogEvent);
    await recordAudit(context.db, name, event);
    await handler({ event, context } as unknown as IndexingFunctionArgs<name>);
  });
}

/** Registers events that are kept in the audit trail only. */
export function audit(...names: LogEventName[]): void {
  for (const name of names) on(name, async () => {});
}

async function recordAudit(db: Db, name: LogEventName, event: LogEvent): Promise<void> {
  await db.insert(auditEvent).values({
    ...stampOf(event),
    contract: event.log.address,
    name: name.slice(name.indexOf(":") + 1),
    args: toJson(event.args) as Record<string, unknown>,
  });
}

/**
 * Text of a contract as Postgres takes it: what anybody may write must not stop the index, and no text column holds a
 * zero byte.
 */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}

/** Addresses in lower case, as all other hex comes; text, such as a name that looks like hex, as it is. */
function storable(leaf: string): string {
  return isAddress(leaf, { strict: false }) ? leaf.toLowerCase() : storableText(leaf);
}

function lowerCase(event: LogEvent): LogEvent {
  return {
    ...event,
    // Ponder gives an event without parameters no arguments.
    args: mapLeaves(event.args ?? {}, (leaf) => (typeof leaf === "string" ? storable(leaf) : leaf)) as LogEvent["args"],
    log: { ...event.log, address: event.log.address.toLowerCase() as Hex },
  };
}

function toJson(value: unknown): unknown {
  return mapLeaves(value, (leaf) => (typeof leaf === "bigint" ? leaf.toString() : leaf));
}

function mapLeaves(value: unknown, map: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, map));
  if (typeof value !== "object" || value === null) return map(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapLeaves(item, map)]));
}
