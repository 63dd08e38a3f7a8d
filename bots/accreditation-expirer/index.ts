import type { PublicClient } from "viem";
import { syncInvestors } from "../../sdk/actions/issuer/sync.ts";
import { expireInvestors } from "../../sdk/actions/registrar/expire.ts";
import { investorKey } from "../../sdk/investors.ts";
import { readInvestorStates } from "../../sdk/reads/investors.ts";
import type { Deployment } from "../../sdk/types.ts";
import { createGatewayViews, standingOf, type Word } from "../gateway-views.ts";
import { createHintWalk } from "../hints.ts";
import type { ClassChange, IndexedInvestor, IndexReader } from "../index-reader.ts";
import { type Intent, uniqueByKey } from "../intent.ts";
import { createIsolation } from "../isolate.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import type { Log } from "../log.ts";
import { className, decide, type ExpirySnapshot, keeperName } from "./decide.ts";
import { readAcceptedPlace } from "./registrar.ts";

export type AccreditationExpirerParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  log: Log;
};

/** Marks accreditations that have ended, and moves the issuer's counts when an investor's class has changed. */
export const createAccreditationExpirer = (parameters: AccreditationExpirerParameters): Keeper => {
  const { client, index, deployment, log } = parameters;
  const { chainId, registrar, issuer, accreditations, counts } = deployment;
  const isolation = createIsolation(log, keeperName);
  const views = createGatewayViews({ client, deployment, isolation });
  const expiries = createHintWalk<IndexedInvestor>();
  const changes = createHintWalk<ClassChange>();

  const wordsOnExpiry = async (ids: readonly number[]): Promise<(Word | undefined)[]> => {
    const place = await readAcceptedPlace(client, deployment);
    if (typeof place !== "number") return ids.map(() => place);
    return views.wordsOn("expire", ids, (id) => ({
      contract: accreditations,
      subject: BigInt(investorKey(place, id)),
    }));
  };
  const wordsOnSync = (keys: readonly number[]) =>
    views.wordsOn("synchronise", keys, (key) => ({ contract: counts, subject: BigInt(key) }));
  const statesOf = (keys: readonly number[]) =>
    isolation.together(keys, (some) => readInvestorStates(client, { issuer, keys: some }));

  /* ---------------------------------------------- what is due ---------------------------------------------- */

  const decideOn = (found: Partial<ExpirySnapshot>): Intent[] =>
    decide({ snapshot: { chainId, registrar, issuer, expirable: [], syncable: [], ...found } });

  const confirmExpiries = async (hints: readonly IndexedInvestor[]): Promise<Intent[]> => {
    const ids = [...new Set(hints.map(({ id }) => id))];
    const words = await wordsOnExpiry(ids);
    return decideOn({ expirable: zip(ids, words).map(([id, { state, dueAt }]) => ({ id, state, dueAt })) });
  };

  /** All but the number of the round is the chain's word. */
  const confirmChanges = async (hints: readonly ClassChange[]): Promise<Intent[]> => {
    const rounds = new Map(hints.map(({ key, round }) => [key, round]));
    const keys = [...rounds.keys()];
    const due = zip(keys, await wordsOnSync(keys)).filter(([, { state }]) => state === "due");
    const states = await statesOf(due.map(([key]) => key));
    const syncable = zip(due, states).map(([[key, { state }], counted]) => {
      return { key, state, counted, round: rounds.get(key) ?? 0 };
    });
    return decideOn({ syncable });
  };

  /* --------------------------------------------- how it stands --------------------------------------------- */

  /** Each work is about one end of an accreditation. A renewal makes another one. */
  const expireStandings = async (works: readonly Work[]): Promise<Standing[]> => {
    const words = await wordsOnExpiry(works.map(idOf));
    return works.map(({ payload }, place): Standing => {
      const word = words[place];
      const isOther = word?.dueAt !== undefined && `${word.dueAt}` !== payload.expiresAt;
      return isOther ? "void" : standingOf(word);
    });
  };

  /** The work is one move out of one class. Whatever happens to the investor afterwards is other work. */
  const syncStandings = async (works: readonly Work[]): Promise<Standing[]> => {
    const keys = works.map(keyOf);
    const [words, states] = await Promise.all([wordsOnSync(keys), statesOf(keys)]);
    return works.map(({ payload }, place): Standing => {
      const [word, counted] = [words[place], states[place]];
      if (word === undefined || counted === undefined) return "early";
      if (className(counted) !== payload.from) return "done";
      return word.state === "waiting" ? "void" : standingOf(word);
    });
  };

  return {
    name: keeperName,
    batchSize: 25,
    kinds: ["expire", "synchronise"],
    mayCall: () => [allowedAs(expireInvestors({ registrar, ids: [] })), allowedAs(syncInvestors({ issuer, keys: [] }))],

    propose: async (head) => {
      const { timestamp: now } = head;
      const expires = await expiries.look(
        (page) => index.read(head, (queries) => queries.expired(registrar, now, page)),
        confirmExpiries,
      );
      const syncs = await changes.look(
        (page) => index.read(head, (queries) => queries.classChanges(issuer, now, page)),
        confirmChanges,
      );
      return uniqueByKey([...expires, ...syncs]);
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

    call: async (works) =>
      works.every(isExpire)
        ? expireInvestors({ registrar, ids: works.map(idOf) })
        : syncInvestors({ issuer, keys: works.map(keyOf) }),
  };
};

// Work that another version wrote may lack a field, or name the investor otherwise: then it is neither and waits.
const isExpire = ({ payload: { step, id, expiresAt } }: Work): boolean =>
  step === "expire" && isNumber(id) && expiresAt !== undefined;
const isSync = ({ payload: { step, key, from } }: Work): boolean =>
  step === "sync" && isNumber(key) && from !== undefined;
const isNumber = (text: string | undefined): boolean => text !== undefined && /^\d{1,13}$/.test(text);

const idOf = (work: Work): number => Number(payloadOf(work, "id"));
const keyOf = (work: Work): number => Number(payloadOf(work, "key"));

/** Those with an answer, each with its own. */
const zip = <T, A>(items: readonly T[], answers: readonly (A | undefined)[]): [T, A][] =>
  items.flatMap((item, place): [T, A][] => {
    const answer = answers[place];
    return answer === undefined ? [] : [[item, answer]];
  });
