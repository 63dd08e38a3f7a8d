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

/** No work has this key. */
export class UnknownKeyError extends BaseError {
  override readonly name = "UnknownKeyError";

  constructor(key: string) {
    super(`No work is known by the key ${key}. Compare with the list of intents.`);
  }
}

/** Only what the keeper could not judge is for a person to decide. */
export class NotUnknownError extends BaseError {
  override readonly name = "NotUnknownError";

  constructor(key: string, state: string) {
    super(`${key} is ${state}: the keeper works on it by itself. Only what is unknown waits for a decision.`);
  }
}

/** A decision of a person needs a name and a reason, for the audit trail. */
export class UnexplainedDecisionError extends BaseError {
  override readonly name = "UnexplainedDecisionError";

  constructor() {
    super("A decision needs who decided and why. Give both.");
  }
}

/** The ledger holds the work of another chain, or of a former life of a local one. */
export class LedgerChainMismatchError extends BaseError {
  override readonly name = "LedgerChainMismatchError";

  constructor(known: string, found: string) {
    super(
      'The ledger in this database belongs to another chain. Set DATABASE_URL to a database of its own for this one, or drop the schema "keepers" if that chain is gone.',
      { details: [`The ledger's start: ${known}`, `This chain's start: ${found}`] },
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
