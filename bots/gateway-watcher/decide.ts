import { type Address, isAddressEqual } from "viem";
import type { ListedSource, NextWork } from "../../sdk/reads/gateway.ts";
import { type Deployment, type ModuleFamily, moduleFamilies } from "../../sdk/types.ts";
import type { Notice } from "../notices/store.ts";
import { timeText } from "../subject.ts";

export const watcherName = "gateway-watcher";

export const noticeKinds = {
  paused: "paused-on-chain",
  unlisted: "source-not-listed",
  unrecorded: "source-not-recorded",
  quarantined: "source-in-quarantine",
  cutShort: "search-cut-short",
} as const;

export type GatewaySnapshot = {
  gateway: Address;
  /** Unix time of the chain */
  now: number;
  /** what the gateway lists */
  listed: readonly ListedSource[];
  /** what the deployment's record names as owing work */
  recorded: readonly Address[];
  /** what a network is offered */
  next: NextWork;
};

/** The contracts of a record that owe work: each should be a source of the gateway. */
export const recordedSources = (
  deployment: Pick<Deployment, ModuleFamily | "accreditations" | "counts" | "modules">,
): Address[] => [
  ...moduleFamilies.map((family) => deployment[family]),
  deployment.accreditations,
  deployment.counts,
  ...deployment.modules,
];

/** What people should know of the gateway: what it stops or cannot see, and where its list and the record differ. */
export const decide = ({ snapshot }: { snapshot: GatewaySnapshot }): Notice[] => {
  const { gateway, listed, recorded } = snapshot;
  const addresses = listed.map(({ address }) => address);
  return [
    ...pauseNotice(snapshot),
    ...quarantineNotices(snapshot),
    ...searchNotice(snapshot),
    ...distinct(missingIn(addresses, recorded)).map((source) => ({
      kind: noticeKinds.unlisted,
      subject: source.toLowerCase(),
      severity: "critical" as const,
      text: `The gateway ${gateway} does not list ${source}: no keeper does its work. An authority of the issuer must add it (addSource), or take it out of the deployment record.`,
    })),
    ...distinct(missingIn(recorded, addresses)).map((source) => ({
      kind: noticeKinds.unrecorded,
      subject: source.toLowerCase(),
      severity: "warning" as const,
      text: `The gateway ${gateway} lists ${source}, which the deployment record does not name: index and keepers leave it alone. Add it to "modules" of the record and start both anew.`,
    })),
  ];
};

/** One for all that is paused: another set of kinds is told anew. */
const pauseNotice = ({ gateway, listed }: GatewaySnapshot): Notice[] => {
  const paused = listed.flatMap(({ address, kinds }) =>
    kinds.filter(({ isPaused }) => isPaused).map(({ name }) => `${name} of ${address.toLowerCase()}`),
  );
  if (paused.length === 0) return [];
  const kinds = paused.join(", ");
  return [
    {
      kind: noticeKinds.paused,
      subject: `${gateway.toLowerCase()}/${kinds}`,
      severity: "warning",
      text: `Paused on chain: the gateway ${gateway} stops this work: ${kinds}. \`npm run keepers -- resume --on-chain <authority>\` shows the call that ends it.`,
    },
  ];
};

/** Each further quarantine, which is longer than the last, is told anew. */
const quarantineNotices = ({ gateway, listed, now }: GatewaySnapshot): Notice[] =>
  listed
    .filter(({ quarantinedUntil }) => quarantinedUntil > now)
    .map(({ address, misses, quarantinedUntil }) => ({
      kind: noticeKinds.quarantined,
      subject: `${address.toLowerCase()}/${misses}`,
      severity: "critical" as const,
      text: `The gateway ${gateway} offers networks no work of ${address} until ${timeText(quarantinedUntil)}: ${misses} runs in a row had no effect. Its WorkMissed events give the reasons. The first run with effect ends this; removeSource ends it for good.`,
    }));

const searchNotice = ({ gateway, next }: GatewaySnapshot): Notice[] => {
  if (next.found !== "cut short") return [];
  const { work, cursor } = next;
  return [
    {
      kind: noticeKinds.cutShort,
      subject: `${gateway.toLowerCase()}/${work.source}/${work.kind}`,
      severity: "warning",
      text: `A network's search at the gateway ${gateway} ends at source ${work.source}, kind ${work.kind}, cursor ${cursor}: what lies behind is found only as searches go on on chain, once an hour. Register one upkeep more for this part, or see why the source does not answer.`,
    },
  ];
};

const missingIn = (known: readonly Address[], wanted: readonly Address[]): Address[] =>
  wanted.filter((address) => !known.some((other) => isAddressEqual(other, address)));

const distinct = (addresses: readonly Address[]): Address[] =>
  addresses.filter((address, place) => addresses.findIndex((other) => isAddressEqual(other, address)) === place);
