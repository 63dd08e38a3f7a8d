import type { Address, PublicClient } from "viem";
import type { Call, Deployment } from "../sdk/types.ts";
import { createGatewayViews, standingOf, type Word, type WorkName } from "./gateway-views.ts";
import { createHintWalk } from "./hints.ts";
import type { DatedTable, IndexedItem, IndexReader } from "./index-reader.ts";
import { contractOf, type Intent, uniqueByKey } from "./intent.ts";
import { createIsolation } from "./isolate.ts";
import { allowedAs, type Keeper, payloadOf, type Work } from "./keeper.ts";
import type { Log } from "./log.ts";

/** What every keeper gets. */
export type KeeperParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  log: Log;
};

/** An item that the index names, with the gateway's word on it. */
export type DatedItem = { contract: Address; id: bigint; word: Word };

/** Things that a module numbers, such as lots, for each of which there is one thing to do once its date has come. */
export type DatedWork = {
  keeper: string;
  /** kind of work at the sources */
  kind: string;
  table: DatedTable;
  /** of the deployment's first token; further ones are those of the record */
  module: Address;
  /** in which a payload names the item */
  field: string;
  /** @see Keeper.barredBy */
  barredBy: readonly string[];
  /** whether there is something to do, or to try */
  isDue(word: Word): boolean;
  decide(items: readonly DatedItem[]): Intent[];
  call(contract: Address, ids: readonly bigint[]): Call;
};

/** Does such work at every module that the deployment's record names and the gateway serves. */
export const createDatedKeeper = (
  { client, index, deployment, log }: KeeperParameters,
  { keeper, kind, table, module, field, barredBy, isDue, decide, call }: DatedWork,
): Keeper => {
  // The record does not say of which family a further module is: the index has items of one family only.
  const modules = [module, ...deployment.modules];
  const recorded = new Set(modules.map((address) => address.toLowerCase()));
  const isolation = createIsolation(log, keeper);
  const views = createGatewayViews({ client, deployment, isolation });
  const walk = createHintWalk<IndexedItem>();
  const nameOf = (work: Work): WorkName => ({
    contract: contractOf(work.key),
    subject: BigInt(payloadOf(work, field)),
  });

  return {
    name: keeper,
    batchSize: 25,
    kinds: [kind],
    barredBy,
    mayCall: () => modules.map((contract) => allowedAs(call(contract, []))),

    propose: async (head) => {
      const intents = await walk.look(
        (page) => index.read(head, (queries) => queries.dueItems(table, modules, head.timestamp, page)),
        async (hints) => {
          const own = hints.filter(({ contract }) => recorded.has(contract.toLowerCase()));
          const words = await views.wordsOn(kind, own, ({ contract, id }) => ({ contract, subject: id }));
          return decide(own.map((item, place) => ({ ...item, word: words[place] ?? unreadable })));
        },
      );
      return uniqueByKey(intents);
    },

    standings: async (works) =>
      (await views.wordsOn(kind, works, nameOf)).map((word) =>
        word !== undefined && word.held === undefined && isDue(word) ? "due" : standingOf(word),
      ),

    call: async (works) => {
      const names = works.map(nameOf);
      return call(
        names[0]?.contract ?? module,
        names.map(({ subject }) => subject),
      );
    },
  };
};

const unreadable: Word = { state: "unknown", dueAt: undefined, held: undefined };
