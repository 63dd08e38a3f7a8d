import { type Address, isAddressEqual } from "viem";
import { type ModuleFamily, type WorkKind, workKinds } from "../../sdk/work.ts";
import type { Notice } from "../notices/store.ts";

export const watcherName = "gateway-watcher";

export const noticeKinds = {
  paused: "paused-on-chain",
  unserved: "module-not-served",
  unrecorded: "module-not-recorded",
} as const;

export type GatewaySnapshot = {
  gateway: Address;
  paused: readonly WorkKind[];
  /** what the gateway serves */
  served: Readonly<Record<ModuleFamily, readonly Address[]>>;
  /** what the deployment's record names; of further modules it does not say which family they are of */
  recorded: { lockup: Address; distribution: Address; modules: readonly Address[] };
};

/** What people should know of the gateway: which kinds it stops, and where its list and the record differ. */
export const decide = ({ snapshot }: { snapshot: GatewaySnapshot }): Notice[] => {
  const { gateway, served, recorded } = snapshot;
  const all = [...served.lockup, ...served.distribution];
  const named = [recorded.lockup, recorded.distribution, ...recorded.modules];
  const unserved = distinct([
    ...missingIn(served.lockup, [recorded.lockup]),
    ...missingIn(served.distribution, [recorded.distribution]),
    ...missingIn(all, recorded.modules),
  ]);
  return [
    ...pauseNotice(snapshot),
    ...unserved.map((module) => ({
      kind: noticeKinds.unserved,
      subject: module.toLowerCase(),
      severity: "critical" as const,
      text: `The gateway ${gateway} does not serve ${module}: no keeper does its work. An authority of the issuer must add it (addModule), or take it out of the deployment record.`,
    })),
    ...distinct(missingIn(named, all)).map((module) => ({
      kind: noticeKinds.unrecorded,
      subject: module.toLowerCase(),
      severity: "warning" as const,
      text: `The gateway ${gateway} serves ${module}, which the deployment record does not name: index and keepers leave it alone. Add it to "modules" of the record and start both anew.`,
    })),
  ];
};

/** One for all kinds: another set of them is told anew. */
const pauseNotice = ({ gateway, paused }: GatewaySnapshot): Notice[] => {
  if (paused.length === 0) return [];
  const kinds = workKinds.filter((kind) => paused.includes(kind)).join(", ");
  return [
    {
      kind: noticeKinds.paused,
      subject: `${gateway.toLowerCase()}/${kinds}`,
      severity: "warning",
      text: `Paused on chain: the gateway ${gateway} stops work of these kinds: ${kinds}. \`npm run keepers -- resume --on-chain <authority>\` shows the call that ends it.`,
    },
  ];
};

const missingIn = (known: readonly Address[], wanted: readonly Address[]): Address[] =>
  wanted.filter((address) => !known.some((other) => isAddressEqual(other, address)));

const distinct = (addresses: readonly Address[]): Address[] =>
  addresses.filter((address, place) => addresses.findIndex((other) => isAddressEqual(other, address)) === place);
