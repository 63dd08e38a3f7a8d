import type { Address, Hex, PublicClient } from "viem";
import { announceRecordDate } from "../../sdk/actions/distribution/announceRecordDate.ts";
import { closeDistribution } from "../../sdk/actions/distribution/close.ts";
import { openDistribution } from "../../sdk/actions/distribution/open.ts";
import { type Position, payDistribution } from "../../sdk/actions/distribution/pay.ts";
import { BaseError } from "../../sdk/errors/index.ts";
import {
  type DistributionAt,
  type DistributionState,
  distributionStates,
  readBalancesAt,
  readDistribution,
  readDistributionCount,
  readModuleToken,
  readPayable,
  readPaymentStatuses,
} from "../../sdk/reads/distributions.ts";
import { type Head, readHead } from "../../sdk/reads/head.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { chunksOf, createGatewayViews, standingOf, type Word, type WorkName } from "../gateway-views.ts";
import { IndexLaggingError, type IndexReader } from "../index-reader.ts";
import { contractOf, type Intent } from "../intent.ts";
import { createIsolation } from "../isolate.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import type { Log } from "../log.ts";
import { type DistributionView, decide, isOpen, keeperName, retryPeriod } from "./decide.ts";

export type DistributionRunnerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  log: Log;
};

/**
 * Announces planned record dates, opens distributions that are due, pays every position, closes them, for every module that the
 * deployment's record names and the gateway serves.
 */
export const createDistributionRunner = (parameters: DistributionRunnerParameters): Keeper => {
  const { client, index, deployment, log } = parameters;
  const { chainId, issuer } = deployment;
  const modules = [deployment.distribution, ...deployment.modules];
  const isolation = createIsolation(log, keeperName);
  const views = createGatewayViews({ client, deployment, isolation });
  const tokens = new Map<Address, Address>();
  /** distributions that nobody has to work on any more */
  const ended = new Set<string>();
  /** distributions of which it was told that somebody is missing */
  const incomplete = new Set<string>();

  const tokenOf = async (module: Address): Promise<Address> => {
    const token = tokens.get(module) ?? (await readModuleToken(client, module));
    tokens.set(module, token);
    return token;
  };

  /* ---------------------------------------------- what is due ---------------------------------------------- */

  /**
   * The module counts its distributions, so none can be left out and overtaken. One that cannot be read stops its module
   * for this round, and no other.
   */
  const proposeOf = async (head: Head, distribution: Address, late: IndexLaggingError[]): Promise<Intent[]> => {
    const count = await readDistributionCount(client, distribution);
    const ids = Array.from({ length: Number(count) }, (_, position) => BigInt(position + 1));
    const live = ids.map((distributionId) => ({ distribution, distributionId })).filter((at) => !ended.has(nameOf(at)));
    const [announcements, opens, closes, hold] = await Promise.all([
      views.wordsOn("announce", live, workNameOf),
      views.wordsOn("open", live, workNameOf),
      views.wordsOn("close", live, workNameOf),
      views.heldAt("pay", distribution),
    ]);
    const distributions = await Promise.all(
      live.map((at, place) =>
        viewOf(head, at, { announce: announcements[place], open: opens[place], close: closes[place] }, late),
      ),
    );
    const areHeld = hold !== undefined;
    return decide({ snapshot: { chainId, module: distribution, now: head.timestamp, distributions, areHeld } });
  };

  const viewOf = async (head: Head, at: DistributionAt, words: Words, late: IndexLaggingError[]) => {
    const { announce, open, close } = words;
    if (announce === undefined || open === undefined || close === undefined) throw new UnreadableDistributionError(at);
    const { distributionId } = at;
    const states = { announce: announce.state, open: open.state, close: close.state };
    const view = { distributionId, paymentDate: open.dueAt ?? 0, openedAt: 0, ...states, ...nobody };
    if (open.state !== "done") return view;

    const record = await readDistribution(client, at);
    const isLate = head.timestamp > record.claimDeadline;
    if (close.state === "done" && (record.withheld === 0 || isLate)) ended.add(nameOf(at));
    if (isLate || (close.state === "done" && record.withheld === 0)) return view;
    const known = await positionsOf(head, at, record, isOpen(states), late);
    if (isOpen(states) && close.state === "waiting") tellMissing(at, known);
    return { ...view, openedAt: record.openedAt, ...(known ?? nobody) };
  };

  /** The index says who held at the record date and who was seen; the module confirms it. Without it nobody is paid. */
  const positionsOf = async (
    head: Head,
    at: DistributionAt,
    { recordDate, partition }: { recordDate: number; partition: Hex | undefined },
    open: boolean,
    late: IndexLaggingError[],
  ) => {
    const token = await tokenOf(at.distribution);
    try {
      const { holders, payments } = await index.read(head, async (queries) => ({
        holders: open ? await queries.positionsAt(token, issuer, recordDate) : [],
        payments: await queries.payments(at.distribution, at.distributionId),
      }));
      const withheld = payments.filter(({ status }) => status === "withheld");
      return {
        unseen: await unseenOf(at, { token, recordDate, partition }, distinct(holders)),
        payable: await payableOf(at, distinct(withheld)),
      };
    } catch (error) {
      if (!(error instanceof IndexLaggingError)) throw error;
      late.push(error);
      return undefined;
    }
  };

  /** Nobody is left to be paid, but the module misses somebody: the round would wait for ever, and those after it. */
  const tellMissing = (at: DistributionAt, known: Pick<DistributionView, "unseen"> | undefined): void => {
    const name = nameOf(at);
    if (known === undefined || known.unseen.length > 0 || incomplete.has(name)) return;
    incomplete.add(name);
    log.warn(
      { keeper: keeperName, module: at.distribution },
      `distribution ${at.distributionId} misses holders that the index does not name; rebuild the index`,
    );
  };

  const unseenOf = async (
    at: DistributionAt,
    register: { token: Address; recordDate: number; partition: Hex | undefined },
    holders: readonly Position[],
  ): Promise<Position[]> => {
    const statuses = await statusesOf(at, holders);
    const open = holders.filter((_, position) => statuses[position] === "None");
    const balances = await Promise.all(
      chunksOf(open, balancesAtOnce).map((page) =>
        isolation.together(page, (positions) => readBalancesAt(client, { ...register, positions })),
      ),
    );
    const held = balances.flat();
    return open
      .map((position, place) => ({ position, balance: held[place] ?? 0n }))
      .filter(({ balance }) => balance > 0n)
      .sort((a, b) => (a.balance === b.balance ? 0 : a.balance > b.balance ? -1 : 1))
      .map(({ position }) => position);
  };

  const payableOf = async (at: DistributionAt, withheld: readonly Position[]): Promise<Position[]> => {
    const statuses = await statusesOf(at, withheld);
    const still = withheld.filter((_, place) => statuses[place] === "Withheld");
    const payable = await arePayable(at, still);
    return still.filter((_, place) => payable[place] === true);
  };

  const statusesOf = (at: DistributionAt, some: readonly Position[]) =>
    isolation.together(some, (positions) => readPaymentStatuses(client, { ...at, positions }));

  /** Whether a payment would succeed now, for positions that are withheld. */
  const arePayable = async (at: DistributionAt, some: readonly Position[]) =>
    (
      await Promise.all(
        chunksOf(some, triedAtOnce).map((page) =>
          isolation.together(page, (positions) => readPayable(client, { ...at, positions })),
        ),
      )
    ).flat();

  /* --------------------------------------------- how it stands --------------------------------------------- */

  const stepStandings = async (step: string, works: readonly Work[]): Promise<Standing[]> =>
    (await views.wordsOn(step, works, (work) => workNameOf(placeOf(work)))).map(standingOf);

  /** The flag of each payment is its module's: see docs/decisions/0014, "Our own keepers". */
  const paymentStandings = async (at: DistributionAt, works: readonly Work[]): Promise<Standing[]> => {
    const retries = works.filter(isRetry);
    const [record, { timestamp }, statuses, payable, hold] = await Promise.all([
      readDistribution(client, at),
      readHead(client),
      statusesOf(at, works.map(positionOf)),
      arePayable(at, retries.map(positionOf)),
      views.heldAt("pay", at.distribution),
    ]);
    const period = retryPeriod(timestamp, record.openedAt);
    return works.map((work, place) => {
      const facts = { record, status: statuses[place], isLate: timestamp > record.claimDeadline, hold };
      if (!isRetry(work)) return firstStanding(facts);
      const isPast = work.payload.occurrence !== `retry-${period}`;
      return retryStanding({ ...facts, isPast, isPayable: payable[retries.indexOf(work)] });
    });
  };

  const callOf = async (works: readonly Work[]): Promise<Call> => {
    const [first] = works;
    const at = first === undefined ? { distribution: deployment.distribution, distributionId: 0n } : placeOf(first);
    if (first?.payload.step === "announce") return announceRecordDate(at);
    if (first?.payload.step === "open") return openDistribution(at);
    if (first?.payload.step === "close") return closeDistribution(at);
    return payDistribution({ ...at, positions: works.map(positionOf) });
  };

  return {
    name: keeperName,
    // By whole runs, not by what a node estimates: see `Estimates` of bots/sender/gas.ts. Measured with a plain payment
    // token, 60 use 4.2 M gas, 69,400 each. If every receiver used up all that it is given, 60 would use 60 x 235,000 =
    // 14.1 M of the 2^24 (16.8 M) that a transaction may ask for (EIP-7825), and 2.6 M are left for dearer look-ups, as at
    // custodians: no hostile receiver can end a batch early. With 70 they could.
    batchSize: 60,
    kinds: ["open", "pay", "close", "announce"],
    mayCall: () =>
      modules.flatMap((module) => {
        const at = { distribution: module, distributionId: 0n };
        const steps = [announceRecordDate(at), openDistribution(at), closeDistribution(at)];
        return [...steps, payDistribution({ ...at, positions: [] })].map(allowedAs);
      }),
    // What `pay` wants left before it takes a position up: its LEG_GAS, 232,381. One position uses no more.
    gasPerWork: 235_000n,

    propose: async (head) => {
      const late: IndexLaggingError[] = [];
      const served = await views.served("open", modules);
      const intents = await isolation.each(served, (module) => proposeOf(head, module, late));
      const all = intents.flatMap((own) => own ?? []);
      // What needs no index goes on without it; without anything to do, the runner is told to come back soon.
      if (all.length === 0 && late[0] !== undefined) throw late[0];
      return all;
    },

    standings: async (works) => {
      const complete = works.filter(isComplete);
      const of = (step: string) => complete.filter(({ payload }) => payload.step === step);
      const groups = [...group(of("pay")).values()];
      const steps = plainSteps.flatMap(of);
      const [stepAnswers, payments] = await Promise.all([
        Promise.all(plainSteps.map((step) => stepStandings(step, of(step)))),
        isolation.each(groups, ({ at, works: own }) => paymentStandings(at, own)),
      ]);
      const asked = [...steps, ...groups.flatMap(({ works: own }) => own)];
      const answers = [
        ...stepAnswers.flat(),
        ...groups.flatMap(({ works: own }, place) => own.map((_, position) => payments[place]?.[position])),
      ];
      const byWork = new Map(asked.map((work, place) => [work, answers[place]]));
      return works.map((work) => byWork.get(work) ?? "early");
    },

    call: callOf,
  };
};

/** steps of a whole distribution */
const plainSteps = ["announce", "open", "close"];

const nobody = { unseen: [], payable: [] };

/** positions in one question to a token */
const balancesAtOnce = 100;

/** payments tried in one question to a node */
const triedAtOnce = 50;

type Words = { announce: Word | undefined; open: Word | undefined; close: Word | undefined };

/** The gateway cannot say how a distribution stands. */
class UnreadableDistributionError extends BaseError {
  override readonly name = "UnreadableDistributionError";

  constructor({ distribution, distributionId }: DistributionAt) {
    super(
      `How distribution ${distributionId} of ${distribution} stands cannot be read. Its module waits until it can.`,
    );
  }
}

const workNameOf = ({ distribution, distributionId }: DistributionAt): WorkName => ({
  contract: distribution,
  subject: distributionId,
});

const isPast = (state: DistributionState, other: DistributionState): boolean =>
  distributionStates.indexOf(state) > distributionStates.indexOf(other);

/** Of a position that was withheld. */
const isRetry = ({ payload }: Work): boolean => payload.occurrence !== undefined && payload.occurrence !== "1";

/** Work that another version wrote may lack a field: it waits. */
const isComplete = ({ payload: { step, distributionId, custodian, account } }: Work): boolean =>
  /^\d+$/.test(distributionId ?? "") &&
  (plainSteps.includes(step ?? "") || (step === "pay" && custodian !== undefined && account !== undefined));

type PaymentFacts = {
  record: { state: DistributionState };
  /** undefined: could not be read */
  status: "None" | "Paid" | "Withheld" | undefined;
  /** the claim deadline has passed */
  isLate: boolean;
  /** why nobody may be paid now */
  hold: string | undefined;
};

const firstStanding = ({ record: { state }, status, isLate, hold }: PaymentFacts): Standing => {
  if (status === undefined) return "early";
  if (status !== "None") return "done";
  if (isPast(state, "Open") || isLate) return "void";
  if (hold !== undefined) return { held: hold };
  return state === "Open" ? "due" : "early";
};

type RetryFacts = PaymentFacts & {
  /** its period is over */
  isPast: boolean;
  /** undefined: could not be tried */
  isPayable: boolean | undefined;
};

const retryStanding = ({ record, status, isLate, hold, isPast: isOver, isPayable }: RetryFacts): Standing => {
  if (status === undefined) return "early";
  if (status === "Paid") return "done";
  if (isPast(record.state, "Closed") || isLate) return "void";
  if (isOver) return { void: "its payment failed again; it is tried again as work of its own" };
  if (hold !== undefined) return { held: hold };
  return isPayable === true ? "due" : "early";
};

const placeOf = (work: Work): DistributionAt => ({
  distribution: contractOf(work.key),
  distributionId: BigInt(payloadOf(work, "distributionId")),
});

type Group = { at: DistributionAt; works: Work[] };

/** Works by the distribution that they are about. */
const group = (works: readonly Work[]): Map<string, Group> => {
  const groups = new Map<string, Group>();
  for (const work of works) {
    const at = placeOf(work);
    const known = groups.get(nameOf(at));
    if (known === undefined) groups.set(nameOf(at), { at, works: [work] });
    else known.works.push(work);
  }
  return groups;
};

const positionOf = (work: Work): Position => ({
  custodian: payloadOf(work, "custodian") as Address,
  account: payloadOf(work, "account") as Address,
});

/** Each position once, in the index's own spelling, so that the same payment has the same payload. */
const distinct = (positions: readonly Position[]): Position[] => {
  const spelt = positions.map(({ custodian, account }) => ({
    custodian: custodian.toLowerCase() as Address,
    account: account.toLowerCase() as Address,
  }));
  return [...new Map(spelt.map((position) => [`${position.custodian}/${position.account}`, position])).values()];
};

const nameOf = ({ distribution, distributionId }: DistributionAt): string =>
  `${distribution.toLowerCase()}/${distributionId}`;
