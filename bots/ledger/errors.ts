import { BaseError } from "../../sdk/errors/index.ts";

/** The same work was planned before with another content. Nothing of this plan was written. */
export class IntentConflictError extends BaseError {
  override readonly name = "IntentConflictError";
  readonly keys: readonly string[];

  constructor(keys: readonly string[]) {
    super(
      "Work that is known already was planned with another content. Find out which is right; nothing was planned.",
      {
        details: keys.map((key) => `Key: ${key}`),
      },
    );
    this.keys = keys;
  }
}

/** Another process writes for this account now, or this one was too slow. Nothing was written. */
export class LeaseLostError extends BaseError {
  override readonly name = "LeaseLostError";

  constructor(account: string, fence: number) {
    super(`The lease on ${account} is lost (fence ${fence}). Acquire it anew before anything else.`);
  }
}

/** A row is not in the state from which it was to be moved. Nothing was written. */
export class StaleStateError extends BaseError {
  override readonly name = "StaleStateError";

  constructor(what: string, state: string, to: string) {
    super(`${what} is ${state} and cannot become ${to}. Read it again and decide anew.`);
  }
}

/** The ledger holds the work of another chain, or of a former life of a local one. */
export class LedgerChainMismatchError extends BaseError {
  override readonly name = "LedgerChainMismatchError";

  constructor(chainId: number, known: string, found: string) {
    super(
      `The ledger in this database belongs to another chain ${chainId}. Set DATABASE_URL to a database of its own for this chain, or drop the schema "keepers" if that chain is gone.`,
      { details: [`Start block in the ledger: ${known}`, `Start block of this chain: ${found}`] },
    );
  }
}

/** A migration that was applied has been edited since. */
export class MigrationChangedError extends BaseError {
  override readonly name = "MigrationChangedError";

  constructor(file: string) {
    super(`${file} was applied to this database with another content. Restore it and put changes into a new file.`);
  }
}

/** The audit trail was changed from outside. */
export class EventChainBrokenError extends BaseError {
  override readonly name = "EventChainBrokenError";

  constructor(id: number) {
    super(
      `Event ${id} does not follow from the one before: a row was changed, added or removed. Compare with a backup.`,
    );
  }
}

/** No such piece of work is in the ledger. */
export class UnknownKeyError extends BaseError {
  override readonly name = "UnknownKeyError";

  constructor(key: string) {
    super(`The ledger holds no intent ${key}. List them with \`npm run keepers -- intents\`.`);
  }
}

/** A person may decide only where the keeper cannot know. */
export class NotUnknownError extends BaseError {
  override readonly name = "NotUnknownError";

  constructor(key: string, state: string) {
    super(`Intent ${key} is ${state}, not unknown. Only what is unknown waits for a person's decision.`);
  }
}
