import type { Hex, PublicClient } from "viem";
import { syncInvestors } from "../../sdk/actions/issuer/sync.ts";
import { expireInvestors } from "../../sdk/actions/registrar/expire.ts";
import { readExpirable, readInvestorStates, readInvestors, readSyncable } from "../../sdk/reads/investors.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { IndexReader } from "../index-reader.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import { className, decide, keeperName } from "./decide.ts";

export type AccreditationExpirerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
};

/** Marks accreditations that have ended, and moves the issuer's counts when an investor's class has changed. */
export const createAccreditationExpirer = ({ client, index, deployment }: AccreditationExpirerParameters): Keeper => {
  const { chainId, registrar, issuer } = deployment;
  const idOf = (work: Work) => payloadOf(work, "id") as Hex;

  const expireStandings = async (works: readonly Work[]): Promise<Standing[]> => {
    const at = { address: registrar, ids: works.map(idOf) };
    const [expirable, investors] = await Promise.all([readExpirable(client, at), readInvestors(client, at)]);
    return works.map((work, position) => {
      const investor = investors[position];
      if (investor === undefined || `${investor.expiresAt}` !== payloadOf(work, "expiresAt")) return "void";
      if (investor.lapsed) return "done";
      return expirable[position] ? "due" : "early";
    });
  };

  /** The work is one move out of one class. Whatever happens to the investor afterwards is other work. */
  const syncStandings = async (works: readonly Work[]): Promise<Standing[]> => {
    const at = { address: issuer, ids: works.map(idOf) };
    const [syncable, states] = await Promise.all([readSyncable(client, at), readInvestorStates(client, at)]);
    return works.map((work, position) => {
      const state = states[position];
      if (state === undefined || className(state) !== payloadOf(work, "from")) return "done";
      return syncable[position] ? "due" : "void";
    });
  };

  const isExpire = (work: Work) => payloadOf(work, "step") === "expire";

  return {
    name: keeperName,
    batchSize: 25,
    mayCall: [allowedAs(expireInvestors({ registrar, ids: [] })), allowedAs(syncInvestors({ issuer, ids: [] }))],

    propose: async (head) => {
      const { timestamp: now } = head;
      const [expired, changes] = await index.read(head, async (queries) => [
        await queries.expired(now),
        await queries.classChanges(issuer, now),
      ]);
      const [areExpirable, areSyncable] = await Promise.all([
        expired.length === 0 ? [] : readExpirable(client, { address: registrar, ids: expired.map(({ id }) => id) }),
        changes.length === 0 ? [] : readSyncable(client, { address: issuer, ids: changes.map(({ id }) => id) }),
      ]);
      const expirable = expired.filter((_, position) => areExpirable[position]);
      const syncable = changes.filter((_, position) => areSyncable[position]);
      return decide({ snapshot: { chainId, registrar, issuer, expirable, syncable }, now });
    },

    standings: async (works) => {
      const [expires, syncs] = [works.filter(isExpire), works.filter((work) => !isExpire(work))];
      const [expireAnswers, syncAnswers] = await Promise.all([
        expires.length === 0 ? [] : expireStandings(expires),
        syncs.length === 0 ? [] : syncStandings(syncs),
      ]);
      const answers = new Map<Work, Standing | undefined>([
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
