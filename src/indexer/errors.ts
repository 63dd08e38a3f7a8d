const REINDEX =
  "Check that startBlock of the deployment record is not later than the deployment, and index anew into an empty database.";

/** An event names what an earlier event should have brought: the index has missed something. */
export class MissingRowError extends Error {
  override readonly name = "MissingRowError";

  constructor(table: string, key: Record<string, unknown>) {
    super(`The index has no ${table} ${describe(key)}. ${REINDEX}`);
  }
}

/** More left a position than was ever in it: the index has missed something. */
export class NegativeBalanceError extends Error {
  override readonly name = "NegativeBalanceError";

  constructor(position: Record<string, unknown>, balance: bigint) {
    super(`The position ${describe(position)} would fall to ${balance}. ${REINDEX}`);
  }
}

function describe(key: Record<string, unknown>): string {
  return Object.entries(key)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}
