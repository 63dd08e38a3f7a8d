import type { Address, PublicClient } from "viem";
import { closeDistribution } from "../../sdk/actions/distribution/close.ts";
import { openDistribution } from "../../sdk/actions/distribution/open.ts";
import { type Position, payDistribution } from "../../sdk/actions/distribution/pay.ts";
import { readRestricted } from "../../sdk/reads/accounts.ts";
import {
  type DistributionState,
  distributionStates,
  readDistribution,
  readEligibleBalances,
  readPaymentStatuses,
  readSteps,
} from "../../sdk/reads/distributions.ts";
import type { Head } from "../../sdk/reads/head.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import type { IndexedPayment, IndexReader } from "../index-reader.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import { type DistributionView, decide, keeperName } from "./decide.ts";

export type DistributionRunnerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
};

/** Opens distributions that are due, pays every position, closes them. */
export const createDistributionRunner = ({ client, index, deployment }: DistributionRunnerParameters): Keeper => {
  const { chainId, token, issuer, distribution: module } = deployment;
  const at = (distributionId: bigint) => ({ distribution: module, distributionId });

  /* ---------------------------------------------- what is due ---------------------------------------------- */

  const viewOf = async (head: Head, distributionId: bigint): Promise<DistributionView> => {
    const [record, steps] = await Promise.all([
      readDistribution(client, at(distributionId)),
      readSteps(client, at(distributionId)),
    ]);
    const { state, paymentDate, recordDate } = record;
    const open = state === "Open" ? await positionsOf(head, distributionId, recordDate) : { unseen: [], lifted: [] };
    return { distributionId, state, paymentDate, ...steps, ...open };
  };

  /** The index says who held at the record date and who was seen; the module confirms the rest. */
  const positionsOf = async (head: Head, distributionId: bigint, recordDate: number) => {
    const { holders, payments } = await index.read(head, async (queries) => ({
      holders: await queries.positionsAt(token, issuer, recordDate),
      payments: await queries.payments(module, distributionId),
    }));
    const seen = new Set(payments.map(nameOf));
    const candidates = holders.filter((position) => !seen.has(nameOf(position)));
    return {
      unseen: await unseenOf(distributionId, candidates),
      lifted: await liftedOf(distributionId, payments),
    };
  };

  const unseenOf = async (distributionId: bigint, candidates: readonly Position[]): Promise<Position[]> => {
    const statuses = await readPaymentStatuses(client, { ...at(distributionId), positions: candidates });
    const open = candidates.filter((_, position) => statuses[position] === "None");
    const balances = await readEligibleBalances(client, { ...at(distributionId), token, positions: open });
    return open.filter((_, position) => (balances[position] ?? 0n) > 0n);
  };

  const liftedOf = async (distributionId: bigint, payments: readonly IndexedPayment[]): Promise<Position[]> => {
    const withheld = payments.filter(({ status, reason }) => status === "withheld" && reason === "restricted");
    const positions = withheld.map(({ custodian, account }) => ({ custodian, account }));
    const [statuses, restricted] = await Promise.all([
      readPaymentStatuses(client, { ...at(distributionId), positions }),
      readRestricted(client, { issuer, accounts: positions.map(({ account }) => account) }),
    ]);
    return positions.filter((_, index) => statuses[index] === "Withheld" && restricted[index] === false);
  };

  /* --------------------------------------------- how it stands --------------------------------------------- */

  const standingsOfTransfer = async (distributionId: bigint, works: readonly Work[]): Promise<Standing[]> => {
    const payments = works.filter(isPayment);
    const retries = payments.filter((work) => payloadOf(work, "occurrence") === "lifted");
    const [{ state }, { openable, closable }, statuses, restricted] = await Promise.all([
      readDistribution(client, at(distributionId)),
      readSteps(client, at(distributionId)),
      readPaymentStatuses(client, { ...at(distributionId), positions: payments.map(positionOf) }),
      readRestricted(client, { issuer, accounts: retries.map((work) => positionOf(work).account) }),
    ]);
    return works.map((work): Standing => {
      const step = payloadOf(work, "step");
      if (step === "open") return stepStanding(state, "Funded", openable);
      if (step === "close") return stepStanding(state, "Open", closable);
      const status = statuses[payments.indexOf(work)];
      const isRetry = retries.includes(work);
      if (isRetry ? status === "Paid" : status !== "None") return "done";
      if (isPast(state, "Open")) return "void";
      if (isRetry && restricted[retries.indexOf(work)]) return "early";
      return state === "Open" ? "due" : "early";
    });
  };

  const callOf = async (works: readonly Work[]): Promise<Call> => {
    const [first] = works;
    const distributionId = BigInt(first === undefined ? 0 : payloadOf(first, "distributionId"));
    const step = first === undefined ? "pay" : payloadOf(first, "step");
    if (step === "open") return openDistribution(at(distributionId));
    if (step === "close") return closeDistribution(at(distributionId));
    return payDistribution({ ...at(distributionId), positions: works.map(positionOf) });
  };

  return {
    name: keeperName,
    // Estimate and reserve together stay below the 2^24 gas that a transaction may ask for (EIP-7825).
    batchSize: 40,
    mayCall: [openDistribution(at(0n)), payDistribution({ ...at(0n), positions: [] }), closeDistribution(at(0n))].map(
      allowedAs,
    ),
    // `pay` stops before a position that may not have this much (its LEG_GAS, and looking up what it is owed).
    gasPerWork: 260_000n,

    propose: async (head) => {
      const ids = await index.read(head, (queries) => queries.openDistributions(module));
      const distributions = await Promise.all(ids.map((id) => viewOf(head, id)));
      return decide({ snapshot: { chainId, module, distributions }, now: head.timestamp });
    },

    standings: async (works) => {
      const answers = new Map<Work, Standing | undefined>();
      for (const id of new Set(works.map((work) => payloadOf(work, "distributionId")))) {
        const own = works.filter((work) => payloadOf(work, "distributionId") === id);
        const standings = await standingsOfTransfer(BigInt(id), own);
        for (const [position, work] of own.entries()) answers.set(work, standings[position]);
      }
      return works.map((work) => answers.get(work) ?? "early");
    },

    call: callOf,
  };
};

const isPast = (state: DistributionState, other: DistributionState): boolean =>
  distributionStates.indexOf(state) > distributionStates.indexOf(other);

const isPayment = (work: Work): boolean => payloadOf(work, "step") === "pay";

/** A step leads out of one state: done when the distribution is past it. */
const stepStanding = (state: DistributionState, before: DistributionState, allowed: boolean): Standing => {
  if (isPast(state, before)) return "done";
  return state === before && allowed ? "due" : "early";
};

const positionOf = (work: Work): Position => ({
  custodian: payloadOf(work, "custodian") as Address,
  account: payloadOf(work, "account") as Address,
});

const nameOf = ({ custodian, account }: Position): string => `${custodian}/${account}`.toLowerCase();
