import type { Address, PublicClient } from "viem";
import { closeDistribution } from "../../sdk/actions/distribution/close.ts";
import { openDistribution } from "../../sdk/actions/distribution/open.ts";
import { type Position, payDistribution } from "../../sdk/actions/distribution/pay.ts";
import { decodeRefusal } from "../../sdk/errors/index.ts";
import { readRestricted } from "../../sdk/reads/accounts.ts";
import {
  type DistributionAt,
  type DistributionState,
  distributionStates,
  readDistribution,
  readDistributionCount,
  readEligibleBalances,
  readModuleToken,
  readPaymentStatuses,
  readSteps,
} from "../../sdk/reads/distributions.ts";
import type { Head } from "../../sdk/reads/head.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { IndexLaggingError, type IndexReader } from "../index-reader.ts";
import { contractOf, type Intent } from "../intent.ts";
import { createIsolation } from "../isolate.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import type { Log } from "../log.ts";
import { type DistributionView, decide, keeperName } from "./decide.ts";

export type DistributionRunnerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  log: Log;
};

/** Opens distributions that are due, pays every position, closes them, for every module of the deployment's record. */
export const createDistributionRunner = (parameters: DistributionRunnerParameters): Keeper => {
  const { client, index, deployment, log } = parameters;
  const { chainId, issuer } = deployment;
  // The record does not say of which kind a further module is: one that counts no distributions has none.
  const modules = [deployment.distribution, ...deployment.modules];
  const isolation = createIsolation(log, keeperName);
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
    const count = await countOf(distribution);
    const ids = Array.from({ length: Number(count) }, (_, position) => BigInt(position + 1));
    const open = ids.filter((distributionId) => !ended.has(nameOf({ distribution, distributionId })));
    const distributions = await Promise.all(
      open.map((distributionId) => viewOf(head, { distribution, distributionId }, late)),
    );
    return decide({ snapshot: { chainId, module: distribution, distributions }, now: head.timestamp });
  };

  const countOf = (module: Address): Promise<bigint> =>
    readDistributionCount(client, module).catch((error: unknown) => {
      if (decodeRefusal(error)?.name === "Unexplained") return 0n;
      throw error;
    });

  const viewOf = async (head: Head, at: DistributionAt, late: IndexLaggingError[]): Promise<DistributionView> => {
    const [{ state, paymentDate, recordDate }, steps] = await Promise.all([
      readDistribution(client, at),
      readSteps(client, at),
    ]);
    if (isPast(state, "Open")) ended.add(nameOf(at));
    const known = state === "Open" ? await positionsOf(head, at, recordDate, late) : nobody;
    if (state === "Open" && !steps.closable) tellMissing(at, known);
    const positions = known ?? nobody;
    return { distributionId: at.distributionId, state, paymentDate, ...steps, ...positions };
  };

  /** The index says who held at the record date and who was seen; the module confirms it. Without it nobody is paid. */
  const positionsOf = async (head: Head, at: DistributionAt, recordDate: number, late: IndexLaggingError[]) => {
    const token = await tokenOf(at.distribution);
    try {
      const { holders, payments } = await index.read(head, async (queries) => ({
        holders: await queries.positionsAt(token, issuer, recordDate),
        payments: await queries.payments(at.distribution, at.distributionId),
      }));
      const withheld = payments.filter(({ status, reason }) => status === "withheld" && reason === "restricted");
      return {
        unseen: await unseenOf(at, token, distinct(holders)),
        lifted: await liftedOf(at, distinct(withheld)),
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

  const unseenOf = async (at: DistributionAt, token: Address, holders: readonly Position[]): Promise<Position[]> => {
    const statuses = await statusesOf(at, holders);
    const open = holders.filter((_, position) => statuses[position] === "None");
    const balances = await isolation.together(open, (positions) =>
      readEligibleBalances(client, { ...at, token, positions }),
    );
    return open.filter((_, position) => (balances[position] ?? 0n) > 0n);
  };

  const liftedOf = async (at: DistributionAt, withheld: readonly Position[]): Promise<Position[]> => {
    const [statuses, restricted] = await Promise.all([statusesOf(at, withheld), restrictedOf(withheld)]);
    return withheld.filter((_, position) => statuses[position] === "Withheld" && restricted[position] === false);
  };

  const statusesOf = (at: DistributionAt, some: readonly Position[]) =>
    isolation.together(some, (positions) => readPaymentStatuses(client, { ...at, positions }));

  const restrictedOf = (positions: readonly Position[]) =>
    isolation.together(
      positions.map(({ account }) => account),
      (accounts) => readRestricted(client, { issuer, accounts }),
    );

  /* --------------------------------------------- how it stands --------------------------------------------- */

  const standingsIn = async (at: DistributionAt, works: readonly Work[]): Promise<Standing[]> => {
    const positions = works.filter(isPayment).map(positionOf);
    const [{ state }, { openable, closable }, statuses, restricted] = await Promise.all([
      readDistribution(client, at),
      readSteps(client, at),
      statusesOf(at, positions),
      restrictedOf(positions),
    ]);
    const payments = works.filter(isPayment);
    return works.map((work): Standing => {
      if (work.payload.step === "open") return stepStanding(state, "Funded", openable);
      if (work.payload.step === "close") return stepStanding(state, "Open", closable);
      const place = payments.indexOf(work);
      return paymentStanding({
        state,
        status: statuses[place],
        isRetry: work.payload.occurrence === "lifted",
        isRestricted: restricted[place],
      });
    });
  };

  const callOf = async (works: readonly Work[]): Promise<Call> => {
    const [first] = works;
    const at = first === undefined ? { distribution: deployment.distribution, distributionId: 0n } : placeOf(first);
    if (first?.payload.step === "open") return openDistribution(at);
    if (first?.payload.step === "close") return closeDistribution(at);
    return payDistribution({ ...at, positions: works.map(positionOf) });
  };

  return {
    name: keeperName,
    // Measured: an estimate for n positions is 93,000 + 10,700 n. With 1.2 times that and the reserve below, 60 ask for
    // 15.0 M of the 2^24 (16.8 M) gas that a transaction may ask for (EIP-7825); the rest is for dearer look-ups, as at
    // custodians. 100 would fit only with 150,000 each: enough for usual tokens (72,000), but a dear one would end every
    // batch early.
    batchSize: 60,
    mayCall: () =>
      modules.flatMap((module) => {
        const at = { distribution: module, distributionId: 0n };
        return [openDistribution(at), payDistribution({ ...at, positions: [] }), closeDistribution(at)].map(allowedAs);
      }),
    // What `pay` wants left before it takes a position up (its LEG_GAS, 232,381), so that no receiver ends the batch.
    gasPerWork: 235_000n,

    propose: async (head) => {
      const late: IndexLaggingError[] = [];
      const intents = await isolation.each(modules, (module) => proposeOf(head, module, late));
      const all = intents.flatMap((own) => own ?? []);
      // What needs no index goes on without it; without anything to do, the runner is told to come back soon.
      if (all.length === 0 && late[0] !== undefined) throw late[0];
      return all;
    },

    standings: async (works) => {
      const groups = [...group(works.filter(isComplete)).values()];
      const answers = await isolation.each(groups, ({ at, works: own }) => standingsIn(at, own));
      const byWork = new Map(
        groups.flatMap(({ works: own }, place) => own.map((work, position) => [work, answers[place]?.[position]])),
      );
      return works.map((work) => byWork.get(work) ?? "early");
    },

    call: callOf,
  };
};

const nobody = { unseen: [], lifted: [] };

const isPast = (state: DistributionState, other: DistributionState): boolean =>
  distributionStates.indexOf(state) > distributionStates.indexOf(other);

const isPayment = (work: Work): boolean => work.payload.step === "pay";

/** Work that another version wrote may lack a field: it waits. */
const isComplete = ({ payload: { step, distributionId, custodian, account } }: Work): boolean =>
  /^\d+$/.test(distributionId ?? "") &&
  (step === "open" || step === "close" || (step === "pay" && custodian !== undefined && account !== undefined));

/** A step leads out of one state: done when the distribution is past it. */
const stepStanding = (state: DistributionState, before: DistributionState, allowed: boolean): Standing => {
  if (isPast(state, before)) return "done";
  return state === before && allowed ? "due" : "early";
};

type PaymentFacts = {
  state: DistributionState;
  /** undefined: could not be read */
  status: "None" | "Paid" | "Withheld" | undefined;
  /** of a position that was withheld */
  isRetry: boolean;
  isRestricted: boolean | undefined;
};

const paymentStanding = ({ state, status, isRetry, isRestricted }: PaymentFacts): Standing => {
  if (status === undefined) return "early";
  if (isRetry ? status === "Paid" : status !== "None") return "done";
  if (isPast(state, "Open")) return "void";
  if (isRetry && isRestricted !== false) return "early";
  return state === "Open" ? "due" : "early";
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
