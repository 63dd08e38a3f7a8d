/**
 * Which lots a position holds, derived from what moved: since when, under which exemption, at which price. The ledger is
 * fungible; this is the one rule for statements, holding periods and exports (docs/decisions/0019-lots.md). Its vectors are
 * in `test/vectors/lots.json`.
 */

/** Facts that an issue carries, all optional. Times are Unix seconds. */
export type LotFacts = {
  readonly acquiredAt?: number;
  readonly exemption?: string;
  readonly price?: string;
  /** the lot does not leave by a voluntary move before this time */
  readonly lockedUntil?: number;
};

/** A position, by whatever name the caller gives it. */
export type PositionName = string;

export type LotEvent = { readonly time: number } & (
  | { readonly kind: "issue"; readonly to: PositionName; readonly amount: bigint; readonly facts?: LotFacts }
  | {
      readonly kind: "transfer";
      readonly from: PositionName;
      readonly to: PositionName;
      readonly amount: bigint;
      /** between two positions of one investor */
      readonly own?: boolean;
      /** takes locked lots as well, after the unlocked ones */
      readonly forced?: boolean;
      /** identity of the lot that leaves, in place of the oldest unlocked one */
      readonly lot?: string;
      readonly price?: string;
    }
  | {
      readonly kind: "redeem";
      readonly from: PositionName;
      readonly amount: bigint;
      readonly forced?: boolean;
      readonly lot?: string;
    }
  /** Undoes a forced transfer: `event` is its index. */
  | { readonly kind: "undo"; readonly event: number }
  | { readonly kind: "split"; readonly numerator: bigint; readonly denominator: bigint }
);

export type Lot = {
  /** `event/part`: where it was opened; the same in every position that holds a part of it */
  readonly identity: string;
  readonly acquiredAt: number;
  readonly exemption: string | null;
  readonly price: string | null;
  readonly lockedUntil: number;
  readonly amount: bigint;
};

/** A move that no ledger would have allowed, or an event that names what is not there. */
export class LotError extends Error {
  override readonly name = "LotError";
}

type Ratio = { readonly numerator: bigint; readonly denominator: bigint };
type Positions = Map<PositionName, readonly Lot[]>;
/** What a forced move took from a position, in the present unit, and where it put it. */
type Trace = { readonly from: PositionName; readonly to: PositionName; readonly taken: readonly Lot[] };

/**
 * The lots of every position that holds something, oldest first.
 *
 * @example
 * lotsOf([{ kind: "issue", time: 100, to: "ada", amount: 5n }]).get("ada"); // one lot of 5, acquired at 100
 * @throws LotError when an event moves more than the lots allow
 */
export const lotsOf = (events: readonly LotEvent[]): Positions => {
  const positions: Positions = new Map();
  const traces = new Map<number, Trace>();
  for (const [index, event] of events.entries()) apply(positions, traces, index, event);
  return new Map([...positions].filter(([, lots]) => lots.length > 0));
};

const apply = (positions: Positions, traces: Map<number, Trace>, index: number, event: LotEvent): void => {
  switch (event.kind) {
    case "issue":
      add(positions, event.to, [opened(`${index}/0`, event.time, event.amount, event.facts ?? {})]);
      return;
    case "redeem":
      take(positions, event, index);
      return;
    case "transfer": {
      const taken = take(positions, event, index);
      if (event.forced) traces.set(index, { from: event.from, to: event.to, taken });
      add(positions, event.to, event.own ? taken : taken.map((lot, part) => received(lot, index, part, event)));
      return;
    }
    case "undo":
      undo(positions, traces, event.event, index);
      return;
    case "split":
      for (const [name, lots] of positions) positions.set(name, scaled(lots, event));
      for (const [forced, trace] of traces) traces.set(forced, { ...trace, taken: scaled(trace.taken, event) });
  }
};

const opened = (identity: string, time: number, amount: bigint, facts: LotFacts): Lot => ({
  identity,
  acquiredAt: facts.acquiredAt ?? time,
  exemption: facts.exemption ?? null,
  price: facts.price ?? null,
  lockedUntil: facts.lockedUntil ?? 0,
  amount,
});

/** Another investor acquires it now, under the same exemption. */
const received = (lot: Lot, index: number, part: number, event: { time: number; price?: string }): Lot =>
  opened(`${index}/${part}`, event.time, lot.amount, {
    ...(lot.exemption === null ? {} : { exemption: lot.exemption }),
    ...(event.price === undefined ? {} : { price: event.price }),
  });

const byAge = (a: Lot, b: Lot): number => a.acquiredAt - b.acquiredAt || compareIdentities(a.identity, b.identity);

const compareIdentities = (a: string, b: string): number => {
  const [[eventA = 0, partA = 0], [eventB = 0, partB = 0]] = [a, b].map((text) => text.split("/").map(Number)) as [
    number[],
    number[],
  ];
  return eventA - eventB || partA - partB;
};

/** Parts of one lot that come together again are one. */
const add = (positions: Positions, name: PositionName, lots: readonly Lot[]): void => {
  const merged = new Map((positions.get(name) ?? []).map((lot) => [lot.identity, lot]));
  for (const lot of lots) {
    const amount = lot.amount + (merged.get(lot.identity)?.amount ?? 0n);
    if (amount > 0n) merged.set(lot.identity, { ...lot, amount });
  }
  positions.set(name, [...merged.values()].sort(byAge));
};

type Taking = { from: PositionName; amount: bigint; time: number; forced?: boolean; lot?: string };

const take = (positions: Positions, taking: Taking, index: number): Lot[] => {
  const held = positions.get(taking.from) ?? [];
  const isUnlocked = ({ lockedUntil }: Lot) => lockedUntil <= taking.time;
  const named = held.filter(({ identity }) => taking.lot === undefined || identity === taking.lot);
  const order = [...named.filter(isUnlocked), ...(taking.forced ? named.filter((lot) => !isUnlocked(lot)) : [])];
  let missing = taking.amount;
  const taken: Lot[] = [];
  for (const lot of order) {
    const amount = smaller(lot.amount, missing);
    if (amount > 0n) taken.push({ ...lot, amount });
    missing -= amount;
  }
  if (missing > 0n) {
    const source = taking.lot === undefined ? taking.from : `lot ${taking.lot} of ${taking.from}`;
    throw new LotError(`Event ${index} takes ${taking.amount} from ${source}: ${missing} too many.`);
  }
  remove(positions, taking.from, taken);
  return taken;
};

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const remove = (positions: Positions, name: PositionName, taken: readonly Lot[]): void => {
  const amounts = new Map(taken.map(({ identity, amount }) => [identity, amount]));
  const rest = (positions.get(name) ?? []).map((lot) => ({
    ...lot,
    amount: lot.amount - (amounts.get(lot.identity) ?? 0n),
  }));
  positions.set(
    name,
    rest.filter(({ amount }) => amount > 0n),
  );
};

/** The receiver gives its lots up as in a forced move; the former holder gets back exactly what was taken. */
const undo = (positions: Positions, traces: Map<number, Trace>, event: number, index: number): void => {
  const trace = traces.get(event);
  if (trace === undefined)
    throw new LotError(`Event ${index} undoes ${event}, which is no forced transfer or is undone.`);
  const amount = trace.taken.reduce((sum, lot) => sum + lot.amount, 0n);
  take(positions, { from: trace.to, amount, time: 0, forced: true }, index);
  add(positions, trace.from, trace.taken);
  traces.delete(event);
};

/**
 * Rounded so that the amounts add up to the position's own scaled balance: each lot, the oldest first, gets what the running
 * sum gains.
 */
const scaled = (lots: readonly Lot[], { numerator, denominator }: Ratio): Lot[] => {
  let before = 0n;
  return [...lots]
    .sort(byAge)
    .map((lot) => {
      const after = before + lot.amount;
      const amount = (after * numerator) / denominator - (before * numerator) / denominator;
      before = after;
      return { ...lot, amount };
    })
    .filter(({ amount }) => amount > 0n);
};
