import type { Hex, PublicClient } from "viem";
import { syncInvestors } from "../../sdk/actions/issuer/sync.ts";
import { expireInvestors } from "../../sdk/actions/registrar/expire.ts";
import { readExpirable, readInvestorStates, readInvestors, readSyncable } from "../../sdk/reads/investors.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { ClassChange, IndexedInvestor, IndexReader } from "../index-reader.ts";
import { createIsolation } from "../isolate.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import type { Log } from "../log.ts";
import { className, decide, type ExpirySnapshot, keeperName } from "./decide.ts";

export type AccreditationExpirerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  log: Log;
};

/** Marks accreditations that have ended, and moves the issuer's counts when an investor's class has changed. */
export const createAccreditationExpirer = (parameters: AccreditationExpirerParameters): Keeper => {
  const { client, index, deployment, log } = parameters;
  const { chainId, registrar, issuer } = deployment;
  const isolation = createIsolation(log, keeperName);

  const expirableOf = (ids: readonly Hex[]) =>
    isolation.together(ids, (some) => readExpirable(client, { address: registrar, ids: some }));
  const investorsOf = (ids: readonly Hex[]) =>
    isolation.together(ids, (some) => readInvestors(client, { address: registrar, ids: some }));
  const syncableOf = (ids: readonly Hex[]) =>
    isolation.together(ids, (some) => readSyncable(client, { address: issuer, ids: some }));
  const statesOf = (ids: readonly Hex[]) =>
    isolation.together(ids, (some) => readInvestorStates(client, { address: issuer, ids: some }));

  /* ---------------------------------------------- what is due ---------------------------------------------- */

  const confirmExpiries = async (hints: readonly IndexedInvestor[]): Promise<ExpirySnapshot["expirable"]> => {
    const ids = idsOf(hints);
    const [expirable, investors] = await Promise.all([expirableOf(ids), investorsOf(ids)]);
    return ids.flatMap((id, position) => {
      const investor = investors[position];
      return expirable[position] && investor ? [{ id, expiresAt: investor.expiresAt }] : [];
    });
  };

  /** All but the number of the round is the chain's word. */
  const confirmChanges = async (hints: readonly ClassChange[]): Promise<ExpirySnapshot["syncable"]> => {
    const ids = idsOf(hints);
    const rounds = new Map(hints.map(({ id, round }) => [id.toLowerCase(), round]));
    const [syncable, states, investors] = await Promise.all([syncableOf(ids), statesOf(ids), investorsOf(ids)]);
    return ids.flatMap((id, position) => {
      const [counted, registered] = [states[position], investors[position]];
      if (!syncable[position] || counted === undefined || registered === undefined) return [];
      return [{ id, counted, registered, round: rounds.get(id) ?? 0 }];
    });
  };

  /* --------------------------------------------- how it stands --------------------------------------------- */

  const expireStandings = async (works: readonly Work[]): Promise<Standing[]> => {
    const ids = works.map(idOf);
    const [expirable, investors] = await Promise.all([expirableOf(ids), investorsOf(ids)]);
    return works.map(({ payload }, position) => {
      const investor = investors[position];
      if (investor === undefined) return "early";
      if (`${investor.expiresAt}` !== payload.expiresAt) return "void";
      if (investor.lapsed) return "done";
      return expirable[position] ? "due" : "early";
    });
  };

  /** The work is one move out of one class. Whatever happens to the investor afterwards is other work. */
  const syncStandings = async (works: readonly Work[]): Promise<Standing[]> => {
    const ids = works.map(idOf);
    const [syncable, states] = await Promise.all([syncableOf(ids), statesOf(ids)]);
    return works.map(({ payload }, position) => {
      const [canMove, state] = [syncable[position], states[position]];
      if (state === undefined || canMove === undefined) return "early";
      if (className(state) !== payload.from) return "done";
      return canMove ? "due" : "void";
    });
  };

  return {
    name: keeperName,
    batchSize: 25,
    mayCall: () => [allowedAs(expireInvestors({ registrar, ids: [] })), allowedAs(syncInvestors({ issuer, ids: [] }))],

    propose: async (head) => {
      const { timestamp: now } = head;
      const [expired, changes] = await index.read(head, async (queries) => [
        await queries.expired(now),
        await queries.classChanges(issuer, now),
      ]);
      const [expirable, syncable] = await Promise.all([confirmExpiries(expired), confirmChanges(changes)]);
      return decide({ snapshot: { chainId, registrar, issuer, expirable, syncable }, now });
    },

    standings: async (works) => {
      const [expires, syncs] = [works.filter(isExpire), works.filter(isSync)];
      const [expireAnswers, syncAnswers] = await Promise.all([expireStandings(expires), syncStandings(syncs)]);
      const answers = new Map([
        ...expires.map((work, position) => [work, expireAnswers[position]] as const),
        ...syncs.map((work, position) => [work, syncAnswers[position]] as const),
      ]);
      return works.map((work) => answers.get(work) ?? "early");
    },

    call: async (works) => {
      const ids = works.map(idOf);
      return works.every(isExpire) ? expireInvestors({ registrar, ids }) : syncInvestors({ issuer, ids });
    },
  };
};

// Work that another version wrote may lack a field: then it is neither and waits.
const isExpire = ({ payload: { step, id, expiresAt } }: Work): boolean =>
  step === "expire" && id !== undefined && expiresAt !== undefined;
const isSync = ({ payload: { step, id, from } }: Work): boolean =>
  step === "sync" && id !== undefined && from !== undefined;

const idOf = (work: Work): Hex => payloadOf(work, "id") as Hex;

/** Each id once, as the chain writes it. */
const idsOf = (hints: readonly { id: Hex }[]): Hex[] => [...new Set(hints.map(({ id }) => id.toLowerCase() as Hex))];
