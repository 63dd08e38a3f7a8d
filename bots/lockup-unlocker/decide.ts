import type { Address } from "viem";
import type { Word } from "../gateway-views.ts";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "lockup-unlocker";

export type LockupSnapshot = {
  chainId: number;
  /** with the gateway's word on each release */
  lots: readonly { lockup: Address; lotId: bigint; state: Word["state"] }[];
};

/**
 * Whether a lot's lock-up has ended. A lot is `waiting` if its module may not release it now. The keeper tries such a lot too:
 * the refusal becomes the notice that tells operators why.
 */
export const hasEnded = (state: Word["state"]): boolean => state === "due" || state === "waiting";

/** Release every lot whose lock-up has ended. */
export const decide = ({ snapshot: { chainId, lots } }: { snapshot: LockupSnapshot }): Intent[] =>
  uniqueByKey(lots.filter(({ state }) => hasEnded(state)).map((lot) => intentOf(chainId, lot)));

const intentOf = (chainId: number, { lockup, lotId }: LockupSnapshot["lots"][number]): Intent => ({
  key: intentKey({ chainId, contract: lockup, kind: "release", subject: `${lotId}`, occurrence: 1 }),
  keeper: keeperName,
  batch: `release ${lockup.toLowerCase()}`,
  payload: { lotId: `${lotId}` },
  title: `Release lot ${lotId} of ${lockup.toLowerCase()}`,
});
