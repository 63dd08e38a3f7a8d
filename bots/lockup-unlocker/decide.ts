import type { Address } from "viem";
import type { Lot } from "../../sdk/reads/lots.ts";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "lockup-unlocker";

export type LockupSnapshot = {
  chainId: number;
  lockup: Address;
  /** as the module keeps them */
  lots: readonly Lot[];
};

/** Release every lot whose lock-up has ended; `now` is the head's time. */
export const decide = ({ snapshot, now }: { snapshot: LockupSnapshot; now: number }): Intent[] =>
  uniqueByKey(snapshot.lots.filter((lot) => isDue(lot, now)).map((lot) => intentOf(snapshot, lot)));

/** The module's own rule: the lot may be sent from the second `lockupEnd` on. */
export const isDue = ({ released, lockupEnd }: Pick<Lot, "released" | "lockupEnd">, now: number): boolean =>
  !released && lockupEnd <= now;

const intentOf = ({ chainId, lockup }: LockupSnapshot, { lotId, account, amount }: Lot): Intent => ({
  key: intentKey({ chainId, contract: lockup, kind: "release", subject: `${lotId}`, occurrence: 1 }),
  keeper: keeperName,
  batch: `release ${lockup.toLowerCase()}`,
  payload: { lotId: `${lotId}` },
  title: `Release lot ${lotId}: ${amount} units of ${account}`,
});
