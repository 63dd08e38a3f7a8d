/** Work that falls due, as src/types/Work.sol names it. */
export const workKinds = ["release", "expire", "sync", "open", "pay", "close"] as const;

/**
 * release: lots; expire: investors of a registrar; sync: investors of the issuer; open, pay, close: distributions and
 * their positions.
 */
export type WorkKind = (typeof workKinds)[number];

export const workStates = ["unknown", "waiting", "notDue", "due", "done", "withheld", "paused"] as const;

/** `waiting`: for something other than time. `withheld`: a payment that people must look at. */
export type WorkState = (typeof workStates)[number];

/** What a module does that a gateway serves. */
export const moduleFamilies = ["lockup", "distribution"] as const;
export type ModuleFamily = (typeof moduleFamilies)[number];

/** A name of work that does not fit its id. */
export class WorkIdError extends Error {
  override readonly name = "WorkIdError";
}

const SOURCE_BITS = 16n;
const SUBJECT_BITS = 240n;
const DISTRIBUTION_BITS = 112n;
const PLACE_BITS = 128n;

const within = (value: bigint, bits: bigint, what: string): bigint => {
  if (value >= 0n && value < 1n << bits) return value;
  throw new WorkIdError(`${what} ${value} must be from 0 to 2^${bits} - 1.`);
};

/** The number of a kind in the contract's enum. */
export const kindNumber = (kind: WorkKind): number => workKinds.indexOf(kind);

/**
 * Names a lot (`release`), a registrar's investor (`expire`) or a distribution (`open`, `close`).
 * @param source place of the module in the gateway's list, or of the registrar at the issuer
 * @throws WorkIdError if a number is too large
 */
export const workIdOf = (source: number, subject: bigint): bigint =>
  (within(BigInt(source), SOURCE_BITS, "Source") << SUBJECT_BITS) | within(subject, SUBJECT_BITS, "Subject");

/**
 * Names the payment of an enrolled position (`pay`).
 * @param place of the position in the gateway's roster, from 1
 * @throws WorkIdError if a number is too large
 */
export const paymentIdOf = (source: number, distributionId: bigint, place: bigint): bigint =>
  workIdOf(
    source,
    (within(distributionId, DISTRIBUTION_BITS, "Distribution") << PLACE_BITS) | within(place, PLACE_BITS, "Place"),
  );

/** Where the work that an id names is done: `subject` is what `workIdOf` was given. */
export const sourceAndSubjectOf = (id: bigint): { source: number; subject: bigint } => ({
  source: Number(id >> SUBJECT_BITS),
  subject: id & ((1n << SUBJECT_BITS) - 1n),
});

/** What the id of a payment names. */
export const paymentOf = (id: bigint): { source: number; distributionId: bigint; place: bigint } => {
  const { source, subject } = sourceAndSubjectOf(id);
  return { source, distributionId: subject >> PLACE_BITS, place: subject & ((1n << PLACE_BITS) - 1n) };
};

/** Ids as the gateway takes them: in ascending order, each once. */
export const ascending = (ids: readonly bigint[]): bigint[] =>
  [...new Set(ids)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
