import { fileAccreditations } from "../../../sdk/actions/accreditations/file.ts";
import { enrolCounts } from "../../../sdk/actions/counts/enrol.ts";
import { runWork } from "../../../sdk/actions/gateway/run.ts";
import type { Case } from "../case.ts";
import { each, type Figure } from "../chain.ts";
import { type Investor, keysOf, renew, workIdsOf } from "../identity.ts";
import { owner, type Stage, stranger } from "../stage.ts";
import { holding } from "./calls.ts";

const DAY = 86_400;
const LAPSE = "through the gateway: mark a lapsed accreditation, each in a batch of 24";
/** Places among the gateway's sources, as script/Deploy.s.sol lists them. */
const SOURCES = { accreditations: 3, counts: 4 } as const;

export const gateway: readonly Case[] = [
  {
    ...{ name: LAPSE, state: "filed, and taken off the file" },
    measure: async (stage) => {
      const holders = await holding(stage, 25);
      await endTomorrow(stage, holders);
      await stage.as(stranger, filing(stage, holders));
      await stage.chain.at((await stage.chain.now()) + 2 * DAY);
      return runThroughGateway(stage, SOURCES.accreditations, workIdsOf(holders).slice(0, 24));
    },
  },
  {
    ...{ name: LAPSE, state: "not filed" },
    measure: async (stage) => {
      const holders = await holding(stage, 25);
      await endTomorrow(stage, holders);
      await stage.chain.at((await stage.chain.now()) + 2 * DAY);
      return runThroughGateway(stage, SOURCES.accreditations, workIdsOf(holders).slice(0, 24));
    },
  },
  {
    name: "file an investor with the accreditations, each in a batch of 25",
    measure: async (stage) => {
      const holders = await holding(stage, 25);
      await endTomorrow(stage, holders);
      return each(await stage.measure(stranger, filing(stage, holders)), 25);
    },
  },
  {
    name: "through the gateway: move a count, each in a batch of 19",
    measure: async (stage) => {
      const holders = await holding(stage, 25);
      await stage.as(stranger, enrolment(stage, holders));
      await stage.as(owner, renew(stage.deployment.registrar, holders, 2));
      return runThroughGateway(stage, SOURCES.counts, workIdsOf(holders).slice(0, 19));
    },
  },
  {
    name: "enrol an investor with the counts, each in a batch of 25",
    measure: async (stage) => each(await stage.measure(stranger, enrolment(stage, await holding(stage, 25))), 25),
  },
];

/** Has the first kind of work of a source done. */
export const runThroughGateway = async (stage: Stage, source: number, ids: readonly bigint[]): Promise<Figure> =>
  each(await stage.measure(stranger, runWork({ gateway: stage.deployment.gateway, source, kind: 0, ids })), ids.length);

const endTomorrow = async (stage: Stage, holders: readonly Investor[]): Promise<void> =>
  stage.as(owner, renew(stage.deployment.registrar, holders, 1, (await stage.chain.now()) + DAY));

const filing = ({ deployment: { accreditations } }: Stage, holders: readonly Investor[]) =>
  fileAccreditations({ accreditations, keys: keysOf(holders) });

const enrolment = ({ deployment: { counts } }: Stage, holders: readonly Investor[]) =>
  enrolCounts({ counts, keys: keysOf(holders) });
